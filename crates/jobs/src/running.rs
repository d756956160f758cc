//! The pipeline at work: its loops, and their end.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::in_hand::InHand;
use crate::pages::PAGE_STAGES;
use crate::record::Unrecorded;
use crate::{Pipeline, outage};

/// The longest the loops sleep without looking: another process may have added feeds.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Reports that may wait to be recorded. More would only be memory: polls wait for a place instead.
const UNRECORDED_MAX: usize = 32;

/// A pipeline at work.
#[derive(Debug)]
pub struct Running {
    stop: CancellationToken,
    loops: JoinSet<()>,
}

impl Pipeline {
    /// Starts polling, reading pages, digesting, forming stories, indexing and pruning.
    pub fn start(self) -> Running {
        let stop = CancellationToken::new();
        let readers = Arc::new(Semaphore::new(self.options.readers.max(1)));
        let mut loops = JoinSet::new();
        let (pipeline, token) = (self.clone(), stop.clone());
        let turn = readers.clone();
        loops.spawn(async move { pipeline.poll_for_ever(turn, &token).await });
        let (pipeline, token) = (self.clone(), stop.clone());
        loops.spawn(async move { pipeline.read_pages_for_ever(readers, &token).await });
        let (pipeline, token) = (self.clone(), stop.clone());
        loops.spawn(async move { pipeline.digest_for_ever(&token).await });
        let (pipeline, token) = (self.clone(), stop.clone());
        loops.spawn(async move { pipeline.assign_for_ever(&token).await });
        let (pipeline, token) = (self.clone(), stop.clone());
        loops.spawn(async move { pipeline.follow_for_ever(&token).await });
        let token = stop.clone();
        loops.spawn(async move { self.prune_for_ever(&token).await });
        Running { stop, loops }
    }

    async fn poll_for_ever(&self, readers: Arc<Semaphore>, stop: &CancellationToken) {
        let (sender, receiver) = mpsc::channel(UNRECORDED_MAX);
        let (pipeline, token) = (self.clone(), stop.clone());
        let recorder = tokio::spawn(async move { pipeline.record_all(receiver, &token, |_| ()).await });
        let in_hand = InHand::empty();
        let mut polls = JoinSet::new();
        while !stop.is_cancelled() {
            let claimed = self.claim_feeds(polls.len(), stop).await;
            let idle = claimed.is_empty();
            for feed in claimed {
                let Some(held) = in_hand.take(feed.row.id, feed.lease) else { continue };
                let (pipeline, readers, token, sender) = (self.clone(), readers.clone(), stop.clone(), sender.clone());
                polls.spawn(async move {
                    if let Some(report) = pipeline.poll(&feed, &readers, &token).await {
                        // The recorder lives until the last sender is gone.
                        let _ = sender.send(Unrecorded { report, held }).await;
                    }
                });
            }
            rest_or_join(&mut polls, idle, self.options.feeds_at_once, stop).await;
        }
        polls.shutdown().await;
        drop(sender);
        if let Err(error) = recorder.await {
            tracing::error!(error = &error as &dyn std::error::Error, "the recorder of polls broke off");
        }
    }

    async fn claim_feeds(&self, under_way: usize, stop: &CancellationToken) -> Vec<store::Claimed<model::Feed>> {
        let free = self.options.feeds_at_once.saturating_sub(under_way);
        if free == 0 {
            return Vec::new();
        }
        let now = self.clock.now();
        let claim = || self.store.claim_due_feeds(now, free, self.options.lease);
        claimed(outage::ride_out(stop, claim).await)
    }

    async fn read_pages_for_ever(&self, readers: Arc<Semaphore>, stop: &CancellationToken) {
        let in_hand = InHand::empty();
        let mut pages = JoinSet::new();
        while !stop.is_cancelled() {
            let claimed = self.claim_pages(pages.len(), stop).await;
            let idle = claimed.is_empty();
            for article in claimed {
                let Some(held) = in_hand.take(article.row.id, article.lease) else { continue };
                let (pipeline, readers, token) = (self.clone(), readers.clone(), stop.clone());
                pages.spawn(async move { pipeline.read_article(&article, &held, &readers, &token).await });
            }
            rest_or_join(&mut pages, idle, self.options.pages_at_once, stop).await;
        }
        pages.shutdown().await;
    }

    async fn claim_pages(&self, under_way: usize, stop: &CancellationToken) -> Vec<store::Claimed<model::Article>> {
        let free = self.options.pages_at_once.saturating_sub(under_way);
        if free == 0 {
            return Vec::new();
        }
        let now = self.clock.now();
        let claim = || self.store.claim_articles(&PAGE_STAGES, now, free, self.options.lease);
        claimed(outage::ride_out(stop, claim).await)
    }
}

/// What was claimed; a refused claim is a fault of ours, said here and tried again by the next look.
fn claimed<T>(claim: Result<Option<Vec<T>>, store::Error>) -> Vec<T> {
    match claim {
        Ok(rows) => rows.unwrap_or_default(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "could not claim work");
            Vec::new()
        }
    }
}

/// Waits until there may be room or work again: a task has ended, or, with nothing to claim, a while has passed.
async fn rest_or_join(tasks: &mut JoinSet<()>, idle: bool, at_once: usize, stop: &CancellationToken) {
    while tasks.try_join_next().is_some() {}
    if !idle && tasks.len() < at_once {
        return;
    }
    tokio::select! {
        () = stop.cancelled() => {}
        Some(_) = tasks.join_next() => {}
        () = tokio::time::sleep(LOOK_AGAIN) => {}
    }
}

impl Running {
    /// Stops claiming, lets go of what is under way (its leases run out, or are taken over at the next start), records
    /// what is read already, and waits for that.
    pub async fn stop(mut self) {
        self.stop.cancel();
        while let Some(ended) = self.loops.join_next().await {
            if let Err(error) = ended {
                tracing::error!(error = &error as &dyn std::error::Error, "a job broke off");
            }
        }
    }
}
