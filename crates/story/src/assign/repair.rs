//! Putting a neighbourhood in order after an article joined it.

use std::collections::{BTreeMap, BTreeSet};

use ::model::{ArticleId, StoryId};

use crate::assign::candidates::{Rival, mean};
use crate::assign::linkage::Linkage;
use crate::assign::open::{Open, Slot};
use crate::assign::{Assigner, Link, Outcome};

/// Articles that are put in order together.
const NEIGHBOURHOOD: usize = 96;
/// A rival story is looked at again when its likeness is at least this part of the threshold.
const AMBIGUOUS: f32 = 0.4;
/// Articles that speak for a story when two large ones are compared.
const SPEAKERS: usize = 14;

/// What happened, as it happens.
pub(super) struct Changes<'a> {
    new_id: &'a mut dyn FnMut() -> StoryId,
    moves: BTreeMap<ArticleId, StoryId>,
    /// The story each article that moved lay in last.
    left: BTreeMap<ArticleId, StoryId>,
    touched: BTreeSet<StoryId>,
    merges: Vec<(StoryId, StoryId)>,
}

impl<'a> Changes<'a> {
    pub(super) fn new(new_id: &'a mut dyn FnMut() -> StoryId) -> Self {
        Self { new_id, moves: BTreeMap::new(), left: BTreeMap::new(), touched: BTreeSet::new(), merges: Vec::new() }
    }

    /// A story that is not there yet.
    pub(super) fn found(&mut self) -> StoryId {
        (self.new_id)()
    }

    pub(super) fn moved(&mut self, article: ArticleId, from: Option<StoryId>, to: StoryId) {
        self.moves.insert(article, to);
        if let Some(from) = from {
            self.left.insert(article, from);
            self.touched.insert(from);
        }
        self.touched.insert(to);
    }

    fn left(&self, article: ArticleId) -> Option<StoryId> {
        self.left.get(&article).copied()
    }

    pub(super) fn merged(&mut self, from: StoryId, into: StoryId) {
        self.merges.push((from, into));
    }

    pub(super) fn finish(mut self, links: Vec<Link>) -> Outcome {
        for (from, _) in &self.merges {
            self.touched.remove(from);
        }
        Outcome {
            moves: self.moves.into_iter().collect(),
            merges: self.merges,
            touched: self.touched.into_iter().collect(),
            links,
        }
    }
}

impl Assigner {
    /// Puts the stories around an article in order.
    pub(super) fn repair(&mut self, slot: Slot, rivals: &[Rival], changes: &mut Changes<'_>) {
        let Some(own) = self.shelf.story_of(slot) else { return };
        self.freshen(own);
        let near: Vec<StoryId> = rivals
            .iter()
            .filter(|rival| rival.story != own && rival.likeness >= AMBIGUOUS * self.model.threshold)
            .map(|rival| rival.story)
            .collect();
        let stories = self.neighbourhood(own, &near);
        if stories.len() > 1 || self.is_due(own) {
            self.reorder(&stories, changes);
        }
        for rival in near {
            let Some(own) = self.shelf.story_of(slot) else { return };
            self.merge_if_alike(own, rival, changes);
        }
    }

    /// Whether a story has grown enough to be looked through.
    fn is_due(&self, story: StoryId) -> bool {
        self.shelf.story(story).is_some_and(|open| open.len() >= 3 && open.len() > open.checked + open.checked / 4)
    }

    /// A story and rivals of it that are put in order together: as many as fit, none that an editor keeps apart.
    fn neighbourhood(&self, own: StoryId, near: &[StoryId]) -> Vec<StoryId> {
        let mut stories: Vec<StoryId> = Vec::new();
        let mut articles = 0;
        for &story in std::iter::once(&own).chain(near) {
            let Some(open) = self.shelf.story(story) else { continue };
            let apart = stories.iter().any(|other| open.apart.contains(other));
            if articles + open.len() > NEIGHBOURHOOD || apart {
                if story == own {
                    return Vec::new();
                }
                continue;
            }
            articles += open.len();
            stories.push(story);
        }
        stories
    }

    /// Forms the stories of a neighbourhood anew.
    fn reorder(&mut self, stories: &[StoryId], changes: &mut Changes<'_>) {
        let slots: Vec<Slot> =
            stories.iter().filter_map(|story| self.shelf.story(*story)).flat_map(Open::slots).collect();
        let labels = slots.iter().map(|slot| self.label(*slot, stories)).collect();
        let likeness = |row: usize, column: usize| {
            let side = |at: usize| self.side(*slots.get(at)?);
            side(row).zip(side(column)).map_or(0.0, |(one, other)| self.likeness(one, other))
        };
        let groups = Linkage::new(labels, likeness).groups(self.model.threshold);
        let groups: Vec<Vec<Slot>> = groups
            .into_iter()
            .map(|group| group.into_iter().filter_map(|at| slots.get(at).copied()).collect())
            .collect();
        let names = self.name(&groups, changes);
        for (group, name) in groups.iter().zip(&names) {
            for slot in group {
                self.shift(*slot, *name, changes);
            }
        }
        for story in stories.iter().filter(|story| !names.contains(story)) {
            if let Some(into) = self.heir(*story, &slots, changes) {
                changes.merged(*story, into);
            }
        }
        for name in names {
            let open = self.shelf.story_mut(name);
            open.checked = open.len();
        }
    }
}

