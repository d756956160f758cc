//! New articles: one for each canonical address that nobody brought before.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use model::{Stage, TextOrigin};
use sqlx::AnyConnection;

use super::entries::listed;
use super::{Tally, Work};
use crate::metadata::{self, metadata_columns};
use crate::sql::{Statement, for_keys, insert_all};
use crate::{Error, Result, bodies};

const INSERT: &str = concat!(
    "insert into articles (",
    metadata_columns!(),
    ", id, publisher_id, url, url_key, stage, due, first_seen, listed, text_origin)"
);

/// Somebody may have brought it a moment ago, in another process or another feed.
const UNLESS_KNOWN: &str = "on conflict (url_key) do nothing returning url_key";

pub(crate) const BY_URL: &str = "select id, url_key from articles where url_key in (keys)";

/// Where the batch's items found or put their articles.
pub(super) struct Added {
    by_url: HashMap<i64, i64>,
    /// The articles that are new with this batch.
    new: HashSet<i64>,
    /// Those of them that can be read at once, and since when.
    pub(super) readable: Vec<(i64, Timestamp)>,
}

impl Added {
    /// The article that an item's entry points to.
    pub(super) fn article_of(&self, work: &Work<'_>) -> Result<i64> {
        if let Some(known) = work.known {
            return Ok(known.article_id);
        }
        let article = self.by_url.get(&work.url_key).copied();
        article.ok_or_else(|| Error::Damaged("an article's address is taken by nobody".to_owned()))
    }

    /// Whether an article came into being by this item, rather than being there before it.
    pub(super) fn is_by(&self, work: &Work<'_>) -> bool {
        self.new.contains(&work.article_id)
    }
}

pub(super) async fn add(on: &mut AnyConnection, work: &[Work<'_>], tally: &mut Tally) -> Result<Added> {
    let mut wanted = HashMap::new();
    for work in work.iter().filter(|work| work.known.is_none()) {
        wanted.entry(work.url_key).or_insert(work);
    }
    let mut rows: Vec<_> = wanted.into_values().collect();
    rows.sort_by_key(|work| work.url_key);
    let shape = (INSERT, metadata::COLUMNS + 9, UNLESS_KNOWN);
    let inserted = insert_all(on, shape, &rows, |statement, work| bind(statement, work)).await?;
    let inserted = inserted.iter().map(|row| row.int("url_key")).collect::<Result<HashSet<_>>>()?;
    let (new, known): (Vec<_>, Vec<_>) = rows.into_iter().partition(|work| inserted.contains(&work.url_key));
    for work in &new {
        tally.of(work.poll).new_articles += 1;
    }
    let texts: Vec<_> = new.iter().filter_map(|work| Some((work.article_id, work.item.body.as_ref()?))).collect();
    bodies::keep(on, &texts).await?;
    let mut by_url: HashMap<_, _> = new.iter().map(|work| (work.url_key, work.article_id)).collect();
    let known: Vec<_> = known.iter().map(|work| work.url_key).collect();
    for row in for_keys(on, BY_URL, &[], &known).await? {
        by_url.insert(row.int("url_key")?, row.int("id")?);
    }
    let readable = new.iter().filter(|work| work.item.stage == Stage::Readable);
    let readable = readable.map(|work| (work.article_id, work.poll.time)).collect();
    Ok(Added { by_url, new: new.iter().map(|work| work.article_id).collect(), readable })
}

fn bind(statement: Statement, work: &Work<'_>) -> Statement {
    let Work { poll, item, .. } = work;
    metadata::bind(statement, &item.metadata)
        .int(work.article_id)
        .int(poll.publisher_id)
        .text(item.canonical.as_str())
        .int(work.url_key)
        .text(item.stage.as_str())
        .maybe_time(due(item.stage, poll.time))
        .time(poll.time)
        .time(listed(item.metadata.published, poll.time))
        .maybe_text(item.text_origin.map(TextOrigin::as_str))
}

/// When a stage is due that begins at a time.
pub(super) fn due(stage: Stage, at: Timestamp) -> Option<Timestamp> {
    matches!(stage, Stage::New | Stage::Recheck).then_some(at)
}
