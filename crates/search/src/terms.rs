//! Texts as the index sees them: the terms of `text::words`, in order.

use std::ops::Range;

use model::Language;
use text::words::words;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// What its forms have in common.
    pub(crate) term: String,
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
}

/// The words of a text in that language; without one they stay unstemmed.
pub(crate) fn tokens(text: &str, language: Option<Language>) -> impl Iterator<Item = Token> {
    words(text, language).map(|word| Token { term: word.term.into_owned(), range: word.range })
}

/// The different ways in which the languages read a text, each a row of terms. The first is that of no language.
pub(crate) fn readings(text: &str, languages: &[Language]) -> Vec<Vec<String>> {
    let mut readings: Vec<Vec<String>> = Vec::new();
    for language in std::iter::once(None).chain(languages.iter().copied().map(Some)) {
        let reading: Vec<String> = tokens(text, language).map(|token| token.term).collect();
        if !reading.is_empty() && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// What a hashtag is found under: its letters and digits in lower case, so that `#Climate_Change` is `climatechange`.
pub fn hashtag_key(tag: &str) -> String {
    tag.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// Whether words of this text stand without spaces between them, so that where one ends is a guess.
pub(crate) fn is_unspaced(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    })
}
