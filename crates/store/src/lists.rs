//! Lists of articles, newest first, a page at a time.

use model::rights::{Audience, Display};
use model::{Article, ArticleId, Cursor, FeedId, Language, Page, PublisherId};

use crate::{Result, Store};

/// Which articles a list holds; what is not said does not narrow it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Those of one publisher.
    pub publisher: Option<PublisherId>,
    /// Those that one feed delivered.
    pub feed: Option<FeedId>,
    /// Those in one language.
    pub language: Option<Language>,
}

/// An article with what a page needs to show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The article.
    pub article: Article,
    /// Its publisher's name.
    pub publisher: String,
    /// What was recorded for its publisher and the audience that asked.
    pub display: Option<Display>,
}

impl Store {
    /// The newest articles, without withdrawn ones and those of publishers hidden from the audience. A list by feed
    /// goes by the times the feed gave.
    pub async fn newest(
        &self,
        _filter: &ListFilter,
        _audience: Audience,
        _after: Option<Cursor>,
        _limit: usize,
    ) -> Result<Page<Listed>> {
        todo!()
    }

    /// One article with what a page needs to show it, whatever its stage and level.
    pub async fn listed(&self, _id: ArticleId, _audience: Audience) -> Result<Option<Listed>> {
        todo!()
    }
}
