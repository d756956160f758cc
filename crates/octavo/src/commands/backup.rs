//! `octavo backup` and `octavo restore`: everything in one file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::arguments::Options;
use crate::config::Config;
use crate::newsroom;

/// Writes everything into one file.
pub(crate) async fn backup(options: &Options, file: &Path) -> Result<()> {
    if file.exists() {
        bail!("{} is there already; name a file that is not", file.display());
    }
    let store = newsroom::open_store(&Config::load(options)?).await?;
    store.backup(file).await?;
    if !options.json {
        println!("Wrote {}. `octavo restore {0}` fills an empty data folder or database from it.", file.display());
    }
    Ok(())
}

/// Fills the database from a backup.
pub(crate) async fn restore(options: &Options, file: &Path, force: bool) -> Result<()> {
    let config = Config::load(options)?;
    let store = newsroom::open_store(&config).await?;
    store.restore(file, force).await?;
    // It is of what was there before, and is made anew by the next start.
    let index = config.index_folder();
    if index.exists() {
        fs::remove_dir_all(&index).with_context(|| format!("could not remove {}", index.display()))?;
    }
    let counts = store.counts().await?;
    store.close().await;
    if !options.json {
        println!("Restored {} feeds and {} articles.", counts.feeds, counts.articles);
    }
    Ok(())
}
