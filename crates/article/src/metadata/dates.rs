//! When a piece came out and last changed, with the zone when it is said.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, fmt::rfc2822};

use crate::facts::Facts;

#[rustfmt::skip]
const PUBLISHED: [&str; 18] = [
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "og:published_time",
    "parsely-pub-date", "sailthru.date", "publish-date", "publishdate", "pubdate", "dc.date.issued",
    "dcterms.created", "dc.date", "dcterms.date", "cxenseparse:recs:publishtime", "rnews:datepublished", "date",
    "citation_publication_date",
];
#[rustfmt::skip]
const UPDATED: [&str; 8] = [
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "last-modified",
    "dcterms.modified", "dc.date.modified", "lastmod",
];

/// When the piece came out.
pub(crate) fn published(facts: &Facts) -> Option<Timestamp> {
    let described = facts.described.iter().map(|piece| piece.published.as_str());
    let metas = facts.metas(&PUBLISHED);
    surest(described.chain(metas).chain(facts.times.iter().map(String::as_str)))
}

/// When the piece last changed.
pub(crate) fn updated(facts: &Facts) -> Option<Timestamp> {
    surest(facts.described.iter().map(|piece| piece.modified.as_str()).chain(facts.metas(&UPDATED)))
}

/// The first time that names its zone, if it may be the same instant as the first of all; else that first.
fn surest<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Timestamp> {
    let times: Vec<Said> = texts.filter_map(parse).collect();
    let first = times.first()?;
    let near = |other: &Said| (other.at.as_second() - first.at.as_second()).abs() <= 36 * 3600;
    let surer = times.iter().filter(|other| near(other)).max_by_key(|other| other.precision);
    // `max_by_key` takes the last of equals; the first one said is the one meant.
    surer
        .and_then(|best| times.iter().find(|other| other.precision == best.precision && near(other)))
        .map(|said| said.at)
}

struct Said {
    at: Timestamp,
    precision: Precision,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precision {
    Day,
    Time,
    Zone,
}

fn parse(text: &str) -> Option<Said> {
    let text = text.trim();
    let said = |at: Timestamp, precision| Said { at, precision };
    let found = instant(text).map(|at| said(at, Precision::Zone)).or_else(|| {
        let local = text.parse::<DateTime>().ok().or_else(|| text.replace('/', "-").parse().ok())?;
        let at = local.to_zoned(TimeZone::UTC).ok()?.timestamp();
        Some(said(at, if text.len() > 10 { Precision::Time } else { Precision::Day }))
    });
    let found = found.or_else(|| {
        let compact = Date::strptime("%Y%m%d", text).or_else(|_| Date::strptime("%B %d, %Y", text)).ok()?;
        Some(said(compact.to_zoned(TimeZone::UTC).ok()?.timestamp(), Precision::Day))
    });
    let found = found.or_else(|| Some(said(written_out(text)?, Precision::Time)));
    found.filter(|said| is_plausible(said.at))
}

fn instant(text: &str) -> Option<Timestamp> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    if let Ok(zoned) = rfc2822::parse(text) {
        return Some(zoned.timestamp());
    }
    let formats = [
        "%Y-%m-%dT%H:%M:%S%.f%z",
        "%Y-%m-%d %H:%M:%S %z",
        "%Y-%m-%dT%H:%M%:z",
        "%Y-%m-%dT%H:%M%z",
        "%a %b %d %Y %H:%M:%S GMT%z",
    ];
    formats.iter().find_map(|format| Timestamp::strptime(format, text).ok())
}

/// "November 19, 2019, 07:47 PM EST". The letters of a zone mean another one elsewhere, so they are not read.
fn written_out(text: &str) -> Option<Timestamp> {
    let without_zone =
        text.trim_end_matches(|c: char| c.is_ascii_uppercase() && !text.ends_with("AM") && !text.ends_with("PM"));
    let text = without_zone.trim_end();
    let formats = ["%B %d, %Y, %I:%M %p", "%B %d, %Y %I:%M %p", "%b %d, %Y, %I:%M %p", "%d %B %Y %H:%M"];
    let local = formats.iter().find_map(|format| DateTime::strptime(format, text).ok())?;
    Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// The web is younger than 1990, and dates far ahead are placeholders.
fn is_plausible(at: Timestamp) -> bool {
    let year = at.to_zoned(TimeZone::UTC).year();
    (1990..2100).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], expect: &str) {
        let found = surest(texts.iter().copied()).map(|at| at.to_string()).unwrap_or_default();
        assert_eq!(found, expect, "{texts:?}");
    }

    #[test]
    fn times_are_read_with_their_zone() {
        check(&["2024-03-05T09:30:00+01:00"], "2024-03-05T08:30:00Z");
        check(&["2024-03-05T09:30:00.000+0100"], "2024-03-05T08:30:00Z");
        check(&["2024-03-05T09:30+09:00"], "2024-03-05T00:30:00Z");
        check(&["2024-03-05 09:30:00"], "2024-03-05T09:30:00Z");
        check(&["Tue, 05 Mar 2024 09:30:00 GMT"], "2024-03-05T09:30:00Z");
        check(&["20240305"], "2024-03-05T00:00:00Z");
        check(&["2024/03/05"], "2024-03-05T00:00:00Z");
        check(&["Tue Mar 05 2024 09:30:00 GMT+0100"], "2024-03-05T08:30:00Z");
        check(&["March 5, 2024, 09:30 PM EST"], "2024-03-05T21:30:00Z");
        check(&["March 5, 2024 09:30 AM"], "2024-03-05T09:30:00Z");
    }

    #[test]
    fn a_time_with_a_zone_beats_a_bare_one_of_the_same_day() {
        check(&["2024-03-05", "2024-03-05T09:30:00+01:00"], "2024-03-05T08:30:00Z");
        check(&["2024-03-05", "2023-01-01T09:30:00+01:00"], "2024-03-05T00:00:00Z");
    }

    #[test]
    fn nonsense_is_no_time() {
        for text in ["", "yesterday", "9999-12-31T00:00:00Z", "0001-01-01", "-5", "1970-01-01T00:00:00Z"] {
            check(&[text], "");
        }
    }
}
