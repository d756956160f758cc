//! Hashtags: one name for one thing, over spellings and languages.

use crate::HashtagId;

/// What kind of thing a hashtag names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HashtagKind {
    /// A human being. Shown only once three owners name them, unless an operator suppresses it.
    Person,
    /// Somewhere on a map.
    Place,
    /// A body that acts under a name: a company, an office, a club.
    Organisation,
    /// What a piece is about: a thing, an event, an idea.
    Theme,
}

impl HashtagKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Person, Self::Place, Self::Organisation, Self::Theme];

    /// Its word in rows and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Theme => "theme",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One thing that articles name or are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashtag {
    /// Its row.
    pub id: HashtagId,
    /// As shown, without the sign: CamelCase where the script has cases, such as `ClimateChange`. Unique but for case.
    pub tag: String,
    /// What kind of thing it names.
    pub kind: HashtagKind,
}
