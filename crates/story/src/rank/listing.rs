//! Other orders of the same stories: the most covered, and what is big where the reader does not look.

use std::cmp::Reverse;

use jiff::Timestamp;
use model::{Language, Story};

use crate::rank::{Parts, Ranked, parts};

/// Voices from which a story is big enough to be missed.
const MISSED_VOICES: u32 = 3;

/// The most covered stories: by voices, then publishers; of equals the one with the newest article first.
pub fn hot(stories: &[Story], limit: usize) -> Vec<&Story> {
    let mut order: Vec<&Story> = stories.iter().collect();
    order.sort_by_key(|story| (Reverse((story.voices, story.publishers, story.latest)), story.id));
    order.truncate(limit);
    order
}

/// What is big elsewhere and told in none of the reader's languages: at least three voices, by importance and freshness.
/// Who names no language misses nothing.
pub fn not_told_here<'a>(
    stories: &'a [Story],
    now: Timestamp,
    languages: &[Language],
    limit: usize,
) -> Vec<Ranked<'a>> {
    let missed = stories.iter().filter(|story| story.voices >= MISSED_VOICES);
    let judged = missed.map(|story| Ranked { story, parts: parts(story, now, languages) });
    let mut order: Vec<Ranked<'a>> = judged.filter(|ranked| !ranked.parts.told).collect();
    let score = |ranked: &Ranked<'_>| Parts::score(&ranked.parts);
    order.sort_by(|one, other| score(other).total_cmp(&score(one)).then(one.story.id.cmp(&other.story.id)));
    order.truncate(limit);
    order
}
