//! What the fuzzer runs on each input: one function a target, with what must hold whatever the bytes are.
//!
//! This file is also the library of the fuzz crate, so that a seed or a crash that the suite replays runs exactly what
//! the fuzzer ran. It therefore knows nothing of the rest of this harness.

use std::time::Duration;

use article::{PageInput, canonical_url, plain_text, read_fragment, read_page, sanitize};
use feed::opml::{self, Outline};
use feed::{Input, discover};
use jiff::Timestamp;
use model::Wishes;
use url::Url;

/// 2026-11-20T08:00:00Z.
const NOW: Timestamp = Timestamp::constant(1_795_161_600, 0);

/// What a feed keeps at most.
const ENTRIES_MAX: usize = 2_000;

/// No server keeps us away, or an answer fresh, for longer.
const WEEK: Duration = Duration::from_hours(7 * 24);

/// What a target does with one input.
pub type Target = fn(&[u8]);

/// The targets by name: the file in `fuzz/targets` and the folder in `fuzz/seeds`.
pub const TARGETS: [(&str, Target); 6] = [
    ("feed", feed),
    ("html_extraction", html_extraction),
    ("http_date", http_date),
    ("opml", opml),
    ("sanitizer", sanitizer),
    ("url", url),
];

fn base() -> Url {
    Url::parse("https://gull.example/news/today").expect("the text is an address")
}

/// A feed of any format: it is refused or read, every entry has an identity, and what it links to is the web.
pub fn feed(bytes: &[u8]) {
    let base = base();
    // The first bytes choose what the server says about the rest, as the two together decide on charset and format.
    let content_type = match bytes.first() {
        Some(b'0') => Some("application/json"),
        Some(b'1') => Some("text/html; charset=windows-1252"),
        Some(b'2') => Some("text/xml; charset=utf-16"),
        _ => None,
    };
    let bytes = if content_type.is_some() { bytes.get(1..).unwrap_or_default() } else { bytes };
    let _ = discover(bytes, content_type, &base);
    let Ok(parsed) = feed::parse(Input { bytes, content_type, base: &base, now: NOW }) else { return };
    assert!(parsed.entries.len() <= ENTRIES_MAX, "{} entries", parsed.entries.len());
    for entry in &parsed.entries {
        assert!(!entry.guid.is_empty(), "an entry without an identity");
        assert!(!entry.title.contains(['\n', '\r']), "a title of several lines: {:?}", entry.title);
        for link in entry.url.iter().chain(entry.image.iter().map(|image| &image.url)) {
            assert!(is_web(link), "{link} leads out of the web");
        }
    }
}

/// A list of subscriptions: what was read and written is read back as the same feeds.
pub fn opml(bytes: &[u8]) {
    let Ok(outline) = opml::parse(bytes) else { return };
    let written = opml::write(&outline);
    let again = opml::parse(written.as_bytes()).expect("what we wrote can be read");
    assert_eq!(addresses(&outline), addresses(&again), "{written}");
}

fn addresses(outline: &Outline) -> Vec<&Url> {
    outline.subscriptions().into_iter().map(|(_, subscription)| &subscription.feed_url).collect()
}

/// A page, and the same bytes as a feed's fragment: what comes out is safe to show.
pub fn html_extraction(bytes: &[u8]) {
    let base = base();
    let page = PageInput { bytes, content_type: None, url: &base, wishes: Wishes::default() };
    if let Ok(reading) = read_page(page) {
        assert!(is_web(&reading.canonical), "{} leads out of the web", reading.canonical);
        assert_safe(&reading.html);
    }
    let fragment = read_fragment(&String::from_utf8_lossy(bytes), &base);
    assert_safe(&fragment.html);
}

/// The sanitizer: its output is safe, and doing it twice changes nothing.
pub fn sanitizer(bytes: &[u8]) {
    let (base, html) = (base(), String::from_utf8_lossy(bytes));
    let once = sanitize(&html, &base);
    assert_safe(&once);
    assert_eq!(sanitize(&once, &base), once, "cleaned twice from {html:?}");
    let _ = plain_text(&html);
}

/// An address: its canonical form is of the same kind, and canonical itself.
pub fn url(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(url) = base().join(&text) else { return };
    let once = canonical_url(&url);
    assert_eq!(canonical_url(&once), once, "twice from {url}");
    assert_eq!(is_web(&once), is_web(&url), "{url} became {once}");
}

/// What servers say about time: a date that is read is written and read as the same, and no wait is endless.
pub fn http_date(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(date) = fetch::parse_http_date(&text) {
        let written = date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        assert_eq!(fetch::parse_http_date(&written), Some(date), "{text:?} became {written}");
    }
    let wait = fetch::parse_retry_after(&text, NOW);
    assert!(wait.is_none_or(|wait| wait <= WEEK), "{text:?} keeps us away for {wait:?}");
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Nothing in sanitized HTML runs, loads or submits by itself.
fn assert_safe(html: &str) {
    for tag in tags(html) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        assert!(!FORBIDDEN.contains(&name), "<{tag}> in {html:?}");
    }
    assert_inert(html);
}

/// No tag carries a handler or the address of a script, as far as values stand in double quotes.
pub fn assert_inert(html: &str) {
    for tag in tags(html) {
        let mut parts = tag.split('"');
        while let Some(before) = parts.next() {
            let value = parts.next().unwrap_or_default().trim_start();
            let attribute = before.trim().trim_end_matches('=').rsplit(' ').next().unwrap_or_default();
            assert!(!attribute.starts_with("on"), "<{tag}> in {html:?}");
            let is_address = ["href", "src", "poster", "cite", "xlink:href"].contains(&attribute);
            assert!(!is_address || !value.starts_with("javascript:"), "<{tag}> in {html:?}");
        }
    }
}

/// The insides of all tags in lower case, as the sanitizer writes them: a `<` in text is escaped, one in a value is not.
fn tags(html: &str) -> Vec<String> {
    let (mut tags, mut tag, mut quoted) = (Vec::new(), None::<String>, false);
    for c in html.chars() {
        match (&mut tag, c) {
            (None, '<') => tag = Some(String::new()),
            (None, _) => {}
            (Some(_), '>') if !quoted => tags.extend(tag.take().map(|tag| tag.to_ascii_lowercase())),
            (Some(inside), _) => {
                quoted ^= c == '"';
                inside.push(c);
            }
        }
    }
    tags
}

/// Elements that run, load or submit something.
const FORBIDDEN: [&str; 11] =
    ["script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "base", "svg"];
