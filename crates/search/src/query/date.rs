//! Dates and spans as a query names them; what they mean depends on the reader's clock and zone.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

/// A day, a month or a year of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Date {
    /// `2026-11-22`
    Day(civil::Date),
    /// `2026-11`, by its first day.
    Month(civil::Date),
    /// `2026`, by its first day.
    Year(civil::Date),
}

/// A point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// When that day, month or year began.
    Start(Date),
    /// So long before the search.
    Ago(u16, Unit),
}

/// What spans are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// `h`
    Hours,
    /// `d`
    Days,
    /// `w`
    Weeks,
    /// `m`
    Months,
    /// `y`
    Years,
}

impl Unit {
    const ALL: [Self; 5] = [Self::Hours, Self::Days, Self::Weeks, Self::Months, Self::Years];

    fn letter(self) -> char {
        match self {
            Self::Hours => 'h',
            Self::Days => 'd',
            Self::Weeks => 'w',
            Self::Months => 'm',
            Self::Years => 'y',
        }
    }

    fn span(self, count: u16) -> Span {
        let count = i64::from(count);
        match self {
            Self::Hours => count.hours(),
            Self::Days => count.days(),
            Self::Weeks => count.weeks(),
            Self::Months => count.months(),
            // A calendar of jiff's ends in the year 9999.
            Self::Years => count.min(9999).years(),
        }
    }
}

impl Date {
    fn first(self) -> civil::Date {
        let (Self::Day(date) | Self::Month(date) | Self::Year(date)) = self;
        date
    }

    fn next(self) -> civil::Date {
        let span = match self {
            Self::Day(_) => 1.day(),
            Self::Month(_) => 1.month(),
            Self::Year(_) => 1.year(),
        };
        self.first().saturating_add(span)
    }

    /// When it begins and when the next begins, in microseconds.
    pub(crate) fn bounds(self, zone: &TimeZone) -> (i64, i64) {
        (start_of(self.first(), zone), start_of(self.next(), zone))
    }
}

impl Moment {
    /// In microseconds.
    pub(crate) fn resolve(self, now: Timestamp, zone: &TimeZone) -> i64 {
        match self {
            Self::Start(date) => date.bounds(zone).0,
            Self::Ago(count, unit) => {
                let then = now.to_zoned(zone.clone()).saturating_sub(unit.span(count));
                then.timestamp().as_microsecond()
            }
        }
    }
}

/// Midnight, or what stands for it where clocks jump; the ends of time where the calendar ends.
fn start_of(date: civil::Date, zone: &TimeZone) -> i64 {
    let end = if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    date.to_zoned(zone.clone()).map_or(end, |zoned| zoned.timestamp()).as_microsecond()
}

/// The text names no date that the calendar has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDate;

impl FromStr for Date {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let mut parts = text.splitn(3, '-');
        let year = number(parts.next(), 4)?;
        let Some(month) = parts.next() else { return Ok(Self::Year(civil_date(year, 1, 1)?)) };
        let month = number(Some(month), 2)?;
        let Some(day) = parts.next() else { return Ok(Self::Month(civil_date(year, month, 1)?)) };
        Ok(Self::Day(civil_date(year, month, number(Some(day), 2)?)?))
    }
}

fn number(text: Option<&str>, most_digits: usize) -> Result<i16, NoDate> {
    let text = text.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= most_digits);
    let is_long_enough = |text: &&str| most_digits < 4 || text.len() == 4;
    text.filter(is_long_enough).and_then(|text| text.parse().ok()).ok_or(NoDate)
}

fn civil_date(year: i16, month: i16, day: i16) -> Result<civil::Date, NoDate> {
    let part = |value: i16| i8::try_from(value).map_err(|_| NoDate);
    civil::Date::new(year, part(month)?, part(day)?).map_err(|_| NoDate)
}

impl FromStr for Moment {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        if let Ok(date) = text.parse() {
            return Ok(Self::Start(date));
        }
        let letter = text.chars().next_back().ok_or(NoDate)?.to_ascii_lowercase();
        let unit = Unit::ALL.into_iter().find(|unit| unit.letter() == letter).ok_or(NoDate)?;
        let count = text.get(..text.len() - 1).ok_or(NoDate)?;
        let is_count = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
        let count = if is_count { count.parse().map_err(|_| NoDate)? } else { return Err(NoDate) };
        Ok(Self::Ago(count, unit))
    }
}

impl Display for Date {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let date = self.first();
        match self {
            Self::Day(_) => write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
            Self::Month(_) => write!(f, "{:04}-{:02}", date.year(), date.month()),
            Self::Year(_) => write!(f, "{:04}", date.year()),
        }
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(date) => date.fmt(f),
            Self::Ago(count, unit) => write!(f, "{count}{}", unit.letter()),
        }
    }
}
