//! Wire groups: which articles of a story are near-copies of one agency text.
//!
//! Two texts belong together when their likeness reaches a bound; a shared agency credit lowers it, because papers cut
//! and reword what they credit. Groups are what such pairs connect. A group is named after its article first seen here,
//! which says nothing about who wrote it: licensed wire is no copying, and publishers' clocks lie.

mod credit;

use std::collections::BTreeMap;

use model::{ArticleId, Language};

use crate::Report;
use crate::wire::credit::Credit;

#[cfg(test)]
mod tests;

/// How much of the shorter of two articles' texts stands in the longer: 0 for unrelated texts, 1 for the same text, 0
/// where one is too short to say. Asked about either order of a pair, it answers the same.
pub type Likeness<'a> = &'a dyn Fn(ArticleId, ArticleId) -> f32;

/// From here on two texts are near-copies, whatever they credit: with runs of three words, a fifth of them changed here
/// and there leaves half of the runs (.8 ^ 3), and two reports in own words share one run in twenty.
const COPY: f32 = 0.35;
/// From here on two texts that credit the same agency are near-copies.
pub(crate) const CREDITED_COPY: f32 = 0.25;
/// A text of fewer words is a headline or a teaser: alike without a shared credit, two of them prove nothing.
const TELLING_WORDS: u32 = 25;
/// Up to so many articles every pair is compared: 80,000 comparisons.
const ALL_PAIRS: usize = 400;
/// Beyond, an article is compared with so many texts of each bucket it falls into.
const REACH: usize = 32;

/// The wire group of each report, in the order of the reports: the id of the group's article first seen here, which is
/// the report's own where it stands alone.
pub fn wire_groups(reports: &[Report], likeness: Likeness<'_>) -> Vec<ArticleId> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by_key(|&at| reports.get(at).map(Report::arrival));
    let texts: Vec<Text<'_>> = order.iter().filter_map(|&at| reports.get(at)).map(Text::new).collect();
    let mut groups = Groups::new(texts.len());
    if texts.len() <= ALL_PAIRS {
        groups.join_all(&texts, likeness);
    } else {
        for bucket in buckets(&texts).values() {
            groups.join_bucket(&texts, bucket, likeness);
        }
    }
    let mut named: Vec<(usize, ArticleId)> = order
        .iter()
        .enumerate()
        .filter_map(|(place, &at)| Some((at, texts.get(groups.first(place))?.report.article)))
        .collect();
    named.sort_unstable();
    named.into_iter().map(|(_, group)| group).collect()
}

/// A report with its credit read.
struct Text<'a> {
    report: &'a Report,
    credit: Credit,
    house: Credit,
}

impl<'a> Text<'a> {
    fn new(report: &'a Report) -> Self {
        let credit = Credit::read(report.syndication.as_deref().unwrap_or_default());
        Self { report, credit, house: Credit::read(&report.publisher_name) }
    }

    /// An agency does not credit itself, so its own name counts beside the credits of others.
    fn shares_agency(&self, other: &Self) -> bool {
        self.credit.agrees(&other.credit) || self.credit.agrees(&other.house) || self.house.agrees(&other.credit)
    }

    fn is_same_text(&self, other: &Self, likeness: Likeness<'_>) -> bool {
        let credited = self.shares_agency(other);
        let telling = self.report.words.min(other.report.words) >= TELLING_WORDS;
        let bound = if credited { CREDITED_COPY } else { COPY };
        (credited || telling) && likeness(self.report.article, other.report.article) >= bound
    }
}

/// What near-copies are likely to have in common.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bucket {
    Agency(String),
    Title(String),
    /// Steps of a tenth in length.
    Length(Option<Language>, u32),
}

/// Places of texts that are worth comparing, each list in order of arrival.
fn buckets(texts: &[Text<'_>]) -> BTreeMap<Bucket, Vec<usize>> {
    let mut buckets: BTreeMap<Bucket, Vec<usize>> = BTreeMap::new();
    for (place, text) in texts.iter().enumerate() {
        let agencies = text.credit.names().iter().chain(text.house.names()).cloned().map(Bucket::Agency);
        let title = Bucket::Title(text.report.title.trim().to_lowercase());
        let step = length_step(text.report.words);
        let lengths = [step, step + 1].map(|step| Bucket::Length(text.report.language, step));
        for bucket in agencies.chain([title]).chain(lengths) {
            buckets.entry(bucket).or_default().push(place);
        }
    }
    buckets
}

/// Lengths within a tenth of each other fall into the same or into neighbouring steps.
fn length_step(words: u32) -> u32 {
    let mut bound = 100_u64;
    let mut step = 0;
    while bound < u64::from(words) {
        bound += bound / 10;
        step += 1;
    }
    step
}

/// A forest over places: each points to one that arrived before it, or to itself.
struct Groups(Vec<usize>);

impl Groups {
    fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    /// The place of a group's first article.
    fn first(&mut self, place: usize) -> usize {
        let mut at = place;
        while let Some(&next) = self.0.get(at).filter(|next| **next != at) {
            // Halving the way keeps later walks short.
            let beyond = self.0.get(next).copied().unwrap_or(next);
            if let Some(step) = self.0.get_mut(at) {
                *step = beyond;
            }
            at = beyond;
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        if let Some(later) = self.0.get_mut(one.max(other)) {
            *later = one.min(other);
        }
    }

    /// Compares every pair.
    fn join_all(&mut self, texts: &[Text<'_>], likeness: Likeness<'_>) {
        for (place, text) in texts.iter().enumerate() {
            for (earlier, other) in texts.iter().enumerate().take(place) {
                self.join_if_same(earlier, other, place, text, likeness);
            }
        }
    }

    /// Compares each text of a bucket with the last few that began a group in it.
    fn join_bucket(&mut self, texts: &[Text<'_>], bucket: &[usize], likeness: Likeness<'_>) {
        let mut begun: Vec<(usize, &Text<'_>)> = Vec::new();
        for &place in bucket {
            let Some(text) = texts.get(place) else { continue };
            let mut joined = false;
            for &(earlier, other) in begun.iter().rev().take(REACH) {
                joined |= self.join_if_same(earlier, other, place, text, likeness);
            }
            if !joined {
                begun.push((place, text));
            }
        }
    }

    fn join_if_same(
        &mut self,
        earlier: usize,
        other: &Text<'_>,
        place: usize,
        text: &Text<'_>,
        likeness: Likeness<'_>,
    ) -> bool {
        if self.first(earlier) == self.first(place) {
            return true;
        }
        let same = other.is_same_text(text, likeness);
        if same {
            self.join(earlier, place);
        }
        same
    }
}
