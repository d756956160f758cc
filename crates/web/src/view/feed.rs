//! A feed as one row of the list of feeds.

use model::{Feed, FeedId, without_login};

use super::{Reader, publisher_href, river_of_feed_href};
use crate::view::Imprint;
use crate::words::{Moment, Words};

/// How a feed fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FeedState {
    /// The last poll brought a sound feed.
    Fine,
    /// The last poll brought a feed that had to be repaired.
    Problems,
    /// The last poll failed.
    Failing,
    /// It was never polled.
    Waiting,
    /// An operator stopped its polling.
    Paused,
}

impl FeedState {
    pub(crate) const ALL: [Self; 5] = [Self::Fine, Self::Problems, Self::Failing, Self::Waiting, Self::Paused];

    /// The state a feed is in.
    pub(crate) fn of(feed: &Feed) -> Self {
        if feed.paused {
            Self::Paused
        } else if feed.health.failure.is_some() {
            Self::Failing
        } else if feed.health.polled.is_none() {
            Self::Waiting
        } else if feed.health.problems.is_empty() {
            Self::Fine
        } else {
            Self::Problems
        }
    }

    /// Its word in addresses and class names.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Problems => "problems",
            Self::Failing => "failing",
            Self::Waiting => "waiting",
            Self::Paused => "paused",
        }
    }

    /// The state of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Its place in a list: what needs somebody stands first.
    pub(crate) const fn urgency(self) -> u8 {
        match self {
            Self::Failing => 0,
            Self::Problems => 1,
            Self::Waiting => 2,
            Self::Fine => 3,
            Self::Paused => 4,
        }
    }

    pub(crate) fn label(self, words: &Words) -> String {
        match self {
            Self::Fine => words.state_fine(),
            Self::Problems => words.state_problems(),
            Self::Failing => words.state_failing(),
            Self::Waiting => words.state_waiting(),
            Self::Paused => words.state_paused(),
        }
    }
}

/// One row, ready to print.
#[derive(Debug, Clone)]
pub(crate) struct FeedRow {
    pub(crate) id: FeedId,
    pub(crate) title: String,
    pub(crate) address: String,
    pub(crate) river_href: String,
    pub(crate) publisher: String,
    pub(crate) publisher_href: String,
    pub(crate) state: FeedState,
    pub(crate) state_label: String,
    /// Why the last poll failed.
    pub(crate) cause: Option<String>,
    /// What exactly was seen, in English.
    pub(crate) detail: Option<String>,
    /// How many polls failed in a row, when more than one did.
    pub(crate) failing_since: Option<String>,
    pub(crate) problems: Vec<String>,
    pub(crate) problems_label: String,
    pub(crate) succeeded: Option<Moment>,
    /// When it is polled next; nothing while it is paused.
    pub(crate) next_poll: Option<Moment>,
}

impl FeedRow {
    pub(crate) fn new(feed: Feed, imprint: &Imprint, reader: Reader<'_>) -> Self {
        let words = reader.words;
        let state = FeedState::of(&feed);
        let health = feed.health;
        let failure = health.failure.filter(|_| state == FeedState::Failing);
        Self {
            id: feed.id,
            title: if feed.title.trim().is_empty() { words.feed_untitled() } else { feed.title },
            address: without_secrets(&feed.url),
            river_href: river_of_feed_href(feed.id),
            publisher: imprint.name.clone(),
            publisher_href: publisher_href(imprint.id, &imprint.name),
            state,
            state_label: state.label(words),
            cause: failure.as_ref().map(|failure| words.cause(failure.cause)),
            detail: failure.map(|failure| failure.detail).filter(|detail| !detail.is_empty()),
            failing_since: (health.failures > 1).then(|| words.failing_since(health.failures.into())),
            problems_label: words.problem_list(health.problems.len().try_into().unwrap_or(u64::MAX)),
            problems: health.problems,
            succeeded: health.succeeded.map(|at| reader.moment(at)),
            next_poll: (!feed.paused).then(|| reader.moment(feed.next_poll)),
        }
    }
}

/// An address that may be shown: some feeds carry a login or a token in theirs.
fn without_secrets(url: &url::Url) -> String {
    let mut url = without_login(url);
    if url.query().is_some() {
        url.set_query(Some("…"));
    }
    url.to_string().replace("%E2%80%A6", "…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_and_tokens_in_addresses_are_not_shown() {
        let check = |url: &str, expect: &str| assert_eq!(without_secrets(&url.parse().unwrap()), expect);
        check("https://me:secret@ferry.example/feed", "https://ferry.example/feed");
        check("https://ferry.example/feed?token=secret", "https://ferry.example/feed?…");
        check("https://ferry.example/feed.xml", "https://ferry.example/feed.xml");
    }

    #[test]
    fn every_state_comes_back_from_its_word() {
        for state in FeedState::ALL {
            assert_eq!(FeedState::from_word(state.as_str()), Some(state));
        }
        assert_eq!(FeedState::from_word("broken"), None);
    }
}
