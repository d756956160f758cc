//! The parts that commands work with, opened as the configuration says.

use anyhow::{Context, Result};
use fetch::Fetcher;
use jobs::Pipeline;
use store::Store;

use crate::config::Config;
use crate::system_clock::system_clock;

/// Opens the store and brings its schema up to date.
pub(crate) async fn open_store(config: &Config) -> Result<Store> {
    let url = config.database_url()?;
    let hint = "check --database, or leave it out to use a file in the data folder";
    Store::open(&url).await.with_context(|| format!("could not open the database {url:?}; {hint}"))
}

/// Opens all that polling needs.
pub(crate) async fn open(config: &Config) -> Result<Pipeline> {
    let store = open_store(config).await?;
    let options = fetch::Options {
        user_agent: config.fetch.user_agent(),
        allow: config.fetch.allow.clone(),
        ..fetch::Options::default()
    };
    let fetcher = Fetcher::new(options).context("could not set up the fetcher")?;
    Ok(Pipeline { store, fetcher, clock: system_clock(), options: config.jobs.options() })
}
