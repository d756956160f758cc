//! An article as the index takes it in.

use jiff::Timestamp;
use model::{ArticleId, Genre, Language, PublisherId, Section};

use crate::Vector;

/// What is searched of an article. Nothing of it can be read back from the index but its vector.
#[derive(Debug, Clone)]
pub struct Document {
    /// Which article it is; another document of the same article is replaced.
    pub article: ArticleId,
    /// Who answers for it.
    pub publisher: PublisherId,
    /// The publisher's name, for `publisher:name`.
    pub publisher_name: String,
    /// Its headline.
    pub title: String,
    /// Its plain text. At most [`crate::MAX_WORDS`] words of it are found.
    pub text: String,
    /// Who wrote it, one name each.
    pub authors: Vec<String>,
    /// Its hashtags, with or without their sign.
    pub hashtags: Vec<String>,
    /// The language it is written in.
    pub language: Option<Language>,
    /// What it is about.
    pub section: Option<Section>,
    /// What kind of piece it is.
    pub genre: Genre,
    /// Where lists put it.
    pub listed: Timestamp,
    /// What it says, as a direction; nothing where the encoder knows none or the publisher reserved such uses.
    pub vector: Option<Vector>,
}
