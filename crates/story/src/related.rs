//! What to read beside an article, each with its reason; nothing rather than something far-fetched.
//!
//! A candidate needs a tie: the same story, an earlier story of which the article's is the sequel, people or bodies that
//! both name, or a matter that both are about. The last two need the texts to be close as well. How long ago something
//! was written does not count against it.
//!
//! Places are given one by one, to what the reader can read, then to the closer tie, then to an owner who has had fewer
//! places, then to the higher score. Near-copies of the article or of anything chosen are passed over, and of the first
//! three places the article's own owner gets one at most while there is anybody else.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::Timestamp;
use model::{ArticleId, Genre, Language, Relation};

use crate::wire::CREDITED_COPY;
use crate::{Likeness, Shelf};

#[cfg(test)]
mod tests;

/// Places of which the article's own owner gets one at most.
const MIXED_PLACES: usize = 3;
/// Cosines of centred vectors from which two texts are close enough for a tie of each kind; unrelated texts lie around 0.
/// One shared name may be chance, several are not.
const CLOSE_WITH_NAME: f32 = 0.3;
const CLOSE_WITH_NAMES: f32 = 0.15;
const CLOSE_WITH_MATTER: f32 = 0.35;
const CLOSE_ALONE: f32 = 0.5;
/// Shared names or matters that are a tie where no vector knows the language.
const TELLING_NAMES: u32 = 2;
const TELLING_MATTERS: u32 = 3;

/// The article beside which others are to stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Its row.
    pub article: ArticleId,
    /// Who owns its publisher.
    pub owner: String,
    /// Its wire group; its own id where it stands alone.
    pub wire: ArticleId,
}

/// An article that might stand beside the subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its row.
    pub article: ArticleId,
    /// Who owns its publisher.
    pub owner: String,
    /// Its wire group; its own id where it stands alone.
    pub wire: ArticleId,
    /// What kind of piece it is; paid pieces and satire are passed over.
    pub genre: Genre,
    /// The language it is written in.
    pub language: Option<Language>,
    /// Where lists put it.
    pub listed: Timestamp,
    /// How its story lies to the subject's.
    pub story: StoryTie,
    /// Cosine of the two centred vectors; nothing where a language is unknown to the encoder.
    pub similarity: Option<f32>,
    /// Hashtags of people and organisations that both carry.
    pub people: u32,
    /// Hashtags of themes and places that both carry.
    pub matters: u32,
}

/// How a candidate's story lies to the subject's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoryTie {
    /// It is the same.
    Same,
    /// The subject's is a sequel of it.
    Earlier,
    /// No tie is known.
    None,
}

/// An article to show, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Its row.
    pub article: ArticleId,
    /// Why it is shown.
    pub relation: Relation,
    /// How close it is, for comparison within one relation.
    pub score: f32,
}

/// At most `limit` articles to show beside the subject to somebody who reads `languages`; an empty list reads all.
pub fn related(
    subject: &Subject,
    candidates: &[Candidate],
    likeness: Likeness<'_>,
    languages: &[Language],
    limit: usize,
) -> Vec<Choice> {
    let mut waiting: Vec<Tied<'_>> =
        candidates.iter().filter_map(|candidate| Tied::to(subject, candidate, languages)).collect();
    waiting.sort_by_key(|tied| (Reverse(tied.candidate.listed), Reverse(tied.candidate.article)));
    let mut chosen: Vec<Tied<'_>> = Vec::new();
    let mut places = HashMap::from([(subject.owner.as_str(), 1_u32)]);
    while chosen.len() < limit {
        let own_is_full =
            chosen.len() < MIXED_PLACES && chosen.iter().any(|tied| tied.candidate.owner == subject.owner);
        let Some(next) = take_best(&mut waiting, &places, own_is_full.then_some(subject.owner.as_str())) else { break };
        if !repeats(&next, subject, &chosen, likeness) {
            *places.entry(&next.candidate.owner).or_default() += 1;
            chosen.push(next);
        }
    }
    chosen.iter().map(Tied::choice).collect()
}

