//! Articles that can be read become comparable: language, gist, section and hashtags, a batch at a time.
//!
//! A batch keeps every core busy and is one transaction. What rights keep from machines gets no gist and no hashtags;
//! the assigner then leaves it a story of its own.

mod make;

use std::time::Duration;

use model::rights::Audience;
use rayon::prelude::*;
use store::{Claimed, DigestReport, Undigested};
use tokio_util::sync::CancellationToken;

use crate::{Pipeline, outage};

/// Articles in one claim and one transaction: enough for the encoder to work on, few enough not to hold up readers.
const AT_ONCE: usize = 64;

/// Articles that one core encodes together.
const TOGETHER: usize = 16;

/// How long to wait before looking again when nothing waits.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

impl Pipeline {
    /// Digests until the work is to stop.
    pub(crate) async fn digest_for_ever(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            let digested = self.digest_some(stop).await.unwrap_or_else(|error| {
                tracing::error!(error = &error as &dyn std::error::Error, "could not digest articles");
                0
            });
            if digested == 0 {
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = tokio::time::sleep(LOOK_AGAIN) => {}
                }
            }
        }
    }

    /// Digests everything that waits, and says how many articles that were.
    pub async fn digest_round(&self) -> Result<usize, store::Error> {
        let stop = CancellationToken::new();
        let mut total = 0;
        loop {
            match self.digest_some(&stop).await? {
                0 => return Ok(total),
                digested => total += digested,
            }
        }
    }

    /// Digests one batch; says how many articles it claimed.
    async fn digest_some(&self, stop: &CancellationToken) -> Result<usize, store::Error> {
        let audience = self.options.audience;
        let claim = || self.store.claim_undigested(audience, AT_ONCE, self.options.lease);
        let claimed = outage::ride_out(stop, claim).await?.unwrap_or_default();
        let count = claimed.len();
        if count == 0 {
            return Ok(0);
        }
        let reports = match tokio::task::spawn_blocking(move || digest(&claimed, audience)).await {
            Ok(reports) => reports,
            Err(panic) => {
                // The claim counted as a try: what breaks us three times is passed over.
                tracing::error!(error = &panic as &dyn std::error::Error, "digesting broke off");
                return Ok(count);
            }
        };
        let recorded = outage::ride_out(stop, || self.store.record_digests(&reports)).await?;
        let recorded = recorded.unwrap_or_default();
        metrics::counter!("octavo_digests_total").increment(recorded as u64);
        tracing::debug!(articles = recorded, "digested");
        Ok(count)
    }
}

fn digest(claimed: &[Claimed<Undigested>], audience: Audience) -> Vec<DigestReport> {
    claimed.par_chunks(TOGETHER).flat_map_iter(|chunk| make::digests(chunk, audience)).collect()
}
