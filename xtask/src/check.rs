//! `cargo xtask check`: what a reviewer would ask for, in one command.

use anyhow::{Context, Result};

use crate::{run, suite};

/// Runs the checks from the quickest to the slowest and stops at the first that fails.
pub(crate) fn run() -> Result<()> {
    run::run(run::cargo().args(["fmt", "--all", "--check"])).context("run `cargo fmt --all`")?;
    tool("cargo-machete")?;
    run::run(run::cargo().args(["machete", "--skip-target-dir"])).context("remove the dependencies named above")?;
    tool("cargo-deny")?;
    run::run(run::cargo().args(["deny", "--log-level", "error", "check", "licenses", "bans", "sources"]))?;
    run::run(run::cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))?;
    run::run(
        run::cargo()
            .args(["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    suite::run(None)
}

/// Installs a cargo tool by name when it is missing.
pub(crate) fn tool(name: &str) -> Result<()> {
    if run::exists(name, "--version") {
        return Ok(());
    }
    eprintln!("installing {name}");
    run::run(run::cargo().args(["install", "--locked", "--quiet", name]))
}
