//! The columns that hold a [`Metadata`]: how they are written and read, for every statement on articles.

use model::{Article, ArticleId, Genre, Image, Language, Metadata, PublisherId, Stage, TextOrigin};
use url::Url;

use crate::Result;
use crate::feeds::read_failure;
use crate::sql::{Row, Statement};

/// How many values [`bind`] adds.
pub(crate) const COLUMNS: usize = 13;

/// The columns in the order of [`bind`].
macro_rules! metadata_columns {
    () => {
        "title, authors, published, updated, language, genre, syndication, image_url, image_alt, enclosure, excerpt, \
         words, wishes"
    };
}
pub(crate) use metadata_columns;

/// An update's assignments from the first values of a statement. The place in lists follows the time of publication.
macro_rules! set_metadata {
    () => {
        "title = $1, authors = $2, published = $3, updated = $4, language = $5, genre = $6, syndication = $7,
        image_url = $8, image_alt = $9, enclosure = $10, excerpt = $11, words = $12, wishes = $13,
        listed = case when $3 < first_seen then $3 else first_seen end"
    };
}
pub(crate) use set_metadata;

pub(crate) fn bind(statement: Statement, metadata: &Metadata) -> Statement {
    let image = metadata.image.as_ref();
    statement
        .text(&metadata.title)
        .json(&metadata.authors)
        .maybe_time(metadata.published)
        .maybe_time(metadata.updated)
        .maybe_text(metadata.language.as_ref().map(Language::as_str))
        .text(metadata.genre.as_str())
        .maybe_text(metadata.syndication.as_deref())
        .maybe_text(image.map(|image| image.url.as_str()))
        .maybe_text(image.map(|image| image.alt.as_str()))
        .maybe_json(metadata.enclosure.as_ref())
        .text(&metadata.excerpt)
        .int(metadata.words.into())
        .json(&metadata.wishes)
}

fn read(row: &Row) -> Result<Metadata> {
    Ok(Metadata {
        title: row.text("title")?,
        authors: row.json("authors")?,
        published: row.maybe_time("published")?,
        updated: row.maybe_time("updated")?,
        language: row.maybe_parsed("language", |text| text.parse().ok())?,
        genre: row.parsed("genre", Genre::from_word)?,
        syndication: row.maybe_text("syndication")?,
        image: read_image(row)?,
        enclosure: row.maybe_parsed("enclosure", |text| serde_json::from_str(text).ok())?,
        excerpt: row.text("excerpt")?,
        words: u32::try_from(row.int("words")?).unwrap_or(u32::MAX),
        wishes: row.json("wishes")?,
    })
}

fn read_image(row: &Row) -> Result<Option<Image>> {
    let Some(url): Option<Url> = row.maybe_url("image_url")? else { return Ok(None) };
    Ok(Some(Image { url, alt: row.maybe_text("image_alt")?.unwrap_or_default() }))
}

/// The article of a row that holds all its columns.
pub(crate) fn read_article(row: &Row) -> Result<Article> {
    Ok(Article {
        id: ArticleId::new(row.int("id")?),
        publisher_id: PublisherId::new(row.int("publisher_id")?),
        url: row.url("url")?,
        metadata: read(row)?,
        first_seen: row.time("first_seen")?,
        listed: row.time("listed")?,
        stage: row.parsed("stage", Stage::from_word)?,
        text_origin: row.maybe_parsed("text_origin", TextOrigin::from_word)?,
        revised: row.maybe_time("revised")?,
        failure: read_failure(row)?,
    })
}
