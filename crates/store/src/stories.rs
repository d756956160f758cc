//! Stories: reading one, following the redirects that merged ones left, and what links them.

mod leads;
mod lists;
mod reports;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use model::rights::Audience;
use model::{ArticleId, Cursor, Page, Section, Story, StoryId};
use sqlx::AnyConnection;

use crate::lists::{self as articles, Listed};
use crate::sql::{Row, Statement, for_keys};
use crate::{Result, Store, ids};

#[cfg(test)]
pub(crate) use leads::{LANGUAGES, LISTED};
#[cfg(test)]
pub(crate) use lists::{FRONT, FRONT_IN_LANGUAGE, IN_SECTION, IN_SECTION_AND_LANGUAGE};
#[cfg(test)]
pub(crate) use reports::TOLD;
pub use reports::ToldArticle;

/// What stands under a story's id.
#[derive(Debug, Clone, PartialEq)]
pub enum StoryFound {
    /// The story.
    Here(Box<Story>),
    /// It was merged into this one, where its address is to lead.
    Moved(StoryId),
}

/// An article of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryArticle {
    /// The article.
    pub listed: Listed,
    /// Which near-copies of one agency text it belongs to; equal numbers within a story are one group.
    pub wire_group: Option<i64>,
    /// Whether an editor put it there.
    pub fixed: bool,
}

/// The stories that a story follows up on, or that follow up on it; the closest first, each with its score.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StoryLinks {
    /// Those whose sequel it is.
    pub earlier: Vec<(StoryId, f64)>,
    /// Its sequels.
    pub later: Vec<(StoryId, f64)>,
}

const SELECT: &str = "select * from stories where id in (keys)";

const REDIRECTS: &str = "select old_id, story_id from story_redirects where old_id in (keys)";

const OF_ARTICLES: &str = "select article_id, story_id from placements where article_id in (keys)";

/// Values: place in time, id, audience, size, story.
pub(crate) const ARTICLES: &str = "
    select a.*, t.listed as place, p.name as publisher_name, d.level, d.basis, d.since, t.wire_group, t.fixed
    from (
        select placements.article_id, placements.listed, placements.wire_group, placements.fixed
        from placements join articles on articles.id = placements.article_id
        where placements.story_id = $5 and (placements.listed, placements.article_id) < ($1, $2)
            and articles.stage <> 'withdrawn'
            and articles.publisher_id not in (
                select publisher_id from displays where audience = $3 and level = 'hidden'
            )
        order by placements.listed desc, placements.article_id desc
        limit $4
    ) t
    join articles a on a.id = t.article_id
    join publishers p on p.id = a.publisher_id
    left join displays d on d.publisher_id = a.publisher_id and d.audience = $3
    order by t.listed desc, a.id desc";

/// A story keeps a handful of links; the bound is against a fault of ours.
pub(crate) const EARLIER: &str =
    "select earlier_id as other, score from story_links where story_id = $1 order by score desc, earlier_id limit 100";
pub(crate) const LATER: &str =
    "select story_id as other, score from story_links where earlier_id = $1 order by score desc, story_id limit 100";

impl Store {
    /// What stands under a story's id, if anything ever did and is not pruned.
    pub async fn story(&self, id: StoryId) -> Result<Option<StoryFound>> {
        let mut reader = self.reader().await?;
        if let Some(row) = for_keys(&mut reader, SELECT, &[], &[id.get()]).await?.first() {
            return Ok(Some(StoryFound::Here(Box::new(read(row)?))));
        }
        let moved = for_keys(&mut reader, REDIRECTS, &[], &[id.get()]).await?;
        moved.first().map(|row| Ok(StoryFound::Moved(StoryId::new(row.int("story_id")?)))).transpose()
    }

    /// The stories of these ids, as far as they exist under them.
    pub async fn stories_by_id(&self, ids: &[StoryId]) -> Result<HashMap<StoryId, Story>> {
        let keys: Vec<_> = ids.iter().map(|id| id.get()).collect();
        let rows = for_keys(&mut *self.reader().await?, SELECT, &[], &keys).await?;
        rows.iter().map(|row| read(row).map(|story| (story.id, story))).collect()
    }

    /// The story that each of these articles belongs to, as far as it was assigned.
    pub async fn stories_of(&self, articles: &[ArticleId]) -> Result<HashMap<ArticleId, StoryId>> {
        let keys: Vec<_> = articles.iter().map(|id| id.get()).collect();
        let rows = for_keys(&mut *self.reader().await?, OF_ARTICLES, &[], &keys).await?;
        let read = |row: &Row| Ok((ArticleId::new(row.int("article_id")?), StoryId::new(row.int("story_id")?)));
        rows.iter().map(read).collect()
    }

    /// The articles of a story, newest first, without those of publishers hidden from the audience.
    pub async fn story_articles(
        &self,
        id: StoryId,
        audience: Audience,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<StoryArticle>> {
        let (below, limit) = ids::page(after, limit);
        let statement = Statement::new(ARTICLES)
            .int(articles::before(after))
            .int(below)
            .text(audience.as_str())
            .int(limit)
            .int(id.get());
        let rows = statement.rows(&mut *self.reader().await?).await?;
        Ok(articles::paged(rows.iter().map(read_article).collect::<Result<Vec<_>>>()?, limit))
    }

    /// The stories that a story is linked to in time.
    pub async fn story_links(&self, id: StoryId) -> Result<StoryLinks> {
        let mut reader = self.reader().await?;
        Ok(StoryLinks {
            earlier: linked(&mut reader, EARLIER, id).await?,
            later: linked(&mut reader, LATER, id).await?,
        })
    }
}

async fn linked(on: &mut AnyConnection, text: &'static str, id: StoryId) -> Result<Vec<(StoryId, f64)>> {
    let rows = Statement::new(text).int(id.get()).rows(on).await?;
    rows.iter().map(|row| Ok((StoryId::new(row.int("other")?), row.real("score")?))).collect()
}

/// Where stories live now: those that were merged and the ones they were merged into.
pub(crate) async fn redirects(on: &mut AnyConnection, stories: &[i64]) -> Result<HashMap<i64, i64>> {
    let rows = for_keys(on, REDIRECTS, &[], stories).await?;
    rows.iter().map(|row| Ok((row.int("old_id")?, row.int("story_id")?))).collect()
}

fn read_article(row: &Row) -> Result<(StoryArticle, Cursor)> {
    let (listed, place) = articles::read(row)?;
    Ok((StoryArticle { listed, wire_group: row.maybe_int("wire_group")?, fixed: row.int("fixed")? != 0 }, place))
}

pub(crate) fn read(row: &Row) -> Result<Story> {
    Ok(Story {
        id: StoryId::new(row.int("id")?),
        lead: ArticleId::new(row.int("lead_article")?),
        pictured: row.maybe_int("pictured_article")?.map(ArticleId::new),
        own_headline: row.maybe_text("own_headline")?,
        pinned: row.int("pinned")? != 0,
        section: row.maybe_parsed("section", Section::from_word)?,
        began: row.time("began")?,
        latest: row.time("latest")?,
        articles: row.count("articles")?,
        publishers: row.count("publishers")?,
        voices: row.count("voices")?,
        languages: row.json("languages")?,
        importance: row.real("importance")?,
        velocity: row.real("velocity")?,
    })
}
