//! Manners towards one host (host and port): how many requests at once, how far apart, when it wants to be left alone,
//! and what its robots.txt said. The table of hosts is bounded; the ones longest unused are forgotten first.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use model::Failure;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until, timeout_at};
use url::Url;

use crate::freshness::until;
use crate::{Error, RobotsTxt};

/// Hosts remembered at a time. A few hundred bytes each, and its robots.txt where pages are read.
const HOSTS_MAX: usize = 4096;

/// Every host we deal with.
#[derive(Debug)]
pub(crate) struct Hosts {
    known: Mutex<HashMap<(String, u16), Arc<Host>>>,
    connections_per_host: usize,
}

/// How we stand with one host.
#[derive(Debug)]
pub(crate) struct Host {
    permits: Arc<Semaphore>,
    state: Mutex<State>,
    /// Held while the file is fetched, so that many pages ask for it once.
    pub(crate) robots: tokio::sync::Mutex<Option<KnownRobots>>,
}

#[derive(Debug)]
struct State {
    next_start: Instant,
    resting_until: Timestamp,
    used: Instant,
}

/// What is known of a host's robots.txt, and how long that is good for.
#[derive(Debug)]
pub(crate) struct KnownRobots {
    pub(crate) until: Timestamp,
    pub(crate) said: Result<RobotsTxt, Failure>,
}

/// The right to have one request under way; given back when dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    _permit: OwnedSemaphorePermit,
}

impl Hosts {
    pub(crate) fn new(connections_per_host: usize) -> Self {
        Self { known: Mutex::default(), connections_per_host: connections_per_host.max(1) }
    }

    pub(crate) fn host(&self, url: &Url) -> Arc<Host> {
        let name = url.host_str().unwrap_or_default().trim_end_matches('.');
        let key = (name.to_owned(), url.port_or_known_default().unwrap_or_default());
        let mut known = locked(&self.known);
        if known.len() >= HOSTS_MAX && !known.contains_key(&key) {
            forget_half(&mut known);
        }
        let host = known.entry(key).or_insert_with(|| Arc::new(Host::new(self.connections_per_host)));
        locked(&host.state).used = Instant::now();
        Arc::clone(host)
    }
}

/// Forgets the half that was unused longest, but no host that is being asked or waited for.
fn forget_half(known: &mut HashMap<(String, u16), Arc<Host>>) {
    let used = |host: &Host| locked(&host.state).used;
    let mut times: Vec<Instant> = known.values().map(|host| used(host)).collect();
    times.sort_unstable();
    let Some(middle) = times.get(times.len() / 2).copied() else { return };
    known.retain(|_, host| Arc::strong_count(host) > 1 || used(host) > middle);
}

impl Host {
    fn new(connections: usize) -> Self {
        let now = Instant::now();
        Self {
            permits: Arc::new(Semaphore::new(connections)),
            state: Mutex::new(State { next_start: now, resting_until: Timestamp::MIN, used: now }),
            robots: tokio::sync::Mutex::default(),
        }
    }

    /// Leaves the host alone until then.
    pub(crate) fn rest(&self, until: Timestamp) {
        let mut state = locked(&self.state);
        state.resting_until = state.resting_until.max(until);
    }

    /// Waits until the host may be asked: `spacing` after the last spaced request, with a connection free. What would
    /// wait longer than `wait_max` is sent back, so that nobody holds a lease while standing in a queue.
    pub(crate) async fn turn(&self, spacing: Duration, wait_max: Duration, now: Timestamp) -> Result<Turn, Error> {
        self.check_rest(now)?;
        let start = self.reserve_start(spacing, wait_max)?;
        sleep_until(start).await;
        let permit = timeout_at(start + wait_max, Arc::clone(&self.permits).acquire_owned()).await;
        let Ok(Ok(permit)) = permit else { return Err(Error::Resting { wait: wait_max }) };
        // Somebody before us in the queue may have been told to stay away.
        self.check_rest(now)?;
        Ok(Turn { _permit: permit })
    }

    fn check_rest(&self, now: Timestamp) -> Result<(), Error> {
        let wait = until(locked(&self.state).resting_until, now);
        if wait.is_zero() { Ok(()) } else { Err(Error::Resting { wait }) }
    }

    fn reserve_start(&self, spacing: Duration, wait_max: Duration) -> Result<Instant, Error> {
        let now = Instant::now();
        if spacing.is_zero() {
            return Ok(now);
        }
        let mut state = locked(&self.state);
        let start = state.next_start.max(now);
        let wait = start.duration_since(now);
        if wait > wait_max {
            return Err(Error::Resting { wait });
        }
        state.next_start = start + spacing;
        Ok(start)
    }
}

/// A panic elsewhere leaves these few fields usable.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
