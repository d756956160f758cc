//! Words: the terms of a text, the same for search, stories and hashtags.
//!
//! A text is cut where Unicode says that words end ([UAX #29]; ICU's models cut scripts that put no space between words),
//! and each word gets the *term* under which its forms meet: width and case folded, signs that readers leave out
//! dropped (Arabic and Hebrew vowel points, Latin and Greek accents), and stemmed where we know how. Stop words are
//! marked and not left out, because positions and names need them.
//!
//! Any text will do: cutting is linear in its length, a term is never longer than [`MAX_TERM`] characters, and nothing is kept
//! but a small cache of terms for each thread.
//!
//! [UAX #29]: https://www.unicode.org/reports/tr29/

mod elision;
mod normal;
mod number;
mod segment;
mod stem;
mod stop;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use model::Language;

pub use normal::fold;

/// Characters of a term; what is longer is cut, it is no word of any language.
pub const MAX_TERM: usize = 64;

/// A word where it stands in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word as written.
    pub surface: &'a str,
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// What its forms have in common; two words are one to search and stories when their terms are equal.
    pub term: Cow<'a, str>,
    /// How it is capitalised.
    pub case: Case,
    /// It joins other words and says nothing by itself. Numbers are never stop words.
    pub stop: bool,
    /// It is written in digits; its term is the number in ASCII digits with a point before decimals.
    pub number: bool,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// Its script knows no case, or it holds no letter.
    None,
    /// Starts small.
    Lower,
    /// Starts with a capital: a name, a German noun, the start of a sentence.
    Capital,
    /// Capitals only, two at least: an abbreviation, or shouting.
    Upper,
}

/// The words of a text, in order. `language` decides stemming and stop words; `None` leaves words as they are.
pub fn words(text: &str, language: Option<Language>) -> Words<'_> {
    Words { text, ranges: segment::ranges(text), waiting: None, language: stem::Rules::of(language) }
}

/// The term of a single word, as [`words`] would give it.
pub fn term(word: &str, language: Option<Language>) -> String {
    stem::term(word, stem::Rules::of(language)).text.into_owned()
}

/// A term as a number that is the same everywhere and always: a key for tables in files (32 bits of FNV-1a).
pub fn hash(term: &str) -> u32 {
    u32::try_from(stem::fnv(term.bytes()) >> 32).unwrap_or(0)
}

/// Iterator made by [`words`].
#[derive(Debug, Clone)]
pub struct Words<'a> {
    text: &'a str,
    ranges: segment::Ranges<'a>,
    /// The second half of an elided word (`l'|homme`).
    waiting: Option<Range<usize>>,
    language: stem::Rules,
}

impl Words<'_> {
    fn next_range(&mut self) -> Option<Range<usize>> {
        if let Some(range) = self.waiting.take() {
            return Some(range);
        }
        let range = self.ranges.next()?;
        let Some(cut) = elision::cut(self.text.get(range.clone())?, self.language.elides) else { return Some(range) };
        self.waiting = Some(range.start + cut.end..range.end);
        Some(range.start..range.start + cut.start)
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let range = self.next_range()?;
        let surface = self.text.get(range.clone())?;
        let case = Case::of(surface);
        if let Some(digits) = number::read(surface) {
            return Some(Word { surface, range, term: digits, case, stop: false, number: true });
        }
        let term = stem::term(surface, self.language);
        Some(Word { surface, range, term: term.text, case, stop: term.stop, number: false })
    }
}

impl Case {
    /// How `word` is capitalised, by its letters.
    pub fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else { return Self::None };
        if !first.is_uppercase() {
            return if first.is_lowercase() { Self::Lower } else { Self::None };
        }
        let mut rest = letters.peekable();
        if rest.peek().is_some() && rest.all(char::is_uppercase) { Self::Upper } else { Self::Capital }
    }

    /// Whether a word so written may be (part of) a name.
    pub const fn is_capital(self) -> bool {
        matches!(self, Self::Capital | Self::Upper)
    }
}
