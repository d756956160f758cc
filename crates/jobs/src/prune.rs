//! Retention: once in a while what is older than the operator keeps goes, a few rows at a time.

use std::time::Duration;

use jiff::SignedDuration;
use tokio_util::sync::CancellationToken;

use crate::{Pipeline, outage};

/// Between two prunings.
const EVERY: Duration = Duration::from_hours(1);

/// Rows a transaction: readers and importers share the writer with it.
const AT_ONCE: usize = 500;

impl Pipeline {
    /// Prunes now and then until the work is to stop; returns at once when everything is kept for ever.
    pub(crate) async fn prune_for_ever(&self, stop: &CancellationToken) {
        let Some(retention) = self.options.retention else { return };
        loop {
            if let Err(error) = self.prune(retention, stop).await {
                tracing::error!(error = &error as &dyn std::error::Error, "could not prune");
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(EVERY) => {}
            }
        }
    }

    async fn prune(&self, retention: Duration, stop: &CancellationToken) -> Result<(), store::Error> {
        let reach = SignedDuration::try_from(retention).unwrap_or(SignedDuration::MAX);
        let Ok(before) = self.clock.now().checked_sub(reach) else { return Ok(()) };
        let mut total = 0;
        while !stop.is_cancelled() {
            let pruned = outage::ride_out(stop, || self.store.prune(before, AT_ONCE)).await?.unwrap_or_default();
            if pruned == 0 {
                break;
            }
            total += pruned;
        }
        if total > 0 {
            tracing::info!(articles = total, "pruned");
        }
        Ok(())
    }
}
