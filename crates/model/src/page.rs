//! Keyset paging: a page of a list, and where the next one starts.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

/// Some rows of a list in its order, and the place after the last of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next page starts; nothing when this is the last.
    pub next: Option<Cursor>,
}

/// A place in a list ordered by time and then id, newest first.
///
/// Written as `<microseconds>-<id>` in addresses. A page holds what stands strictly after the place, so rows that
/// arrive meanwhile neither repeat nor hide others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    /// The time of the last row that was given out.
    pub time: Timestamp,
    /// Its id.
    pub id: i64,
}

/// The text is not a place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list: expected `<microseconds>-<id>`")]
pub struct ParseCursorError;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.time.as_microsecond(), self.id)
    }
}

impl FromStr for Cursor {
    type Err = ParseCursorError;

    fn from_str(text: &str) -> Result<Self, ParseCursorError> {
        let (time, id) = text.rsplit_once('-').ok_or(ParseCursorError)?;
        let time = time.parse().ok().and_then(|us| Timestamp::from_microsecond(us).ok()).ok_or(ParseCursorError)?;
        let id = id.parse().map_err(|_| ParseCursorError)?;
        Ok(Self { time, id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_an_address_and_nonsense_is_refused() {
        for microseconds in [1_700_000_000_123_456, 0, -5] {
            let cursor = Cursor { time: Timestamp::from_microsecond(microseconds).unwrap(), id: 7 };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for text in ["", "-", "1-", "-1", "a-1", "1-b", "99999999999999999999-1", "9223372036854775807-1"] {
            assert_eq!(text.parse::<Cursor>(), Err(ParseCursorError), "{text:?}");
        }
    }
}
