//! One round of work, for the command line and for tests: every feed that is due, or every feed there is, once; every
//! page that is due, once.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use model::{Cause, Feed};
use store::{Claimed, PollOutcome};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::Pipeline;
use crate::in_hand::InHand;
use crate::pages::PAGE_STAGES;
use crate::record::Unrecorded;

/// Feeds claimed by one statement.
const CLAIM_AT_ONCE: usize = 500;

/// A round claims everything before it begins, so the last feed's lease must outlast all the others' polls.
const LEASES: u32 = 10;

/// What a round came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundReport {
    /// Feeds polled.
    pub feeds: usize,
    /// Feeds whose server said that nothing changed.
    pub unchanged: usize,
    /// Entries seen for the first time.
    pub new_entries: usize,
    /// Articles seen for the first time.
    pub new_articles: usize,
    /// Feeds that failed, by cause.
    pub failures: BTreeMap<&'static str, usize>,
}

/// How far a round is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Feeds polled so far.
    pub done: usize,
    /// Feeds claimed so far; grows while more are due.
    pub of: usize,
}

impl Pipeline {
    /// Polls every feed that is due by `due` once (with a `due` far ahead: every feed that is not paused), and returns
    /// when all is recorded.
    pub async fn poll_round(
        &self,
        due: Timestamp,
        mut progress: impl FnMut(Progress),
    ) -> Result<RoundReport, store::Error> {
        let stop = CancellationToken::new();
        let feeds = self.claim_round(due).await?;
        let of = feeds.len();
        let readers = Arc::new(Semaphore::new(self.options.readers.max(1)));
        let (sender, receiver) = mpsc::channel(self.options.feeds_at_once);
        let mut report = RoundReport::default();
        progress(Progress { done: 0, of });

        let (to_record, recording) = mpsc::channel(self.options.feeds_at_once);
        let polls = self.poll_claimed(feeds, readers, sender, &stop);
        let watch = watch(receiver, to_record, |ended| {
            report.count(ended);
            progress(Progress { done: report.feeds, of });
        });
        let mut kept = (0, 0);
        let record = self.record_all(recording, &stop, |recorded| {
            kept = (kept.0 + recorded.new_entries, kept.1 + recorded.new_articles);
        });
        tokio::join!(polls, watch, record);
        (report.new_entries, report.new_articles) = kept;
        Ok(report)
    }

    /// Reads the pages of all articles that are due for one, once, and says how many those were.
    pub async fn page_round(&self) -> Result<usize, store::Error> {
        let stop = CancellationToken::new();
        let readers = Arc::new(Semaphore::new(self.options.readers.max(1)));
        let mut asked = 0;
        loop {
            let now = self.clock.now();
            let claim = self.store.claim_articles(&PAGE_STAGES, now, self.options.pages_at_once, self.options.lease);
            let claimed = claim.await?;
            if claimed.is_empty() {
                return Ok(asked);
            }
            asked += claimed.len();
            let (mut pages, in_hand) = (JoinSet::new(), InHand::empty());
            for article in claimed {
                let Some(held) = in_hand.take(article.row.id, article.lease) else { continue };
                let (pipeline, readers, stop) = (self.clone(), readers.clone(), stop.clone());
                pages.spawn(async move { pipeline.read_article(&article, &held, &readers, &stop).await });
            }
            pages.join_all().await;
        }
    }

    async fn claim_round(&self, due: Timestamp) -> Result<Vec<Claimed<Feed>>, store::Error> {
        let mut feeds = Vec::new();
        loop {
            let more = self.store.claim_due_feeds(due, CLAIM_AT_ONCE, self.options.lease * LEASES).await?;
            if more.is_empty() {
                return Ok(feeds);
            }
            feeds.extend(more);
        }
    }

    async fn poll_claimed(
        &self,
        feeds: Vec<Claimed<Feed>>,
        readers: Arc<Semaphore>,
        sender: mpsc::Sender<Unrecorded>,
        stop: &CancellationToken,
    ) {
        let (mut polls, in_hand) = (JoinSet::new(), InHand::empty());
        for feed in feeds {
            let Some(held) = in_hand.take(feed.row.id, feed.lease) else { continue };
            while polls.len() >= self.options.feeds_at_once {
                polls.join_next().await;
            }
            let (pipeline, readers, stop, sender) = (self.clone(), readers.clone(), stop.clone(), sender.clone());
            polls.spawn(async move {
                if let Some(report) = pipeline.poll(&feed, &readers, &stop).await {
                    // The watcher lives until the last sender is gone.
                    let _ = sender.send(Unrecorded { report, held }).await;
                }
            });
        }
        polls.join_all().await;
    }
}

/// Passes reports on to be recorded and tells what each came to.
async fn watch(
    mut polls: mpsc::Receiver<Unrecorded>,
    to_record: mpsc::Sender<Unrecorded>,
    mut ended: impl FnMut(Result<bool, Cause>),
) {
    while let Some(poll) = polls.recv().await {
        ended(match &poll.report.outcome {
            PollOutcome::Unchanged { .. } => Ok(false),
            PollOutcome::Read(_) => Ok(true),
            PollOutcome::Failed(failure) => Err(failure.cause),
        });
        // The recorder lives as long as this sender.
        let _ = to_record.send(poll).await;
    }
}

impl RoundReport {
    fn count(&mut self, ended: Result<bool, Cause>) {
        self.feeds += 1;
        match ended {
            Ok(read) => self.unchanged += usize::from(!read),
            Err(cause) => *self.failures.entry(cause.as_str()).or_default() += 1,
        }
    }
}
