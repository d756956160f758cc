//! Everything that is kept, and the only SQL of the project.
//!
//! One [`Store`] speaks to SQLite or PostgreSQL through one SQL text. The row is the queue: workers claim feeds and
//! articles that are due, and hand in a report with the lease they got; a kill at any instant repeats work, never
//! loses or doubles it. A call that meets another writer waits or tries again; what does reach a caller is in
//! [`Error`], and the store can be used again once the cause is gone.
//!
//! Where to look: a file a noun, each with its SQL on top. [`Store::record_polls`] is the one big transaction; the
//! schema as a whole stands in `schema.sql`.

mod articles;
mod assignments;
mod backup;
mod bodies;
mod changes;
mod counts;
mod database_url;
mod digests;
mod dirty;
mod displays;
mod error;
#[cfg(test)]
mod explain;
#[cfg(test)]
mod faults;
mod feeds;
mod hashtags;
mod ids;
mod indexable;
#[cfg(test)]
mod invariants;
mod keys;
mod leases;
mod lists;
mod metadata;
mod migrate;
mod placements;
mod polls;
mod prune;
mod publishers;
mod readings;
mod report;
mod retry;
#[cfg(test)]
mod samples;
mod sql;
mod store;
mod stories;
mod story_edits;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod undigested;
mod withdraw;

pub use assignments::{Assigned, Assignment, StoryLanguage, StoryPortrait};
pub use bodies::PackedBody;
pub use changes::{Change, Changed};
pub use counts::Counts;
pub use database_url::{DatabaseUrl, Engine};
pub use digests::{DigestReport, Gist, HashtagDraft};
pub use dirty::DirtyStory;
pub use error::{Error, Result};
pub use feeds::{Added, NewFeed};
pub use hashtags::{HashtagArticle, HashtagUse};
pub use indexable::IndexRow;
pub use lists::{CollapsedRow, ListFilter, Listed};
pub use placements::{Placed, Unassigned};
pub use publishers::NewPublisher;
pub use report::{
    ArticleOutcome, ArticleReport, Claimed, Item, Lease, PollOutcome, PollReport, ReadArticle, ReadFeed, Recorded,
};
pub use store::Store;
pub use stories::{StoryArticle, StoryFound, StoryLinks, ToldArticle};
pub use story_edits::{EditKind, Editor, StoryEdit};
pub use undigested::Undigested;
