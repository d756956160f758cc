//! The one place that reads the system's clock.

use jiff::Timestamp;
use model::Clock;

/// The system's clock.
#[expect(clippy::disallowed_methods, reason = "everybody else is handed this clock")]
pub(crate) fn system_clock() -> Clock {
    Clock::new(Timestamp::now)
}
