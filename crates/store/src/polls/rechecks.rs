//! Rechecks: what a feed dropped early may have been taken back, so its page is asked.

use jiff::{SignedDuration, Timestamp};
use sqlx::AnyConnection;

use super::Poll;
use crate::Result;
use crate::sql::for_keys;

/// Older articles leave front pages and feeds for good reasons.
const YOUNG: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A page is asked again at most this often.
pub(super) const REST: SignedDuration = SignedDuration::from_hours(3);

const EARLY: &str = "
    select distinct article_id from entries where coalesce(published, first_seen) > $1 and id in (keys)";

/// Asks only for articles of the feed's own publisher that no other feed carries.
pub(crate) const RECHECK: &str = "
    update articles set stage = 'recheck', due = $1, rechecked = $1
    where id in (keys) and stage = 'readable' and publisher_id = $4
        and first_seen >= $2 and (rechecked is null or rechecked <= $3)
        and not exists (select 1 from entries where entries.article_id = articles.id and entries.left_at is null)
    returning id";

/// Puts the articles of entries that left in line for a recheck; says how many.
pub(super) async fn schedule(on: &mut AnyConnection, poll: &Poll<'_>, left: &[i64]) -> Result<usize> {
    let Some(oldest) = poll.read.oldest else { return Ok(0) };
    let early = for_keys(on, EARLY, &[oldest.as_microsecond()], left).await?;
    let mut articles = early.iter().map(|row| row.int("article_id")).collect::<Result<Vec<_>>>()?;
    articles.sort_unstable();
    let at = poll.time.as_microsecond();
    let first = [at, before(poll.time, YOUNG), before(poll.time, REST), poll.publisher_id];
    Ok(for_keys(on, RECHECK, &first, &articles).await?.len())
}

fn before(time: Timestamp, by: SignedDuration) -> i64 {
    time.saturating_sub(by).unwrap_or(Timestamp::MIN).as_microsecond()
}
