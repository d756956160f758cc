//! Dates in every form that feeds were seen to use.
//!
//! One tolerant scanner reads them all (see [`scan`]); the words of many languages stand in [`words`]. A date without
//! a zone is taken as UTC, one without a time as midnight.

mod parts;
mod scan;
mod words;

use jiff::{SignedDuration, Timestamp};

use crate::problem::{Problem, Problems, quoted};

/// Further ahead than this is a slip, such as the year 9999; less may be an embargo or a wrong clock.
const MAX_AHEAD: SignedDuration = SignedDuration::from_hours(2 * 366 * 24);
/// 1800-01-01: archives go back that far, year 1 is an empty field.
const OLDEST: Timestamp = Timestamp::constant(-5_364_662_400, 0);
/// Nobody writes a date longer than this.
const MAX_DATE_BYTES: usize = 100;

/// The instant that a date means, whether or not it can be true.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_DATE_BYTES {
        return None;
    }
    since_1970(text).or_else(|| scan::scan(text)?.timestamp())
}

/// Seconds or milliseconds since 1970, as some programs print a date.
fn since_1970(text: &str) -> Option<Timestamp> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = text.parse().ok()?;
    match text.len() {
        10 => Timestamp::from_second(number).ok(),
        13 => Timestamp::from_millisecond(number).ok(),
        _ => None,
    }
}

/// The instant that a date in a feed means. One that cannot be read or cannot be true is a problem and no date.
pub(crate) fn read(text: &str, now: Timestamp, problems: &mut Problems) -> Option<Timestamp> {
    if text.trim().is_empty() {
        return None;
    }
    let Some(date) = parse(text) else {
        problems.note(Problem::UnreadableDate(quoted(text)));
        return None;
    };
    let is_possible = date != Timestamp::UNIX_EPOCH && date >= OLDEST && date.duration_since(now) <= MAX_AHEAD;
    if !is_possible {
        problems.note(Problem::ImpossibleDate(quoted(text)));
    }
    is_possible.then_some(date)
}

#[cfg(test)]
mod tests;
