//! The rows of the feeds: a report counts while its lease stands in the row, and it gives the lease back.

use std::collections::HashSet;

use model::{FeedId, PublisherId, Validators};
use sqlx::AnyConnection;
use url::Url;

use super::{Poll, Tally};
use crate::feeds::milliseconds;
use crate::report::{PollOutcome, PollReport, ReadFeed};
use crate::sql::{Statement, for_keys};
use crate::{Result, displays, keys};

macro_rules! end_poll {
    ($outcome:literal) => {
        concat!(
            "update feeds
            set lease = null, leased_until = null, polled = $3, next_poll = $4, interval_ms = $5, ",
            $outcome,
            " where id = $1 and lease = $2 returning publisher_id"
        )
    };
}

const UNCHANGED: &str =
    end_poll!("succeeded = $3, failures = 0, cause = null, detail = null, etag = $6, last_modified = $7");

const READ: &str = end_poll!(
    "succeeded = $3, failures = 0, cause = null, detail = null, etag = $6, last_modified = $7,
        title = $8, format = $9, problems = $10"
);

const FAILED: &str = end_poll!("failures = failures + 1, cause = $6, detail = $7");

const MOVE: &str = "
    update feeds set url = $2, url_key = $3
    where id = $1 and not exists (select 1 from feeds where url_key = $3)";

const SET_HOME: &str = "
    update publishers set home = $2, home_key = $3
    where id = $1 and home is null and not exists (select 1 from publishers where home_key = $3)";

/// A publisher known by its host only, because a list of feeds named it no better, takes its feed's title.
const SET_NAME: &str = "
    update publishers set name = $2
    where id = $1 and name <> $2 and (home like '%//' || name || '/%' or home like '%//' || name || ':%')";

/// Ends the polls whose lease holds; gives those that read a feed.
pub(super) async fn feeds<'a>(
    on: &mut AnyConnection,
    reports: &'a [PollReport],
    tally: &mut Tally,
) -> Result<Vec<Poll<'a>>> {
    let mut order: Vec<_> = reports.iter().zip(&mut tally.0).enumerate().collect();
    order.sort_by_key(|(_, (report, _))| report.feed_id);
    let mut polls = Vec::new();
    for (at, (report, recorded)) in order {
        let Some(publisher_id) = end(on, report).await? else { continue };
        recorded.lease_lost = false;
        if let PollOutcome::Read(read) = &report.outcome {
            follow(on, report.feed_id, publisher_id, read).await?;
            let feed_id = report.feed_id.get();
            polls.push(Poll { at, feed_id, publisher_id: publisher_id.get(), time: report.at, read, opted_out: false });
        }
    }
    note_opt_outs(on, &mut polls).await?;
    Ok(polls)
}

async fn end(on: &mut AnyConnection, report: &PollReport) -> Result<Option<PublisherId>> {
    let common = |text| {
        Statement::new(text)
            .int(report.feed_id.get())
            .int(report.lease.0)
            .time(report.at)
            .time(report.next_poll)
            .int(milliseconds(report.interval))
    };
    let statement = match &report.outcome {
        PollOutcome::Unchanged { validators } => bind_validators(common(UNCHANGED), validators),
        PollOutcome::Read(read) => bind_validators(common(READ), &read.validators)
            .text(&read.title)
            .text(read.format.as_str())
            .json(&read.problems),
        PollOutcome::Failed(failure) => common(FAILED).text(failure.cause.as_str()).text(&failure.detail),
    };
    let row = statement.row(on).await?;
    row.map(|row| row.int("publisher_id").map(PublisherId::new)).transpose()
}

fn bind_validators(statement: Statement, validators: &Validators) -> Statement {
    statement.maybe_text(validators.etag.as_deref()).maybe_text(validators.last_modified.as_deref())
}

/// Where the feed and its publisher say they live; what another row has already stays there.
async fn follow(on: &mut AnyConnection, feed: FeedId, publisher: PublisherId, read: &ReadFeed) -> Result<()> {
    let set = |text, id: i64, url: &Url| Statement::new(text).int(id).text(url.as_str()).int(keys::of_url(url));
    if let Some(url) = &read.moved_to {
        set(MOVE, feed.get(), url).run(on).await?;
    }
    if let Some(home) = &read.home {
        set(SET_HOME, publisher.get(), home).run(on).await?;
    }
    if !read.title.is_empty() {
        Statement::new(SET_NAME).int(publisher.get()).text(&read.title).run(on).await?;
    }
    Ok(())
}

/// Asked after the rows of the feeds are held: who records an opt-out takes their leases first.
async fn note_opt_outs(on: &mut AnyConnection, polls: &mut [Poll<'_>]) -> Result<()> {
    let publishers: HashSet<_> = polls.iter().map(|poll| poll.publisher_id).collect();
    let publishers: Vec<_> = publishers.into_iter().collect();
    let rows = for_keys(on, displays::OPTED_OUT, &[], &publishers).await?;
    let opted_out = rows.iter().map(|row| row.int("publisher_id")).collect::<Result<HashSet<_>>>()?;
    for poll in polls {
        poll.opted_out = opted_out.contains(&poll.publisher_id);
    }
    Ok(())
}
