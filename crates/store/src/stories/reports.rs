//! What a portrait is made from: the articles of stories, with what says how they were told.

use std::collections::HashMap;

use jiff::Timestamp;
use model::{ArticleId, Genre, Language, PublisherId, Section, StoryId, Wishes};

use crate::sql::{Row, Statement};
use crate::{Result, Store};

/// An article as a part of its story.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldArticle {
    /// The article.
    pub article_id: ArticleId,
    /// Who answers for it.
    pub publisher_id: PublisherId,
    /// Its publisher's name.
    pub publisher: String,
    /// Who owns its publisher, as far as known.
    pub owner: Option<String>,
    /// The country its publisher publishes from, as far as known.
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
    /// Whether it has a picture.
    pub has_image: bool,
    /// What its publisher asks of those who reuse it.
    pub wishes: Wishes,
    /// The line that credits an agency or first publisher.
    pub syndication: Option<String>,
    /// What it is about.
    pub section: Option<Section>,
    /// The packed part of its gist.
    pub gist: Option<Vec<u8>>,
}

/// No portrait needs more; a story that grows beyond that is told by its latest articles.
const MOST: i64 = 2000;

pub(crate) const TOLD: &str = "
    select a.id, a.publisher_id, p.name as publisher_name, p.owner, p.country, a.genre, a.language, a.listed, a.first_seen, a.title, a.words, a.image_url,
        a.wishes, a.syndication, a.section, g.packed
    from (
        select article_id, listed from placements where story_id = $1 order by listed desc, article_id desc limit $2
    ) t
    join articles a on a.id = t.article_id
    join publishers p on p.id = a.publisher_id
    left join gists g on g.article_id = a.id
    order by a.listed, a.id";

impl Store {
    /// The articles of each of these stories, earliest listed first, 2,000 of the latest at most. A story that does
    /// not exist has none.
    pub async fn story_reports(&self, stories: &[StoryId]) -> Result<HashMap<StoryId, Vec<ToldArticle>>> {
        let mut snapshot = self.begin_snapshot().await?;
        let mut reports = HashMap::new();
        for story in stories {
            let rows = Statement::new(TOLD).int(story.get()).int(MOST).rows(&mut snapshot).await?;
            reports.insert(*story, rows.iter().map(read).collect::<Result<Vec<_>>>()?);
        }
        snapshot.commit().await?;
        Ok(reports)
    }
}

fn read(row: &Row) -> Result<ToldArticle> {
    Ok(ToldArticle {
        article_id: ArticleId::new(row.int("id")?),
        publisher_id: PublisherId::new(row.int("publisher_id")?),
        publisher: row.text("publisher_name")?,
        owner: row.maybe_text("owner")?,
        country: row.maybe_text("country")?,
        genre: row.parsed("genre", Genre::from_word)?,
        language: row.maybe_parsed("language", |text| text.parse().ok())?,
        listed: row.time("listed")?,
        first_seen: row.time("first_seen")?,
        title: row.text("title")?,
        words: row.count("words")?,
        has_image: row.maybe_text("image_url")?.is_some(),
        wishes: row.json("wishes")?,
        syndication: row.maybe_text("syndication")?,
        section: row.maybe_parsed("section", Section::from_word)?,
        gist: row.maybe_bytes("packed")?,
    })
}
