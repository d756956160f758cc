//! A query in its own language, with no more signs than it needs.

use std::fmt::{self, Display, Formatter};

use super::{Clause, Criterion, Query};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.root.as_ref().map_or(Ok(()), |root| root.fmt(f))
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => joined(f, parts, " "),
            Self::Any(parts) => joined(f, parts, " OR "),
            Self::Not(part) => match **part {
                Self::All(_) | Self::Any(_) => write!(f, "-({part})"),
                _ => write!(f, "-{part}"),
            },
            Self::Is(criterion) => criterion.fmt(f),
        }
    }
}

fn joined(f: &mut Formatter<'_>, parts: &[Clause], between: &str) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        // `OR` binds tighter than standing side by side, so only one of the two needs parentheses in the other.
        if matches!(part, Clause::All(_)) { write!(f, "({part})")? } else { part.fmt(f)? }
    }
    Ok(())
}

impl Display for Criterion {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Prefix(start) => write!(f, "{start}*"),
            Self::Phrase(text) => write!(f, "\"{text}\""),
            Self::Title(text) => write!(f, "intitle:{}", Value(text)),
            Self::Author(name) => write!(f, "author:{}", Value(name)),
            Self::PublisherName(name) if name.bytes().all(|byte| byte.is_ascii_digit()) => {
                write!(f, "publisher:\"{name}\"")
            }
            Self::PublisherName(name) => write!(f, "publisher:{}", Value(name)),
            Self::Publisher(id) => write!(f, "publisher:{id}"),
            Self::Hashtag(key) => write!(f, "#{key}"),
            Self::Language(language) => write!(f, "lang:{language}"),
            Self::Section(section) => write!(f, "section:{}", section.as_str()),
            Self::Genre(genre) => write!(f, "genre:{}", genre.as_str()),
            Self::During(date) => write!(f, "date:{date}"),
            Self::After(moment) => write!(f, "after:{moment}"),
            Self::Before(moment) => write!(f, "before:{moment}"),
        }
    }
}

/// An operator's value, quoted when it would end too early.
struct Value<'a>(&'a str);

impl Display for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let ends_early = |c: char| c.is_whitespace() || c == '(' || c == ')';
        if self.0.contains(ends_early) { write!(f, "\"{}\"", self.0) } else { f.write_str(self.0) }
    }
}
