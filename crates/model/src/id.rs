//! Identifiers: one type a noun, so that a feed's id cannot be passed for an article's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text is not a whole number from 1 to 2^53 - 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: expected a whole number from 1 to 9007199254740991")]
pub struct ParseIdError;

/// Ids stay below this bound so that JSON and JavaScript clients read them exactly.
const LIMIT: i64 = 1 << 53;

fn parse(text: &str) -> Result<i64, ParseIdError> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let value: i64 = if digits { text.parse().map_err(|_| ParseIdError)? } else { return Err(ParseIdError) };
    if (1..LIMIT).contains(&value) { Ok(value) } else { Err(ParseIdError) }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// Wraps a number that the store handed out.
            pub const fn new(value: i64) -> Self {
                Self(value)
            }

            /// The number itself, for a row or a URL.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                parse(text).map(Self)
            }
        }
    };
}

id!(
    /// Identifies a [`crate::Publisher`].
    PublisherId
);
id!(
    /// Identifies a [`crate::Feed`].
    FeedId
);
id!(
    /// Identifies an [`crate::Entry`].
    EntryId
);
id!(
    /// Identifies an [`crate::Article`]; later articles have larger ids.
    ArticleId
);
id!(
    /// Identifies a [`crate::Story`].
    StoryId
);
id!(
    /// Identifies a [`crate::Hashtag`].
    HashtagId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_positive_numbers_below_the_bound_are_ids() {
        assert_eq!("42".parse(), Ok(ArticleId::new(42)));
        assert_eq!("9007199254740991".parse(), Ok(ArticleId::new(LIMIT - 1)));
        for text in ["", "0", "-1", "+1", " 1", "1.0", "9007199254740992", "99999999999999999999", "١"] {
            assert_eq!(text.parse::<ArticleId>(), Err(ParseIdError), "{text:?}");
        }
    }
}
