//! Which open stories an article may belong to.

use std::collections::BTreeMap;

use ::model::StoryId;

use crate::assign::open::Slot;
use crate::assign::pair::{self, Side};
use crate::assign::{Assigner, listed_words};

/// Articles looked at because they point where the article points, and because they share its rare words.
const NEAREST: usize = 40;
/// Articles of one story that are compared before it is judged as a whole: a flood of one event does not hide another.
const EACH: usize = 6;
/// Stories judged as a whole.
const RIVALS: usize = 8;
/// Articles of a story that speak for it.
const SPEAKERS: usize = 24;
/// A story none of whose nearest articles is so likely is not judged as a whole.
const HOPELESS: f32 = 0.05;

/// A story that an article may belong to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rival {
    pub(super) story: StoryId,
    /// The mean probability that an article of it tells the same event.
    pub(super) likeness: f32,
}

impl Assigner {
    /// The stories an article may belong to, likeliest first.
    pub(super) fn rivals(&self, side: Side<'_>) -> Vec<Rival> {
        if !side.member.listed {
            return Vec::new();
        }
        let mut likeliest: BTreeMap<StoryId, (f32, usize)> = BTreeMap::new();
        for slot in self.candidates(side) {
            let Some(other) = self.side(slot) else { continue };
            let seen = likeliest.entry(other.member.story).or_insert((0.0, 0));
            if seen.1 < EACH {
                *seen = (seen.0.max(self.likeness(side, other)), seen.1 + 1);
            }
        }
        let mut hopeful: Vec<(StoryId, f32)> = likeliest.into_iter().map(|(story, (most, _))| (story, most)).collect();
        hopeful.retain(|(_, most)| *most >= HOPELESS);
        hopeful.sort_by(|a, b| b.1.total_cmp(&a.1));
        hopeful.truncate(RIVALS);
        let judge = |(story, _)| Some(Rival { story, likeness: self.likeness_to(side, story)? });
        let mut rivals: Vec<Rival> = hopeful.into_iter().filter_map(judge).collect();
        rivals.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.story.cmp(&b.story)));
        rivals
    }

    /// Open articles that may tell the same event.
    fn candidates(&self, side: Side<'_>) -> Vec<Slot> {
        let by_direction = side.direction.map(|direction| self.cells.nearest(direction, NEAREST)).unwrap_or_default();
        let by_words = self.postings.nearest(&listed_words(side.member), NEAREST);
        let mut slots: Vec<Slot> = Vec::with_capacity(2 * NEAREST);
        let mut seen = std::collections::BTreeSet::new();
        for (slot, _) in by_direction.into_iter().chain(by_words) {
            if seen.insert(slot) {
                slots.push(slot);
            }
        }
        slots
    }

    /// How probable it is that two articles tell one event.
    pub(super) fn likeness(&self, one: Side<'_>, other: Side<'_>) -> f32 {
        self.remembered.likeness(one.member, other.member, || self.model.likeness(&pair::features(one, other)))
    }

    /// How probable it is on average that an article tells the same event as those of a story, itself left out.
    pub(super) fn likeness_to(&self, side: Side<'_>, story: StoryId) -> Option<f32> {
        let others = self.shelf.story(story)?.slots().filter_map(|slot| self.side(slot));
        let others = others.filter(|other| other.member.listed && other.member.article != side.member.article);
        mean(others.take(SPEAKERS).map(|other| self.likeness(side, other)))
    }
}

/// The mean; none of nothing.
pub(super) fn mean(numbers: impl Iterator<Item = f32>) -> Option<f32> {
    let (sum, count) = numbers.fold((0.0, 0.0), |(sum, count), number| (sum + number, count + 1.0));
    (count > 0.0).then(|| sum / count)
}
