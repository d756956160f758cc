//! What a reader asks: the search language, read into a typed tree.
//!
//! Words and `"phrases"` must all occur; `OR` joins its two neighbours and binds tighter than standing side by side, so
//! `a b OR c` asks for a, and b or c; `-` denies what follows; parentheses group. Operators narrow down:
//!
//! | operator | keeps articles |
//! |---|---|
//! | `intitle:word` | with the word in the headline |
//! | `author:name`, `publisher:name`, `publisher:7` | by that author, of that publisher (by name or id) |
//! | `#tag` | with the hashtag |
//! | `lang:de`, `section:sport`, `genre:opinion` | in that language, of that section, of that genre |
//! | `date:2026-11-22`, `date:2026-11`, `date:2026` | listed on that day, in that month, in that year |
//! | `after:2026-11-01`, `after:7d` | listed since that day began, in the last seven days (`h d w m y`) |
//! | `before:2026-11-01`, `before:7d` | listed before that day began, more than seven days ago |
//! | `wor*` | with a word that starts so |
//!
//! Nothing is an error: what cannot be read as an operator is searched for as words, and [`Query::problems`] tells what
//! was odd. A query is bounded, so that no text somebody pastes can cost much.

mod date;
mod lexer;
mod parser;
mod print;
mod problem;
#[cfg(test)]
mod tests;

use model::{Genre, Language, PublisherId, Section};

pub use date::{Date, Moment, Unit};
pub use problem::Problem;

/// Characters of a query that are read.
pub const MAX_CHARS: usize = 10_000;
/// Words, phrases and operators of a query that are read.
pub const MAX_CRITERIA: usize = 64;
/// Characters of one word, phrase or value. With [`MAX_CRITERIA`] of them a printed query stays below [`MAX_CHARS`].
pub const MAX_VALUE_CHARS: usize = 120;
/// Groups inside groups that are read.
pub const MAX_DEPTH: usize = 16;

/// A query as it was understood. Printed, it reads back the same.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pub(crate) root: Option<Clause>,
    problems: Vec<Problem>,
}

impl Query {
    /// Reads any text.
    pub fn parse(text: &str) -> Self {
        parser::parse(text)
    }

    /// The tree, or nothing when the text asks for nothing.
    pub fn root(&self) -> Option<&Clause> {
        self.root.as_ref()
    }

    /// What was odd about the text, in the order of the text.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the text asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// What an article should have to match, without what is denied.
    pub(crate) fn wanted(&self) -> Vec<&Criterion> {
        let mut wanted = Vec::new();
        if let Some(root) = &self.root {
            root.collect_wanted(&mut wanted);
        }
        wanted
    }

    /// Whether it asks for words, so that articles can match better and worse.
    pub fn has_words(&self) -> bool {
        self.wanted().into_iter().any(Criterion::is_wording)
    }
}

impl PartialEq for Query {
    /// Two queries are equal when they ask the same, however odd their texts.
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause {
    /// All of these; two at least.
    All(Vec<Clause>),
    /// One of these; two at least.
    Any(Vec<Clause>),
    /// Not this. Never holds another `Not`.
    Not(Box<Clause>),
    /// What one article has or has not.
    Is(Criterion),
}

impl Clause {
    fn collect_wanted<'a>(&'a self, wanted: &mut Vec<&'a Criterion>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.collect_wanted(wanted)),
            Self::Not(_) => {}
            Self::Is(criterion) => wanted.push(criterion),
        }
    }
}

/// What one article has or has not.
#[derive(Debug, Clone, PartialEq)]
pub enum Criterion {
    /// A word of its headline or text, in any of its forms.
    Word(String),
    /// The beginning of a word.
    Prefix(String),
    /// Words that follow each other.
    Phrase(String),
    /// Words that follow each other in its headline.
    Title(String),
    /// A name, or a part of one, among its authors.
    Author(String),
    /// Its publisher's name, or a part of it.
    PublisherName(String),
    /// Its publisher.
    Publisher(PublisherId),
    /// One of its hashtags, as [`crate::hashtag_key`] writes it.
    Hashtag(String),
    /// The language it is written in.
    Language(Language),
    /// Its section.
    Section(Section),
    /// What kind of piece it is.
    Genre(Genre),
    /// The day, month or year it is listed under.
    During(Date),
    /// It is listed at or after that moment.
    After(Moment),
    /// It is listed before that moment.
    Before(Moment),
}

impl Criterion {
    /// Whether it is about words of the headline or text.
    pub(crate) fn is_wording(&self) -> bool {
        matches!(self, Self::Word(_) | Self::Prefix(_) | Self::Phrase(_) | Self::Title(_))
    }
}
