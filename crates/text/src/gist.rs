//! The gist of an article: what is kept of it to compare it by.
//!
//! Words are kept as hashes of their terms with how often they stand there, names as hashes of their first letters, so
//! that *Tokyo's* and a Slavic genitive meet, numbers by their value. Hashes do not depend on the language: a name in
//! two languages is one name. What words weigh is for those to say who know how common they are.
//!
//! The direction comes from the encoder: it is to read [`sentence`], and [`gist`] takes what it found.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use model::{Gist, Language, Term};

use crate::words::{self, Word};

/// Characters of a text that are read: some 3,000 words, beyond which an article says little that is not said before.
const READ: usize = 20_000;
/// Words of the text that the encoder reads after the headline, and characters where words are not spaced.
const LEAD_WORDS: usize = 25;
const LEAD_CHARS: usize = 220;
/// Letters that a name is known by.
const NAME_LETTERS: usize = 6;
/// Letters a name has at least.
const SHORTEST_NAME: usize = 3;

/// What the gist of an article is made from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Piece<'a> {
    /// Its headline.
    pub title: &'a str,
    /// Its plain text; empty when only the headline is known.
    pub text: &'a str,
    /// The language it is written in.
    pub language: Option<Language>,
    /// The publisher's name: what a headline carries of it at either end is no part of what it says. Empty when unknown.
    pub publisher: &'a str,
}

impl<'a> Piece<'a> {
    /// The headline without the publisher's name: nothing when it holds nothing else.
    pub fn headline(&self) -> &'a str {
        let title = self.title.trim();
        let name = self.publisher.trim();
        if name.is_empty() {
            return title;
        }
        let without = strip_end(title, name).or_else(|| strip_start(title, name));
        without.map_or(title, |rest| rest.trim_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c)))
    }

    /// What is read of the text, without the headline when it begins with it.
    fn body(&self) -> &'a str {
        let text = self.text.trim();
        let text = text.strip_prefix(self.title.trim()).unwrap_or(text).trim_start();
        let end = text.char_indices().nth(READ).map_or(text.len(), |(at, _)| at);
        text.get(..end).unwrap_or_default()
    }
}

/// What stands between a headline and the name of its site.
const SEPARATORS: [char; 8] = ['|', '-', '–', '—', '·', ':', '•', '»'];

/// `title` without `name` at its end, where a separator stands before it or nothing else is there.
fn strip_end<'a>(title: &'a str, name: &str) -> Option<&'a str> {
    let at = title.len().checked_sub(name.len())?;
    let (rest, end) = title.split_at_checked(at)?;
    let cut = rest.trim_end();
    (same(end, name) && (cut.is_empty() || cut.ends_with(SEPARATORS))).then_some(cut)
}

fn strip_start<'a>(title: &'a str, name: &str) -> Option<&'a str> {
    let (start, rest) = title.split_at_checked(name.len())?;
    let cut = rest.trim_start();
    (same(start, name) && cut.starts_with(SEPARATORS)).then_some(cut)
}

fn same(one: &str, other: &str) -> bool {
    one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// What the encoder is to read of an article: its headline and the first words of its text.
pub fn sentence(piece: &Piece<'_>) -> String {
    let body = piece.body();
    let chars = body.char_indices().nth(LEAD_CHARS).map_or(body.len(), |(at, _)| at);
    let words = body.match_indices(char::is_whitespace).nth(LEAD_WORDS - 1).map_or(body.len(), |(at, _)| at);
    let lead = body.get(..chars.min(words)).unwrap_or_default();
    format!("{} {lead}", piece.headline()).trim().to_owned()
}

/// The gist of an article. `direction` is what the encoder made of [`sentence`], of any length; nothing when it made
/// nothing.
pub fn gist(piece: &Piece<'_>, direction: &[f32]) -> Gist {
    let headline: Vec<Word<'_>> = words::words(piece.headline(), piece.language).collect();
    let body: Vec<Word<'_>> = words::words(piece.body(), piece.language).collect();
    let whole = || headline.iter().chain(&body);
    let text = if body.is_empty() { Vec::new() } else { terms(whole(), Gist::MAX_TERMS) };
    Gist {
        vector: components(direction),
        headline: terms(headline.iter(), Gist::MAX_TERMS),
        text,
        names: most_frequent(whole().filter_map(name), Gist::MAX_NAMES).into_iter().map(|term| term.hash).collect(),
        numbers: most_frequent(whole().filter_map(number), Gist::MAX_NAMES).into_iter().map(|term| term.hash).collect(),
    }
}

/// The words that say something, the most frequent first to be kept.
fn terms<'a>(words: impl Iterator<Item = &'a Word<'a>>, most: usize) -> Vec<Term> {
    let telling = words.filter(|word| !word.stop && word.term.chars().any(char::is_alphanumeric));
    most_frequent(telling.map(|word| hash(Kind::Word, &word.term)), most)
}

/// Hashes by how often they come, the first of equals before others; `most` of them, ascending by hash.
fn most_frequent(hashes: impl Iterator<Item = u32>, most: usize) -> Vec<Term> {
    let mut counts: HashMap<u32, (u8, usize)> = HashMap::new();
    for (place, hash) in hashes.enumerate() {
        let entry = counts.entry(hash).or_insert((0, place));
        entry.0 = entry.0.saturating_add(1);
    }
    let mut kept: Vec<_> = counts.into_iter().collect();
    kept.sort_unstable_by_key(|&(_, (count, place))| (std::cmp::Reverse(count), place));
    kept.truncate(most);
    let mut terms: Vec<Term> = kept.into_iter().map(|(hash, (count, _))| Term { hash, count }).collect();
    terms.sort_unstable();
    terms
}

/// The hash of a name: of the first letters of a word with a capital.
fn name(word: &Word<'_>) -> Option<u32> {
    let capital = word.case.is_capital() && !word.stop && !word.number;
    let folded = words::fold(word.surface);
    let long = folded.chars().nth(SHORTEST_NAME - 1).is_some();
    let end = folded.char_indices().nth(NAME_LETTERS).map_or(folded.len(), |(at, _)| at);
    (capital && long).then(|| hash(Kind::Name, folded.get(..end).unwrap_or_default()))
}

fn number(word: &Word<'_>) -> Option<u32> {
    word.number.then(|| hash(Kind::Number, &word.term))
}

/// What a hash is of: a name does not meet the word it is written like.
#[derive(Clone, Copy)]
enum Kind {
    Word = 1,
    Name = 2,
    Number = 3,
}

/// FNV-1a over kind and bytes, folded to 32 bits. Stored: a change takes a new version of the packed gist.
fn hash(kind: Kind, text: &str) -> u32 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = std::iter::once(kind as u8).chain(text.bytes()).fold(start, step);
    #[expect(clippy::cast_possible_truncation, reason = "folding")]
    let folded = (hash ^ (hash >> 32)) as u32;
    folded
}

/// A direction in bytes, its largest component 127.
fn components(direction: &[f32]) -> Vec<i8> {
    let largest = direction.iter().filter(|c| c.is_finite()).fold(0.0_f32, |most, component| most.max(component.abs()));
    if largest <= f32::MIN_POSITIVE {
        return Vec::new();
    }
    #[expect(clippy::cast_possible_truncation, reason = "between -127 and 127; what is no number becomes 0")]
    let components = direction.iter().map(|component| (component / largest * 127.0).round() as i8).collect();
    components
}
