//! How hard and how often the jobs work.

use std::time::Duration;

use model::rights::Audience;

use crate::Pace;

/// How hard and how often the jobs work.
#[derive(Debug, Clone)]
pub struct Options {
    /// How long a claimed row stays ours without a report. Longer than any fetch takes, or work is done twice.
    pub lease: Duration,
    /// Feeds fetched at the same time.
    pub feeds_at_once: usize,
    /// Pages fetched at the same time.
    pub pages_at_once: usize,
    /// Feeds and pages read at the same time; reading keeps a core busy.
    pub readers: usize,
    /// How often feeds are polled.
    pub pace: Pace,
    /// How long articles are kept; for ever when unset.
    pub retention: Option<Duration>,
    /// Who reads this instance: what machines may do with a text depends on what was recorded for them.
    pub audience: Audience,
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            lease: Duration::from_mins(2),
            feeds_at_once: 32,
            pages_at_once: 16,
            readers: cores,
            pace: Pace::default(),
            retention: None,
            audience: Audience::default(),
        }
    }
}
