//! Feeds: the URLs that are polled, and which of them are due.

use std::time::Duration;

use jiff::Timestamp;
use model::{Cause, Cursor, Failure, Feed, FeedFormat, FeedId, Health, Page, PublisherId, Validators};
use url::Url;

use crate::retry::retrying;
use crate::sql::{Row, Statement};
use crate::{Claimed, Error, Lease, Result, Store, ids, keys};

/// How long a feed rests before its first poll has told better.
const FIRST_INTERVAL: Duration = Duration::from_hours(1);

/// A feed to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFeed {
    /// Whose feed it is.
    pub publisher_id: PublisherId,
    /// Where it is fetched. Two feeds never share one.
    pub url: Url,
    /// Its title as far as known; empty otherwise.
    pub title: String,
    /// When it is first due.
    pub next_poll: Timestamp,
}

/// What adding a feed came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It was added.
    New(FeedId),
    /// A feed with that URL was there already and stays as it is.
    Known(FeedId),
}

impl Added {
    /// The feed either way.
    pub const fn id(self) -> FeedId {
        match self {
            Self::New(id) | Self::Known(id) => id,
        }
    }
}

const INSERT: &str = "
    insert into feeds (id, publisher_id, url, url_key, title, next_poll, interval_ms, paused, failures, problems)
    values ($1, $2, $3, $4, $5, $6, $7, 0, 0, '[]')
    on conflict (url_key) do nothing
    returning id";

const SELECT: &str = "select * from feeds where id = $1";

const SELECT_BY_URL: &str = "select * from feeds where url_key = $1";

pub(crate) const PAGE: &str = "select * from feeds where id < $1 order by id desc limit $2";

pub(crate) const PAGE_OF_PUBLISHER: &str =
    "select * from feeds where publisher_id = $3 and id < $1 order by id desc limit $2";

const DELETE: &str = "delete from feeds where id = $1";

const PAUSE: &str = "update feeds set paused = $2 where id = $1";

const POLL_AT: &str = "update feeds set next_poll = $2 where id = $1";

pub(crate) const CLAIM: &str = "
    with due as (
        select id from feeds
        where paused = 0 and next_poll <= $1 and (leased_until is null or leased_until <= db_clock())
        order by next_poll, id
        limit $2
        for update skip locked
    )
    update feeds set lease = $3, leased_until = db_clock() + $4
    where id in (select id from due)
    returning *";

pub(crate) const NEXT_DUE: &str = "
    select next_poll from feeds
    where paused = 0 and (leased_until is null or leased_until <= db_clock())
    order by next_poll
    limit 1";

impl Store {
    /// Adds a feed unless its URL is known.
    pub async fn add_feed(&self, new: &NewFeed) -> Result<Added> {
        let id = self.new_id().await?;
        let insert = || {
            Statement::new(INSERT)
                .int(id)
                .int(new.publisher_id.get())
                .text(new.url.as_str())
                .int(keys::of_url(&new.url))
                .text(&new.title)
                .time(new.next_poll)
                .int(milliseconds(FIRST_INTERVAL))
        };
        if retrying!(self.write_row(insert()).await)?.is_some() {
            return Ok(Added::New(FeedId::new(id)));
        }
        let known = self.feed_by_url(&new.url).await?;
        let known = known.ok_or_else(|| Error::Damaged("a feed's URL is taken by nobody".to_owned()))?;
        Ok(Added::Known(known.id))
    }

    /// One feed.
    pub async fn feed(&self, id: FeedId) -> Result<Option<Feed>> {
        let row = Statement::new(SELECT).int(id.get()).row(&mut *self.reader().await?).await?;
        row.as_ref().map(read).transpose()
    }

    /// The feed with that URL.
    pub async fn feed_by_url(&self, url: &Url) -> Result<Option<Feed>> {
        let row = Statement::new(SELECT_BY_URL).int(keys::of_url(url)).row(&mut *self.reader().await?).await?;
        row.as_ref().map(read).transpose()
    }

