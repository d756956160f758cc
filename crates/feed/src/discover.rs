//! Where a page keeps its feeds: what it says in its head, what it links to, and what sites usually have.

use url::Url;

use crate::charset;
use crate::html::plain_text;
use crate::html::scan::{Scan, Tag, Token};
use crate::link;
use crate::problem::Problems;

/// A feed that a page may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its address.
    pub url: Url,
    /// What the page calls it; may be empty.
    pub title: String,
    /// How the address was found.
    pub found: Found,
}

/// How sure a candidate is, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// The page names it as its feed.
    Stated,
    /// The page links to something that looks like a feed.
    Linked,
    /// Nothing speaks for it but the habits of common software.
    Guessed,
}

/// More candidates than this nobody tries.
const MAX_CANDIDATES: usize = 30;
/// Where common software keeps its feed, beneath the root of a site.
const HABITS: [&str; 6] = ["/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json"];
/// Media types of feeds, as `link` states them.
const MEDIA_TYPES: [&str; 7] = [
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
    "application/xml",
    "text/xml",
];

/// The feeds of a page, surest first. Guesses come last and are marked as such: they still have to be tried.
pub fn discover(html: &[u8], content_type: Option<&str>, base: &Url) -> Vec<Candidate> {
    let text = charset::decode(html, content_type, &mut Problems::default());
    let mut search = Search { base: base.clone(), candidates: Vec::new(), anchor: None };
    for token in Scan::new(&text) {
        match token {
            Token::Tag(tag) => search.tag(tag),
            Token::Text(text) => search.text(text),
            Token::Hidden(_) => {}
        }
    }
    for habit in HABITS {
        if let Ok(url) = search.base.join(habit) {
            search.add(url, String::new(), Found::Guessed);
        }
    }
    search.candidates.sort_by_key(|candidate| candidate.found);
    search.candidates
}

struct Search {
    base: Url,
    candidates: Vec<Candidate>,
    /// The candidate whose link text is being read.
    anchor: Option<usize>,
}

impl Search {
    fn tag(&mut self, tag: Tag<'_>) {
        match (tag.name.to_ascii_lowercase().as_str(), tag.is_end) {
            ("base", false) => {
                let base = tag.attribute("href").and_then(|href| link::base(&href, &self.base));
                self.base = base.unwrap_or_else(|| self.base.clone());
            }
            ("link", false) => self.stated(tag),
            ("a", false) => self.linked(tag),
            ("a", true) => self.anchor = None,
            _ => {}
        }
    }

    fn stated(&mut self, tag: Tag<'_>) {
        let relations = tag.attribute("rel").unwrap_or_default().to_ascii_lowercase();
        let has = |wanted: &str| relations.split_whitespace().any(|relation| relation == wanted);
        let media_type = tag.attribute("type").unwrap_or_default().to_ascii_lowercase();
        let media_type = media_type.split(';').next().unwrap_or_default().trim();
        if !(has("feed") || has("alternate") && MEDIA_TYPES.contains(&media_type)) || has("stylesheet") {
            return;
        }
        let title = tag.attribute("title").map(|title| plain_text(&title)).unwrap_or_default();
        // Comments and a site's API are stated the same way as its feed.
        let is_beside = media_type == "application/json" && !title.to_ascii_lowercase().contains("feed");
        if let Some(url) = self.target(tag).filter(|_| !is_beside) {
            self.add(url, title, Found::Stated);
        }
    }

    fn linked(&mut self, tag: Tag<'_>) {
        self.anchor = None;
        let Some(url) = self.target(tag).filter(looks_like_feed) else { return };
        self.anchor = Some(self.candidates.len());
        self.add(url, String::new(), Found::Linked);
    }

    fn text(&mut self, text: &str) {
        if let Some(candidate) = self.anchor.take().and_then(|at| self.candidates.get_mut(at)) {
            candidate.title = plain_text(text);
        }
    }

    fn target(&self, tag: Tag<'_>) -> Option<Url> {
        link::web(&tag.attribute("href")?, &self.base, &mut Problems::default())
    }

    fn add(&mut self, mut url: Url, title: String, found: Found) {
        url.set_fragment(None);
        if self.candidates.len() < MAX_CANDIDATES && !self.candidates.iter().any(|known| known.url == url) {
            self.candidates.push(Candidate { url, title, found });
        }
    }
}

fn looks_like_feed(url: &Url) -> bool {
    let path = url.path().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    matches!(last, "feed" | "rss" | "atom" | "feeds" | "rdf")
        || [".rss", ".rdf", ".atom", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "rss2.xml"]
            .iter()
            .any(|ending| last.ends_with(ending))
        || url.query().is_some_and(|query| query.contains("feed=rss") || query.contains("feed=atom"))
}

#[cfg(test)]
mod tests;
