//! The change sequence: a number for the latest change of each article and story that readers or the search index
//! must see.
//!
//! Who writes takes its numbers from the one counter as the last thing in its transaction. The counter's row stays
//! locked until the commit, so that numbers become visible in their order and a follower never passes over one.

use std::collections::BTreeSet;

use model::{ArticleId, StoryId};
use sqlx::AnyConnection;

use crate::sql::{Row, Statement, insert_all};
use crate::{Error, Result, Store, ids};

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Changed {
    /// An article was digested, placed, moved, revised, withdrawn or pruned.
    Article(ArticleId),
    /// A story came into being, changed, or went.
    Story(StoryId),
}

/// The latest change of one article or story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Its place in the sequence; larger is later.
    pub seq: i64,
    /// What changed. What cannot be found any more is to be forgotten.
    pub what: Changed,
}

/// How this process, or another, comes to a number.
const TAKE: &str = "update change_counter set last = last + $1 returning last";

const INSERT: &str = "insert into changes (noun, id, seq)";

const REPLACE: &str = "on conflict (noun, id) do update set seq = excluded.seq";

pub(crate) const AFTER: &str = "select noun, id, seq from changes where seq > $1 order by seq limit $2";

const LAST: &str = "select last from change_counter";

/// What a transaction changed, gathered until its end.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    pub(crate) articles: BTreeSet<i64>,
    pub(crate) stories: BTreeSet<i64>,
}

impl Touched {
    pub(crate) fn articles(articles: impl IntoIterator<Item = i64>) -> Self {
        Self { articles: articles.into_iter().collect(), stories: BTreeSet::new() }
    }

    /// Gives each change its number. The last thing before a commit.
    pub(crate) async fn number(&self, on: &mut AnyConnection) -> Result<()> {
        let articles = self.articles.iter().map(|id| ("article", *id));
        let what: Vec<_> = articles.chain(self.stories.iter().map(|id| ("story", *id))).collect();
        if what.is_empty() {
            return Ok(());
        }
        let first = numbers(on, what.len()).await?;
        let rows: Vec<_> = what.into_iter().zip(first..).collect();
        insert_all(on, (INSERT, 3, REPLACE), &rows, |statement, ((noun, id), seq)| {
            statement.text(noun).int(*id).int(*seq)
        })
        .await
        .map(drop)
    }
}

/// The first of so many numbers of the sequence. From here to its commit a transaction writes nothing that others wait
/// for.
pub(crate) async fn numbers(on: &mut AnyConnection, count: usize) -> Result<i64> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let row = Statement::new(TAKE).int(count).row(on).await?;
    let last = row.ok_or_else(|| Error::Damaged("the counter of changes has no row".to_owned()))?.int("last")?;
    Ok(last - count + 1)
}

impl Store {
    /// The changes after a place in the sequence, earliest first. A later change of the same thing takes the place of
    /// the earlier one.
    pub async fn changes_after(&self, seq: i64, limit: usize) -> Result<Vec<Change>> {
        let statement = Statement::new(AFTER).int(seq).int(ids::page(None, limit).1);
        statement.rows(&mut *self.reader().await?).await?.iter().map(read).collect()
    }

    /// The last number that was given out; 0 before the first change.
    pub async fn last_change(&self) -> Result<i64> {
        let row = Statement::new(LAST).row(&mut *self.reader().await?).await?;
        row.map_or(Ok(0), |row| row.int("last"))
    }
}

fn read(row: &Row) -> Result<Change> {
    let id = row.int("id")?;
    let what = |noun: &str| match noun {
        "article" => Some(Changed::Article(ArticleId::new(id))),
        "story" => Some(Changed::Story(StoryId::new(id))),
        _ => None,
    };
    Ok(Change { seq: row.int("seq")?, what: row.parsed("noun", what)? })
}

#[cfg(test)]
mod tests;
