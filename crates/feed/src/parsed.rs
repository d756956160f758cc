//! What came out of a feed: the shape in which an entry comes in, before anything of it is kept.

use std::time::Duration;

use jiff::Timestamp;
use model::{Enclosure, FeedFormat, Image, Language, Wishes};
use url::Url;

use crate::Problem;

/// A feed as its publisher delivered it.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedFeed {
    /// The format it turned out to have.
    pub format: FeedFormat,
    /// Its own identifier, such as an `atom:id`; the same feed may stand at several addresses.
    pub id: Option<String>,
    /// Its title as plain text; empty when it has none.
    pub title: String,
    /// What it says about itself, as delivered HTML; empty when it says nothing.
    pub description: String,
    /// The page it belongs to.
    pub home: Option<Url>,
    /// Where it says it lives.
    pub self_url: Option<Url>,
    /// The WebSub hubs it names.
    pub hubs: Vec<Url>,
    /// Where it says it has moved to for good (`itunes:new-feed-url`, RSS `newLocation`).
    pub moved_to: Option<Url>,
    /// The language of its entries where they say nothing else.
    pub language: Option<Language>,
    /// What its publisher asks of those who reuse it; holds for every entry.
    pub wishes: Wishes,
    /// How long it asks to be left alone between polls (`ttl`, `sy:updatePeriod`).
    pub ttl: Option<Duration>,
    /// When it says it last changed.
    pub updated: Option<Timestamp>,
    /// When it says it was published, where it tells that apart from `updated`.
    pub published: Option<Timestamp>,
    /// Who answers for it, one name each.
    pub authors: Vec<String>,
    /// The picture that stands for it.
    pub image: Option<Image>,
    /// At most 2,000 entries in the feed's order; the newest, when it has more.
    pub entries: Vec<ParsedEntry>,
    /// The guids of entries that their publisher took back (RFC 6721).
    pub deleted: Vec<String>,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
}

/// One entry as delivered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParsedEntry {
    /// Its identity within the feed: the publisher's own, or one derived from link, title or text; never empty.
    pub guid: String,
    /// Its link, `http` or `https`, trackers and all.
    pub url: Option<Url>,
    /// Its title as plain text on one line; empty when it has none.
    pub title: String,
    /// Who wrote it, one name each.
    pub authors: Vec<String>,
    /// When the feed says it was published; may lie ahead of the clock.
    pub published: Option<Timestamp>,
    /// When the feed says it last changed.
    pub updated: Option<Timestamp>,
    /// Its summary as HTML: unsanitized, relative links resolved.
    pub summary: Option<String>,
    /// Its text as HTML, where the feed tells it apart from a summary: unsanitized, relative links resolved.
    pub content: Option<String>,
    /// The language it states; where it states none, the feed's holds.
    pub language: Option<Language>,
    /// Its categories in the publisher's words.
    pub categories: Vec<String>,
    /// The picture that stands for it.
    pub image: Option<Image>,
    /// Its attachments as delivered: sound, video, pictures.
    pub enclosures: Vec<Enclosure>,
    /// The publisher it was taken over from, as RSS `source` and `atom:source` say.
    pub source: Option<String>,
    /// What it asks beyond what the feed asks.
    pub wishes: Wishes,
}
