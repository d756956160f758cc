//! An article, or the story it stands for, as one item of a list.

use jiff::Timestamp;
use model::{Genre, Language, Section, Story};

use super::told::Line;
use super::{Piece, Reader, Text, Told, Why, article_href, publisher_href};
use crate::words::Moment;

/// The longest excerpt under a headline in a list; more would be reading, which the article's page is for.
const EXCERPT_CHARS: u32 = 240;

/// One item of a list, ready to print.
#[derive(Debug, Clone)]
pub(crate) struct Card {
    /// The article's id, for read marks.
    pub(crate) id: i64,
    /// Where the headline leads: to the story that others tell too, else to the article.
    pub(crate) href: String,
    pub(crate) headline: Text,
    pub(crate) publisher: String,
    pub(crate) publisher_href: String,
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
    pub(crate) section: Option<Section>,
    /// What is said of its story, when others tell it too.
    pub(crate) story: Option<Line>,
    /// Why it stands where it stands.
    pub(crate) why: Option<Why>,
}

impl Card {
    /// An article by itself.
    pub(crate) fn new(piece: &Piece, reader: Reader<'_>) -> Self {
        let headline = piece.headline();
        let imprint = piece.imprint();
        Self {
            id: piece.id().get(),
            href: article_href(piece.id(), &headline.text),
            publisher: imprint.name.clone(),
            publisher_href: publisher_href(imprint.id, &imprint.name),
            listed: piece.listed(),
            when: reader.moment(piece.listed()),
            excerpt: piece.excerpt(EXCERPT_CHARS).filter(|excerpt| excerpt.text != headline.text),
            picture: picture(piece),
            genre: piece.genre(),
            label: reader.words.genre(piece.genre()),
            language: piece.language(),
            section: None,
            story: None,
            why: None,
            headline,
        }
    }

    /// An article that leads to itself, and beside it to its story.
    pub(crate) fn of_article(told: &Told, reader: Reader<'_>) -> Self {
        let card = Self::new(&told.piece, reader);
        Self { story: told.story.as_ref().and_then(|story| Line::of(story, &card.headline.text, reader)), ..card }
    }

    /// A story: its headline, the age of its newest report, and the way to its page where there is more to read.
    pub(crate) fn of_story(told: &Told, reader: Reader<'_>) -> Self {
        let card = Self::new(&told.piece, reader);
        let Some(story) = &told.story else { return card };
        let headline = headline(story, &told.piece);
        let line = Line::of(story, &headline.text, reader);
        Self {
            href: line.as_ref().map_or(card.href, |line| line.href.clone()),
            listed: story.latest,
            when: reader.moment(story.latest),
            picture: told.photographed().and_then(picture),
            section: story.section,
            story: line,
            headline,
            ..card
        }
    }
}

/// The editor's own headline, of no known language, else that of the piece.
pub(crate) fn headline(story: &Story, piece: &Piece) -> Text {
    let own = story.own_headline.as_deref().map(str::trim).filter(|own| !own.is_empty());
    own.map_or_else(|| piece.headline(), |own| Text::new(own.to_owned(), None))
}

fn picture(piece: &Piece) -> Option<String> {
    piece.photo().map(|_| format!("/image/{}", piece.id()))
}
