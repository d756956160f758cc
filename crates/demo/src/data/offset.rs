//! Times relative to the start of the newsroom: `-3d4h10m`, `-26h`, `+90s`, `0m`.

use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

/// How long before (negative) or after the start something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Offset(SignedDuration);

impl Offset {
    /// The instant it means for a newsroom that started then.
    pub(crate) fn after(self, started: Timestamp) -> Timestamp {
        started.saturating_add(self.0).expect("a signed duration holds no calendar units")
    }

    /// Whether it lies before the start.
    #[cfg(test)]
    pub(crate) fn is_past(self) -> bool {
        self.0.is_negative()
    }

    /// Whole seconds, negative before the start.
    #[cfg(test)]
    pub(crate) fn seconds(self) -> i64 {
        self.0.as_secs()
    }
}

impl TryFrom<String> for Offset {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl FromStr for Offset {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refused = || format!("`{text}` is not a time relative to the start such as -3d4h10m or +90s");
        let (sign, mut rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        if rest.is_empty() {
            return Err(refused());
        }
        let mut seconds: i64 = 0;
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(refused)?;
            let (number, tail) = rest.split_at(digits);
            let (unit, tail) = tail.split_at_checked(1).ok_or_else(refused)?;
            let number: i32 = number.parse().map_err(|_| refused())?;
            seconds += i64::from(number) * seconds_in(unit).ok_or_else(refused)?;
            rest = tail;
        }
        Ok(Self(SignedDuration::from_secs(sign * seconds)))
    }
}

fn seconds_in(unit: &str) -> Option<i64> {
    match unit {
        "d" => Some(86_400),
        "h" => Some(3_600),
        "m" => Some(60),
        "s" => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<i64>) {
        assert_eq!(text.parse::<Offset>().ok().map(Offset::seconds), expect, "{text:?}");
    }

    #[test]
    fn days_hours_minutes_and_seconds_add_up() {
        check("-3d4h10m", Some(-(3 * 86_400 + 4 * 3_600 + 600)));
        check("-26h", Some(-26 * 3_600));
        check("+90s", Some(90));
        check("0m", Some(0));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "-", "+", "3", "h", "-3x", "3d ", "- 3d", "3.5h", "1日", "99999999999d"] {
            check(text, None);
        }
    }
}
