//! The pipeline that joins the other crates, and the scheduled jobs, one file each.
//!
//! A feed's row becomes due; `poll` claims it, fetches and reads it; `record` keeps what came, many polls in one
//! transaction; `pages` claims the articles whose text the feed did not bring and fetches their pages; `prune`
//! takes out what is old. What can be read is then understood: `digest` makes articles comparable, `assign` gives them
//! their stories, `follow` keeps the search index caught up. The row is the queue: nothing waits in memory but what is under way, so a kill at any
//! instant repeats work and loses none. What goes wrong outside is data on a row; a store that cannot be reached stops
//! the work, is said once, and the work goes on when it is back.

mod assign;
mod digest;
mod follow;
mod in_hand;
mod items;
mod options;
mod outage;
mod packing;
mod pages;
mod poll;
mod prune;
mod record;
mod round;
mod running;
mod schedule;
mod subscribe;

use std::sync::Arc;

use fetch::Fetcher;
use model::Clock;
use store::Store;

pub use follow::FollowError;
pub use options::Options;
pub use round::{Progress, RoundReport};
pub use running::Running;
pub use schedule::Pace;
pub use subscribe::{SubscribeError, Subscribed};

/// What every job works with.
#[derive(Debug, Clone)]
pub struct Pipeline {
    /// Where rows are claimed and results kept.
    pub store: Store,
    /// The way out.
    pub fetcher: Fetcher,
    /// The time.
    pub clock: Clock,
    /// The search index to keep up to date; nothing where this process serves no pages.
    pub index: Option<Arc<search::Index>>,
    /// How hard and how often to work.
    pub options: Options,
}
