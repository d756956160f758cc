//! Looks at every match and keeps the best.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::{Hit, Order};
use crate::index::article;
use crate::index::fields::{ARTICLE, LISTED, PUBLISHER};

/// How much the score of an article of this moment gains.
const FRESH_GAIN: f32 = 0.5;
/// After so many microseconds half of that gain is gone: three days, when most stories are told.
const FRESH_HALF: f32 = 3.0 * 86_400e6;

/// Where an article stands: the larger the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The bits of its score, which is never negative, so that they are in its order; or when it is listed.
    pub(super) rank: i64,
    pub(super) article: u64,
}

impl Key {
    pub(super) fn hit(self, order: Order) -> Hit {
        let bits = u32::try_from(self.rank).unwrap_or_default();
        let score = if order == Order::Best { f32::from_bits(bits) } else { 0.0 };
        Hit { article: article(self.article), score }
    }
}

/// What is kept: one more than a page, to know whether there is another.
#[derive(Debug, Clone)]
pub(super) struct Top {
    pub(super) order: Order,
    pub(super) as_of: i64,
    pub(super) after: Option<Key>,
    pub(super) limit: usize,
    pub(super) hidden: HashSet<u64>,
}

/// The best, in order, and how many matched.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) keys: Vec<Key>,
    pub(super) count: u64,
}

pub(super) struct SegmentTop {
    top: Top,
    articles: Arc<dyn ColumnValues<u64>>,
    publishers: Arc<dyn ColumnValues<u64>>,
    listed: Arc<dyn ColumnValues<i64>>,
    best: BinaryHeap<Reverse<Key>>,
    count: u64,
}

impl Collector for Top {
    type Fruit = Found;
    type Child = SegmentTop;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentTop> {
        let columns = segment.fast_fields();
        Ok(SegmentTop {
            top: self.clone(),
            articles: columns.column_first_or_default(ARTICLE)?,
            publishers: columns.column_first_or_default(PUBLISHER)?,
            listed: columns.column_first_or_default(LISTED)?,
            best: BinaryHeap::with_capacity(self.limit + 2),
            count: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.order == Order::Best
    }

    fn merge_fruits(&self, segments: Vec<Found>) -> tantivy::Result<Found> {
        let mut all = Found::default();
        for segment in segments {
            all.keys.extend(segment.keys);
            all.count += segment.count;
        }
        all.keys.sort_unstable_by_key(|key| Reverse(*key));
        all.keys.truncate(self.limit + 1);
        Ok(all)
    }
}

impl SegmentTop {
    fn rank(&self, doc: DocId, score: Score) -> i64 {
        let listed = self.listed.get_val(doc);
        match self.top.order {
            Order::Newest => listed,
            Order::Best => {
                #[expect(clippy::cast_precision_loss, reason = "a second more or less does not count")]
                let age = self.top.as_of.saturating_sub(listed).max(0) as f32;
                let gain = FRESH_GAIN * FRESH_HALF / (FRESH_HALF + age);
                i64::from((score.max(0.0) * (1.0 + gain)).to_bits())
            }
        }
    }
}

impl SegmentCollector for SegmentTop {
    type Fruit = Found;

    fn collect(&mut self, doc: DocId, score: Score) {
        if !self.top.hidden.is_empty() && self.top.hidden.contains(&self.publishers.get_val(doc)) {
            return;
        }
        self.count += 1;
        let rank = self.rank(doc, score);
        let is_full = self.best.len() > self.top.limit;
        if is_full && self.best.peek().is_some_and(|Reverse(worst)| rank < worst.rank) {
            return;
        }
        let key = Key { rank, article: self.articles.get_val(doc) };
        if self.top.after.is_some_and(|after| key >= after) {
            return;
        }
        self.best.push(Reverse(key));
        if self.best.len() > self.top.limit + 1 {
            self.best.pop();
        }
    }

    fn harvest(self) -> Found {
        Found { keys: self.best.into_iter().map(|Reverse(key)| key).collect(), count: self.count }
    }
}
