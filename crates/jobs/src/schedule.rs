//! When a feed is due again: often where news comes often, rarely where none comes, never against its server's word.

use std::time::Duration;

use model::Cause;

/// The bounds between which feeds are polled.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The shortest rest between two polls of a feed that answers.
    pub shortest: Duration,
    /// The longest rest of a feed that answers, and the first after a failure times this many doublings.
    pub longest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { shortest: Duration::from_mins(10), longest: Duration::from_hours(6) }
    }
}

/// A server may ask for quiet, but not for more than this.
const QUIET_MAX: Duration = Duration::from_hours(24);

/// A feed that is gone is asked again all the same: some come back.
const GONE: Duration = Duration::from_hours(7 * 24);

/// How a poll ended, as far as the schedule is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// It brought new or changed items.
    News,
    /// It brought nothing new.
    Quiet,
    /// It failed, for that cause, this often in a row.
    Failed(Cause, u32),
}

/// The rest until the next poll.
///
/// `last` is the rest before this poll, `asked` the longest that the server asks for by `ttl`, cache headers or
/// `Retry-After`. News shortens the rest by a third, quiet lengthens it by a third; a failure that may pass doubles it
/// from the shortest on.
pub(crate) fn rest(pace: Pace, last: Duration, ended: Ended, asked: Option<Duration>) -> Duration {
    let own = match ended {
        Ended::News => (last * 2 / 3).clamp(pace.shortest, pace.longest),
        Ended::Quiet => (last * 4 / 3).clamp(pace.shortest, pace.longest),
        Ended::Failed(Cause::Gone, _) => GONE.min(pace.longest.saturating_mul(28)),
        Ended::Failed(_, failures) => {
            let doubled = pace.shortest.saturating_mul(1 << failures.min(12));
            doubled.min(pace.longest.saturating_mul(4))
        }
    };
    own.max(asked.unwrap_or_default().min(QUIET_MAX))
}

/// The rest a little longer, by up to a tenth, by a number that differs from feed to feed: feeds added together drift
/// apart instead of coming due together for ever.
pub(crate) fn spread(rest: Duration, number: i64) -> Duration {
    // The golden ratio's multiples fill the range evenly (Knuth, volume 3, section 6.4).
    let share = number.wrapping_mul(0x9E37_79B9).rem_euclid(1 << 16);
    rest + rest / 10 * u32::try_from(share).unwrap_or_default() / (1 << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace { shortest: Duration::from_mins(10), longest: Duration::from_hours(6) };

    fn check(last_minutes: u64, ended: Ended, asked_minutes: Option<u64>, expect_minutes: u64) {
        let asked = asked_minutes.map(Duration::from_mins);
        let rest = rest(PACE, Duration::from_mins(last_minutes), ended, asked);
        assert_eq!(rest, Duration::from_mins(expect_minutes), "{last_minutes} {ended:?} {asked_minutes:?}");
    }

    #[test]
    fn news_shortens_the_rest_and_quiet_lengthens_it_within_bounds() {
        check(60, Ended::News, None, 40);
        check(60, Ended::Quiet, None, 80);
        check(12, Ended::News, None, 10);
        check(350, Ended::Quiet, None, 360);
    }

    #[test]
    fn the_server_may_ask_for_more_quiet_but_not_for_ever() {
        check(60, Ended::News, Some(120), 120);
        check(60, Ended::News, Some(5), 40);
        check(60, Ended::Quiet, Some(60 * 24 * 365), 60 * 24);
        check(60, Ended::Failed(Cause::RateLimited, 1), Some(90), 90);
    }

    #[test]
    fn failures_back_off_and_what_is_gone_is_left_for_a_week() {
        check(60, Ended::Failed(Cause::Timeout, 1), None, 20);
        check(60, Ended::Failed(Cause::Timeout, 4), None, 160);
        check(60, Ended::Failed(Cause::ServerError, 4_000_000_000), None, 60 * 24);
        check(60, Ended::Failed(Cause::Gone, 1), None, 60 * 24 * 7);
    }

    #[test]
    fn feeds_drift_apart_by_a_tenth_at_most() {
        let hour = Duration::from_hours(1);
        let rests: Vec<Duration> = (0..100).map(|feed| spread(hour, feed)).collect();
        assert!(rests.iter().all(|rest| (hour..=hour * 11 / 10).contains(rest)));
        assert!(rests.iter().max() > rests.iter().min().map(|least| *least + Duration::from_mins(4)).as_ref());
    }
}
