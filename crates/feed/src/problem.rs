//! What was wrong with a feed that could be read all the same, in words for the person who keeps it.

use std::fmt;

/// One thing that was wrong. `Display` says it in a plain English sentence part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The text is in another encoding than the one stated.
    Encoding {
        /// The encoding that the server or the file states.
        stated: String,
        /// The encoding in which it could be read.
        read_as: &'static str,
    },
    /// Some bytes mean nothing in the encoding.
    UnreadableBytes,
    /// Something stands before the first tag.
    JunkBefore,
    /// Characters that XML forbids.
    ControlCharacters,
    /// An ampersand that should have been written as `&amp;`.
    StrayAmpersand,
    /// A `<` that should have been written as `&lt;`.
    StrayLessThan,
    /// A named entity that nobody declared.
    UnknownEntity(String),
    /// Entities of the document's own that grow beyond measure, or refer to other files.
    RefusedEntity(String),
    /// A namespace prefix that nobody declared.
    UndeclaredPrefix(String),
    /// Tags that do not close in the order in which they opened.
    MismatchedTags,
    /// The file breaks off.
    Truncated,
    /// Elements nested beyond what anybody reads.
    TooDeep,
    /// An entry with more elements than are kept.
    TooLarge,
    /// More entries than are kept.
    TooManyEntries {
        /// So many there were.
        found: usize,
    },
    /// A date that cannot be read.
    UnreadableDate(String),
    /// A date that cannot be true.
    ImpossibleDate(String),
    /// A link that is not an address of the web.
    RefusedLink(String),
    /// Several entries with one guid.
    DuplicateGuid(String),
    /// A value of another kind than its format asks.
    WrongKind(&'static str),
    /// An entry without anything in it.
    EmptyEntry,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding { stated, read_as } => write!(f, "the encoding is stated as {stated} but is {read_as}"),
            Self::UnreadableBytes => f.write_str("some characters could not be decoded"),
            Self::JunkBefore => f.write_str("something stands before the first tag"),
            Self::ControlCharacters => f.write_str("it contains control characters"),
            Self::StrayAmpersand => f.write_str("an ampersand is not written as &amp;"),
            Self::StrayLessThan => f.write_str("a less-than sign is not written as &lt;"),
            Self::UnknownEntity(name) => write!(f, "the entity &{name}; is not declared"),
            Self::RefusedEntity(name) => write!(f, "the entity &{name}; is not expanded for safety"),
            Self::UndeclaredPrefix(prefix) => write!(f, "the namespace prefix {prefix} is not declared"),
            Self::MismatchedTags => f.write_str("some tags are not closed, or in the wrong order"),
            Self::Truncated => f.write_str("the file ends in the middle"),
            Self::TooDeep => f.write_str("its elements are nested too deeply"),
            Self::TooLarge => f.write_str("an entry has more elements than are read"),
            Self::TooManyEntries { found } => write!(f, "it has {found} entries; only the newest are kept"),
            Self::UnreadableDate(date) => write!(f, "the date \"{date}\" could not be read"),
            Self::ImpossibleDate(date) => write!(f, "the date \"{date}\" cannot be true"),
            Self::RefusedLink(link) => write!(f, "\"{link}\" is not a web address"),
            Self::DuplicateGuid(guid) => write!(f, "several entries have the identifier \"{guid}\""),
            Self::WrongKind(field) => write!(f, "\"{field}\" holds the wrong kind of value"),
            Self::EmptyEntry => f.write_str("an entry has nothing in it"),
        }
    }
}

/// More problems than this tell nobody more.
const MAX_PROBLEMS: usize = 20;
/// At most so many characters of a faulty value are quoted.
const QUOTED_CHARS: usize = 60;

/// Gathers problems: each once, and not more than a person reads.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn note(&mut self, problem: Problem) {
        if self.0.len() < MAX_PROBLEMS && !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

/// A faulty value, cut to what can be quoted in a message.
pub(crate) fn quoted(value: &str) -> String {
    let mut quoted: String = value.trim().chars().filter(|c| !c.is_control()).take(QUOTED_CHARS).collect();
    if value.trim().chars().nth(QUOTED_CHARS).is_some() {
        quoted.push('…');
    }
    quoted
}
