//! From a feed's bytes to what is kept of it: the CPU stage of a poll. Pure.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use article::Fragment;
use feed::{Input, ParsedEntry, ParsedFeed};
use fetch::Response;
use jiff::Timestamp;
use model::{Cause, Enclosure, Failure, Metadata, Stage, TextOrigin, Wishes};
use sha2::{Digest, Sha256};
use store::{Item, PackedBody, ReadFeed};
use url::Url;

/// Words from which a text marked as content counts as the whole piece.
const COMPLETE_CONTENT_WORDS: u32 = 80;

/// Words from which a mere description does: some feeds put the whole piece there.
const COMPLETE_SUMMARY_WORDS: u32 = 250;

/// What a poll read.
pub(crate) struct Read {
    /// What is to be kept.
    pub(crate) feed: ReadFeed,
    /// How long the feed asks to be left alone.
    pub(crate) ttl: Option<Duration>,
}

/// Reads a fetched feed; `known` are the fingerprints of the items it brought before.
pub(crate) fn read_feed(
    response: &Response,
    feed_url: &Url,
    known: &HashMap<String, i64>,
    now: Timestamp,
) -> Result<Read, Failure> {
    let input =
        Input { bytes: &response.body, content_type: response.content_type.as_deref(), base: &response.url, now };
    let parsed = feed::parse(input).map_err(|error| Failure::new(Cause::NotAFeed, error.to_string()))?;
    let wishes = response.wishes.clone().and(&parsed.wishes);
    let mut items = Vec::new();
    let mut unchanged = Vec::new();
    let mut seen = HashSet::new();
    for entry in &parsed.entries {
        if !seen.insert(entry.guid.as_str()) {
            continue;
        }
        let fingerprint = fingerprint(entry);
        if known.get(&entry.guid) == Some(&fingerprint) {
            unchanged.push(entry.guid.clone());
        } else {
            items.push(item(entry, &parsed, feed_url, wishes.clone().and(&entry.wishes), fingerprint));
        }
    }
    let read = ReadFeed {
        oldest: oldest(&parsed.entries),
        title: parsed.title,
        home: parsed.home,
        format: parsed.format,
        validators: response.validators.clone(),
        problems: parsed.problems.iter().map(ToString::to_string).collect(),
        moved_to: parsed.moved_to.or_else(|| response.moved_to.clone()),
        items,
        unchanged,
        deleted: parsed.deleted,
    };
    Ok(Read { feed: read, ttl: parsed.ttl })
}

/// The time of the oldest entry; nothing when an entry has none, for then the document's span is unknown.
fn oldest(entries: &[ParsedEntry]) -> Option<Timestamp> {
    entries.iter().map(|entry| entry.published).min().flatten()
}

fn item(entry: &ParsedEntry, feed: &ParsedFeed, feed_url: &Url, wishes: Wishes, fingerprint: i64) -> Item {
    let base = entry.url.as_ref().or(feed.home.as_ref()).unwrap_or(feed_url);
    let text = Text::of(entry, base);
    let enclosure = playable(&entry.enclosures).cloned();
    let has_page = entry.url.is_some();
    let stage = if text.is_complete || enclosure.is_some() || !has_page { Stage::Readable } else { Stage::New };
    let text_origin = match (&text.fragment, stage) {
        (None, _) => None,
        (Some(_), Stage::Readable) => Some(TextOrigin::Feed),
        (Some(_), _) => Some(TextOrigin::Summary),
    };
    let body = text.fragment.as_ref().map(|fragment| PackedBody::pack(&fragment.html));
    Item {
        guid: entry.guid.clone(),
        url: entry.url.clone(),
        canonical: entry.url.as_ref().map_or_else(|| address_of(entry, feed_url), article::canonical_url),
        title: entry.title.clone(),
        published: entry.published,
        fingerprint,
        metadata: metadata(entry, feed, text.fragment.as_ref(), enclosure, wishes),
        body,
        text_origin,
        stage,
    }
}

/// An address for an entry that has no link: the feed's own, with the entry as its fragment.
fn address_of(entry: &ParsedEntry, feed_url: &Url) -> Url {
    let mut url = feed_url.clone();
    url.set_fragment(Some(&format!("entry-{:016x}", fold(&Sha256::digest(&entry.guid)))));
    url
}

