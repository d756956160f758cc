//! What a date was found to say, and the instant that makes.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// The parts of a date as they were found; what was not found is `None`.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Parts {
    pub(super) year: Option<i64>,
    pub(super) month: Option<i64>,
    pub(super) day: Option<i64>,
    /// The day of the year, which ISO 8601 allows instead of month and day.
    pub(super) ordinal: Option<i64>,
    pub(super) time: Option<Clock>,
    /// Whether `am` (false) or `pm` (true) stands beside the time.
    pub(super) pm: Option<bool>,
    /// Seconds east of UTC.
    pub(super) offset: Option<i64>,
}

/// A time of day; an hour of 24 is the end of the day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Clock {
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    pub(super) nanosecond: i32,
}

/// No zone is further from UTC.
const MAX_OFFSET: i64 = 16 * 3600;

impl Parts {
    pub(super) fn timestamp(&self) -> Option<Timestamp> {
        let date = self.date()?;
        // The last days of the calendar are beyond the clock's range in some zones; all of that year is a slip.
        if date.year() == 9999 {
            return Some(Timestamp::MAX);
        }
        let clock = self.time.unwrap_or_default();
        let hour = match self.pm {
            Some(true) if clock.hour < 12 => clock.hour + 12,
            Some(false) if clock.hour == 12 => 0,
            _ => clock.hour,
        };
        // 24:00 is midnight of the next day; a leap second is the one before it.
        let (hour, days) = if hour == 24 { (0, 1) } else { (hour, 0) };
        let second = clock.second.min(59 + i64::from(clock.second > 60));
        let time = Time::new(small(hour)?, small(clock.minute)?, small(second)?, clock.nanosecond).ok()?;
        let civil = DateTime::from_parts(date, time).checked_add(SignedDuration::from_hours(24 * days)).ok()?;
        let offset = self.offset.filter(|offset| offset.abs() <= MAX_OFFSET).unwrap_or(0);
        Offset::from_seconds(i32::try_from(offset).ok()?).ok()?.to_timestamp(civil).ok()
    }

    fn date(&self) -> Option<Date> {
        let year = i16::try_from(self.year?).ok()?;
        if let Some(ordinal) = self.ordinal {
            let first = Date::new(year, 1, 1).ok()?;
            let date = first.checked_add(SignedDuration::from_hours(24 * (ordinal - 1))).ok()?;
            return Some(date).filter(|date| date.year() == year);
        }
        Date::new(year, small(self.month.unwrap_or(1))?, small(self.day.unwrap_or(1))?).ok()
    }
}

fn small(number: i64) -> Option<i8> {
    i8::try_from(number).ok()
}
