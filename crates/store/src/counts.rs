//! How much there is of everything.

use crate::{Result, Store};

/// Rows by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Publishers.
    pub publishers: u64,
    /// Feeds, paused ones too.
    pub feeds: u64,
    /// Feeds whose last poll failed.
    pub failing_feeds: u64,
    /// Entries.
    pub entries: u64,
    /// Articles, withdrawn ones too.
    pub articles: u64,
    /// Articles whose page is to be fetched.
    pub new: u64,
    /// Articles whose page is to be asked again.
    pub recheck: u64,
    /// Articles that can be read.
    pub readable: u64,
    /// Articles whose page could not be had.
    pub failed: u64,
    /// Articles that were taken back.
    pub withdrawn: u64,
}

impl Store {
    /// Counts everything.
    pub async fn counts(&self) -> Result<Counts> {
        todo!()
    }
}
