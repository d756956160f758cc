//! What the pages are given by whoever starts them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::tz::TimeZone;
use model::Clock;
use model::rights::Audience;

/// All that the pages need from outside.
#[derive(Clone)]
pub struct App {
    /// Where everything is kept.
    pub store: store::Store,
    /// What can be searched of it. Pages only read; somebody else keeps it caught up.
    pub search: Arc<search::Index>,
    /// Gets pictures from publishers.
    pub fetcher: fetch::Fetcher,
    /// Tells the time.
    pub clock: Clock,
    /// The zone in which pages tell dates and times.
    pub zone: TimeZone,
    /// Who reads this instance; rights depend on it.
    pub audience: Audience,
    /// The name on the masthead.
    pub name: String,
    /// Renders the figures of `/metrics` in Prometheus' text format.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
    /// Whether `/healthz` may say that all is well.
    pub ready: Ready,
}

/// A flag that the starter raises once everything runs, and lowers before it stops.
#[derive(Debug, Clone, Default)]
pub struct Ready(Arc<AtomicBool>);

impl Ready {
    /// Raises or lowers the flag for all clones.
    pub fn set(&self, ready: bool) {
        self.0.store(ready, Ordering::Release);
    }

    /// Whether it is raised.
    pub fn get(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
