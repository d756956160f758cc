//! Bytes in, feed out: RSS, RDF, Atom, JSON Feed and news sitemaps, subscription lists, and where a page keeps its feeds.
//!
//! Pure: no network, no clock, no files. Tolerant: a broken feed is read as far as it can be read, and what was wrong
//! with it comes back as [`Problem`]s in plain words. Only bytes that are no feed at all are an error.
//!
//! The way of a feed through this crate:
//!
//! 1. `charset` turns bytes into text, `repair` mends what would stop an XML parser;
//! 2. `xml` reads elements one entry at a time, so that memory does not grow with the number of entries;
//! 3. `rss`, `atom`, `sitemap` and the vocabularies in `extension` fill a `draft`;
//! 4. `window` keeps the newest entries and settles their identity.
//!
//! HTML is handed on as delivered, with relative links resolved: sanitizing is the business of `article`.

mod atom;
mod charset;
mod date;
mod discover;
mod document;
mod draft;
mod extension;
mod html;
mod json;
mod link;
pub mod opml;
mod parsed;
mod person;
mod problem;
mod repair;
mod rss;
mod sitemap;
mod window;
mod xml;

use jiff::Timestamp;
use url::Url;

pub use discover::{Candidate, Found, discover};
pub use parsed::{ParsedEntry, ParsedFeed};
pub use problem::Problem;

use problem::Problems;

/// What a server sent for a feed's address.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The body, decompressed.
    pub bytes: &'a [u8],
    /// The `Content-Type` header.
    pub content_type: Option<&'a str>,
    /// The address that answered; relative links are resolved against it.
    pub base: &'a Url,
    /// The time, to tell dates that cannot be.
    pub now: Timestamp,
}

/// The bytes are no feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAFeed {
    /// Nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// A page for people; [`discover()`] may find the feeds it names.
    #[error("this is a web page, not a feed")]
    Page,
    /// A list of subscriptions; [`opml::parse`] reads it.
    #[error("this is a list of subscriptions (OPML), not a feed")]
    SubscriptionList,
    /// Nothing that this crate knows.
    #[error("neither RSS, Atom, JSON Feed nor a news sitemap")]
    Unknown,
}

/// Reads a feed of any format.
pub fn parse(input: Input<'_>) -> Result<ParsedFeed, NotAFeed> {
    let mut problems = Problems::default();
    let text = charset::decode(input.bytes, input.content_type, &mut problems);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    if text.is_empty() {
        return Err(NotAFeed::Empty);
    }
    if text.starts_with(['{', '[']) {
        json::read(text, &input, problems)
    } else {
        document::read(text, &input, problems)
    }
}
