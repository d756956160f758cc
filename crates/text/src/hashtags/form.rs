//! How a hashtag is written, and the key under which its spellings are one.

use crate::words::{Case, fold};

use super::evidence;

/// The tag for a name: its words joined, each with a capital. None for what is no tag.
pub(super) fn tag(name: &str) -> Option<String> {
    let mut tag = String::new();
    for word in parts(name) {
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            tag.extend(first.to_uppercase());
            tag.push_str(chars.as_str());
        }
    }
    let length = tag.chars().count();
    let letters = tag.chars().any(char::is_alphabetic);
    ((2..=40).contains(&length) && letters && !evidence::is("drop", &fold(&tag))).then_some(tag)
}

/// What spellings of one name have in common: no case, accents, hyphens, spaces, article or possessive.
pub fn key(name: &str) -> String {
    let words = parts(name).map(fold).collect::<Vec<_>>();
    match words.split_first() {
        Some((article, rest)) if !rest.is_empty() && matches!(article.as_str(), "the" | "der" | "die" | "das") => {
            rest.concat()
        }
        _ => words.concat(),
    }
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric() && !is_inner(c)).map(bare).filter(|part| !part.is_empty())
}

/// A sign that is part of a word: marks of Indic scripts, the stroke that lengthens a Japanese vowel.
fn is_inner(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}' | '\u{E31}'..='\u{E4E}' | 'ー')
}

/// A word without its possessive.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(['\'', '’']);
    let short = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
    short.unwrap_or(word)
}

/// A name in capitals only, as some headlines have it, is brought to ordinary case; abbreviations stay.
pub(super) fn calm(word: &str) -> String {
    if Case::of(word) != Case::Upper || word.chars().count() <= 5 {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}
