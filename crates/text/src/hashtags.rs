//! Hashtags: the people, places, bodies and themes that a piece names.
//!
//! Names are runs of capitals in scripts that have them, and in others what stands beside a word for a kind of place,
//! a body or a title. What a name names is decided by evidence around it ([`HashtagKind`]), and a name without any is left
//! out: a wrong tag costs more than a missing one. Countries, cities and themes come from lists in many languages, so that one
//! thing has one tag in all of them; [`same_name`] and [`canonical`] bring together names that are spelled apart.

mod canonical;
mod capitals;
mod evidence;
mod form;
mod gazetteer;
mod phrases;
mod piece;
mod skeleton;
#[cfg(test)]
mod tests;
mod uncased;
mod votes;

use std::collections::HashMap;

use model::{HashtagKind, Language};

pub use canonical::{Merged, canonical};
pub use form::key;
pub use skeleton::same_name;

use piece::Piece;

/// Hashtags of a piece, at most.
pub const MOST: usize = 8;

/// Words from the start, headline included, that say what a piece is about.
const LEAD: usize = 70;

/// A piece as far as its hashtags go.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The headline.
    pub title: &'a str,
    /// The text without the headline.
    pub text: &'a str,
    /// The language of both.
    pub language: Option<Language>,
    /// The publisher's name, which is never a hashtag of its own pieces.
    pub publisher: &'a str,
}

/// Something that a piece names.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// As shown after `#`: words joined, each with a capital.
    pub tag: String,
    /// Under which spellings are one.
    pub key: String,
    /// What it names.
    pub kind: HashtagKind,
    /// How much the piece is about it, 0 to 1.
    pub weight: f32,
    /// As the text writes it.
    pub surface: String,
}

/// Something named, while it is counted.
#[derive(Debug, Clone)]
struct Mention {
    name: String,
    kind: HashtagKind,
    count: usize,
    /// The word of its first mention.
    first: usize,
}

/// The hashtags of a piece, the weightiest first.
pub fn hashtags(input: Input<'_>) -> Vec<Candidate> {
    let whole = format!("{}\n{}", input.title, input.text);
    let piece = Piece::of(input.title, &whole, input.language);
    let known = gazetteer::find(&piece);
    let named =
        capitals::find(&piece, &known.taken).into_iter().chain(uncased::find(&piece)).chain(phrases::find(&piece));
    let mut candidates = HashMap::new();
    for mention in known.mentions.into_iter().chain(named) {
        add(&mut candidates, &piece, mention);
    }
    let publisher = key(input.publisher);
    let mut found = candidates.into_values().filter(|found: &Candidate| found.key != publisher).collect::<Vec<_>>();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.key.cmp(&b.key)));
    found.truncate(MOST);
    found
}

fn add(candidates: &mut HashMap<String, Candidate>, piece: &Piece<'_>, mention: Mention) {
    let Some(tag) = form::tag(&mention.name) else { return };
    let weight = weight(piece, &mention);
    let known = candidates.entry(key(&mention.name));
    let known = known.or_insert(Candidate {
        tag,
        key: key(&mention.name),
        kind: mention.kind,
        weight: 0.0,
        surface: mention.name,
    });
    known.weight = known.weight.max(weight);
}

/// More for what stands in the headline, early, and often.
fn weight(piece: &Piece<'_>, mention: &Mention) -> f32 {
    let often = f32::from(u16::try_from(mention.count.min(8)).unwrap_or(8)) / 8.0;
    let place = match mention.first {
        first if first < piece.title => 0.5,
        first if first < piece.title + LEAD => 0.25,
        _ => 0.0,
    };
    place + often / 2.0
}