/// The text that a feed brought, and whether it is all of it.
struct Text {
    fragment: Option<Fragment>,
    is_complete: bool,
}

impl Text {
    fn of(entry: &ParsedEntry, base: &Url) -> Self {
        let (html, enough) = match (&entry.content, &entry.summary) {
            (Some(content), _) => (content, COMPLETE_CONTENT_WORDS),
            (None, Some(summary)) => (summary, COMPLETE_SUMMARY_WORDS),
            (None, None) => return Self { fragment: None, is_complete: false },
        };
        let fragment = article::read_fragment(html, base);
        let is_complete = fragment.words >= enough && !fragment.truncated;
        Self { fragment: (!fragment.html.is_empty()).then_some(fragment), is_complete }
    }
}

fn metadata(
    entry: &ParsedEntry,
    feed: &ParsedFeed,
    fragment: Option<&Fragment>,
    enclosure: Option<Enclosure>,
    wishes: Wishes,
) -> Metadata {
    let summary = entry.content.as_ref().and(entry.summary.as_ref());
    let excerpt =
        summary.map(|summary| article::excerpt(&article::plain_text(summary))).filter(|text| !text.is_empty());
    let excerpt = excerpt.or_else(|| fragment.map(|fragment| fragment.excerpt.clone())).unwrap_or_default();
    let detected = fragment.and_then(|fragment| fragment.language);
    Metadata {
        title: title(entry, &excerpt),
        authors: if entry.authors.is_empty() { feed.authors.clone() } else { entry.authors.clone() },
        published: entry.published,
        updated: entry.updated,
        language: detected.or(entry.language).or(feed.language),
        genre: article::genre_of_entry(&entry.categories, entry.url.as_ref()),
        syndication: entry.source.clone().or_else(|| fragment.and_then(|fragment| fragment.syndication.clone())),
        image: entry.image.clone().or_else(|| fragment.and_then(|fragment| fragment.image.clone())),
        enclosure,
        excerpt,
        words: fragment.map_or(0, |fragment| fragment.words),
        wishes,
    }
}

/// The entry's title; failing that the first words of its text, failing that the last part of its address.
fn title(entry: &ParsedEntry, excerpt: &str) -> String {
    if !entry.title.is_empty() {
        return entry.title.clone();
    }
    let words: Vec<&str> = excerpt.split_whitespace().take(12).collect();
    if !words.is_empty() {
        let cut = if words.len() == 12 { "…" } else { "" };
        return words.join(" ") + cut;
    }
    entry.url.as_ref().map_or_else(|| entry.guid.clone(), |url| url.path().trim_matches('/').to_owned())
}

fn playable(enclosures: &[Enclosure]) -> Option<&Enclosure> {
    enclosures.iter().find(|file| file.media_type.starts_with("audio/") || file.media_type.starts_with("video/"))
}

/// A number that changes when the feed says anything else about an entry.
fn fingerprint(entry: &ParsedEntry) -> i64 {
    let mut hash = Sha256::new();
    let url = entry.url.as_ref().map(Url::as_str);
    let enclosures = entry.enclosures.iter().map(|file| Some(file.url.as_str()));
    let image = entry.image.as_ref().map(|image| image.url.as_str());
    let times = [entry.published, entry.updated].map(|time| time.map(|time| time.to_string()));
    let texts = [Some(entry.title.as_str()), url, entry.content.as_deref(), entry.summary.as_deref(), image];
    let authors = entry.authors.iter().map(|author| Some(author.as_str()));
    let parts = texts.into_iter().chain(times.iter().map(Option::as_deref)).chain(authors).chain(enclosures);
    for part in parts {
        // The length in front keeps "ab" + "c" apart from "a" + "bc", and nothing apart from an empty text.
        hash.update(part.map_or(u64::MAX, |part| part.len() as u64).to_le_bytes());
        hash.update(part.unwrap_or_default());
    }
    fold(&hash.finalize())
}

fn fold(digest: &[u8]) -> i64 {
    let (first, _) = digest.split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
    i64::from_le_bytes(*first)
}

#[cfg(test)]
mod tests;
