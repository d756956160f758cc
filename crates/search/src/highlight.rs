//! Where a text answers a query: what to mark, and which passage to show.
//!
//! The caller passes a text that may be shown; nothing here knows more of the article. Words are compared by the terms
//! of the text's own language, as the index compares them.

mod passage;
mod pattern;
#[cfg(test)]
mod tests;

use std::ops::Range;

use model::Language;

use crate::Query;
use pattern::{Mark, Patterns};

/// Which part of an article a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Its headline, where `intitle:` looks.
    Title,
    /// Anything else.
    Text,
}

/// The passage of a text that answers best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet<'a> {
    /// The passage, where it stands in the text.
    pub range: Range<usize>,
    /// The passage.
    pub text: &'a str,
    /// What to mark in it, in bytes of the passage, in order and apart.
    pub marks: Vec<Range<usize>>,
}

/// What to mark in a text, in bytes, in order and apart.
pub fn marks(query: &Query, text: &str, language: Option<Language>, part: Part) -> Vec<Range<usize>> {
    apart(Patterns::of(query, language, part).find(text))
}

/// The passage of at most so many characters that holds most of what was asked for, the earliest of these; the
/// beginning when it holds nothing.
pub fn snippet<'a>(query: &Query, text: &'a str, language: Option<Language>, chars: usize) -> Snippet<'a> {
    let marks = Patterns::of(query, language, Part::Text).find(text);
    let range = passage::best(text, &marks, chars);
    let inside = marks.into_iter().filter(|mark| range.start <= mark.range.start && mark.range.end <= range.end);
    let marks = apart(inside.collect());
    let marks = marks.into_iter().map(|mark| mark.start - range.start..mark.end - range.start).collect();
    Snippet { text: text.get(range.clone()).unwrap_or_default(), range, marks }
}

/// Marks that overlap become one.
fn apart(mut marks: Vec<Mark>) -> Vec<Range<usize>> {
    marks.sort_unstable_by_key(|mark| (mark.range.start, mark.range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for Mark { range, .. } in marks {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}
