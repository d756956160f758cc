//! From an address that a person types to a feed that is polled: discovery, one try, and the publisher behind it.

use feed::{Input, ParsedFeed};
use fetch::{Fetched, Kind, Request, Response};
use model::{Cause, Failure, FeedId, PublisherId, Validators, without_login};
use store::{Added, NewFeed, NewPublisher};
use url::Url;

use crate::Pipeline;

/// Candidates that a page names and that are tried before we give up.
const CANDIDATES_MAX: usize = 8;

/// A feed that was found and added, or was there already.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscribed {
    /// Its row.
    pub feed_id: FeedId,
    /// Where it is fetched.
    pub url: Url,
    /// Its title.
    pub title: String,
    /// Items in it now.
    pub entries: usize,
    /// Whether it was added by this call.
    pub added: bool,
}

/// Why an address could not be subscribed to.
#[derive(Debug, thiserror::Error)]
pub enum SubscribeError {
    /// The text is not an address.
    #[error("`{0}` is not a web address")]
    Address(String),
    /// The address could not be fetched.
    #[error("could not fetch {url}: {failure}")]
    Fetch {
        /// What was asked for.
        url: Url,
        /// Why it did not work.
        failure: Failure,
    },
    /// The page names no feed that works, and none stands at the usual places.
    #[error("found no feed at {url}")]
    NoFeed {
        /// The page.
        url: Url,
    },
    /// The store refused.
    #[error("could not keep the feed")]
    Store(#[from] store::Error),
}

impl Pipeline {
    /// Finds the feed that an address leads to, adds it, and makes it due at once.
    pub async fn subscribe(&self, address: &str) -> Result<Subscribed, SubscribeError> {
        let url = read_address(address)?;
        let response = self.get(&url).await?;
        let home = response.url.clone();
        if let Some(parsed) = self.parse(&response) {
            let at = response.moved_to.clone().unwrap_or(url);
            return self.add(at, &parsed).await;
        }
        let candidates = feed::discover(&response.body, response.content_type.as_deref(), &home);
        for candidate in candidates.into_iter().take(CANDIDATES_MAX) {
            // A candidate that fails is no news: pages name feeds that are long gone, and some are mere guesses.
            let Ok(response) = self.get(&candidate.url).await else { continue };
            if let Some(parsed) = self.parse(&response) {
                return self.add(candidate.url, &parsed).await;
            }
        }
        Err(SubscribeError::NoFeed { url: home })
    }

    /// Adds a feed without asking its server: an import of hundreds must not wait for them.
    pub async fn add_unseen(&self, url: Url, title: &str, home: Option<Url>) -> Result<Added, store::Error> {
        let publisher_id = self.publisher_behind(&url, title, home).await?;
        let new = NewFeed { publisher_id, url, title: title.to_owned(), next_poll: self.clock.now() };
        self.store.add_feed(&new).await
    }

    async fn get(&self, url: &Url) -> Result<Response, SubscribeError> {
        let request = Request { url, kind: Kind::Feed, validators: &Validators::default(), now: self.clock.now() };
        let failure = match self.fetcher.fetch(request).await {
            Ok(Fetched::Body(response)) => return Ok(response),
            Ok(Fetched::Unchanged { .. }) => Failure::new(Cause::UnexpectedStatus, "HTTP 304 without a question"),
            Err(error) => error.failure(),
        };
        Err(SubscribeError::Fetch { url: url.clone(), failure })
    }

    fn parse(&self, response: &Response) -> Option<ParsedFeed> {
        let content_type = response.content_type.as_deref();
        let input = Input { bytes: &response.body, content_type, base: &response.url, now: self.clock.now() };
        feed::parse(input).ok()
    }

    async fn add(&self, url: Url, parsed: &ParsedFeed) -> Result<Subscribed, SubscribeError> {
        let added = self.add_unseen(url.clone(), &parsed.title, parsed.home.clone()).await?;
        if matches!(added, Added::Known(_)) {
            self.store.poll_feed_at(added.id(), self.clock.now()).await?;
        }
        Ok(Subscribed {
            feed_id: added.id(),
            url,
            title: parsed.title.clone(),
            entries: parsed.entries.len(),
            added: matches!(added, Added::New(_)),
        })
    }

    /// The publisher whose front page the feed names, else the one at the feed's own host.
    async fn publisher_behind(&self, url: &Url, title: &str, home: Option<Url>) -> Result<PublisherId, store::Error> {
        let home = home.or_else(|| without_login(url).join("/").ok());
        let host = url.host_str().unwrap_or_default();
        let name = if title.is_empty() { host } else { title };
        let new = NewPublisher { name: name.to_owned(), home, ..NewPublisher::default() };
        self.store.add_publisher(&new).await
    }
}

/// Reads an address as people type it: without a scheme, or as `feed:`.
fn read_address(address: &str) -> Result<Url, SubscribeError> {
    let refused = || SubscribeError::Address(address.to_owned());
    let trimmed = address.trim();
    let bare = trimmed.strip_prefix("feed:").unwrap_or(trimmed).trim_start_matches("//");
    let has_scheme = bare.starts_with("http://") || bare.starts_with("https://");
    let full = if has_scheme { bare.to_owned() } else { format!("https://{bare}") };
    if bare.is_empty() || (bare.contains("://") && !has_scheme) {
        return Err(refused());
    }
    Url::parse(&full).map_err(|_| refused())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_type_them() {
        let check = |typed: &str, expect: Option<&str>| {
            let read = read_address(typed).ok();
            assert_eq!(read.as_ref().map(Url::as_str), expect, "{typed}");
        };
        check("courier.example", Some("https://courier.example/"));
        check(" http://courier.example/feed ", Some("http://courier.example/feed"));
        check("feed://courier.example/rss", Some("https://courier.example/rss"));
        check("feed:https://courier.example/rss", Some("https://courier.example/rss"));
        check("ftp://courier.example", None);
        check("", None);
        check("http://", None);
    }
}
