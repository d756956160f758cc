//! `cargo xtask bench`: figures of the release binary, taken from outside; the last line of output is JSON.

pub(crate) mod farm;
mod import;
mod web;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Subcommand, ValueEnum};

pub(crate) use self::import::{audit, wait_for};
use crate::octavo::Subject;
use crate::postgres::Cluster;
use crate::run;

#[derive(Subcommand)]
pub(crate) enum Bench {
    /// 200 feeds of 50 entries, all due at once: time until all can be read, what is lost or doubled, peak memory.
    Import {
        /// The storage engine.
        #[arg(long, default_value = "sqlite")]
        engine: Engine,
        /// 100 ms of latency each way, 5 % of the feeds dead, 5 % dripping.
        #[arg(long)]
        slow_world: bool,
        #[command(flatten)]
        subject: Subject,
    },
    /// How fast articles are understood: headlines through the encoder, and language, gist and story against many open
    /// articles.
    Stories {
        /// Articles to recombine: gzipped lines of JSON with `title` and `text`.
        #[arg(long)]
        articles: PathBuf,
        /// How many articles are open when the clock starts.
        #[arg(long, default_value_t = 100_000)]
        open: usize,
    },
    /// How fast 100,000 articles are indexed and searched.
    Search {
        /// Articles to recombine: gzipped lines of JSON with `title` and `text`.
        #[arg(long)]
        articles: PathBuf,
    },
    /// Pages at the server with 100,000 articles stored.
    Web {
        /// The storage engine.
        #[arg(long, default_value = "sqlite")]
        engine: Engine,
        /// How many articles to store first.
        #[arg(long, default_value_t = 100_000)]
        articles: usize,
        #[command(flatten)]
        subject: Subject,
    },
}

/// A storage engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// A fresh database, where the engine needs one made.
    pub(crate) fn database(self, cluster: Option<&Cluster>, name: &str) -> Result<Option<String>> {
        match (self, cluster) {
            (Self::Postgres, Some(cluster)) => cluster.create_database(name).map(Some),
            _ => Ok(None),
        }
    }

    /// The server that the engine needs.
    pub(crate) fn cluster(self) -> Result<Option<Cluster>> {
        match self {
            Self::Sqlite => Ok(None),
            Self::Postgres => Cluster::start().map(Some),
        }
    }
}

/// The tools run in the top folder, wherever they are called from.
fn absolute(path: &Path) -> Result<PathBuf> {
    path.canonicalize().with_context(|| format!("could not find {}", path.display()))
}

pub(crate) fn run(bench: &Bench) -> Result<()> {
    match bench {
        Bench::Import { engine, slow_world, subject } => import::run(subject, *engine, *slow_world),
        Bench::Stories { articles, open } => {
            let (articles, open) = (absolute(articles)?, open.to_string());
            let train = ["run", "--release", "--package", "train", "--", "pace", "--open", &open, "--articles"];
            run::run(run::cargo().args(train).arg(articles))
        }
        Bench::Search { articles } => {
            let example = ["run", "--release", "--package", "search", "--example", "bench_search", "--"];
            run::run(run::cargo().args(example).arg(absolute(articles)?))
        }
        Bench::Web { engine, articles, subject } => web::run(subject, *engine, *articles),
    }
}
