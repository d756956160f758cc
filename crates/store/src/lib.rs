//! Everything that is kept, and the only SQL of the project.
//!
//! One [`Store`] speaks to SQLite or PostgreSQL through one SQL text. The row is the queue: workers claim feeds and
//! articles that are due, and hand in a report with the lease they got; a kill at any instant repeats work, never
//! loses or doubles it.

#![expect(clippy::todo, reason = "signatures first; bodies follow")]

mod articles;
mod backup;
mod bodies;
mod counts;
mod database_url;
mod displays;
mod error;
mod feeds;
mod lists;
mod polls;
mod prune;
mod publishers;
mod report;
mod withdraw;

pub use bodies::PackedBody;
pub use counts::Counts;
pub use database_url::{DatabaseUrl, Engine};
pub use error::{Error, Result};
pub use feeds::{Added, NewFeed};
pub use lists::{ListFilter, Listed};
pub use publishers::NewPublisher;
pub use report::{
    ArticleOutcome, ArticleReport, Claimed, Item, Lease, PollOutcome, PollReport, ReadArticle, ReadFeed, Recorded,
};

/// A handle on the database; cheap to clone, used by everybody at once.
#[derive(Debug, Clone)]
pub struct Store {}

impl Store {
    /// Opens the database, creates it when it is a file that does not exist, and brings its schema up to date.
    pub async fn open(_url: &DatabaseUrl) -> Result<Self> {
        todo!()
    }

    /// Which engine it runs on.
    pub fn engine(&self) -> Engine {
        todo!()
    }

    /// Waits for running calls and closes all connections; later calls fail.
    pub async fn close(&self) {
        todo!()
    }
}
