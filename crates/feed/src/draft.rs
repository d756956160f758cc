//! A feed or entry while it is being read: several elements may offer the same fact, and the better one holds.

use std::time::Duration;

use jiff::Timestamp;
use model::{Enclosure, FeedFormat, Image, Language, Wishes};
use url::Url;

use crate::html::plain::on_one_line;
use crate::problem::Problems;
use crate::{ParsedEntry, ParsedFeed};

/// What one entry may name of categories and files; and how many authors.
const MAX_LISTED: usize = 50;

/// How good an offer is. Formats agree on what beats what, so that a mixed feed reads the same whatever its order.
pub(crate) mod rank {
    /// A hint from a vocabulary with another purpose.
    pub(crate) const HINT: u8 = 1;
    /// A vocabulary beside the format, such as Dublin Core.
    pub(crate) const BESIDE: u8 = 2;
    /// The format's own word.
    pub(crate) const OWN: u8 = 3;
    /// A word made for exactly this, such as `content:encoded`.
    pub(crate) const BEST: u8 = 4;
}

/// A value and how good it is. The first of equals holds.
#[derive(Debug)]
pub(crate) struct Ranked<T>(Option<(u8, T)>);

impl<T> Default for Ranked<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Ranked<T> {
    /// Keeps `value` when it is better than what is kept.
    pub(crate) fn offer(&mut self, rank: u8, value: T) {
        if self.0.as_ref().is_none_or(|(kept, _)| *kept < rank) {
            self.0 = Some((rank, value));
        }
    }

    /// Keeps `value`, when there is one and it is better than what is kept.
    pub(crate) fn offer_some(&mut self, rank: u8, value: Option<T>) {
        if let Some(value) = value {
            self.offer(rank, value);
        }
    }

    pub(crate) fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    pub(crate) fn take(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

/// What readers of elements need beside the element.
pub(crate) struct Context<'c> {
    pub(crate) now: Timestamp,
    pub(crate) problems: &'c mut Problems,
}

/// The facts that feeds and entries have in common.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) guid: Ranked<String>,
    pub(crate) link: Ranked<Url>,
    pub(crate) title: Ranked<String>,
    /// HTML.
    pub(crate) summary: Ranked<String>,
    /// HTML.
    pub(crate) content: Ranked<String>,
    pub(crate) published: Ranked<Timestamp>,
    pub(crate) updated: Ranked<Timestamp>,
    pub(crate) language: Ranked<Language>,
    pub(crate) image: Ranked<Image>,
    pub(crate) authors: Authors,
    pub(crate) categories: Vec<String>,
    pub(crate) enclosures: Vec<Enclosure>,
    pub(crate) source: Ranked<String>,
    pub(crate) wishes: Wishes,
    /// How long the sound or video plays, where that is said apart from the file.
    pub(crate) seconds: Option<u32>,
}

/// The names of those who wrote a piece, from the best of the elements that name any.
#[derive(Debug, Default)]
pub(crate) struct Authors {
    rank: u8,
    names: Vec<String>,
}

impl Authors {
    pub(crate) fn offer(&mut self, rank: u8, name: Option<String>) {
        let Some(name) = name.filter(|_| rank >= self.rank) else { return };
        if rank > self.rank {
            self.names.clear();
            self.rank = rank;
        }
        if self.names.len() < MAX_LISTED && !self.names.contains(&name) {
            self.names.push(name);
        }
    }
}

impl Facts {
    pub(crate) fn add_category(&mut self, category: &str) {
        let category = on_one_line(category);
        if !category.is_empty() && self.categories.len() < MAX_LISTED && !self.categories.contains(&category) {
            self.categories.push(category);
        }
    }

    /// A file may be named by several elements, each knowing something else of it.
    pub(crate) fn add_enclosure(&mut self, enclosure: Enclosure) {
        if let Some(known) = self.enclosures.iter_mut().find(|known| known.url == enclosure.url) {
            known.bytes = known.bytes.or(enclosure.bytes);
            known.seconds = known.seconds.or(enclosure.seconds);
            if known.media_type.is_empty() {
                known.media_type = enclosure.media_type;
            }
        } else if self.enclosures.len() < MAX_LISTED {
            self.enclosures.push(enclosure);
        }
    }

    /// The entry, its guid still empty when the feed gave none.
    pub(crate) fn into_entry(self) -> ParsedEntry {
        let mut enclosures = self.enclosures;
        if let [only] = enclosures.as_mut_slice() {
            only.seconds = only.seconds.or(self.seconds);
        }
        ParsedEntry {
            guid: self.guid.take().unwrap_or_default(),
            url: self.link.take(),
            title: self.title.take().unwrap_or_default(),
            authors: self.authors.names,
            published: self.published.take(),
            updated: self.updated.take(),
            summary: self.summary.take().filter(|html| !html.is_empty()),
            content: self.content.take().filter(|html| !html.is_empty()),
            language: self.language.take(),
            categories: self.categories,
            image: self.image.take(),
            enclosures,
            source: self.source.take(),
            wishes: self.wishes,
        }
    }
}

/// A feed while it is being read.
#[derive(Debug, Default)]
pub(crate) struct FeedDraft {
    pub(crate) facts: Facts,
    pub(crate) self_url: Option<Url>,
    pub(crate) hubs: Vec<Url>,
    pub(crate) moved_to: Option<Url>,
    pub(crate) ttl: Option<Duration>,
    /// `sy:updatePeriod` and `sy:updateFrequency`, which make a ttl together.
    pub(crate) period: Option<Duration>,
    pub(crate) frequency: Option<u32>,
    pub(crate) deleted: Vec<String>,
}

impl FeedDraft {
    pub(crate) fn into_feed(self, format: FeedFormat, entries: Vec<ParsedEntry>, problems: Problems) -> ParsedFeed {
        let facts = self.facts;
        let every = self.period.map(|period| period / self.frequency.unwrap_or(1).max(1));
        ParsedFeed {
            format,
            id: facts.guid.take(),
            title: facts.title.take().unwrap_or_default(),
            description: facts.summary.take().unwrap_or_default(),
            home: facts.link.take(),
            self_url: self.self_url,
            hubs: self.hubs,
            moved_to: self.moved_to,
            language: facts.language.take(),
            wishes: facts.wishes,
            ttl: self.ttl.or(every),
            updated: facts.updated.take(),
            published: facts.published.take(),
            authors: facts.authors.names,
            image: facts.image.take(),
            entries,
            deleted: self.deleted,
            problems: problems.into_vec(),
        }
    }
}
