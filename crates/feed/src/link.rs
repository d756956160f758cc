//! Addresses: resolved against the base that holds where they stand, and only those of the web.

use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

use url::Url;

use crate::problem::{Problem, Problems, quoted};

/// Longer addresses are nobody's articles.
const MAX_LINK_BYTES: usize = 8 * 1024;
/// A longer base would make every link beneath it long.
const MAX_BASE_BYTES: usize = 2 * 1024;
/// Relative links within the HTML of one feed may grow to so much: a million tiny links under a long base must not.
const MAX_RESOLVED_BYTES: usize = 16 * 1024 * 1024;

/// What relative addresses are resolved against, and how much resolving may still add to the feed's HTML.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    url: Url,
    spare_bytes: Rc<Cell<usize>>,
}

impl Base {
    /// The base of a whole feed.
    pub(crate) fn new(url: &Url) -> Self {
        Self { url: url.clone(), spare_bytes: Rc::new(Cell::new(MAX_RESOLVED_BYTES)) }
    }

    /// The base for what stands beneath an `xml:base`.
    pub(crate) fn join(&self, text: &str) -> Option<Self> {
        base(text, &self.url).map(|url| Self { url, spare_bytes: Rc::clone(&self.spare_bytes) })
    }

    /// The absolute form of an address in HTML; nothing when it is absolute already, within the page, beyond repair,
    /// or when the feed has used up what resolving may add.
    pub(crate) fn absolute(&self, value: &str) -> Option<Url> {
        let value = value.trim();
        let spare = self.spare_bytes.get();
        if value.is_empty() || value.starts_with('#') || is_absolute(value) || value.len() + MAX_BASE_BYTES > spare {
            return None;
        }
        let url = self.url.join(value).ok()?;
        self.spare_bytes.set(spare.saturating_sub(url.as_str().len()));
        Some(url)
    }
}

impl Deref for Base {
    type Target = Url;

    fn deref(&self) -> &Url {
        &self.url
    }
}

/// The `http` or `https` address that `text` means under `base`.
///
/// Refuses every other scheme, `javascript:` above all; a publisher's slip such as a bare `#` or an empty string is
/// no link.
pub(crate) fn web(text: &str, base: &Url, problems: &mut Problems) -> Option<Url> {
    let text = text.trim();
    if text.is_empty() || text == "#" {
        return None;
    }
    let url = if text.len() > MAX_LINK_BYTES { None } else { resolve(text, base).filter(is_web) };
    if url.is_none() {
        problems.note(Problem::RefusedLink(quoted(text)));
    }
    url
}

/// Whether an address is one of the web.
pub(crate) fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// The base that a page or feed states for what stands beneath.
pub(crate) fn base(text: &str, outer: &Url) -> Option<Url> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_BASE_BYTES {
        return None;
    }
    outer.join(text).ok().filter(|url| !url.cannot_be_a_base() && url.as_str().len() <= MAX_BASE_BYTES)
}

/// Whether `text` starts with a scheme, so that no base applies to it.
fn is_absolute(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

fn resolve(text: &str, base: &Url) -> Option<Url> {
    if let Ok(url) = base.join(text) {
        return Some(url);
    }
    // A space or line break inside an address is a slip that browsers forgive.
    let joined: String = text.split_whitespace().collect();
    base.join(&joined).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let base = Url::parse("https://paper.example/feeds/all.xml").unwrap();
        let url = web(text, &base, &mut Problems::default());
        assert_eq!(url.as_ref().map(Url::as_str), expect, "{text:?}");
    }

    #[test]
    fn relative_addresses_are_resolved() {
        check("/a/1", Some("https://paper.example/a/1"));
        check(" story?id=1 ", Some("https://paper.example/feeds/story?id=1"));
        check("//cdn.example/x", Some("https://cdn.example/x"));
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for text in ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "mailto:a@b.example", "", "#"] {
            check(text, None);
        }
        check("file:///etc/passwd", None);
        check("http://", None);
        check(&format!("http://a.example/{}", "x".repeat(MAX_LINK_BYTES)), None);
    }

    #[test]
    fn a_scheme_is_told_from_a_colon_in_a_path() {
        assert!(is_absolute("mailto:a"));
        assert!(!is_absolute("/a:b"));
        assert!(!is_absolute("1:2"));
    }
}
