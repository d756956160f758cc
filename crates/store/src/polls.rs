//! Recording polls: what feeds said becomes entries and articles, in one transaction for several polls.
//!
//! Each step runs for all polls of the batch at once, because statements of many rows cost a tenth of single ones. On
//! PostgreSQL several processes do this side by side; every step takes its rows in one order (feeds by id, new
//! articles by the key of their URL, known articles by id), so that batches wait for each other but not in a ring.
//! Entries belong to one feed, whose row the transaction holds.

mod entries;
mod new_articles;
mod rechecks;
mod revisions;
mod take;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use jiff::Timestamp;
use model::FeedId;

use crate::changes::Touched;
use crate::report::{Item, PollOutcome, PollReport, ReadFeed, Recorded};
use crate::retry::retrying;
use crate::sql::Statement;
use crate::{Result, Store, undigested, withdraw};

#[cfg(test)]
pub(crate) use {
    entries::{CARRIED, KNOWN, OWN_ARTICLES},
    new_articles::BY_URL,
    rechecks::RECHECK,
    revisions::STATES,
};

pub(crate) const FINGERPRINTS: &str = "select guid, fingerprint from entries where feed_id = $1 and left_at is null";

/// A poll that read a feed, and whose lease held.
struct Poll<'a> {
    /// Where its report stands in the batch.
    at: usize,
    feed_id: i64,
    publisher_id: i64,
    time: Timestamp,
    read: &'a ReadFeed,
    /// Whether its publisher wants nothing of it kept.
    opted_out: bool,
}

/// An item that is new or was changed.
struct Work<'a> {
    poll: &'a Poll<'a>,
    item: &'a Item,
    guid_key: i64,
    url_key: i64,
    /// Its entry, when there is one already.
    known: Option<Known>,
    /// Ids set aside for what it may add.
    entry_id: i64,
    article_id: i64,
}

/// An entry that is kept already.
#[derive(Clone, Copy)]
struct Known {
    entry_id: i64,
    article_id: i64,
    fingerprint: i64,
    carried: bool,
}

/// What the batch came to, poll by poll.
struct Tally(Vec<Recorded>);

impl Tally {
    fn of(&mut self, poll: &Poll<'_>) -> &mut Recorded {
        self.0.get_mut(poll.at).expect("every poll has its place in the tally")
    }
}

impl Store {
    /// The fingerprints of the entries that a feed carried last, by guid, so that unchanged items need no work before
    /// they are recorded.
    pub async fn known_fingerprints(&self, feed: FeedId) -> Result<HashMap<String, i64>> {
        let rows = Statement::new(FINGERPRINTS).int(feed.get()).rows(&mut *self.reader().await?).await?;
        rows.iter().map(|row| Ok((row.text("guid")?, row.int("fingerprint")?))).collect()
    }

    /// Records polls, all or none of them. A poll whose lease was lost is passed over and told so.
    pub async fn record_polls(&self, reports: &[PollReport]) -> Result<Vec<Recorded>> {
        // Room for an entry and an article an item. Ids are taken before the transaction: inside, their counter would
        // stay locked.
        let items: usize = reports.iter().map(items_in).sum();
        let ids = self.new_ids(2 * items).await?;
        retrying!(self.try_record_polls(reports, ids).await)
    }

    async fn try_record_polls(&self, reports: &[PollReport], ids: i64) -> Result<Vec<Recorded>> {
        let (mut tally, mut touched) = (Tally(reports.iter().map(nothing).collect()), Touched::default());
        let mut transaction = self.begin().await?;
        let polls = take::feeds(&mut transaction, reports, &mut tally).await?;
        let mut sorted = entries::sort(&mut transaction, &polls).await?;
        set_ids_aside(&mut sorted.work, ids);
        let added = new_articles::add(&mut transaction, &sorted.work, &mut tally).await?;
        let revised = revisions::apply(&mut transaction, &sorted.work, &added, &mut tally).await?;
        entries::keep(&mut transaction, &sorted, &added, &revised.withdrawn, &mut tally).await?;
        undigested::enqueue(&mut transaction, &[added.readable, revised.readable].concat()).await?;
        touched.articles.extend(&revised.articles);
        for (poll, left) in &sorted.left {
            tally.of(poll).rechecks = rechecks::schedule(&mut transaction, poll, left).await?;
        }
        for poll in &polls {
            let deleted = entries::own_articles(&mut transaction, poll).await?;
            tally.of(poll).withdrawn = withdraw::some(&mut transaction, &deleted, &mut touched).await?;
        }
        touched.number(&mut transaction).await?;
        transaction.commit().await?;
        Ok(tally.0)
    }
}

fn items_in(report: &PollReport) -> usize {
    match &report.outcome {
        PollOutcome::Read(read) => read.items.len(),
        PollOutcome::Unchanged { .. } | PollOutcome::Failed(_) => 0,
    }
}

/// What is told of a poll that was not recorded; a lease that held takes the last word back.
fn nothing(report: &PollReport) -> Recorded {
    Recorded {
        feed_id: report.feed_id,
        new_entries: 0,
        new_articles: 0,
        revised_articles: 0,
        withdrawn: 0,
        rechecks: 0,
        lease_lost: true,
    }
}

fn set_ids_aside(work: &mut [Work<'_>], ids: i64) {
    for (work, id) in work.iter_mut().zip((ids..).step_by(2)) {
        work.article_id = id;
        work.entry_id = id + 1;
    }
}
