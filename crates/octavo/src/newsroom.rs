//! The parts that commands work with, opened as the configuration says.

use std::sync::Arc;

use anyhow::{Context, Result};
use fetch::Fetcher;
use jobs::Pipeline;
use search::Index;
use store::Store;

use crate::config::Config;
use crate::system_clock::system_clock;

/// What the index may gather before it writes: the least it takes. An import fills it every few thousand articles, and
/// the memory counts on a small machine.
const INDEX_BYTES: usize = 16_000_000;

/// Opens the store and brings its schema up to date.
pub(crate) async fn open_store(config: &Config) -> Result<Store> {
    let url = config.database_url()?;
    let hint = "check --database, or leave it out to use a file in the data folder";
    Store::open(&url).await.with_context(|| format!("could not open the database {url:?}; {hint}"))
}

/// Opens the search index; one that is damaged, of another version or ahead of the database is made anew.
pub(crate) async fn open_index(config: &Config, store: &Store) -> Result<Arc<Index>> {
    let folder = config.index_folder();
    let options = search::Options { writer_bytes: INDEX_BYTES, ..search::Options::default() };
    let opened = match Index::open(&folder, options) {
        Err(error @ (search::Error::Damaged { .. } | search::Error::OtherVersion { .. })) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "the search index is made anew");
            Index::reset(&folder, options)
        }
        opened => opened,
    };
    let mut index = opened.with_context(|| format!("could not open the search index {}", folder.display()))?;
    if index.seq() > store.last_change().await? {
        tracing::warn!("the search index is of another database and is made anew");
        drop(index);
        index = Index::reset(&folder, options)?;
    }
    Ok(Arc::new(index))
}

/// Opens all that the jobs need, but for the search index.
pub(crate) async fn open(config: &Config) -> Result<Pipeline> {
    let store = open_store(config).await?;
    let options = fetch::Options {
        user_agent: config.fetch.user_agent(),
        allow: config.fetch.allow.clone(),
        ..fetch::Options::default()
    };
    let fetcher = Fetcher::new(options).context("could not set up the fetcher")?;
    let options = jobs::Options { audience: config.instance.audience, ..config.jobs.options() };
    Ok(Pipeline { store, fetcher, clock: system_clock(), index: None, options })
}
