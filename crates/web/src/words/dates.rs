//! Dates and times in words: absolute ones through ICU, relative ones through Fluent.

use icu::datetime::DateTimeFormatter;
use icu::datetime::fieldsets::{T, YMD, YMDE, YMDT};
use icu::datetime::input::{Date, DateTime, Time};
use icu::locale::Locale;
use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::Words;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// From here on a date is clearer than a count of days.
const WEEK: u64 = 7 * DAY;

/// The formatters of one language; building one costs more than a page, so they are kept.
pub(super) struct Dates {
    day: DateTimeFormatter<YMDE>,
    date: DateTimeFormatter<YMD>,
    stamp: DateTimeFormatter<YMDT>,
    clock: DateTimeFormatter<T>,
}

/// One instant as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moment {
    /// For machines: the attribute `datetime`.
    pub(crate) datetime: String,
    /// Date and time in full.
    pub(crate) absolute: String,
    /// How long ago, or in how long; a date when that is more than a week.
    pub(crate) relative: String,
    /// The time of day alone.
    pub(crate) clock: String,
}

impl Dates {
    pub(super) fn new(language: &str) -> Self {
        const DATA: &str = "the language's date patterns are part of the program";
        let locale: Locale = language.parse().expect("the constant is a language");
        let formatter = |locale: &Locale| locale.clone().into();
        Self {
            day: DateTimeFormatter::try_new(formatter(&locale), YMDE::long()).expect(DATA),
            date: DateTimeFormatter::try_new(formatter(&locale), YMD::medium()).expect(DATA),
            stamp: DateTimeFormatter::try_new(formatter(&locale), YMD::long().with_time_hm()).expect(DATA),
            clock: DateTimeFormatter::try_new(formatter(&locale), T::hm()).expect(DATA),
        }
    }
}

impl Words {
    /// The day in full, as a masthead prints it.
    pub(crate) fn day(&self, at: Timestamp, zone: &TimeZone) -> String {
        self.dates.day.format(&icu_date(zone.to_datetime(at).date())).to_string()
    }

    /// A date without weekday and time.
    pub(crate) fn date(&self, at: Timestamp, zone: &TimeZone) -> String {
        self.dates.date.format(&icu_date(zone.to_datetime(at).date())).to_string()
    }

    /// An instant seen from `now`.
    pub(crate) fn moment(&self, at: Timestamp, now: Timestamp, zone: &TimeZone) -> Moment {
        let civil = zone.to_datetime(at);
        let local = icu_datetime(civil);
        Moment {
            datetime: at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            absolute: self.dates.stamp.format(&local).to_string(),
            relative: self.relative(at, now).unwrap_or_else(|| self.date(at, zone)),
            clock: self.dates.clock.format(&local.time).to_string(),
        }
    }

    fn relative(&self, at: Timestamp, now: Timestamp) -> Option<String> {
        let since = now.duration_since(at);
        let seconds = since.as_secs().unsigned_abs();
        let ahead = since < SignedDuration::ZERO;
        Some(match seconds {
            0..MINUTE if ahead => self.any_moment(),
            0..MINUTE => self.just_now(),
            MINUTE..HOUR if ahead => self.in_minutes(seconds / MINUTE),
            MINUTE..HOUR => self.minutes_ago(seconds / MINUTE),
            HOUR..DAY if ahead => self.in_hours(seconds / HOUR),
            HOUR..DAY => self.hours_ago(seconds / HOUR),
            DAY..WEEK if ahead => self.in_days(seconds / DAY),
            DAY..WEEK => self.days_ago(seconds / DAY),
            _ => return None,
        })
    }
}

fn icu_date(date: civil::Date) -> Date<icu::calendar::Iso> {
    let day = |date: civil::Date| {
        Date::try_new_iso(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
    };
    // jiff's years run from -9999 to 9999, well inside ICU's.
    day(date).or_else(|_| day(civil::Date::ZERO)).expect("jiff's dates are ICU's dates")
}

fn icu_datetime(at: civil::DateTime) -> DateTime<icu::calendar::Iso> {
    let time =
        Time::try_new(at.hour().unsigned_abs(), at.minute().unsigned_abs(), 0, 0).unwrap_or(Time::start_of_day());
    DateTime { date: icu_date(at.date()), time }
}
