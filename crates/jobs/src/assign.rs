//! Digested articles get their stories. One process at a time does this, elected by a lease: it holds the open stories of
//! the last days in memory, builds them from the store when it is elected, and begins anew whenever memory and store may
//! have parted.
//!
//! Placements are one transaction, the portraits of the stories they touched another: in between a story shows what can
//! be said without its texts, and is marked as dirty, so that a kill loses nothing.

mod desk;
mod portraits;

use std::time::Duration;

use store::{Assigned, Assignment};
use tokio_util::sync::CancellationToken;

use self::desk::Desk;
use crate::{Pipeline, outage};

/// Articles placed in one transaction.
const AT_ONCE: usize = 256;

/// How long the election holds without a sign of life.
const ELECTED_FOR: Duration = Duration::from_secs(30);

/// How long to wait before looking again when nothing waits, or when another process is elected.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// How the work on one batch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// So many articles were placed, or portraits made.
    Worked(usize),
    /// Memory and store may have parted: the lease is lost, or an editor was faster.
    Parted,
}

impl Pipeline {
    /// Places articles until the work is to stop.
    pub(crate) async fn assign_for_ever(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = self.assign_until(stop, false).await {
                tracing::error!(error = &error as &dyn std::error::Error, "could not form stories");
            }
            rest(stop).await;
        }
    }

    /// Places everything that waits and makes the portraits that are due; says how many steps of work that were.
    /// Does nothing while another process is elected.
    pub async fn assign_round(&self) -> Result<usize, store::Error> {
        self.assign_until(&CancellationToken::new(), true).await
    }

    async fn assign_until(&self, stop: &CancellationToken, once: bool) -> Result<usize, store::Error> {
        let elect = || self.store.take_lease(Assignment::LEASE, None, ELECTED_FOR);
        let Some(lease) = outage::ride_out(stop, elect).await?.flatten() else { return Ok(0) };
        let worked = self.assign_elected(Desk::open(self, lease).await?, stop, once).await;
        self.store.give_back_lease(Assignment::LEASE, lease).await?;
        worked
    }

    async fn assign_elected(&self, desk: Desk, stop: &CancellationToken, once: bool) -> Result<usize, store::Error> {
        let (mut desk, mut worked) = (desk, 0);
        while !stop.is_cancelled() {
            let lease = desk.lease;
            let stay = || self.store.take_lease(Assignment::LEASE, Some(lease), ELECTED_FOR);
            if outage::ride_out(stop, stay).await?.flatten().is_none() {
                return Ok(worked);
            }
            let step;
            (desk, step) = self.assign_some(desk, stop).await?;
            match step {
                Step::Worked(0) if once => return Ok(worked),
                Step::Worked(0) => rest(stop).await,
                Step::Worked(count) => worked += count,
                Step::Parted => return Ok(worked),
            }
        }
        Ok(worked)
    }

    /// Follows the editors, places one batch, makes one batch of portraits.
    async fn assign_some(&self, desk: Desk, stop: &CancellationToken) -> Result<(Desk, Step), store::Error> {
        let mut desk = desk;
        if !desk.follow_editors(self).await? {
            return Ok((desk, Step::Parted));
        }
        desk.close_old(self.clock.now());
        let waiting = outage::ride_out(stop, || self.store.unassigned(AT_ONCE)).await?.unwrap_or_default();
        let placed = waiting.len();
        if placed > 0 {
            let ids = self.store.new_story_ids(desk::most_stories(placed)).await?.collect();
            let at = self.clock.now();
            let assignment;
            (desk, assignment) = desk.assign(waiting, ids, at).await;
            let assigned = outage::ride_out(stop, || self.store.record_assignment(&assignment)).await?;
            if !assigned.is_some_and(|assigned| is_kept(&assigned)) {
                return Ok((desk, Step::Parted));
            }
            metrics::counter!("octavo_articles_placed_total").increment(placed as u64);
        }
        let portrayed = self.portray_some(desk.lease, stop).await?;
        Ok((desk, portrayed.map_or(Step::Parted, |portrayed| Step::Worked(placed + portrayed))))
    }
}

/// Whether the store took all of it. What an editor decided meanwhile outranks us, and is read anew.
fn is_kept(assigned: &Assigned) -> bool {
    !assigned.lease_lost && assigned.refused_moves.is_empty() && assigned.refused_merges.is_empty()
}

async fn rest(stop: &CancellationToken) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = tokio::time::sleep(LOOK_AGAIN) => {}
    }
}
