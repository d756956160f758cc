//! An event and what publishers reported about it.

use model::Genre;
use serde::{Deserialize, Deserializer};

use super::Offset;

/// One file of `data/events`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    /// What happened.
    #[serde(rename = "event")]
    pub facts: Facts,
    /// Who wrote what about it.
    #[serde(rename = "report", default)]
    pub reports: Vec<Report>,
}

/// What happened.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facts {
    /// The name of its file.
    pub slug: String,
    /// A working title in English, for those who read the files.
    #[cfg_attr(not(test), expect(dead_code, reason = "pages show what publishers wrote, never this"))]
    pub title: String,
    /// One of the seventeen top-level IPTC media topics.
    pub section: String,
    /// The planted cases it carries, which tests look for.
    #[cfg_attr(not(test), expect(dead_code, reason = "a server must not know what it is a case of"))]
    #[serde(default)]
    pub planted: Vec<String>,
}

/// One publisher's piece.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    /// The key of its publisher.
    pub publisher: String,
    /// The end of its address; unique over all events.
    pub slug: String,
    /// When it appears.
    pub at: Offset,
    /// Its headline.
    pub title: String,
    /// Who wrote it.
    #[serde(default)]
    pub authors: Vec<String>,
    /// The sentence or two under the headline; a feed's summary.
    pub standfirst: String,
    /// The name of its illustration.
    pub image: Option<String>,
    /// What the illustration shows.
    pub alt: Option<String>,
    /// What kind of piece it is.
    #[serde(default, deserialize_with = "genre")]
    pub genre: Genre,
    /// The agency whose text it is.
    pub syndication: Option<String>,
    /// Its publisher's tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Its text, in the markup of `markup`.
    pub body: String,
    /// How it is corrected later.
    pub revised: Option<Revision>,
    /// When its publisher takes it back.
    pub withdrawn: Option<Withdrawal>,
}

/// A correction: from then on one wording stands for another, and a note says so.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Revision {
    /// When.
    pub at: Offset,
    /// What the note under the article says.
    pub note: String,
    /// The wording that was wrong.
    pub from: String,
    /// The wording that is right.
    pub to: String,
}

/// The end of an article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Withdrawal {
    /// When.
    pub at: Offset,
}

fn genre<'de, D: Deserializer<'de>>(from: D) -> Result<Genre, D::Error> {
    let word = String::deserialize(from)?;
    Genre::from_word(&word).ok_or_else(|| serde::de::Error::custom(format!("`{word}` is no genre")))
}
