//! Recording polls: what a feed said becomes entries and articles, in one transaction for several polls.

use std::collections::HashMap;

use jiff::Timestamp;
use model::FeedId;

use crate::{PollReport, Recorded, Result, Store};

impl Store {
    /// The fingerprints of a feed's entries by guid, so that unchanged items need no work before they are recorded.
    pub async fn known_fingerprints(&self, _feed: FeedId) -> Result<HashMap<String, i64>> {
        todo!()
    }

    /// Records polls, all or none of them. A poll whose lease was lost is passed over and told so.
    pub async fn record_polls(&self, _reports: &[PollReport], _now: Timestamp) -> Result<Vec<Recorded>> {
        todo!()
    }
}
