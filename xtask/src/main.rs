//! The project's chores: `cargo xtask test | check | tidy | train | bench | fault | fuzz`.
//!
//! It depends on no crate of the product, so that it builds in seconds; what measures the product runs the product's
//! own binary from outside.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to its user")]

mod bench;
mod check;
mod chromium;
mod debian;
mod fault;
mod fuzz;
mod octavo;
mod postgres;
mod run;
mod suite;
mod tidy;

use crate::octavo::Subject;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Chores of the Octavo project.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Runs the whole suite, as CI does; installs PostgreSQL and Chromium when it may.
    Test {
        /// Only tests whose name contains this.
        filter: Option<String>,
    },
    /// Formatting, lints, docs, licences, unused dependencies, tidy, and the suite.
    Check,
    /// House rules that the compiler does not know.
    Tidy,
    /// Makes the models that the product carries from data on disk; `train --help` says which and from what.
    Train {
        /// What the tool `train` is told.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Measures the release binary; the last line of output is JSON.
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Kills the process at random instants of an import and counts what is lost or doubled.
    Fault {
        /// How often to kill it, on each engine.
        #[arg(long, default_value_t = 50)]
        kills: u32,
        #[command(flatten)]
        subject: Subject,
    },
    /// Fuzzes one target, or all of them in turn.
    Fuzz {
        /// The target; all when left out.
        target: Option<String>,
        /// How long each runs.
        #[arg(long, default_value_t = 120)]
        seconds: u32,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().chore {
        Chore::Test { filter } => suite::run(filter.as_deref()),
        Chore::Check => check::run(),
        Chore::Tidy => tidy::run(),
        Chore::Train { arguments } => {
            run::run(run::cargo().args(["run", "--release", "--package", "train", "--"]).args(arguments))
        }
        Chore::Bench(bench) => bench::run(&bench),
        Chore::Fault { kills, subject } => fault::run(kills, &subject),
        Chore::Fuzz { target, seconds } => fuzz::run(target.as_deref(), seconds),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The top folder of the work tree.
fn root() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().map(PathBuf::from).unwrap_or(manifest)
}
