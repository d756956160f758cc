//! A feed: one URL that is polled, how it fares, and when it is due.

use std::time::Duration;

use jiff::Timestamp;
use url::Url;

use crate::{Failure, FeedId, PublisherId};

/// What a server gave us to ask "has it changed?" with; sent back to the letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag` header.
    pub etag: Option<String>,
    /// The `Last-Modified` header.
    pub last_modified: Option<String>,
}

/// The format a feed turned out to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFormat {
    /// RSS 0.9x and 2.0.
    Rss,
    /// RSS 1.0 and 0.90, which are RDF.
    Rdf,
    /// Atom 0.3 and 1.0.
    Atom,
    /// JSON Feed 1 and 1.1.
    Json,
    /// A sitemap with Google's news extension.
    NewsSitemap,
}

impl FeedFormat {
    /// Its word in rows and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Rdf => "rdf",
            Self::Atom => "atom",
            Self::Json => "json",
            Self::NewsSitemap => "news-sitemap",
        }
    }

    /// The format of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Rss, Self::Rdf, Self::Atom, Self::Json, Self::NewsSitemap].into_iter().find(|f| f.as_str() == word)
    }
}

/// One URL that is polled.
#[derive(Debug, Clone, PartialEq)]
pub struct Feed {
    /// Its row.
    pub id: FeedId,
    /// Whose feed it is.
    pub publisher_id: PublisherId,
    /// Where it is fetched.
    pub url: Url,
    /// Its title as it last said; empty before the first poll.
    pub title: String,
    /// Its format as last read.
    pub format: Option<FeedFormat>,
    /// What to send with the next poll.
    pub validators: Validators,
    /// When it is due.
    pub next_poll: Timestamp,
    /// How long it currently rests between polls.
    pub interval: Duration,
    /// Whether an operator has stopped its polling.
    pub paused: bool,
    /// How it fares.
    pub health: Health,
}

impl Feed {
    /// Where it is fetched, without the user name and password that some addresses carry: for lists and exports.
    pub fn address(&self) -> Url {
        without_login(&self.url)
    }
}

/// A web address without user name and password.
pub fn without_login(url: &Url) -> Url {
    let mut bare = url.clone();
    // Addresses that cannot carry a login refuse, and have none.
    let _ = bare.set_username("");
    let _ = bare.set_password(None);
    bare
}

/// How a feed fares; what its row on the list of feeds tells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Health {
    /// The last poll, whatever its end.
    pub polled: Option<Timestamp>,
    /// The last poll that brought a readable feed or "unchanged".
    pub succeeded: Option<Timestamp>,
    /// Polls that failed since then.
    pub failures: u32,
    /// Why the last one failed, while it stands.
    pub failure: Option<Failure>,
    /// What was wrong with a feed that could be read all the same, in plain words.
    pub problems: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_login() {
        let check = |url: &str, expect: &str| assert_eq!(without_login(&url.parse().unwrap()).as_str(), expect);
        check("https://me:secret@courier.example/feed?a=1", "https://courier.example/feed?a=1");
        check("https://me@courier.example/", "https://courier.example/");
        check("https://courier.example/feed", "https://courier.example/feed");
    }

    #[test]
    fn every_format_comes_back_from_its_word() {
        assert_eq!(FeedFormat::from_word(FeedFormat::NewsSitemap.as_str()), Some(FeedFormat::NewsSitemap));
        assert_eq!(FeedFormat::from_word("gopher"), None);
    }
}
