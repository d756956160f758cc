//! What the search index is made from, and the vectors that articles are compared by.

use std::collections::HashMap;

use model::{Article, ArticleId, Hashtag, Section, StoryId};

use crate::bodies::PackedBody;
use crate::metadata::read_article;
use crate::sql::{Row, for_keys};
use crate::undigested::read_body;
use crate::{Result, Store, hashtags};

/// An article as the search index takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexRow {
    /// The article.
    pub article: Article,
    /// Its publisher's name.
    pub publisher: String,
    /// Who owns its publisher, as far as known.
    pub owner: Option<String>,
    /// What it is about.
    pub section: Option<Section>,
    /// Its text, as far as there is one.
    pub body: Option<PackedBody>,
    /// The vector of its gist.
    pub vector: Option<Vec<u8>>,
    /// Its hashtags, the weightiest first, as far as nobody suppressed them; whether one is shown is for pages to ask.
    pub hashtags: Vec<Hashtag>,
    /// The story it belongs to, once it was assigned.
    pub story_id: Option<StoryId>,
}

pub(crate) const ROWS: &str = "
    select a.*, p.name as publisher_name, p.owner, b.hash, b.packed, g.vector, t.story_id
    from articles a
    join publishers p on p.id = a.publisher_id
    left join bodies b on b.article_id = a.id
    left join gists g on g.article_id = a.id
    left join placements t on t.article_id = a.id
    where a.id in (keys) and a.stage <> 'withdrawn'";

const VECTORS: &str = "select article_id, vector from gists where article_id in (keys)";

const SECTIONS: &str = "select id, section from articles where id in (keys) and section is not null";

impl Store {
    /// The articles of these ids as the search index takes them. Those that are missing in the answer are gone or
    /// withdrawn, and are to be forgotten.
    pub async fn indexable(&self, articles: &[ArticleId]) -> Result<Vec<IndexRow>> {
        let keys = keys_of(articles);
        let mut snapshot = self.begin_snapshot().await?;
        let mut hashtags = hashtags::of_articles(&mut snapshot, &keys).await?;
        let mut rows = Vec::new();
        for row in for_keys(&mut snapshot, ROWS, &[], &keys).await? {
            let index = read(&row)?;
            let hashtags = hashtags.remove(&index.article.id).unwrap_or_default();
            rows.push(IndexRow { hashtags, ..index });
        }
        snapshot.commit().await?;
        Ok(rows)
    }

    /// The vectors of these articles, as far as they have one.
    pub async fn vectors(&self, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Vec<u8>>> {
        let rows = for_keys(&mut *self.reader().await?, VECTORS, &[], &keys_of(articles)).await?;
        rows.iter().map(|row| Ok((ArticleId::new(row.int("article_id")?), row.bytes("vector")?))).collect()
    }

    /// The sections of these articles, as far as they have one.
    pub async fn sections(&self, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Section>> {
        let rows = for_keys(&mut *self.reader().await?, SECTIONS, &[], &keys_of(articles)).await?;
        let read = |row: &Row| Ok((ArticleId::new(row.int("id")?), row.parsed("section", Section::from_word)?));
        rows.iter().map(read).collect()
    }
}

fn keys_of(articles: &[ArticleId]) -> Vec<i64> {
    let mut keys: Vec<_> = articles.iter().map(|id| id.get()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn read(row: &Row) -> Result<IndexRow> {
    Ok(IndexRow {
        article: read_article(row)?,
        publisher: row.text("publisher_name")?,
        owner: row.maybe_text("owner")?,
        section: row.maybe_parsed("section", Section::from_word)?,
        body: read_body(row)?,
        vector: row.maybe_bytes("vector")?.filter(|vector| !vector.is_empty()),
        hashtags: Vec::new(),
        story_id: row.maybe_int("story_id")?.map(StoryId::new),
    })
}

#[cfg(test)]
mod tests;
