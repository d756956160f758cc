//! Feeds: the URLs that are polled, and which of them are due.

use std::time::Duration;

use jiff::Timestamp;
use model::{Cursor, Feed, FeedId, Page, PublisherId};
use url::Url;

use crate::{Claimed, Result, Store};

/// A feed to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFeed {
    /// Whose feed it is.
    pub publisher_id: PublisherId,
    /// Where it is fetched. Two feeds never share one.
    pub url: Url,
    /// Its title as far as known; empty otherwise.
    pub title: String,
    /// When it is first due.
    pub next_poll: Timestamp,
}

/// What adding a feed came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It was added.
    New(FeedId),
    /// A feed with that URL was there already and stays as it is.
    Known(FeedId),
}

impl Added {
    /// The feed either way.
    pub const fn id(self) -> FeedId {
        match self {
            Self::New(id) | Self::Known(id) => id,
        }
    }
}

impl Store {
    /// Adds a feed unless its URL is known.
    pub async fn add_feed(&self, _new: &NewFeed) -> Result<Added> {
        todo!()
    }

    /// One feed.
    pub async fn feed(&self, _id: FeedId) -> Result<Option<Feed>> {
        todo!()
    }

    /// The feed with that URL.
    pub async fn feed_by_url(&self, _url: &Url) -> Result<Option<Feed>> {
        todo!()
    }

    /// All feeds, or those of one publisher, latest added first.
    pub async fn feeds(&self, _of: Option<PublisherId>, _after: Option<Cursor>, _limit: usize) -> Result<Page<Feed>> {
        todo!()
    }

    /// Forgets a feed and its entries; its articles stay until they are pruned. Says whether it existed.
    pub async fn remove_feed(&self, _id: FeedId) -> Result<bool> {
        todo!()
    }

    /// Stops or resumes the polling of a feed. Says whether it exists.
    pub async fn pause_feed(&self, _id: FeedId, _paused: bool) -> Result<bool> {
        todo!()
    }

    /// Makes a feed due (a reader asked, or a hub pushed). Says whether it exists.
    pub async fn poll_feed_at(&self, _id: FeedId, _at: Timestamp) -> Result<bool> {
        todo!()
    }

    /// Takes up to `limit` feeds that are due, longest due first. Who does not report within `lease`, by the
    /// database's clock, loses them to the next claim.
    pub async fn claim_due_feeds(
        &self,
        _now: Timestamp,
        _limit: usize,
        _lease: Duration,
    ) -> Result<Vec<Claimed<Feed>>> {
        todo!()
    }

    /// When the next feed that nobody holds is due.
    pub async fn next_due(&self) -> Result<Option<Timestamp>> {
        todo!()
    }
}
