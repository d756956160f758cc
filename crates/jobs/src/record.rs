//! Keeping what polls brought: reports that arrive together are one transaction (group commit).

use model::{Cause, Failure, FeedId};
use store::{PollOutcome, PollReport, Recorded};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::in_hand::Held;
use crate::{Pipeline, outage};

/// A poll that is to be kept. Its feed stays in hand until then.
#[derive(Debug)]
pub(crate) struct Unrecorded {
    pub(crate) report: PollReport,
    pub(crate) held: Held<FeedId>,
}

/// Reports in one transaction. Fifty items each make it a thousand rows: long enough to share the cost of a commit,
/// short enough for readers and other writers not to notice.
const TOGETHER: usize = 16;

impl Pipeline {
    /// Records reports until the last sender is gone, and hands on what each changed.
    pub(crate) async fn record_all(
        &self,
        mut unrecorded: mpsc::Receiver<Unrecorded>,
        stop: &CancellationToken,
        mut recorded: impl FnMut(&Recorded),
    ) {
        let mut batch = Vec::with_capacity(TOGETHER);
        while unrecorded.recv_many(&mut batch, TOGETHER).await > 0 {
            let (mut reports, held): (Vec<_>, Vec<_>) = batch.drain(..).map(|one| (one.report, one.held)).unzip();
            for (report, held) in reports.iter_mut().zip(&held) {
                report.lease = held.lease();
            }
            for one in self.record(&reports, stop).await {
                log(&one);
                recorded(&one);
            }
        }
    }

    async fn record(&self, batch: &[PollReport], stop: &CancellationToken) -> Vec<Recorded> {
        match outage::ride_out(stop, || self.store.record_polls(batch)).await {
            Ok(Some(recorded)) => recorded,
            Ok(None) => Vec::new(),
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "could not keep polls together, trying one by one"
                );
                self.record_singly(batch, stop).await
            }
        }
    }

    /// One feed whose items cannot be kept must not take the others with it.
    async fn record_singly(&self, batch: &[PollReport], stop: &CancellationToken) -> Vec<Recorded> {
        let mut all = Vec::new();
        for report in batch {
            let single = std::slice::from_ref(report);
            let kept = match outage::ride_out(stop, || self.store.record_polls(single)).await {
                Ok(kept) => kept.unwrap_or_default(),
                Err(error) => self.record_fault(report, &error, stop).await,
            };
            all.extend(kept);
        }
        all
    }

    async fn record_fault(&self, report: &PollReport, error: &store::Error, stop: &CancellationToken) -> Vec<Recorded> {
        tracing::error!(
            feed.id = report.feed_id.get(),
            error = error as &dyn std::error::Error,
            "could not keep a poll"
        );
        let failure = Failure::new(Cause::Internal, error.to_string());
        let fault = [PollReport { outcome: PollOutcome::Failed(failure), ..report.clone() }];
        outage::ride_out(stop, || self.store.record_polls(&fault)).await.ok().flatten().unwrap_or_default()
    }
}

fn log(recorded: &Recorded) {
    if recorded.lease_lost {
        tracing::warn!(feed.id = recorded.feed_id.get(), "a poll took longer than its lease and was not kept");
        return;
    }
    metrics::counter!("octavo_entries_new_total").increment(recorded.new_entries as u64);
    metrics::counter!("octavo_articles_new_total").increment(recorded.new_articles as u64);
    if recorded.new_articles + recorded.revised_articles + recorded.withdrawn > 0 {
        let Recorded { feed_id, new_articles, revised_articles, withdrawn, .. } = *recorded;
        tracing::debug!(feed.id = feed_id.get(), new_articles, revised_articles, withdrawn, "kept a poll");
    }
}
