//! Trying again what only came at a bad moment: another process held the file, two transactions met head-on.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use crate::Error;

/// How often the same call meets others before its caller hears of it.
const MAX_TRIES: u32 = 12;

/// Counts the tries of one call.
#[derive(Debug, Default)]
pub(crate) struct Tries(u32);

impl Tries {
    /// Whether `error` is worth another try.
    pub(crate) fn covers(&mut self, error: &Error) -> bool {
        self.0 += 1;
        self.0 < MAX_TRIES && error.is_race()
    }

    /// A pause that grows, with a little noise so that two callers do not stay in step.
    pub(crate) async fn pause(&self) {
        let noise = RandomState::new().build_hasher().finish() % 7;
        tokio::time::sleep(Duration::from_millis((2 << self.0.min(8)) + noise)).await;
    }
}

/// Runs an expression again while it fails for passing reasons.
macro_rules! retrying {
    ($call:expr) => {{
        let mut tries = $crate::retry::Tries::default();
        loop {
            match $call {
                Err(error) if tries.covers(&error) => tries.pause().await,
                end => break end,
            }
        }
    }};
}
pub(crate) use retrying;
