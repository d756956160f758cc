//! Retention: what is old goes, unless a feed still carries it.

use jiff::Timestamp;

use crate::{Result, Store};

impl Store {
    /// Deletes up to `limit` articles first seen before a time that no feed has carried since, with their texts and
    /// entries; says how many. Call it until it says 0.
    pub async fn prune(&self, _before: Timestamp, _limit: usize) -> Result<usize> {
        todo!()
    }
}
