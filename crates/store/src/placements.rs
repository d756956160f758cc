//! Placements: which story each article belongs to, as the assigner needs to know it.

use jiff::Timestamp;
use model::{ArticleId, Cursor, Genre, Language, Page, PublisherId, StoryId};

use crate::sql::{Row, Statement};
use crate::{Result, Store, ids, lists};

/// An article as the assigner compares it.
#[derive(Debug, Clone, PartialEq)]
pub struct Unassigned {
    /// The article.
    pub article_id: ArticleId,
    /// Who answers for it.
    pub publisher_id: PublisherId,
    /// Who owns its publisher, as far as known.
    pub owner: Option<String>,
    /// The language it is written in.
    pub language: Option<Language>,
    /// Where lists put it.
    pub listed: Timestamp,
    /// When it was first seen here.
    pub first_seen: Timestamp,
    /// What kind of piece it is.
    pub genre: Genre,
    /// The packed part of its gist. Without one it can be compared with nothing and is a story of its own.
    pub gist: Option<Vec<u8>>,
}

/// An article that has its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The article.
    pub article: Unassigned,
    /// The story it belongs to.
    pub story_id: StoryId,
    /// Whether an editor put it there, so that it stays.
    pub fixed: bool,
}

macro_rules! compared {
    () => {
        "select a.id, a.publisher_id, p.owner, a.language, a.listed, a.first_seen, a.genre, g.packed"
    };
}

pub(crate) const UNASSIGNED: &str = concat!(
    compared!(),
    " from (select article_id, first_seen from unassigned order by first_seen, article_id limit $1) t
    join articles a on a.id = t.article_id
    join publishers p on p.id = a.publisher_id
    left join gists g on g.article_id = a.id
    order by t.first_seen, a.id"
);

/// Values: place in time, id, since, size.
pub(crate) const OPEN: &str = concat!(
    compared!(),
    ", t.story_id, t.fixed, t.listed as place
    from (
        select article_id, story_id, fixed, listed from placements
        where listed >= $3 and (listed, article_id) < ($1, $2)
        order by listed desc, article_id desc
        limit $4
    ) t
    join articles a on a.id = t.article_id
    join publishers p on p.id = a.publisher_id
    left join gists g on g.article_id = a.id
    order by t.listed desc, a.id desc"
);

impl Store {
    /// Articles that were digested and have no story yet, in the order of their arrival.
    pub async fn unassigned(&self, limit: usize) -> Result<Vec<Unassigned>> {
        let statement = Statement::new(UNASSIGNED).int(ids::page(None, limit).1);
        statement.rows(&mut *self.reader().await?).await?.iter().map(read).collect()
    }

    /// The articles listed since a time that have their story, newest first: what the assigner starts from.
    pub async fn open_placements(&self, since: Timestamp, after: Option<Cursor>, limit: usize) -> Result<Page<Placed>> {
        let (below, limit) = ids::page(after, limit);
        let statement = Statement::new(OPEN).int(lists::before(after)).int(below).time(since).int(limit);
        let rows = statement.rows(&mut *self.reader().await?).await?;
        Ok(lists::paged(rows.iter().map(read_placed).collect::<Result<Vec<_>>>()?, limit))
    }
}

fn read_placed(row: &Row) -> Result<(Placed, Cursor)> {
    let article = read(row)?;
    let place = Cursor { time: row.time("place")?, id: article.article_id.get() };
    Ok((Placed { article, story_id: StoryId::new(row.int("story_id")?), fixed: row.int("fixed")? != 0 }, place))
}

fn read(row: &Row) -> Result<Unassigned> {
    Ok(Unassigned {
        article_id: ArticleId::new(row.int("id")?),
        publisher_id: PublisherId::new(row.int("publisher_id")?),
        owner: row.maybe_text("owner")?,
        language: row.maybe_parsed("language", |text| text.parse().ok())?,
        listed: row.time("listed")?,
        first_seen: row.time("first_seen")?,
        genre: row.parsed("genre", Genre::from_word)?,
        gist: row.maybe_bytes("packed")?,
    })
}
