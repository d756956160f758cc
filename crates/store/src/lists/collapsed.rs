//! The river told once: of each story only its newest article that the list would hold.
//!
//! The list walks the index of the newest articles and asks of each whether its story has a newer one; those it passes
//! over are as many as stories have articles.

use std::collections::HashMap;

use model::rights::Audience;
use model::{ArticleId, Cursor, Language, Page, PublisherId, Story, StoryId};

use super::{ListFilter, Listed, before, paged, read};
use crate::sql::{Row, Statement};
use crate::{Result, Store, ids};

/// A row of a list in which each story stands once.
#[derive(Debug, Clone, PartialEq)]
pub struct CollapsedRow {
    /// The newest article of its story, of those that the list holds.
    pub listed: Listed,
    /// Its story, once it was assigned.
    pub story: Option<Story>,
}

/// Values: place in time, id, audience, size; then publisher and language where the list is narrowed to one.
macro_rules! collapsed {
    ($filter:literal, $others:literal) => {
        concat!(
            "select a.*, a.listed as place, p.name as publisher_name, d.level, d.basis, d.since, t.story_id
            from (
                select * from articles
                where stage <> 'withdrawn' and (listed, id) < ($1, $2)",
            $filter,
            "
                    and publisher_id not in (
                        select publisher_id from displays where audience = $3 and level = 'hidden'
                    )
                    and not exists (
                        select 1 from placements mine
                        join placements other on other.story_id = mine.story_id
                            and (other.listed, other.article_id) > (mine.listed, mine.article_id)
                        join articles others on others.id = other.article_id
                        where mine.article_id = articles.id and others.stage <> 'withdrawn'",
            $others,
            "
                            and others.publisher_id not in (
                                select publisher_id from displays where audience = $3 and level = 'hidden'
                            )
                    )
                order by listed desc, id desc
                limit $4
            ) a
            join publishers p on p.id = a.publisher_id
            left join displays d on d.publisher_id = a.publisher_id and d.audience = $3
            left join placements t on t.article_id = a.id
            order by a.listed desc, a.id desc"
        )
    };
}

pub(crate) const COLLAPSED: &str = collapsed!("", "");
pub(crate) const COLLAPSED_OF_PUBLISHER: &str = collapsed!(" and publisher_id = $5", " and others.publisher_id = $5");
pub(crate) const COLLAPSED_IN_LANGUAGE: &str = collapsed!(" and language = $6", " and others.language = $6");
const COLLAPSED_OF_PUBLISHER_IN_LANGUAGE: &str =
    collapsed!(" and publisher_id = $5 and language = $6", " and others.publisher_id = $5 and others.language = $6");

impl Store {
    /// The newest articles, one a story, each with its story. A list by feed, which is a feed as it is, collapses
    /// nothing.
    pub async fn newest_collapsed(
        &self,
        filter: &ListFilter,
        audience: Audience,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<CollapsedRow>> {
        if filter.feed.is_some() {
            return self.with_stories(self.newest(filter, audience, after, limit).await?).await;
        }
        let (below, limit) = ids::page(after, limit);
        let statement = Statement::new(text(filter))
            .int(before(after))
            .int(below)
            .text(audience.as_str())
            .int(limit)
            .maybe_int(filter.publisher.map(PublisherId::get))
            .maybe_text(filter.language.as_ref().map(Language::as_str));
        let rows = statement.rows(&mut *self.reader().await?).await?;
        let items = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        let stories = rows.iter().map(story_of).collect::<Result<Vec<_>>>()?;
        self.collapse(paged(items, limit), stories.into_iter().flatten().collect()).await
    }

    async fn with_stories(&self, page: Page<Listed>) -> Result<Page<CollapsedRow>> {
        let articles: Vec<_> = page.items.iter().map(|listed| listed.article.id).collect();
        let stories = self.stories_of(&articles).await?;
        self.collapse(page, stories).await
    }

    async fn collapse(&self, page: Page<Listed>, story_of: HashMap<ArticleId, StoryId>) -> Result<Page<CollapsedRow>> {
        let ids: Vec<_> = story_of.values().copied().collect();
        let stories = self.stories_by_id(&ids).await?;
        let row = |listed: Listed| {
            let story = story_of.get(&listed.article.id).and_then(|id| stories.get(id).cloned());
            CollapsedRow { listed, story }
        };
        Ok(Page { items: page.items.into_iter().map(row).collect(), next: page.next })
    }
}

fn story_of(row: &Row) -> Result<Option<(ArticleId, StoryId)>> {
    let article = ArticleId::new(row.int("id")?);
    Ok(row.maybe_int("story_id")?.map(|story| (article, StoryId::new(story))))
}

fn text(filter: &ListFilter) -> &'static str {
    match (filter.publisher, filter.language) {
        (Some(_), Some(_)) => COLLAPSED_OF_PUBLISHER_IN_LANGUAGE,
        (Some(_), None) => COLLAPSED_OF_PUBLISHER,
        (None, Some(_)) => COLLAPSED_IN_LANGUAGE,
        (None, None) => COLLAPSED,
    }
}