/// A candidate with its tie.
#[derive(Clone, Copy)]
struct Tied<'a> {
    candidate: &'a Candidate,
    relation: Relation,
    readable: bool,
    score: f32,
}

impl<'a> Tied<'a> {
    fn to(subject: &Subject, candidate: &'a Candidate, languages: &[Language]) -> Option<Self> {
        if candidate.article == subject.article || Shelf::of(candidate.genre) == Shelf::Others {
            return None;
        }
        let relation = relation(candidate)?;
        let readable = languages.is_empty() || candidate.language.is_none_or(|language| languages.contains(&language));
        // What one cannot read is worth showing only where it tells the very story.
        let shown = readable || relation <= Relation::EarlierInThisStory;
        shown.then(|| Self { candidate, relation, readable, score: score(candidate) })
    }

    fn choice(&self) -> Choice {
        Choice { article: self.candidate.article, relation: self.relation, score: self.score }
    }
}

/// Why the candidate may stand beside the subject; nothing where the tie is too weak.
fn relation(candidate: &Candidate) -> Option<Relation> {
    match candidate.story {
        StoryTie::Same => return Some(Relation::SameEvent),
        StoryTie::Earlier => return Some(Relation::EarlierInThisStory),
        StoryTie::None => {}
    }
    let (people, matters) = (candidate.people, candidate.matters);
    let Some(similarity) = candidate.similarity else {
        let by_people = (people >= TELLING_NAMES).then_some(Relation::SamePeople);
        return by_people.or((matters >= TELLING_MATTERS).then_some(Relation::Background));
    };
    let close = |bound: f32| similarity >= bound;
    if (people >= TELLING_NAMES && close(CLOSE_WITH_NAMES)) || (people == 1 && close(CLOSE_WITH_NAME)) {
        Some(Relation::SamePeople)
    } else if (matters > 0 && close(CLOSE_WITH_MATTER)) || close(CLOSE_ALONE) {
        Some(Relation::Background)
    } else {
        None
    }
}

/// Closeness of the texts, and a little for each thing that both carry.
fn score(candidate: &Candidate) -> f32 {
    let things = |number: u32| f32::from(u8::try_from(number.min(4)).unwrap_or(4));
    let similarity = candidate.similarity.filter(|similarity| similarity.is_finite()).unwrap_or_default();
    similarity + 0.1 * things(candidate.people) + 0.05 * things(candidate.matters)
}

/// Takes the best out of those that wait; of equals the newest. An owner who is full comes only after all others.
fn take_best<'a>(waiting: &mut Vec<Tied<'a>>, places: &HashMap<&str, u32>, full: Option<&str>) -> Option<Tied<'a>> {
    let key = |tied: &Tied<'_>| {
        let owner = tied.candidate.owner.as_str();
        (full == Some(owner), !tied.readable, tied.relation, places.get(owner).copied().unwrap_or_default())
    };
    let before = |one: &Tied<'_>, other: &Tied<'_>| key(one).cmp(&key(other)).then(other.score.total_cmp(&one.score));
    let best = waiting.iter().enumerate().min_by(|(_, one), (_, other)| before(one, other)).map(|(at, _)| at)?;
    Some(waiting.remove(best))
}

/// Whether the reader has that text already, or will with what was chosen.
fn repeats(next: &Tied<'_>, subject: &Subject, chosen: &[Tied<'_>], likeness: Likeness<'_>) -> bool {
    let candidate = next.candidate;
    let shown = chosen.iter().map(|tied| (tied.candidate.article, tied.candidate.wire));
    let mut shown = shown.chain([(subject.article, subject.wire)]);
    shown.any(|(article, wire)| {
        article == candidate.article || wire == candidate.wire || likeness(article, candidate.article) >= CREDITED_COPY
    })
}
