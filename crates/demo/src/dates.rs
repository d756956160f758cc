//! One instant as feeds, headers and readers of several languages write it.

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned, fmt};

use crate::data::{Publisher, Words};

/// `Tue, 3 Jun 2025 14:00:00 +0100`, in the publisher's own offset.
pub(crate) fn rfc2822(at: Timestamp, publisher: &Publisher) -> String {
    fmt::rfc2822::to_string(&zoned(at, publisher)).unwrap_or_default()
}

/// `2025-06-03T14:00:00+01:00`, in the publisher's own offset.
pub(crate) fn rfc3339(at: Timestamp, publisher: &Publisher) -> String {
    zoned(at, publisher).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// `Tue, 03 Jun 2025 13:00:00 GMT`, for headers.
pub(crate) fn http(at: Timestamp) -> String {
    fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).unwrap_or_default()
}

/// As the publisher's pages write it: `3 June 2025, 14:00`.
pub(crate) fn spoken(at: Timestamp, publisher: &Publisher, words: &Words) -> String {
    let local = zoned(at, publisher);
    let month = usize::try_from(local.month() - 1).ok().and_then(|index| words.months.get(index));
    words
        .date
        .replace("{d}", &local.day().to_string())
        .replace("{month}", month.map_or("", String::as_str))
        .replace("{y}", &local.year().to_string())
        .replace("{time}", &local.strftime("%H:%M").to_string())
}

fn zoned(at: Timestamp, publisher: &Publisher) -> Zoned {
    let offset = Offset::from_hours(publisher.utc_offset).unwrap_or(Offset::UTC);
    at.to_zoned(TimeZone::fixed(offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Dataset;

    fn check(key: &str, expect: [&str; 3]) {
        let data = Dataset::load().unwrap();
        let publisher = data.publisher(key).unwrap();
        let at: Timestamp = "2025-06-03T13:05:00Z".parse().unwrap();
        let written = [rfc2822(at, publisher), rfc3339(at, publisher), spoken(at, publisher, data.words(publisher))];
        assert_eq!(written, expect);
    }

    #[test]
    fn each_publisher_writes_the_same_instant_its_own_way() {
        check("harbour-courier", ["Tue, 3 Jun 2025 14:05:00 +0100", "2025-06-03T14:05:00+01:00", "3 June 2025, 14:05"]);
        check("shiokaze", ["Tue, 3 Jun 2025 22:05:00 +0900", "2025-06-03T22:05:00+09:00", "2025年6月3日 22:05"]);
        check("northlight", ["Tue, 3 Jun 2025 08:05:00 -0500", "2025-06-03T08:05:00-05:00", "3 June 2025, 08:05"]);
        assert_eq!(http("2025-06-03T13:05:00Z".parse().unwrap()), "Tue, 03 Jun 2025 13:05:00 GMT");
    }
}
