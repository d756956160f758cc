//! An article: the readable piece at one canonical URL.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{ArticleId, Failure, Language, PublisherId, Wishes};

/// What an article waits for. Workers claim rows by stage; a stored result and the next stage are one transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Its page is to be fetched, because the feed brought no complete text.
    New,
    /// It was read, but its feed dropped it early: its page is to be asked whether it still stands.
    Recheck,
    /// It can be read.
    Readable,
    /// Its page could not be had; it stays with what the feed said.
    Failed,
    /// Its publisher took it back; nothing but this row is kept.
    Withdrawn,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 5] = [Self::New, Self::Recheck, Self::Readable, Self::Failed, Self::Withdrawn];

    /// Its word in rows and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Recheck => "recheck",
            Self::Readable => "readable",
            Self::Failed => "failed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The stage of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == word)
    }
}

/// What kind of piece it is. Only news leads a page or counts as a voice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Genre {
    /// A report.
    #[default]
    News,
    /// A report that explains.
    Analysis,
    /// A view: comment, column, editorial, letter.
    Opinion,
    /// Paid for by somebody.
    Sponsored,
    /// An organisation about itself.
    PressRelease,
    /// Not meant to be believed.
    Satire,
    /// A page that grows while something happens.
    Live,
}

impl Genre {
    /// Every genre.
    pub const ALL: [Self; 7] =
        [Self::News, Self::Analysis, Self::Opinion, Self::Sponsored, Self::PressRelease, Self::Satire, Self::Live];

    /// Its word in rows and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Analysis => "analysis",
            Self::Opinion => "opinion",
            Self::Sponsored => "sponsored",
            Self::PressRelease => "press-release",
            Self::Satire => "satire",
            Self::Live => "live",
        }
    }

    /// The genre of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|genre| genre.as_str() == word)
    }
}

/// Where an article's text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOrigin {
    /// The feed carried all of it.
    Feed,
    /// It was extracted from the page.
    Page,
    /// The feed's summary only; the page could not be had or held no article.
    Summary,
}

impl TextOrigin {
    /// Its word in rows and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Page => "page",
            Self::Summary => "summary",
        }
    }

    /// The origin of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Feed, Self::Page, Self::Summary].into_iter().find(|origin| origin.as_str() == word)
    }
}

/// A picture that stands for a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Where the publisher keeps it.
    pub url: Url,
    /// What it shows, in the publisher's words; empty when unsaid.
    pub alt: String,
}

/// A sound or video file delivered with an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    /// Where the publisher keeps it.
    pub url: Url,
    /// Its media type as delivered, such as `audio/mpeg`.
    pub media_type: String,
    /// Its length in bytes as delivered.
    pub bytes: Option<u64>,
    /// How long it plays, in seconds.
    pub seconds: Option<u32>,
}

/// What is known about a piece beside its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// Its headline as plain text, without the site's name.
    pub title: String,
    /// Who wrote it, one name each.
    pub authors: Vec<String>,
    /// When its publisher says it came out.
    pub published: Option<Timestamp>,
    /// When its publisher says it last changed.
    pub updated: Option<Timestamp>,
    /// The language it is written in.
    pub language: Option<Language>,
    /// What kind of piece it is.
    pub genre: Genre,
    /// The line that credits an agency or first publisher, as printed.
    pub syndication: Option<String>,
    /// Its lead image.
    pub image: Option<Image>,
    /// Its sound or video.
    pub enclosure: Option<Enclosure>,
    /// Its first sentences as plain text, at most 400 characters; pages cut it further to what rights allow.
    pub excerpt: String,
    /// Words in its text (characters, in scripts without spaces, divided by two).
    pub words: u32,
    /// What its publisher asks of those who reuse it.
    pub wishes: Wishes,
}

/// The readable piece at one canonical URL. Its text is kept and read apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its row.
    pub id: ArticleId,
    /// Who answers for it.
    pub publisher_id: PublisherId,
    /// Its canonical address: trackers stripped, AMP unwrapped.
    pub url: Url,
    /// What is known about it.
    pub metadata: Metadata,
    /// When it was first seen here; the only time that needs no trust.
    pub first_seen: Timestamp,
    /// Where lists put it: `published`, unless that lies after `first_seen`.
    pub listed: Timestamp,
    /// What it waits for.
    pub stage: Stage,
    /// Where its text came from; nothing while there is none.
    pub text_origin: Option<TextOrigin>,
    /// When its text changed here after it was first readable.
    pub revised: Option<Timestamp>,
    /// Why its page could not be had.
    pub failure: Option<Failure>,
}