    /// All feeds, or those of one publisher, latest added first.
    pub async fn feeds(&self, of: Option<PublisherId>, after: Option<Cursor>, limit: usize) -> Result<Page<Feed>> {
        let (below, limit) = ids::page(after, limit);
        let statement = match of {
            None => Statement::new(PAGE).int(below).int(limit),
            Some(publisher) => Statement::new(PAGE_OF_PUBLISHER).int(below).int(limit).int(publisher.get()),
        };
        let rows = statement.rows(&mut *self.reader().await?).await?;
        let items = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        Ok(ids::paged(items, limit, |feed| feed.id.get()))
    }

    /// Forgets a feed and its entries; its articles stay until they are pruned. Says whether it existed.
    pub async fn remove_feed(&self, id: FeedId) -> Result<bool> {
        Ok(retrying!(self.write(Statement::new(DELETE).int(id.get())).await)? > 0)
    }

    /// Stops or resumes the polling of a feed. Says whether it exists.
    pub async fn pause_feed(&self, id: FeedId, paused: bool) -> Result<bool> {
        let update = || Statement::new(PAUSE).int(id.get()).int(paused.into());
        Ok(retrying!(self.write(update()).await)? > 0)
    }

    /// Sets when a feed is due, as when a reader asks for it or a hub pushed. Says whether it exists.
    pub async fn poll_feed_at(&self, id: FeedId, at: Timestamp) -> Result<bool> {
        let update = || Statement::new(POLL_AT).int(id.get()).time(at);
        Ok(retrying!(self.write(update()).await)? > 0)
    }

    /// Takes up to `limit` feeds that are due, longest due first. Who does not report within `lease`, by the
    /// database's clock, loses them to the next claim.
    pub async fn claim_due_feeds(&self, now: Timestamp, limit: usize, lease: Duration) -> Result<Vec<Claimed<Feed>>> {
        let token = self.new_id().await?;
        let claim =
            || Statement::new(CLAIM).time(now).int(ids::page(None, limit).1).int(token).int(microseconds(lease));
        let rows = retrying!(self.write_rows(claim()).await)?;
        let mut feeds = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        feeds.sort_by_key(|feed| (feed.next_poll, feed.id));
        let claimed = |row: Feed| Claimed { attempts: row.health.failures, lease: Lease(token), row };
        Ok(feeds.into_iter().map(claimed).collect())
    }

    /// When the next feed that nobody holds is due.
    pub async fn next_due(&self) -> Result<Option<Timestamp>> {
        let row = Statement::new(NEXT_DUE).row(&mut *self.reader().await?).await?;
        row.map(|row| row.time("next_poll")).transpose()
    }
}

pub(crate) fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

pub(crate) fn microseconds(lease: Duration) -> i64 {
    // A century is as good as for ever and stays far from the end of the numbers.
    const CENTURY: Duration = Duration::from_hours(100 * 366 * 24);
    i64::try_from(lease.min(CENTURY).as_micros()).unwrap_or(i64::MAX)
}

fn read(row: &Row) -> Result<Feed> {
    Ok(Feed {
        id: FeedId::new(row.int("id")?),
        publisher_id: PublisherId::new(row.int("publisher_id")?),
        url: row.url("url")?,
        title: row.text("title")?,
        format: row.maybe_parsed("format", FeedFormat::from_word)?,
        validators: Validators { etag: row.maybe_text("etag")?, last_modified: row.maybe_text("last_modified")? },
        next_poll: row.time("next_poll")?,
        interval: Duration::from_millis(row.int("interval_ms")?.unsigned_abs()),
        paused: row.int("paused")? != 0,
        health: read_health(row)?,
    })
}

fn read_health(row: &Row) -> Result<Health> {
    Ok(Health {
        polled: row.maybe_time("polled")?,
        succeeded: row.maybe_time("succeeded")?,
        failures: u32::try_from(row.int("failures")?).unwrap_or(u32::MAX),
        failure: read_failure(row)?,
        problems: row.json("problems")?,
    })
}

/// The failure that a row's `cause` and `detail` tell.
pub(crate) fn read_failure(row: &Row) -> Result<Option<Failure>> {
    let Some(cause) = row.maybe_parsed("cause", Cause::from_word)? else { return Ok(None) };
    Ok(Some(Failure { cause, detail: row.maybe_text("detail")?.unwrap_or_default() }))
}

#[cfg(test)]
mod tests;