impl Assigner {
    /// What holds an article: the place in `stories` of the story an editor put it into.
    fn label(&self, slot: Slot, stories: &[StoryId]) -> Option<usize> {
        let member = self.shelf.member(slot).filter(|member| member.fixed)?;
        stories.iter().position(|story| *story == member.story)
    }

    /// Names groups after the stories that most of their articles come from; what is left over becomes new stories.
    fn name(&self, groups: &[Vec<Slot>], changes: &mut Changes<'_>) -> Vec<StoryId> {
        let mut claims: Vec<(bool, usize, StoryId, usize)> = Vec::new();
        for (at, group) in groups.iter().enumerate() {
            let mut shares: BTreeMap<StoryId, (bool, usize)> = BTreeMap::new();
            for member in group.iter().filter_map(|slot| self.shelf.member(*slot)) {
                let share = shares.entry(member.story).or_default();
                *share = (share.0 || member.fixed, share.1 + 1);
            }
            claims.extend(shares.into_iter().map(|(story, (fixed, count))| (fixed, count, story, at)));
        }
        claims.sort_by_key(|&(fixed, count, story, at)| (std::cmp::Reverse((fixed, count)), story, at));
        let mut names: Vec<Option<StoryId>> = vec![None; groups.len()];
        let mut taken = BTreeSet::new();
        for (_, _, story, at) in claims {
            if let Some(name @ None) = names.get_mut(at)
                && taken.insert(story)
            {
                *name = Some(story);
            }
        }
        names.into_iter().map(|name| name.unwrap_or_else(|| changes.found())).collect()
    }

    /// Moves an article and tells it.
    pub(super) fn shift(&mut self, slot: Slot, to: StoryId, changes: &mut Changes<'_>) {
        let Some(member) = self.shelf.member(slot) else { return };
        let (article, from) = (member.article, member.story);
        if from != to {
            self.shelf.shift(slot, to);
            changes.moved(article, Some(from), to);
        }
    }

    /// Joins two stories that are one as a whole. The one with more articles stays, the older one of equals.
    fn merge_if_alike(&mut self, one: StoryId, other: StoryId, changes: &mut Changes<'_>) {
        let (Some(a), Some(b)) = (self.shelf.story(one), self.shelf.story(other)) else { return };
        if one == other || a.apart.contains(&other) || (self.is_held(one) && self.is_held(other)) {
            return;
        }
        let sizes = (self.is_held(one), a.len(), std::cmp::Reverse(one));
        let others = (self.is_held(other), b.len(), std::cmp::Reverse(other));
        let (into, from) = if sizes > others { (one, other) } else { (other, one) };
        if self.likeness_between(one, other).is_some_and(|likeness| likeness >= self.model.threshold) {
            self.merge(from, into, changes);
        }
    }

    /// Moves all of a story into another.
    pub(super) fn merge(&mut self, from: StoryId, into: StoryId, changes: &mut Changes<'_>) {
        let slots: Vec<Slot> = self.shelf.story(from).map(|open| open.slots().collect()).unwrap_or_default();
        for slot in slots {
            self.shift(slot, into, changes);
        }
        let apart = self.shelf.take_apart(from);
        for story in apart {
            self.shelf.keep_apart(into, story);
        }
        changes.merged(from, into);
    }

    /// Whether an editor put articles into a story.
    fn is_held(&self, story: StoryId) -> bool {
        let open = self.shelf.story(story);
        open.is_some_and(|open| open.slots().any(|slot| self.shelf.member(slot).is_some_and(|member| member.fixed)))
    }

    /// The mean probability that an article of one and an article of the other tell the same event.
    fn likeness_between(&self, one: StoryId, other: StoryId) -> Option<f32> {
        let speakers = |story| -> Vec<Slot> {
            let open = self.shelf.story(story).map(Open::slots);
            let listed = open.into_iter().flatten().filter(|slot| self.shelf.member(*slot).is_some_and(|m| m.listed));
            listed.take(SPEAKERS).collect()
        };
        let others = speakers(other);
        let pairs = speakers(one).into_iter().flat_map(|a| others.iter().map(move |b| (a, *b)));
        mean(pairs.filter_map(|(a, b)| Some(self.likeness(self.side(a)?, self.side(b)?))))
    }

    /// The story that most articles of a dissolved one went to.
    fn heir(&self, story: StoryId, slots: &[Slot], changes: &Changes<'_>) -> Option<StoryId> {
        let mut shares: BTreeMap<StoryId, usize> = BTreeMap::new();
        for slot in slots {
            let Some(member) = self.shelf.member(*slot) else { continue };
            if changes.left(member.article) == Some(story) {
                *shares.entry(member.story).or_default() += 1;
            }
        }
        shares.into_iter().max_by_key(|(id, count)| (*count, std::cmp::Reverse(*id))).map(|(id, _)| id)
    }

    /// Weighs the articles of a story anew when their language has come to be known better.
    fn freshen(&mut self, story: StoryId) {
        let stale =
            |slot: &Slot| self.shelf.member(*slot).is_some_and(|member| member.age < self.corpus.age(member.language));
        let stale: Vec<Slot> =
            self.shelf.story(story).map(|open| open.slots().filter(stale).collect()).unwrap_or_default();
        for slot in stale {
            self.weigh_again(slot);
        }
    }
}
