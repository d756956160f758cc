//! One piece as far as its rights let it be seen: the only door between stored text and a page.

use jiff::Timestamp;
use model::rights::{self, Audience, Display, Grant, Level, Reason, Terms, Use};
use model::{Article, ArticleId, Enclosure, Failure, Genre, Language, PublisherId, Stage, TextOrigin, Wishes};
use url::Url;

use super::body;
use super::text::Text;
use crate::words::Words;

/// A publisher as a line beside a headline, and what was recorded about showing it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Imprint {
    /// Its row.
    pub(crate) id: PublisherId,
    /// Its name.
    pub(crate) name: String,
    /// How much of its pieces this instance's audience may see, when recorded.
    pub(crate) display: Option<Display>,
}

impl Imprint {
    /// Whether `audience` may know that this publisher is here at all.
    pub(crate) fn is_shown(&self, audience: Audience) -> bool {
        let wishes = Wishes::default();
        let terms = Terms { display: self.display, wishes: &wishes, withdrawn: false, blocked: false };
        rights::decide(audience, Use::Page, &terms).level > Level::Hidden
    }
}

/// An article, its publisher and what may be shown of it. Its fields are private on purpose.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    article: Article,
    imprint: Imprint,
    grant: Grant,
}

impl Piece {
    /// Asks what `audience` may see of an article on a page; nothing when not even that it exists.
    pub(crate) fn open(article: Article, imprint: Imprint, audience: Audience) -> Result<Self, Reason> {
        let grant = rights::decide(audience, Use::Page, &terms(&article, &imprint));
        if grant.level == Level::Hidden { Err(grant.reason) } else { Ok(Self { article, imprint, grant }) }
    }

    pub(crate) fn id(&self) -> ArticleId {
        self.article.id
    }

    pub(crate) fn imprint(&self) -> &Imprint {
        &self.imprint
    }

    /// The original; every level that shows anything shows it.
    pub(crate) fn original(&self) -> &Url {
        &self.article.url
    }

    pub(crate) fn language(&self) -> Option<Language> {
        self.article.metadata.language
    }

    pub(crate) fn genre(&self) -> Genre {
        self.article.metadata.genre
    }

    /// Where lists put it.
    pub(crate) fn listed(&self) -> Timestamp {
        self.article.listed
    }

    pub(crate) fn times(&self) -> Times {
        let metadata = &self.article.metadata;
        Times {
            published: metadata.published,
            first_seen: self.article.first_seen,
            updated: metadata.updated,
            revised: self.article.revised,
        }
    }

    /// Whether search engines may list our page of it.
    pub(crate) fn is_indexable(&self) -> bool {
        self.grant.indexable
    }

    /// Whether all of its text may be shown.
    pub(crate) fn is_full(&self) -> bool {
        self.grant.level == Level::Full
    }

    /// The headline; an address stands in for one that is missing.
    pub(crate) fn headline(&self) -> Text {
        let title = self.article.metadata.title.trim();
        let title = if title.is_empty() { self.article.url.as_str() } else { title };
        Text::new(title.to_owned(), self.language())
    }

    /// Its first sentences as far as granted, and no longer than `chars`; nothing when that leaves no text.
    pub(crate) fn excerpt(&self, chars: u32) -> Option<Text> {
        let max_chars = Some(self.grant.max_chars.map_or(chars, |granted| granted.min(chars)));
        let excerpt = Grant { max_chars, ..self.grant }.clip(self.article.metadata.excerpt.trim());
        (!excerpt.is_empty()).then(|| Text::new(excerpt, self.language()))
    }

    /// What may be shown of its text around a search hit: of its first sentences or, where all of it is granted, of the
    /// text as the store keeps it. Nothing outside of this is to be looked through for marks.
    pub(crate) fn highlight(&self, stored: Option<&str>, audience: Audience) -> Option<Text> {
        let terms = terms(&self.article, &self.imprint);
        let grant = rights::decide(audience, Use::Highlight, &terms);
        let whole = stored.filter(|_| grant.level == Level::Full).and_then(body::plain);
        let text = whole.unwrap_or_else(|| grant.clip(self.article.metadata.excerpt.trim()));
        (!text.is_empty()).then(|| Text::new(text, self.language()))
    }

    /// The byline's names. Names are facts, shown with every headline.
    pub(crate) fn authors(&self) -> &[String] {
        &self.article.metadata.authors
    }

    /// The lead image, where pictures are granted: its address and what it shows.
    pub(crate) fn photo(&self) -> Option<&model::Image> {
        self.article.metadata.image.as_ref().filter(|_| self.grant.photo)
    }

    /// Its recording or attachment, to be linked to at the publisher's.
    pub(crate) fn enclosure(&self) -> Option<&Enclosure> {
        self.article.metadata.enclosure.as_ref()
    }

    /// Its whole text as safe HTML, where all of it is granted.
    pub(crate) fn body(&self, stored: &str, words: &Words) -> Option<String> {
        self.is_full().then(|| body::presentable(stored, words, &self.imprint.name)).flatten()
    }

    /// Words of its text, for the reading time.
    pub(crate) fn words(&self) -> u32 {
        self.article.metadata.words
    }

    pub(crate) fn text_origin(&self) -> Option<TextOrigin> {
        self.article.text_origin
    }

    pub(crate) fn failure(&self) -> Option<&Failure> {
        self.article.failure.as_ref()
    }

    /// The licence its publisher names.
    pub(crate) fn licence(&self) -> Option<&str> {
        self.article.metadata.wishes.licence.as_deref()
    }

    /// The line that credits an agency, as printed.
    pub(crate) fn syndication(&self) -> Option<Text> {
        self.article.metadata.syndication.clone().map(|line| Text::new(line, self.language()))
    }
}

/// What is known about a piece when rights are asked for.
fn terms<'a>(article: &'a Article, imprint: &Imprint) -> Terms<'a> {
    Terms {
        display: imprint.display,
        wishes: &article.metadata.wishes,
        withdrawn: article.stage == Stage::Withdrawn,
        blocked: false,
    }
}

/// When things happened to a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Times {
    /// When its publisher says it came out.
    pub(crate) published: Option<Timestamp>,
    /// When it was first seen here.
    pub(crate) first_seen: Timestamp,
    /// When its publisher says it last changed.
    pub(crate) updated: Option<Timestamp>,
    /// When its text changed here.
    pub(crate) revised: Option<Timestamp>,
}

#[cfg(test)]
mod tests;
