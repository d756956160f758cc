//! Entries: which items of a document are new, changed, back again or no longer there.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use sqlx::AnyConnection;

use super::new_articles::Added;
use super::{Known, Poll, Tally, Work};
use crate::sql::{Row, Statement, for_keys, insert_all};
use crate::{Result, keys};

/// What a feed carried last.
pub(crate) const CARRIED: &str =
    "select id, guid_key, fingerprint, article_id, left_at from entries where feed_id = $1 and left_at is null";

/// What it carried some time ago.
pub(crate) const KNOWN: &str = "
    select id, guid_key, fingerprint, article_id, left_at from entries
    where feed_id = $1 and guid_key in (keys)";

const INSERT: &str = "
    insert into entries
        (id, feed_id, guid, guid_key, url, title, published, first_seen, listed, fingerprint, article_id)";

const UPDATE: &str = "
    update entries set url = $2, title = $3, published = $4, fingerprint = $5, left_at = null where id = $1";

const COME_BACK: &str = "update entries set left_at = null where id in (keys)";

const LEAVE: &str = "update entries set left_at = $1 where id in (keys)";

/// A feed takes back what its own publisher brought, and nobody else's.
pub(crate) const OWN_ARTICLES: &str = "
    select distinct entries.article_id from entries join articles on articles.id = entries.article_id
    where entries.feed_id = $1 and articles.publisher_id = $2 and entries.guid_key in (keys)";

/// The items of all polls, sorted by what is to be done.
pub(super) struct Sorted<'a> {
    /// New and changed ones.
    pub(super) work: Vec<Work<'a>>,
    /// Entries that are as they were, and back in their feed.
    returned: Vec<i64>,
    /// Entries that a feed carried and carries no longer.
    pub(super) left: Vec<(&'a Poll<'a>, Vec<i64>)>,
}

pub(super) async fn sort<'a>(on: &mut AnyConnection, polls: &'a [Poll<'a>]) -> Result<Sorted<'a>> {
    let mut sorted = Sorted { work: Vec::new(), returned: Vec::new(), left: Vec::new() };
    for poll in polls {
        sort_one(on, poll, &mut sorted).await?;
    }
    Ok(sorted)
}

async fn sort_one<'a>(on: &mut AnyConnection, poll: &'a Poll<'a>, sorted: &mut Sorted<'a>) -> Result<()> {
    let mut present: HashSet<_> = poll.read.unchanged.iter().map(|guid| keys::of_text(guid)).collect();
    let mut items = Vec::new();
    for item in &poll.read.items {
        let guid_key = keys::of_text(&item.guid);
        // The first of several items with one guid is the one that counts.
        if present.insert(guid_key) {
            items.push((guid_key, item));
        }
    }
    let guid_keys: Vec<_> = items.iter().map(|(key, _)| *key).collect();
    let known = known(on, poll, &guid_keys).await?;
    for (guid_key, item) in items {
        let known = known.get(&guid_key).copied();
        match known {
            Some(known) if known.fingerprint == item.fingerprint && known.carried => {}
            Some(known) if known.fingerprint == item.fingerprint => sorted.returned.push(known.entry_id),
            _ if poll.opted_out => {}
            _ => {
                let url_key = keys::of_url(&item.canonical);
                sorted.work.push(Work { poll, item, guid_key, url_key, known, entry_id: 0, article_id: 0 });
            }
        }
    }
    let left = known.iter().filter(|(key, known)| known.carried && !present.contains(key));
    sorted.left.push((poll, left.map(|(_, known)| known.entry_id).collect()));
    Ok(())
}

async fn known(on: &mut AnyConnection, poll: &Poll<'_>, guid_keys: &[i64]) -> Result<HashMap<i64, Known>> {
    let carried = Statement::new(CARRIED).int(poll.feed_id).rows(on).await?;
    let mut known = carried.iter().map(read_known).collect::<Result<HashMap<_, _>>>()?;
    let unseen: Vec<_> = guid_keys.iter().filter(|key| !known.contains_key(key)).copied().collect();
    for row in for_keys(on, KNOWN, &[poll.feed_id], &unseen).await? {
        known.extend([read_known(&row)?]);
    }
    Ok(known)
}

fn read_known(row: &Row) -> Result<(i64, Known)> {
    let known = Known {
        entry_id: row.int("id")?,
        article_id: row.int("article_id")?,
        fingerprint: row.int("fingerprint")?,
        carried: row.maybe_int("left_at")?.is_none(),
    };
    Ok((row.int("guid_key")?, known))
}

/// Keeps what the items say. Entries of withdrawn articles keep no title.
pub(super) async fn keep(
    on: &mut AnyConnection,
    sorted: &Sorted<'_>,
    added: &Added,
    withdrawn: &HashSet<i64>,
    tally: &mut Tally,
) -> Result<()> {
    let title = |work: &Work<'_>, article: i64| {
        if withdrawn.contains(&article) { String::new() } else { work.item.title.clone() }
    };
    let mut new = Vec::new();
    for work in &sorted.work {
        let article = added.article_of(work)?;
        if let Some(known) = work.known {
            update(work, known.entry_id, &title(work, article)).run(on).await?;
        } else {
            tally.of(work.poll).new_entries += 1;
            new.push((work, article));
        }
    }
    insert_all(on, (INSERT, 11, ""), &new, |statement, (work, article)| {
        bind_new(statement, work, &title(work, *article)).int(*article)
    })
    .await?;
    for_keys(on, COME_BACK, &[], &sorted.returned).await?;
    for (poll, left) in &sorted.left {
        for_keys(on, LEAVE, &[poll.time.as_microsecond()], left).await?;
    }
    Ok(())
}

fn update(work: &Work<'_>, entry_id: i64, title: &str) -> Statement {
    Statement::new(UPDATE)
        .int(entry_id)
        .maybe_text(work.item.url.as_ref().map(url::Url::as_str))
        .text(title)
        .maybe_time(work.item.published)
        .int(work.item.fingerprint)
}

fn bind_new(statement: Statement, work: &Work<'_>, title: &str) -> Statement {
    let Work { poll, item, .. } = work;
    statement
        .int(work.entry_id)
        .int(poll.feed_id)
        .text(&item.guid)
        .int(work.guid_key)
        .maybe_text(item.url.as_ref().map(url::Url::as_str))
        .text(title)
        .maybe_time(item.published)
        .time(poll.time)
        .time(listed(item.published, poll.time))
        .int(item.fingerprint)
}

/// Where lists put what is first seen at a time: no publisher jumps the queue by a date to come.
pub(super) fn listed(published: Option<Timestamp>, first_seen: Timestamp) -> Timestamp {
    published.map_or(first_seen, |published| published.min(first_seen))
}

/// The articles that the feed says were taken back.
pub(super) async fn own_articles(on: &mut AnyConnection, poll: &Poll<'_>) -> Result<Vec<i64>> {
    let guid_keys: Vec<_> = poll.read.deleted.iter().map(|guid| keys::of_text(guid)).collect();
    let rows = for_keys(on, OWN_ARTICLES, &[poll.feed_id, poll.publisher_id], &guid_keys).await?;
    rows.iter().map(|row| row.int("article_id")).collect()
}
