//! Answering a query, a page at a time.
//!
//! Every matching article is looked at and the best are kept, so pages are exact: while the index stays the same, they
//! hold each match once. A page's place notes the moment of the first page, because how fresh an article is counts
//! for its place. When articles come or go between two pages, one near the seam may show twice or not at all.

mod cursor;
mod plan;
#[cfg(test)]
mod tests;
mod top;

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{ArticleId, Language, PublisherId};

use crate::{Index, Query, Result};
pub use cursor::{Cursor, ParseCursorError};
use plan::Plan;
use top::{Key, Top};

/// Hits on a page, however many are asked for.
pub const MAX_LIMIT: usize = 1000;

/// What comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// What fits best: rare words count more than common ones, the headline more than the text, the last days a little
    /// more than the past. A query without words has nothing to fit and comes newest first.
    #[default]
    Best,
    /// What was listed last.
    Newest,
}

/// A query with what it depends on.
#[derive(Debug, Clone)]
pub struct Search<'a> {
    /// What is asked.
    pub query: &'a Query,
    /// When, for spans such as `after:7d` and for freshness.
    pub now: Timestamp,
    /// Whose days `date:` means.
    pub zone: TimeZone,
    /// Languages the asker reads: words are understood in these, and in those most articles are written in.
    pub languages: &'a [Language],
    /// Publishers whose articles the asker may not see.
    pub hidden: &'a [PublisherId],
    /// What comes first.
    pub order: Order,
    /// Where the last page ended.
    pub after: Option<Cursor>,
    /// Hits on a page, at most [`MAX_LIMIT`].
    pub limit: usize,
}

impl<'a> Search<'a> {
    /// The first twenty, best first, in UTC, for somebody who may see all.
    pub fn new(query: &'a Query, now: Timestamp) -> Self {
        let (languages, hidden) = (&[][..], &[][..]);
        Self { query, now, zone: TimeZone::UTC, languages, hidden, order: Order::Best, after: None, limit: 20 }
    }
}

/// An article that matches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Which.
    pub article: ArticleId,
    /// How well; comparable within one answer only, and zero when the order is by time.
    pub score: f32,
}

/// A page of matching articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// In order.
    pub hits: Vec<Hit>,
    /// How many match in all, on this page or another.
    pub found: u64,
    /// Where the next page starts; nothing when this is the last.
    pub next: Option<Cursor>,
}

impl Index {
    /// Finds the articles that match.
    pub fn search(&self, search: &Search<'_>) -> Result<Hits> {
        let order = if search.query.has_words() { search.order } else { Order::Newest };
        let after = search.after.filter(|cursor| cursor.order == order);
        let as_of = after.map_or(search.now, |cursor| cursor.as_of);
        let searcher = self.reader.searcher();
        let plan = Plan { index: self, searcher: &searcher, search: &Search { now: as_of, ..search.clone() } };
        let Some(planned) = plan.query()? else { return Ok(Hits { hits: Vec::new(), found: 0, next: None }) };
        let limit = search.limit.min(MAX_LIMIT);
        let hidden: HashSet<u64> = search.hidden.iter().map(|id| id.get().unsigned_abs()).collect();
        let top = Top { order, as_of: as_of.as_microsecond(), after: after.map(|cursor| cursor.key), limit, hidden };
        let found = searcher.search(&*planned, &top)?;
        let is_last = found.keys.len() <= limit;
        let keys = found.keys.get(..limit).unwrap_or(&found.keys);
        let next = keys.last().filter(|_| !is_last).map(|key| Cursor { order, as_of, key: *key });
        Ok(Hits { hits: keys.iter().map(|key| key.hit(order)).collect(), found: found.count, next })
    }
}
