//! `cargo xtask bench`: figures of the release binary, taken from outside; the last line of output is JSON.

pub(crate) mod farm;
mod import;
mod web;

use anyhow::Result;
use clap::{Subcommand, ValueEnum};

pub(crate) use self::import::{audit, wait_for};
use crate::octavo::Subject;
use crate::postgres::Cluster;

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

pub(crate) fn run(bench: &Bench) -> Result<()> {
    match bench {
        Bench::Import { engine, slow_world, subject } => import::run(subject, *engine, *slow_world),
        Bench::Web { engine, articles, subject } => web::run(subject, *engine, *articles),
    }
}
