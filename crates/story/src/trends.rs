//! Hashtags that burst against their own past.
//!
//! What is counted is owners: how many different ones used a hashtag in a day, so that nobody makes a trend alone. A tag
//! is expected to be used as on its days before: their mean, nearer days weighing more, or the mean of the same weekday
//! if that is higher, so that a league is no news on match day. The surprise is the signed root of the Poisson deviance,
//! `sqrt(2 (x ln(x / m) - (x - m)))` for `x` owners where `m` were expected, which reads like a number of standard
//! deviations. It fades with the time since the tag was last used.

use std::cmp::Reverse;

use jiff::Timestamp;
use model::HashtagId;

#[cfg(test)]
mod tests;

/// Owners without whom nothing is a trend.
const MIN_OWNERS: u32 = 3;
/// The least surprise: a tag used as often by chance turns up once in about forty.
const MIN_SURPRISE: f64 = 2.0;
/// Days of the past that count; more are passed over.
const PAST_DAYS: usize = 28;
/// A day so many days back weighs half.
const HALF_WEIGHT_DAYS: f64 = 14.0;
/// What is thought of a tag without a past: one owner a day, for as many days.
const PRIOR_DAYS: f64 = 2.0;
/// Hours after its last use in which a trend fades by half.
const HALF_LIFE_HOURS: f64 = 12.0;

/// How a hashtag was used.
#[derive(Debug, Clone, PartialEq)]
pub struct Usage {
    /// Its row.
    pub hashtag: HashtagId,
    /// How many owners used it in the last 24 hours.
    pub owners: u32,
    /// How many used it in each 24 hours before, the nearest first; as long as is known, at most 28.
    pub past: Vec<u32>,
    /// When an article that carries it was last listed.
    pub last_used: Timestamp,
}

/// A hashtag that is used more than its past lets expect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Its row.
    pub hashtag: HashtagId,
    /// The surprise, faded.
    pub score: f64,
    /// How many owners used it in the last 24 hours.
    pub owners: u32,
    /// How many were to be expected.
    pub expected: f64,
}

/// The hashtags that trend, the most surprising first.
pub fn trends(usages: &[Usage], now: Timestamp, limit: usize) -> Vec<Trend> {
    let mut found: Vec<Trend> = usages.iter().filter_map(|usage| trend(usage, now)).collect();
    let key = |trend: &Trend| (Reverse(trend.owners), trend.hashtag);
    found.sort_by(|one, other| other.score.total_cmp(&one.score).then(key(one).cmp(&key(other))));
    found.truncate(limit);
    found
}

fn trend(usage: &Usage, now: Timestamp) -> Option<Trend> {
    let expected = expected(&usage.past);
    let surprise = surprise(usage.owners, expected);
    let hours = now.duration_since(usage.last_used).as_secs_f64().max(0.0) / 3600.0;
    let is_trend = usage.owners >= MIN_OWNERS && surprise >= MIN_SURPRISE;
    let score = surprise * 0.5_f64.powf(hours / HALF_LIFE_HOURS);
    is_trend.then_some(Trend { hashtag: usage.hashtag, score, owners: usage.owners, expected })
}

/// Owners a day to expect after such a past.
fn expected(past: &[u32]) -> f64 {
    let days = || (0_u32..).zip(past.iter().copied()).take(PAST_DAYS);
    // The last 24 hours are day 0 and the nearest past day 1, so the same weekday is the seventh of the list.
    let weekdays = days().filter(|(at, _)| at % 7 == 6);
    mean(days(), PRIOR_DAYS).max(mean(weekdays, PRIOR_DAYS / 7.0))
}

fn mean(days: impl Iterator<Item = (u32, u32)>, prior_days: f64) -> f64 {
    let (mut sum, mut weights) = (prior_days, prior_days);
    for (at, owners) in days {
        let weight = 0.5_f64.powf(f64::from(at) / HALF_WEIGHT_DAYS);
        sum += weight * f64::from(owners);
        weights += weight;
    }
    sum / weights
}

fn surprise(owners: u32, expected: f64) -> f64 {
    let owners = f64::from(owners);
    if owners <= expected {
        return 0.0;
    }
    (2.0 * (owners * (owners / expected).ln() - (owners - expected))).max(0.0).sqrt()
}
