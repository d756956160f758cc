//! An article as a story sees it.

use jiff::Timestamp;
use model::{ArticleId, Genre, Language, PublisherId, Section};

/// What a portrait needs to know of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its row.
    pub article: ArticleId,
    /// Who answers for it.
    pub publisher: PublisherId,
    /// The publisher's name, by which an agency's own copy and titles that hold nothing else are known.
    pub publisher_name: String,
    /// Who owns the publisher; where that is unknown, a word for the publisher itself that no owner has.
    pub owner: String,
    /// The country it publishes from, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// What kind of piece it is.
    pub genre: Genre,
    /// The language it is written in.
    pub language: Option<Language>,
    /// Where lists put it.
    pub listed: Timestamp,
    /// When it was first seen here.
    pub first_seen: Timestamp,
    /// Its headline.
    pub title: String,
    /// Words in its text.
    pub words: u32,
    /// The line that credits an agency or first publisher, as printed.
    pub syndication: Option<String>,
    /// Whether it has a lead image.
    pub has_image: bool,
    /// What it is about.
    pub section: Option<Section>,
}

impl Report {
    /// Whether it counts as a voice and may stand for a story before others: only news does.
    pub fn counts(&self) -> bool {
        self.genre == Genre::News
    }

    /// Its place in the order of arrival, which needs no publisher's clock.
    pub(crate) fn arrival(&self) -> (Timestamp, ArticleId) {
        (self.first_seen, self.article)
    }
}

/// Where a story page puts a piece: views and paid pieces stand apart from reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// News, analysis and live pages.
    Reports,
    /// Views.
    Opinion,
    /// What somebody paid for, says about himself or does not mean.
    Others,
}

impl Shelf {
    /// Every shelf, in a page's order.
    pub const ALL: [Self; 3] = [Self::Reports, Self::Opinion, Self::Others];

    /// The shelf of a genre.
    pub const fn of(genre: Genre) -> Self {
        match genre {
            Genre::News | Genre::Analysis | Genre::Live => Self::Reports,
            Genre::Opinion => Self::Opinion,
            Genre::Sponsored | Genre::PressRelease | Genre::Satire => Self::Others,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_and_paid_pieces_never_stand_among_reports() {
        let on = |shelf| Genre::ALL.into_iter().filter(|genre| Shelf::of(*genre) == shelf).collect::<Vec<_>>();
        assert_eq!(on(Shelf::Reports), [Genre::News, Genre::Analysis, Genre::Live]);
        assert_eq!(on(Shelf::Opinion), [Genre::Opinion]);
        assert_eq!(on(Shelf::Others), [Genre::Sponsored, Genre::PressRelease, Genre::Satire]);
    }
}
