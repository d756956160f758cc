//! What is asked for and what comes back.

use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use model::{Validators, Wishes};
use url::Url;

use crate::Limits;

/// What kind of thing is asked for; it sets the `Accept` header, the size limit and the manners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A feed: its publisher offers it to programs, so robots.txt is not asked and requests are not spaced.
    Feed,
    /// A page: robots.txt is heeded and requests at one host keep their distance.
    Page,
    /// An image a reader waits for.
    Image,
}

impl Kind {
    pub(crate) const fn accept(self) -> &'static str {
        match self {
            Self::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, \
                 application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
            }
            Self::Page => "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
            Self::Image => "image/webp, image/png, image/jpeg, image/gif;q=0.8",
        }
    }

    pub(crate) const fn bytes_max(self, limits: &Limits) -> usize {
        match self {
            Self::Feed => limits.feed_bytes_max,
            Self::Page => limits.page_bytes_max,
            Self::Image => limits.image_bytes_max,
        }
    }
}

/// One thing to fetch. It cannot be printed, because its address may hold a password.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Where it is. A user name and password in it are sent as basic authentication to this host only.
    pub url: &'a Url,
    /// What it is.
    pub kind: Kind,
    /// What the last answer said, to ask "has it changed?" with.
    pub validators: &'a Validators,
    /// The time.
    pub now: Timestamp,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there is one a request, and it is moved once")]
pub enum Fetched {
    /// It has not changed since the validators were given out.
    Unchanged {
        /// What to ask with next time.
        validators: Validators,
        /// How long the server says it stays fresh.
        fresh_for: Option<Duration>,
    },
    /// It is here.
    Body(Response),
}

/// A body and what was said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Where it came from in the end; without user name and password.
    pub url: Url,
    /// Its new address, when every redirect that led there was permanent; with the user name and password it needs.
    pub moved_to: Option<Url>,
    /// The `Content-Type` as delivered.
    pub content_type: Option<String>,
    /// The bytes, decompressed, in whatever charset.
    pub body: Bytes,
    /// What to ask with next time.
    pub validators: Validators,
    /// How long the server says it stays fresh; at most a day is believed.
    pub fresh_for: Option<Duration>,
    /// What `X-Robots-Tag` and `tdm-reservation` ask.
    pub wishes: Wishes,
}
