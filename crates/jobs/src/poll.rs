//! One poll of one feed: fetch it, read it, say what is to be kept and when it is due again.

use std::sync::Arc;
use std::time::Duration;

use fetch::{Fetched, Kind, Request, Response};
use jiff::{SignedDuration, Timestamp};
use model::{Cause, Failure, Feed};
use store::{Claimed, PollOutcome, PollReport, ReadFeed};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::schedule::{self, Ended};
use crate::{Pipeline, items, outage};

/// What a poll came to, before it is recorded.
struct Polled {
    outcome: PollOutcome,
    ended: Ended,
    asked: Option<Duration>,
}

impl Pipeline {
    /// Polls a claimed feed. `None` when the work is to stop before the end; then the lease runs out.
    pub(crate) async fn poll(
        &self,
        claimed: &Claimed<Feed>,
        readers: &Arc<Semaphore>,
        stop: &CancellationToken,
    ) -> Option<PollReport> {
        let feed = &claimed.row;
        let started = tokio::time::Instant::now();
        let polled = tokio::select! {
            () = stop.cancelled() => return None,
            polled = self.fetch_and_read(claimed, readers, stop) => polled?,
        };
        let interval = schedule::rest(self.options.pace, feed.interval, polled.ended, polled.asked);
        let at = self.clock.now();
        let rest = schedule::spread(interval, feed.id.get());
        log(feed, &polled, started.elapsed());
        Some(PollReport {
            feed_id: feed.id,
            lease: claimed.lease,
            at,
            next_poll: later(at, rest),
            interval,
            outcome: polled.outcome,
        })
    }

    async fn fetch_and_read(
        &self,
        claimed: &Claimed<Feed>,
        readers: &Arc<Semaphore>,
        stop: &CancellationToken,
    ) -> Option<Polled> {
        let feed = &claimed.row;
        let now = self.clock.now();
        let request = Request { url: &feed.url, kind: Kind::Feed, validators: &feed.validators, now };
        let failures = claimed.attempts.saturating_add(1);
        match self.fetcher.fetch(request).await {
            Ok(Fetched::Unchanged { validators, fresh_for }) => {
                let outcome = PollOutcome::Unchanged { validators };
                Some(Polled { outcome, ended: Ended::Quiet, asked: fresh_for })
            }
            Ok(Fetched::Body(response)) => self.read(feed, response, readers, stop, failures).await,
            Err(error) => Some(failed(error.failure(), failures, error.retry_after())),
        }
    }

    async fn read(
        &self,
        feed: &Feed,
        response: Response,
        readers: &Arc<Semaphore>,
        stop: &CancellationToken,
        failures: u32,
    ) -> Option<Polled> {
        let known = outage::ride_out(stop, || self.store.known_fingerprints(feed.id)).await;
        let known = match known {
            Ok(known) => known?,
            Err(error) => {
                tracing::error!(
                    feed.id = feed.id.get(),
                    error = &error as &dyn std::error::Error,
                    "could not read known entries"
                );
                return Some(failed(Failure::new(Cause::Internal, error.to_string()), failures, None));
            }
        };
        let fresh_for = response.fresh_for;
        let now = self.clock.now();
        let home = feed.url.clone();
        let _turn = readers.acquire().await.ok()?;
        let read = tokio::task::spawn_blocking(move || items::read_feed(&response, &home, &known, now)).await;
        Some(match read {
            Ok(Ok(read)) => succeeded(read.feed, longest(read.ttl, fresh_for)),
            Ok(Err(failure)) => failed(failure, failures, None),
            Err(panic) => failed(Failure::new(Cause::Internal, panic.to_string()), failures, None),
        })
    }
}

fn succeeded(read: ReadFeed, asked: Option<Duration>) -> Polled {
    let ended = if read.items.is_empty() { Ended::Quiet } else { Ended::News };
    Polled { outcome: PollOutcome::Read(Box::new(read)), ended, asked }
}

fn failed(failure: Failure, failures: u32, asked: Option<Duration>) -> Polled {
    let ended = Ended::Failed(failure.cause, failures);
    Polled { outcome: PollOutcome::Failed(failure), ended, asked }
}

fn longest(one: Option<Duration>, other: Option<Duration>) -> Option<Duration> {
    one.max(other)
}

/// A time after another; the end of time when that lies beyond it.
pub(crate) fn later(at: Timestamp, rest: Duration) -> Timestamp {
    SignedDuration::try_from(rest).ok().and_then(|rest| at.checked_add(rest).ok()).unwrap_or(Timestamp::MAX)
}

fn log(feed: &Feed, polled: &Polled, took: Duration) {
    let duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let outcome = match &polled.outcome {
        PollOutcome::Unchanged { .. } => "unchanged",
        PollOutcome::Read(_) => "read",
        PollOutcome::Failed(failure) => failure.cause.as_str(),
    };
    metrics::counter!("octavo_polls_total", "outcome" => outcome).increment(1);
    tracing::debug!(feed.id = feed.id.get(), duration_ms, outcome, "polled a feed");
}
