//! Why something outside did not work: data on a row, in words a person understands.

use std::fmt;

/// The kinds of failure a person is told apart. Pages translate the word; logs and JSON carry it as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The server says it is gone for good (410).
    Gone,
    /// The server has no such page (404).
    NotFound,
    /// The server asks for a login or payment (401, 402, 407).
    LoginRequired,
    /// The server refuses us (403 and its kin).
    Refused,
    /// An anti-bot wall stands before the server.
    Wall,
    /// The server asks us to come less often (429).
    RateLimited,
    /// The server is in trouble (5xx).
    ServerError,
    /// Another status than any we can use.
    UnexpectedStatus,
    /// The host's name does not resolve.
    UnknownHost,
    /// Nobody answers at that address.
    Unreachable,
    /// The certificate is expired, for another name or not trusted.
    Tls,
    /// It took longer than we wait.
    Timeout,
    /// It broke off in the middle.
    Interrupted,
    /// It is larger than we read.
    TooLarge,
    /// More redirects than we follow, or a loop.
    TooManyRedirects,
    /// The address leads into a private network or to a port we do not use.
    ForbiddenAddress,
    /// The address itself is not one we can fetch.
    BadAddress,
    /// robots.txt asks us to stay away.
    Robots,
    /// What came is not a feed.
    NotAFeed,
    /// What came is not a page of text.
    NotAPage,
    /// The page holds no article: an index, a shell, a consent or login wall.
    NoArticle,
    /// A fault of ours; the log tells.
    Internal,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 22] = [
        Self::Gone,
        Self::NotFound,
        Self::LoginRequired,
        Self::Refused,
        Self::Wall,
        Self::RateLimited,
        Self::ServerError,
        Self::UnexpectedStatus,
        Self::UnknownHost,
        Self::Unreachable,
        Self::Tls,
        Self::Timeout,
        Self::Interrupted,
        Self::TooLarge,
        Self::TooManyRedirects,
        Self::ForbiddenAddress,
        Self::BadAddress,
        Self::Robots,
        Self::NotAFeed,
        Self::NotAPage,
        Self::NoArticle,
        Self::Internal,
    ];

    /// Its word in rows, JSON, logs and text files of the pages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::NotFound => "not-found",
            Self::LoginRequired => "login-required",
            Self::Refused => "refused",
            Self::Wall => "wall",
            Self::RateLimited => "rate-limited",
            Self::ServerError => "server-error",
            Self::UnexpectedStatus => "unexpected-status",
            Self::UnknownHost => "unknown-host",
            Self::Unreachable => "unreachable",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::TooLarge => "too-large",
            Self::TooManyRedirects => "too-many-redirects",
            Self::ForbiddenAddress => "forbidden-address",
            Self::BadAddress => "bad-address",
            Self::Robots => "robots",
            Self::NotAFeed => "not-a-feed",
            Self::NotAPage => "not-a-page",
            Self::NoArticle => "no-article",
            Self::Internal => "internal",
        }
    }

    /// The cause of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.as_str() == word)
    }

    /// Whether asking again later may help without anybody changing anything.
    pub const fn is_passing(self) -> bool {
        matches!(
            self,
            Self::RateLimited
                | Self::ServerError
                | Self::UnknownHost
                | Self::Unreachable
                | Self::Timeout
                | Self::Interrupted
                | Self::Internal
        )
    }
}

/// A cause, and what exactly was seen: `HTTP 503`, the wall's name, the parser's complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The kind.
    pub cause: Cause,
    /// The particulars in English, at most 300 characters; may be empty.
    pub detail: String,
}

/// Particulars beyond this many characters help nobody.
const DETAIL_CHARS: usize = 300;

impl Failure {
    /// A failure with its particulars, cut to a readable length.
    pub fn new(cause: Cause, detail: impl AsRef<str>) -> Self {
        Self { cause, detail: detail.as_ref().chars().take(DETAIL_CHARS).collect() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.cause.as_str())?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, " ({})", self.detail) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_comes_back_from_its_word() {
        for cause in Cause::ALL {
            assert_eq!(Cause::from_word(cause.as_str()), Some(cause));
        }
        assert_eq!(Cause::from_word("unheard-of"), None);
    }

    #[test]
    fn a_long_detail_is_cut_between_characters() {
        let failure = Failure::new(Cause::Tls, "é".repeat(1000));
        assert_eq!(failure.detail.chars().count(), DETAIL_CHARS);
        assert_eq!(Failure::new(Cause::Gone, "").to_string(), "gone");
    }
}
