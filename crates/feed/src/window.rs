//! Which entries are kept, and what identifies each.

use std::collections::HashMap;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::ParsedEntry;
use crate::problem::{Problem, Problems, quoted};

/// So many entries of a feed are kept, the newest.
pub(crate) const MAX_ENTRIES: usize = 2000;
/// Longer identifiers are replaced by their hash: they are keys in a database.
const MAX_GUID_BYTES: usize = 1000;

/// Takes entries in the feed's order and holds no more than twice what is kept.
#[derive(Debug, Default)]
pub(crate) struct Window {
    entries: Vec<(usize, ParsedEntry)>,
    seen: usize,
}

impl Window {
    /// Adds an entry, its guid empty when the feed gave none.
    pub(crate) fn push(&mut self, mut entry: ParsedEntry, problems: &mut Problems) {
        if entry == ParsedEntry::default() {
            problems.note(Problem::EmptyEntry);
            return;
        }
        entry.guid = identity(&entry);
        self.entries.push((self.seen, entry));
        self.seen += 1;
        if self.entries.len() >= MAX_ENTRIES * 2 {
            self.prune();
        }
    }

    /// The entries to keep, in the feed's order, each with a guid of its own.
    pub(crate) fn finish(mut self, problems: &mut Problems) -> Vec<ParsedEntry> {
        if self.seen > MAX_ENTRIES {
            problems.note(Problem::TooManyEntries { found: self.seen });
            self.prune();
        }
        told_apart(self.entries.into_iter().map(|(_, entry)| entry).collect(), problems)
    }

    fn prune(&mut self) {
        // Most feeds put the newest first, so among entries without dates the first count as newest.
        let newest_first = |(at, entry): &(usize, ParsedEntry)| {
            let date = entry.published.or(entry.updated).unwrap_or(Timestamp::MAX);
            (std::cmp::Reverse(date), *at)
        };
        self.entries.sort_by_key(newest_first);
        self.entries.truncate(MAX_ENTRIES);
        self.entries.sort_by_key(|(at, _)| *at);
    }
}

/// The publisher's identifier, or one that stays the same as long as the entry's link, title or text does.
fn identity(entry: &ParsedEntry) -> String {
    let guid = entry.guid.trim();
    if guid.len() > MAX_GUID_BYTES {
        return format!("long:{}", hash(&[guid]));
    }
    if !guid.is_empty() {
        return guid.to_owned();
    }
    let enclosure = entry.enclosures.first();
    if let Some(url) = entry.url.as_ref().or(enclosure.map(|enclosure| &enclosure.url)) {
        format!("link:{}", hash(&[url.as_str()]))
    } else if !entry.title.is_empty() {
        format!("title:{}", hash(&[&entry.title]))
    } else {
        let text = entry.content.as_deref().or(entry.summary.as_deref()).unwrap_or_default();
        let date = entry.published.or(entry.updated).map(|date| date.to_string()).unwrap_or_default();
        format!("text:{}", hash(&[text, &date, &entry.authors.join(",")]))
    }
}

fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let digest = hasher.finalize();
    let half = digest.first_chunk::<16>().copied().unwrap_or_default();
    format!("{:032x}", u128::from_be_bytes(half))
}

/// Drops repetitions, and tells apart different entries that share a guid.
///
/// Publishers that give everything one guid still give different links; all of those entries get a derived guid, the
/// first too, so that none of them changes its own when the next entry appears.
fn told_apart(entries: Vec<ParsedEntry>, problems: &mut Problems) -> Vec<ParsedEntry> {
    let mut links: HashMap<&str, Vec<&ParsedEntry>> = HashMap::with_capacity(entries.len());
    let mut is_repetition = vec![false; entries.len()];
    for (entry, repeats) in entries.iter().zip(&mut is_repetition) {
        let known = links.entry(&entry.guid).or_default();
        // Comparing with the first few keeps a feed of one guid linear.
        *repeats = known.iter().take(4).any(|other| is_same(other, entry));
        if !*repeats {
            known.push(entry);
        }
    }
    let shared: Vec<String> =
        links.iter().filter(|(_, entries)| entries.len() > 1).map(|(guid, _)| (*guid).to_owned()).collect();
    let mut kept: Vec<ParsedEntry> =
        entries.into_iter().zip(is_repetition).filter(|(_, repeats)| !repeats).map(|(entry, _)| entry).collect();
    if !shared.is_empty() {
        tell_apart(&mut kept, &shared, problems);
    }
    kept
}

fn is_same(one: &ParsedEntry, other: &ParsedEntry) -> bool {
    if one.url.is_some() || other.url.is_some() { one.url == other.url } else { one.title == other.title }
}

fn tell_apart(entries: &mut Vec<ParsedEntry>, shared: &[String], problems: &mut Problems) {
    let shared: std::collections::HashSet<&str> = shared.iter().map(String::as_str).collect();
    let mut taken = std::collections::HashSet::new();
    entries.retain_mut(|entry| {
        if shared.contains(entry.guid.as_str()) {
            problems.note(Problem::DuplicateGuid(quoted(&entry.guid)));
            let link = entry.url.as_ref().map_or(entry.title.as_str(), |url| url.as_str());
            entry.guid = format!("shared:{}", hash(&[&entry.guid, link]));
        }
        taken.insert(entry.guid.clone())
    });
}

#[cfg(test)]
mod tests;
