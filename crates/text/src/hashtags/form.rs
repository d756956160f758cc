//! How a hashtag is written, and the key under which its spellings are one.

use crate::words::{Case, fold};

use super::evidence;

/// The tag for a name: its words joined, each with a capital, without Arabic vowel points. None for what is no tag.
pub(super) fn tag(name: &str) -> Option<String> {
    let mut tag = String::new();
    for word in parts(name) {
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            tag.extend(first.to_uppercase());
            tag.extend(chars.filter(|c| !matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}')));
        }
    }
    let length = tag.chars().count();
    let letters = tag.chars().any(char::is_alphabetic);
    ((2..=40).contains(&length) && letters && !evidence::is("drop", &fold(&tag))).then_some(tag)
}

/// What spellings of one name have in common: no case, accents, hyphens, spaces, article or possessive.
pub fn key(name: &str) -> String {
    let words = parts(name).map(|word| fold(&word)).collect::<Vec<_>>();
    match words.split_first() {
        Some((article, rest)) if !rest.is_empty() && matches!(article.as_str(), "the" | "der" | "die" | "das") => {
            rest.concat()
        }
        _ => words.concat(),
    }
}

/// The words of a name, without apostrophes and the possessive of its end.
fn parts(name: &str) -> impl Iterator<Item = String> {
    let words = owner(name).split(|c: char| !c.is_alphanumeric() && !is_inner(c));
    words.map(|word| word.replace(['\'', '’'], "")).filter(|word| !word.is_empty())
}

/// A name without its possessive.
pub(super) fn owner(name: &str) -> &str {
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    name.trim_end_matches(['\'', '’'])
}

/// A sign that is part of a word: marks of Indic scripts, the stroke that lengthens a Japanese vowel.
fn is_inner(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}' | '\u{E31}'..='\u{E4E}' | 'ー')
}

/// A word in capitals only, as datelines have it, in ordinary case; with fewer letters than `shortest` it stays, as an
/// abbreviation.
pub(super) fn calm(word: &str, shortest: usize) -> String {
    if Case::of(word) != Case::Upper || word.chars().count() < shortest {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}
