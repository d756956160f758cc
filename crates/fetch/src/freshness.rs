//! What a server says about time: HTTP dates, `Retry-After`, and how long an answer stays fresh.

use std::time::{Duration, UNIX_EPOCH};

use http::HeaderMap;
use http::header::{AGE, CACHE_CONTROL, DATE, EXPIRES};
use jiff::Timestamp;

/// An answer said to be fresh for longer is asked for again after this all the same: publishers set a year by mistake.
const FRESH_MAX: Duration = Duration::from_hours(24);

/// No request to stay away is believed beyond this.
const RETRY_AFTER_MAX: Duration = Duration::from_hours(24 * 7);

/// Reads a date in any of HTTP's three forms (RFC 9110, 5.6.7).
pub fn parse_http_date(value: &str) -> Option<Timestamp> {
    let since_epoch = httpdate::parse_http_date(value.trim()).ok()?.duration_since(UNIX_EPOCH).ok()?;
    Timestamp::from_second(i64::try_from(since_epoch.as_secs()).ok()?).ok()
}

/// Reads a `Retry-After`: seconds, or a date. A date gone by is no time at all; a week is the longest.
pub fn parse_retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    let wait = if is_digits(value) { seconds(value) } else { until(parse_http_date(value)?, now) };
    Some(wait.min(RETRY_AFTER_MAX))
}

/// How long an answer stays fresh by its `Cache-Control`, else its `Expires`; `None` when they name no time to come.
pub fn fresh_for(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let fresh = match max_age(headers) {
        Some(CacheRule::Never) => return None,
        Some(CacheRule::For(lifetime)) => lifetime.saturating_sub(age(headers)),
        None => {
            let served = text(headers, DATE.as_str()).and_then(parse_http_date).unwrap_or(now);
            until(text(headers, EXPIRES.as_str()).and_then(parse_http_date)?, served)
        }
    };
    (!fresh.is_zero()).then(|| fresh.min(FRESH_MAX))
}

enum CacheRule {
    Never,
    For(Duration),
}

fn max_age(headers: &HeaderMap) -> Option<CacheRule> {
    let mut rule = None;
    for line in headers.get_all(CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok()) {
        for directive in line.split(',') {
            let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
            let value = value.trim().trim_matches('"');
            match name.trim().to_ascii_lowercase().as_str() {
                "no-store" | "no-cache" => return Some(CacheRule::Never),
                "max-age" if is_digits(value) => rule = Some(CacheRule::For(seconds(value))),
                _ => {}
            }
        }
    }
    rule
}

fn age(headers: &HeaderMap) -> Duration {
    text(headers, AGE.as_str()).filter(|value| is_digits(value)).map_or(Duration::ZERO, seconds)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn is_digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// More digits than a number holds mean "very long".
fn seconds(digits: &str) -> Duration {
    Duration::from_secs(digits.parse().unwrap_or(u64::MAX))
}

/// The time from `now` until `then`; none when it is past.
pub(crate) fn until(then: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(then.duration_since(now)).unwrap_or(Duration::ZERO)
}

#[cfg(test)]
mod tests {
    use http::HeaderName;
    use proptest::prelude::*;

    use super::*;

    const NOW: &str = "2031-05-04T10:00:00Z";

    fn now() -> Timestamp {
        NOW.parse().unwrap()
    }

    fn check_fresh(lines: &[(&str, &str)], expect: Option<u64>) {
        let headers = lines
            .iter()
            .map(|(name, value)| (HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap()))
            .collect();
        assert_eq!(fresh_for(&headers, now()), expect.map(Duration::from_secs), "{lines:?}");
    }

    #[test]
    fn all_three_forms_of_a_date_are_read() {
        for form in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(parse_http_date(form), Some("1994-11-06T08:49:37Z".parse().unwrap()), "{form}");
        }
        for broken in ["", "0", "-1", "tomorrow", "1994-11-06T08:49:37Z"] {
            assert_eq!(parse_http_date(broken), None, "{broken}");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_bounded() {
        let check = |value: &str, expect: Option<u64>| {
            assert_eq!(parse_retry_after(value, now()), expect.map(Duration::from_secs), "{value}");
        };
        check("120", Some(120));
        check(" 0 ", Some(0));
        check("Sun, 04 May 2031 10:05:00 GMT", Some(300));
        check("Sun, 04 May 2031 09:00:00 GMT", Some(0));
        check("99999999999999999999999", Some(7 * 86_400));
        check("Sat, 06 Nov 2094 08:49:37 GMT", Some(7 * 86_400));
        check("-5", None);
        check("1.5", None);
        check("soon", None);
    }

    #[test]
    fn freshness_is_max_age_less_age_else_expires() {
        check_fresh(&[], None);
        check_fresh(&[("cache-control", "public, Max-Age=600")], Some(600));
        check_fresh(&[("cache-control", "max-age=\"600\""), ("age", "590")], Some(10));
        check_fresh(&[("cache-control", "max-age=600"), ("age", "700")], None);
        check_fresh(&[("cache-control", "max-age=31536000")], Some(86_400));
        check_fresh(&[("cache-control", "max-age=600, no-cache")], None);
        check_fresh(&[("expires", "Sun, 04 May 2031 10:10:00 GMT")], Some(600));
        check_fresh(&[("expires", "0")], None);
        let wrong_clock = ("date", "Sun, 04 May 2031 09:00:00 GMT");
        check_fresh(&[wrong_clock, ("expires", "Sun, 04 May 2031 09:10:00 GMT")], Some(600));
        let both = [("cache-control", "max-age=60"), ("expires", "Sun, 04 May 2031 10:10:00 GMT")];
        check_fresh(&both, Some(60));
    }

    proptest! {
        #[test]
        fn what_was_written_as_a_date_is_read_back(second in 0_u64..253_402_300_799) {
            let written = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(second));
            let read = parse_http_date(&written).unwrap();
            prop_assert_eq!(u64::try_from(read.as_second()).unwrap(), second);
        }

        #[test]
        fn no_header_breaks_the_readers(value in "\\PC{0,40}") {
            let wait = parse_retry_after(&value, now());
            prop_assert!(wait.is_none_or(|wait| wait <= RETRY_AFTER_MAX));
            let mut headers = HeaderMap::new();
            if let Ok(value) = value.parse() {
                headers.insert(CACHE_CONTROL, value);
                prop_assert!(fresh_for(&headers, now()).is_none_or(|fresh| fresh <= FRESH_MAX));
            }
        }
    }
}
