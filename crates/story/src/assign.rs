//! The assigner: which story an article belongs to, decided as articles come.
//!
//! It holds the *open set*: the articles of the last days and the stories they lie in. An article that comes is compared with
//! the few open articles that point where it points or share its rare words (`candidates`), joins the story whose
//! articles are on average likely to tell the same event (`model` says how likely a pair is), or founds one. Then
//! the neighbourhood is put in order again (`repair`): a first guess on two headlines is often wrong, and what a story is only shows when
//! more of it is there. So articles may move, stories merge and split, as long as they are open.
//!
//! Nothing here knows a clock, a store or chance. The same articles in the same order give the same stories, however
//! they were batched; [`Incoming::order`] is the order to assign a batch in.

mod background;
mod candidates;
mod cells;
mod corpus;
mod editors;
mod hashing;
mod incoming;
mod linkage;
mod model;
mod open;
mod pair;
mod postings;
mod remembered;
mod repair;
mod stream;
#[cfg(test)]
mod tests;
mod vector;
mod words;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use ::model::{ArticleId, StoryId, Term};
use jiff::Timestamp;

pub use background::{Background, Usual};
pub use incoming::{Incoming, Link, Outcome};
pub use model::{Model, ParseModelError, WEIGHTS, terms};
pub use pair::{FEATURES, Features};
pub use stream::form;

use candidates::Rival;
use cells::Cells;
use corpus::Corpus;
use hashing::Hashed;
use open::{Member, Shelf, Slot};
use pair::Side;
use postings::Postings;
use remembered::Remembered;
use repair::Changes;
use vector::Direction;
use words::Words;

/// Words under which an article is listed, of its headline and text together and of its names.
const LISTED_WORDS: usize = 16;
const LISTED_NAMES: usize = 6;
/// Words an article must have to be compared with others at all: a single word is a rubric or a site's name.
const FEWEST_WORDS: usize = 2;

/// Forms stories of articles as they come.
#[derive(Debug)]
pub struct Assigner {
    model: Model,
    corpus: Corpus,
    shelf: Shelf,
    cells: Cells,
    postings: Postings,
    /// One open article for each text of each publisher: what says the same again lies with it.
    copies: HashMap<u64, Slot, BuildHasherDefault<Hashed>>,
    remembered: Remembered,
}

impl Assigner {
    /// With nothing open yet.
    pub fn new(model: Model, background: &Background) -> Self {
        Self {
            model,
            corpus: Corpus::new(background),
            shelf: Shelf::default(),
            cells: Cells::default(),
            postings: Postings::default(),
            copies: HashMap::default(),
            remembered: Remembered::default(),
        }
    }

    /// How many articles are open.
    pub fn len(&self) -> usize {
        self.shelf.len()
    }

    /// Whether nothing is open.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The story an open article lies in.
    pub fn story_of(&self, article: ArticleId) -> Option<StoryId> {
        self.shelf.story_of(self.shelf.slot(article)?)
    }

    /// Puts an article back where the store says it lies.
    pub fn restore(&mut self, incoming: &Incoming, story: StoryId) {
        if self.shelf.slot(incoming.article).is_none() {
            let (member, direction) = self.take_in(incoming);
            self.put(Member { story, ..member }, direction);
        }
    }

    /// Weighs all open articles by what is known now; worth its while after many were put back.
    pub fn refresh(&mut self) {
        self.remembered = Remembered::default();
        for slot in self.shelf.slots() {
            self.weigh_again(slot);
        }
    }

    /// Places an article; `new_id` names the stories that have to be founded.
    ///
    /// An article that is open already stays where it is.
    pub fn assign(&mut self, incoming: &Incoming, new_id: &mut dyn FnMut() -> StoryId) -> Outcome {
        if let Some(story) = self.story_of(incoming.article) {
            return Outcome { moves: vec![(incoming.article, story)], ..Outcome::default() };
        }
        let mut changes = Changes::new(new_id);
        if let Some(story) = self.copies.get(&copy_key(incoming)).and_then(|slot| self.shelf.story_of(*slot)) {
            // Not counted: a flood must not make its own words common.
            let mut member = unweighed(incoming);
            let direction = self.weigh(&mut member);
            self.put(Member { story, listed: false, ..member }, direction);
            changes.moved(incoming.article, None, story);
            return changes.finish(Vec::new());
        }
        let (member, direction) = self.take_in(incoming);
        let rivals = self.rivals(Side { member: &member, direction: Some(&direction) });
        let best = rivals.first().filter(|rival| rival.likeness >= self.model.threshold);
        let story = best.map_or_else(|| changes.found(), |rival| rival.story);
        changes.moved(incoming.article, None, story);
        let slot = self.put(Member { story, ..member }, direction);
        self.repair(slot, &rivals, &mut changes);
        let links = self.links(slot, &rivals);
        changes.finish(links)
    }

    /// Takes a withdrawn article out.
    pub fn forget(&mut self, article: ArticleId) {
        if let Some(slot) = self.shelf.slot(article) {
            self.drop_slot(slot);
        }
    }

    /// Closes the stories whose newest article is older than `bound`: nothing joins them any more. Articles without a time
    /// close with their story's others; a story without any time stays open.
    pub fn close_before(&mut self, bound: Timestamp) {
        let bound = minute(bound);
        let newest = |slot: Slot| self.shelf.member(slot).and_then(|member| member.minute);
        let old: Vec<Slot> = self
            .shelf
            .stories()
            .into_iter()
            .filter(|(_, open)| open.slots().filter_map(newest).max().is_some_and(|newest| newest < bound))
            .flat_map(|(_, open)| open.slots())
            .collect();
        for slot in old {
            self.drop_slot(slot);
        }
    }

