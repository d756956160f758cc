//! The open set: articles that others can still join, and the stories they lie in.

use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasherDefault;

use model::{ArticleId, Language, StoryId};

use crate::assign::hashing::{Hashed, spread};
use crate::assign::words::Words;

/// The place of an open article. Places are used again when articles are forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Slot(u32);

impl Slot {
    pub(super) const fn new(number: u32) -> Self {
        Self(number)
    }

    pub(super) const fn number(self) -> u32 {
        self.0
    }

    pub(super) const fn place(self) -> usize {
        self.0 as usize
    }
}

/// An open article.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) article: ArticleId,
    pub(super) language: Option<Language>,
    /// Minutes since 1970.
    pub(super) minute: Option<i32>,
    pub(super) story: StoryId,
    /// An editor placed it; it is never moved.
    pub(super) fixed: bool,
    /// It can be found and found others; a copy of an open article of the same publisher is not.
    pub(super) listed: bool,
    /// The same for all texts of its publisher that say the same.
    pub(super) copy: u64,
    /// When its words were weighed, in ages of its language.
    pub(super) age: u32,
    /// Its direction as the encoder gave it.
    pub(super) components: Box<[i8]>,
    pub(super) headline: Words,
    pub(super) text: Words,
    pub(super) names: Words,
    pub(super) numbers: Words,
}

impl Member {
    pub(super) fn has_text(&self) -> bool {
        !self.text.is_empty()
    }
}

/// A story with open articles.
#[derive(Debug, Clone, Default)]
pub(super) struct Open {
    /// Its articles by a hash of their row: any prefix is a fair sample that does not depend on the order of arrival.
    pub(super) members: BTreeSet<(u64, Slot)>,
    /// How many articles it held when it was last looked through.
    pub(super) checked: usize,
    /// Stories an editor wants kept apart from it.
    pub(super) apart: BTreeSet<StoryId>,
}

impl Open {
    pub(super) fn slots(&self) -> impl Iterator<Item = Slot> {
        self.members.iter().map(|(_, slot)| *slot)
    }

    pub(super) fn len(&self) -> usize {
        self.members.len()
    }
}

/// Articles and stories by slot, row and id.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    members: Vec<Option<Member>>,
    free: Vec<Slot>,
    slots: HashMap<ArticleId, Slot, BuildHasherDefault<Hashed>>,
    stories: HashMap<StoryId, Open, BuildHasherDefault<Hashed>>,
}

impl Shelf {
    /// Puts an article into its story.
    pub(super) fn insert(&mut self, member: Member) -> Slot {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.members.push(None);
            Slot(u32::try_from(self.members.len() - 1).unwrap_or(u32::MAX))
        });
        self.slots.insert(member.article, slot);
        self.stories.entry(member.story).or_default().members.insert((rank(member.article), slot));
        if let Some(place) = self.members.get_mut(slot.place()) {
            *place = Some(member);
        }
        slot
    }

    /// Takes an article out, and its story when it was the last.
    pub(super) fn remove(&mut self, slot: Slot) -> Option<Member> {
        let member = self.members.get_mut(slot.place())?.take()?;
        self.slots.remove(&member.article);
        self.free.push(slot);
        self.leave(slot, member.article, member.story);
        Some(member)
    }

    /// Moves an article to another story.
    pub(super) fn shift(&mut self, slot: Slot, to: StoryId) {
        let Some(member) = self.members.get_mut(slot.place()).and_then(Option::as_mut) else { return };
        let (article, from) = (member.article, std::mem::replace(&mut member.story, to));
        if from != to {
            self.leave(slot, article, from);
            self.stories.entry(to).or_default().members.insert((rank(article), slot));
        }
    }

    fn leave(&mut self, slot: Slot, article: ArticleId, story: StoryId) {
        let Some(open) = self.stories.get_mut(&story) else { return };
        open.members.remove(&(rank(article), slot));
        if open.members.is_empty() && open.apart.is_empty() {
            self.stories.remove(&story);
        }
    }

    pub(super) fn slot(&self, article: ArticleId) -> Option<Slot> {
        self.slots.get(&article).copied()
    }

    pub(super) fn member(&self, slot: Slot) -> Option<&Member> {
        self.members.get(slot.place())?.as_ref()
    }

    pub(super) fn member_mut(&mut self, slot: Slot) -> Option<&mut Member> {
        self.members.get_mut(slot.place())?.as_mut()
    }

    pub(super) fn story(&self, id: StoryId) -> Option<&Open> {
        self.stories.get(&id)
    }

    pub(super) fn story_mut(&mut self, id: StoryId) -> &mut Open {
        self.stories.entry(id).or_default()
    }

    /// The story an article lies in.
    pub(super) fn story_of(&self, slot: Slot) -> Option<StoryId> {
        self.member(slot).map(|member| member.story)
    }

    /// Keeps two stories apart.
    pub(super) fn keep_apart(&mut self, one: StoryId, other: StoryId) {
        if one != other {
            self.stories.entry(one).or_default().apart.insert(other);
            self.stories.entry(other).or_default().apart.insert(one);
        }
    }

    /// No longer keeps two stories apart.
    pub(super) fn allow(&mut self, one: StoryId, other: StoryId) {
        for (story, rival) in [(one, other), (other, one)] {
            if let Some(open) = self.stories.get_mut(&story) {
                open.apart.remove(&rival);
                if open.apart.is_empty() && open.members.is_empty() {
                    self.stories.remove(&story);
                }
            }
        }
    }

    /// Takes away what a story is kept apart from, and tells it.
    pub(super) fn take_apart(&mut self, story: StoryId) -> Vec<StoryId> {
        let apart: Vec<StoryId> =
            self.stories.get(&story).into_iter().flat_map(|open| open.apart.iter().copied()).collect();
        for other in &apart {
            self.allow(story, *other);
        }
        apart
    }

    /// How many articles are open.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// All open articles.
    pub(super) fn slots(&self) -> Vec<Slot> {
        let mut slots: Vec<Slot> = self.slots.values().copied().collect();
        slots.sort_unstable();
        slots
    }

    /// Stories and what they hold, by id.
    pub(super) fn stories(&self) -> Vec<(StoryId, &Open)> {
        let mut stories: Vec<_> = self.stories.iter().map(|(id, open)| (*id, open)).collect();
        stories.sort_unstable_by_key(|(id, _)| *id);
        stories
    }
}

/// Where an article stands among its story's.
fn rank(article: ArticleId) -> u64 {
    spread(article.get().cast_unsigned())
}
