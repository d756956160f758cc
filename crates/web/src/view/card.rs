//! An article as one item of a list.

use jiff::Timestamp;
use model::{Genre, Language, PublisherId};

use super::{Piece, Reader, Text, article_href, publisher_href};
use crate::words::Moment;

/// The longest excerpt under a headline in a list; more would be reading, which the article's page is for.
const EXCERPT_CHARS: u32 = 240;

/// One item of a list, ready to print.
#[derive(Debug, Clone)]
pub(crate) struct Card {
    /// Its id, for read marks.
    pub(crate) id: i64,
    pub(crate) href: String,
    pub(crate) headline: Text,
    pub(crate) publisher: String,
    pub(crate) publisher_href: String,
    pub(crate) publisher_id: PublisherId,
    /// Where the list puts it.
    pub(crate) listed: Timestamp,
    pub(crate) when: Moment,
    pub(crate) excerpt: Option<Text>,
    /// The address of its lead image at our own proxy, where pictures are granted.
    pub(crate) picture: Option<String>,
    pub(crate) genre: Genre,
    /// The word that marks it as something else than a report.
    pub(crate) label: Option<String>,
    pub(crate) language: Option<Language>,
}

impl Card {
    pub(crate) fn new(piece: &Piece, reader: Reader<'_>) -> Self {
        let headline = piece.headline();
        let imprint = piece.imprint();
        Self {
            id: piece.id().get(),
            href: article_href(piece.id(), &headline.text),
            publisher: imprint.name.clone(),
            publisher_href: publisher_href(imprint.id, &imprint.name),
            publisher_id: imprint.id,
            listed: piece.listed(),
            when: reader.moment(piece.listed()),
            excerpt: piece.excerpt(EXCERPT_CHARS).filter(|excerpt| excerpt.text != headline.text),
            picture: piece.photo().map(|_| format!("/image/{}", piece.id())),
            genre: piece.genre(),
            label: reader.words.genre(piece.genre()),
            language: piece.language(),
            headline,
        }
    }
}