    /// What two open articles have in common; for training.
    pub fn features(&self, one: ArticleId, other: ArticleId) -> Option<Features> {
        let (one, other) = (self.side(self.shelf.slot(one)?)?, self.side(self.shelf.slot(other)?)?);
        Some(pair::features(one, other))
    }

    /// Counts an article among those of its language and weighs its words.
    fn take_in(&mut self, incoming: &Incoming) -> (Member, Direction) {
        let gist = &incoming.gist;
        let mut member = unweighed(incoming);
        let words: &[Term] = if gist.has_text() { &gist.text } else { &gist.headline };
        let hashes =
            words.iter().map(|term| term.hash).chain(gist.names.iter().copied()).chain(gist.numbers.iter().copied());
        self.corpus.add(incoming.language, hashes, &Direction::of(&gist.vector));
        let direction = self.weigh(&mut member);
        (member, direction)
    }

    /// Weighs a member's words by what is known of its language, and centres its direction.
    fn weigh(&self, member: &mut Member) -> Direction {
        let language = member.language;
        member.age = self.corpus.age(language);
        for words in [&mut member.headline, &mut member.text, &mut member.names, &mut member.numbers] {
            self.corpus.weigh(language, words);
        }
        self.corpus.centre(language, &Direction::of(&member.components))
    }

    fn put(&mut self, member: Member, direction: Direction) -> Slot {
        let (listed, copy) = (member.listed, member.copy);
        let slot = self.shelf.insert(member);
        if listed {
            self.list(slot, direction);
            self.copies.entry(copy).or_insert(slot);
        }
        slot
    }

    /// Lets an article be found.
    fn list(&mut self, slot: Slot, direction: Direction) {
        let words = self.shelf.member(slot).map(listed_words).unwrap_or_default();
        self.postings.insert(slot, &words);
        self.cells.insert(slot, direction);
    }

    fn unlist(&mut self, slot: Slot) {
        self.cells.remove(slot);
        if let Some(member) = self.shelf.member(slot) {
            let words = member.headline.hashes().chain(member.text.hashes()).chain(member.names.hashes());
            self.postings.remove(slot, words);
        }
    }

    /// Weighs an article by what is known of its language now.
    fn weigh_again(&mut self, slot: Slot) {
        let Some(mut member) = self.shelf.member(slot).cloned() else { return };
        let direction = self.weigh(&mut member);
        let listed = member.listed;
        if listed {
            self.unlist(slot);
        }
        if let Some(place) = self.shelf.member_mut(slot) {
            *place = member;
        }
        if listed {
            self.list(slot, direction);
        }
    }

    fn drop_slot(&mut self, slot: Slot) {
        self.unlist(slot);
        if let Some(member) = self.shelf.remove(slot)
            && self.copies.get(&member.copy) == Some(&slot)
        {
            self.copies.remove(&member.copy);
        }
    }

    fn side(&self, slot: Slot) -> Option<Side<'_>> {
        Some(Side { member: self.shelf.member(slot)?, direction: self.cells.direction(slot) })
    }

    /// Follow-ups: stories that are near the article's own, below what makes them one.
    fn links(&self, slot: Slot, rivals: &[Rival]) -> Vec<Link> {
        let Some(story) = self.shelf.story_of(slot).filter(|_| self.len() >= FEWEST_FOR_LINKS) else {
            return Vec::new();
        };
        let earlier = rivals.iter().filter(|rival| rival.story < story && rival.likeness >= RELATED);
        let still = earlier.filter(|rival| self.shelf.story(rival.story).is_some_and(|open| open.len() > 0));
        still.map(|rival| Link { story, earlier: rival.story, score: rival.likeness }).take(LINKS).collect()
    }
}

/// An article whose words weigh nothing yet.
fn unweighed(incoming: &Incoming) -> Member {
    let gist = &incoming.gist;
    Member {
        article: incoming.article,
        language: incoming.language,
        minute: incoming.time.map(minute),
        story: StoryId::new(0),
        fixed: false,
        listed: gist.headline.len().max(gist.text.len()) >= FEWEST_WORDS,
        copy: copy_key(incoming),
        age: 0,
        components: gist.vector.as_slice().into(),
        headline: Words::of(&gist.headline),
        text: Words::of(&gist.text),
        names: Words::once(&gist.names),
        numbers: Words::once(&gist.numbers),
    }
}

/// Mean likeness from which on an earlier story is one that this one follows. Chosen by us.
const RELATED: f32 = 0.35;
/// Open articles without which words and directions are not known well enough to tell a sequel from a coincidence: in
/// the sample newsroom of 150 articles hardly one link in three held.
const FEWEST_FOR_LINKS: usize = 400;
/// Links an article gives.
const LINKS: usize = 3;

/// The words under which an article is found.
fn listed_words(member: &Member) -> Vec<(u32, f32)> {
    let own = if member.has_text() { &member.text } else { &member.headline };
    let mut words = own.heaviest(LISTED_WORDS);
    words.extend(member.names.heaviest(LISTED_NAMES));
    words
}

/// The same for texts of one publisher that say the same.
fn copy_key(incoming: &Incoming) -> u64 {
    let gist = &incoming.gist;
    let terms = gist.headline.iter().chain(&gist.text).map(|term| u64::from(term.hash) << 8 | u64::from(term.count));
    let start = hashing::spread(incoming.publisher.get().cast_unsigned());
    terms.fold(start, |key, term| hashing::spread(key ^ term))
}

/// Minutes since 1970.
fn minute(time: Timestamp) -> i32 {
    i32::try_from(time.as_second().div_euclid(60)).unwrap_or(if time.as_second() < 0 { i32::MIN } else { i32::MAX })
}
