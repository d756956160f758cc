//! `[jobs]`: how the jobs work.

use std::time::Duration;

use anyhow::{Result, bail};
use serde::Deserialize;

/// How the jobs work.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Jobs {
    /// The shortest rest between two polls of one feed, in minutes; feeds that bring little rest longer by themselves.
    pub(crate) poll_minutes: u32,
    /// For how many days articles are kept; 0 keeps them for ever.
    pub(crate) retention_days: u32,
    /// How long a feed or article claimed by a worker stays its own without a report. Lower it only in tests: what is
    /// claimed twice is fetched twice.
    pub(crate) lease_seconds: u32,
}

impl Default for Jobs {
    fn default() -> Self {
        Self { poll_minutes: 10, retention_days: 0, lease_seconds: 120 }
    }
}

impl Jobs {
    pub(super) fn check(&self) -> Result<()> {
        if self.poll_minutes == 0 {
            bail!("jobs.poll_minutes must be at least 1: publishers block who asks more often");
        }
        if self.lease_seconds == 0 {
            bail!("jobs.lease_seconds must be at least 1");
        }
        Ok(())
    }

    /// The same as options of the pipeline.
    pub(crate) fn options(&self) -> jobs::Options {
        let standard = jobs::Options::default();
        let shortest = Duration::from_mins(u64::from(self.poll_minutes));
        let pace = jobs::Pace { shortest, longest: standard.pace.longest.max(shortest) };
        let days = u64::from(self.retention_days);
        jobs::Options {
            lease: Duration::from_secs(u64::from(self.lease_seconds)),
            pace,
            retention: (days > 0).then(|| Duration::from_hours(24 * days)),
            ..standard
        }
    }
}
