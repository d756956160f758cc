//! The order of a front page, and why each story stands where it stands.
//!
//! A story's score is importance (see `portrait`) times freshness times what diversity leaves of it. Freshness halves
//! every eight hours. A story's age counts from its newest article, and half of the time it has been told for counts
//! too, so that somebody who adds to an old story day by day does not hold it at the top. Growth stretches the
//! half-life, to three times at four new voices an hour, and lessens that half to a sixth.
//!
//! The order: pinned stories, then those told in the reader's languages, then the others. Within each the best score is
//! taken place by place; a section or an owner seen in the four places before costs the score a part.

mod listing;

use std::cmp::Reverse;

use jiff::Timestamp;
use model::{Language, Story};

pub use listing::{hot, not_told_here};

#[cfg(test)]
mod tests;

/// Hours after which a story that does not grow has lost half of its freshness.
const HALF_LIFE_HOURS: f64 = 8.0;
/// New voices an hour beyond which growth adds no more.
const FULL_GROWTH: f64 = 4.0;
/// A story older than this is as stale as can be; keeps the figures away from the ends of floating point.
const MAX_AGE_HOURS: f64 = 720.0;
/// Places before that are looked at for diversity.
const WINDOW: usize = 4;
/// What is left of the score for each story of the same section among them, and for each led by the same owner.
const SAME_SECTION: f64 = 0.85;
const SAME_OWNER: f64 = 0.7;

/// A story that wants a place on a page.
#[derive(Debug, Clone, Copy)]
pub struct Entrant<'a> {
    /// The story.
    pub story: &'a Story,
    /// Who owns the publisher of its lead, when known.
    pub owner: Option<&'a str>,
}

/// What a story's place rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parts {
    /// By its voices and their spread; 1 is one voice.
    pub importance: f64,
    /// From 1 for a story that began this moment to 0.
    pub freshness: f64,
    /// New voices an hour, which freshness takes into account.
    pub velocity: f64,
    /// What is left of it beside the stories before it, at most 1.
    pub diversity: f64,
    /// Whether an editor holds it at the top.
    pub pinned: bool,
    /// Whether it is told in a language of the reader.
    pub told: bool,
}

/// The one thing to say of why a story stands where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// An editor holds it there.
    Pinned,
    /// More publishers tell it by the hour.
    Growing,
    /// Many independent voices tell it.
    ManyVoices,
    /// It just happened.
    Recent,
    /// There is nothing fresher or weightier to put there.
    Remaining,
}

impl Parts {
    /// What the order goes by among stories that are alike in `pinned` and `told`.
    pub fn score(&self) -> f64 {
        self.importance * self.freshness * self.diversity
    }

    /// What to say of it in words: the first of the reasons that is strong. The bounds are a new voice an hour in a
    /// story that has lost less than half of its freshness, the importance of four voices, and six hours.
    pub fn reason(&self) -> Reason {
        if self.pinned {
            Reason::Pinned
        } else if self.velocity >= 1.0 && self.freshness >= 0.5 {
            Reason::Growing
        } else if self.importance >= crate::importance(4, 1, 1) {
            Reason::ManyVoices
        } else if self.freshness >= 0.5_f64.powf(6.0 / HALF_LIFE_HOURS) {
            Reason::Recent
        } else {
            Reason::Remaining
        }
    }
}

/// A story in its place.
#[derive(Debug, Clone, Copy)]
pub struct Ranked<'a> {
    /// The story.
    pub story: &'a Story,
    /// What its place rests on.
    pub parts: Parts,
}

/// The first `limit` stories of a front page for somebody who reads `languages`; an empty list reads all.
pub fn rank<'a>(entrants: &[Entrant<'a>], now: Timestamp, languages: &[Language], limit: usize) -> Vec<Ranked<'a>> {
    let mut waiting: Vec<(Entrant<'a>, Parts)> =
        entrants.iter().map(|entrant| (*entrant, parts(entrant.story, now, languages))).collect();
    waiting.sort_by_key(|(entrant, _)| (Reverse(entrant.story.latest), entrant.story.id));
    let mut placed: Vec<(Entrant<'a>, Parts)> = Vec::new();
    while placed.len() < limit && !waiting.is_empty() {
        for (entrant, parts) in &mut waiting {
            parts.diversity = diversity(entrant, &placed);
        }
        let Some(best) = first_best(&waiting) else { break };
        placed.push(waiting.remove(best));
    }
    placed.into_iter().map(|(entrant, parts)| Ranked { story: entrant.story, parts }).collect()
}

/// The place of the best; of equals the first.
fn first_best(waiting: &[(Entrant<'_>, Parts)]) -> Option<usize> {
    let better = |one: &Parts, other: &Parts| {
        let standing = |parts: &Parts| (parts.pinned, parts.told);
        standing(one).cmp(&standing(other)).then(one.score().total_cmp(&other.score()))
    };
    waiting.iter().enumerate().rev().max_by(|(_, (_, one)), (_, (_, other))| better(one, other)).map(|(at, _)| at)
}

/// What can be said of a story without its neighbours.
pub(crate) fn parts(story: &Story, now: Timestamp, languages: &[Language]) -> Parts {
    Parts {
        importance: sound(story.importance),
        freshness: freshness(story, now),
        velocity: sound(story.velocity),
        diversity: 1.0,
        pinned: story.pinned,
        told: is_told(story, languages),
    }
}

fn freshness(story: &Story, now: Timestamp) -> f64 {
    let growth = sound(story.velocity).min(FULL_GROWTH);
    let age = hours(story.latest, now) + hours(story.began, story.latest) / (2.0 + growth);
    let half_life = HALF_LIFE_HOURS * (1.0 + growth / 2.0);
    0.5_f64.powf(age.min(MAX_AGE_HOURS) / half_life)
}

/// A figure from a row, were it ever not a number or below nothing.
fn sound(figure: f64) -> f64 {
    if figure.is_finite() { figure.max(0.0) } else { 0.0 }
}

fn hours(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64().max(0.0) / 3600.0
}

/// Whether a reader of these languages can read of it; a story of no known language is for everybody.
fn is_told(story: &Story, languages: &[Language]) -> bool {
    languages.is_empty()
        || story.languages.is_empty()
        || story.languages.iter().any(|(language, _)| languages.contains(language))
}

fn diversity(entrant: &Entrant<'_>, placed: &[(Entrant<'_>, Parts)]) -> f64 {
    let mut left = 1.0;
    for (before, _) in placed.iter().rev().take(WINDOW) {
        if entrant.story.section.is_some() && entrant.story.section == before.story.section {
            left *= SAME_SECTION;
        }
        if entrant.owner.is_some() && entrant.owner == before.owner {
            left *= SAME_OWNER;
        }
    }
    left
}
