//! A place in an answer, as it stands in addresses.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use jiff::Timestamp;

use super::{Key, Order};

/// Where a page of hits ended. Written as `<order>-<as of>-<rank>-<article>`, numbers in base 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub(super) order: Order,
    /// The moment of the first page.
    pub(super) as_of: Timestamp,
    pub(super) key: Key,
}

/// The text is not a place in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in an answer: expected `<order>-<as of>-<rank>-<article>`")]
pub struct ParseCursorError;

impl Display for Cursor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let order = match self.order {
            Order::Best => 'b',
            Order::Newest => 'n',
        };
        write!(f, "{order}-{:x}-{:x}-{:x}", self.as_of.as_microsecond(), self.key.rank, self.key.article)
    }
}

impl FromStr for Cursor {
    type Err = ParseCursorError;

    fn from_str(text: &str) -> Result<Self, ParseCursorError> {
        let mut parts = text.splitn(4, '-');
        let order = match parts.next() {
            Some("b") => Order::Best,
            Some("n") => Order::Newest,
            _ => return Err(ParseCursorError),
        };
        let mut number = || -> Result<u64, ParseCursorError> {
            let digits = parts.next().filter(|digits| !digits.starts_with('+')).ok_or(ParseCursorError)?;
            u64::from_str_radix(digits, 16).map_err(|_| ParseCursorError)
        };
        let as_of = Timestamp::from_microsecond(number()?.cast_signed()).map_err(|_| ParseCursorError)?;
        Ok(Self { order, as_of, key: Key { rank: number()?.cast_signed(), article: number()? } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_an_address_and_nonsense_is_refused() {
        for (order, rank) in [(Order::Best, i64::from(1.5_f32.to_bits())), (Order::Newest, -7), (Order::Newest, 7)] {
            let as_of = Timestamp::from_microsecond(-1_700_000_000_123_456).unwrap();
            let cursor = Cursor { order, as_of, key: Key { rank, article: 42 } };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for text in
            ["", "b", "b-1-2", "x-1-2-3", "b-1-2-", "b--1-2-3", "b-+1-2-3", "b-1-2-3-4", "b-7fffffffffffffff-2-3"]
        {
            assert_eq!(text.parse::<Cursor>(), Err(ParseCursorError), "{text:?}");
        }
    }
}
