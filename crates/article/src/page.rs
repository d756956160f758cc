//! A page as a readable article, or the reason why it is none.

use std::borrow::Cow;

use model::{Cause, Failure, Metadata, Wishes};
use url::Url;

use crate::canonical::claimed_url;
use crate::charset;
use crate::clean::{Clean, clean};
use crate::extract::{Extracted, Known, Way, extract};
use crate::facts::{Facts, read_facts};
use crate::media::encode_text;
use crate::metadata::authors::authors;
use crate::metadata::metadata;
use crate::metadata::title::title;
use crate::refusal::Refusal;
use crate::rules::rule_for;
use crate::tame::{Kind, tame};
use crate::verdict::verdict;
use crate::versions::correction;
use crate::words::word_count;

/// A page as it was fetched.
#[derive(Debug, Clone)]
pub struct PageInput<'a> {
    /// Its bytes, decompressed.
    pub bytes: &'a [u8],
    /// Its `Content-Type` header.
    pub content_type: Option<&'a str>,
    /// Where it came from, after redirects.
    pub url: &'a Url,
    /// What its headers asked.
    pub wishes: Wishes,
}

/// A page, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The address under which the article is kept.
    pub canonical: Url,
    /// What is known about it.
    pub metadata: Metadata,
    /// Its body, sanitized, without the headline.
    pub html: String,
    /// Its body as plain text, paragraphs split by blank lines.
    pub text: String,
    /// How the body was found.
    pub way: Way,
    /// How sure it is that this is the body and all of it, in percent.
    pub confidence: u8,
    /// The paragraph in which the publisher says what it corrected.
    pub correction: Option<String>,
    /// Where the article goes on, when the page holds the first part of it.
    pub next: Option<Url>,
}

/// Larger pages are applications or attacks; the longest reports with inline pictures stay below.
const MAX_BYTES: usize = 6 << 20;

/// Reads the article on a page.
///
/// # Errors
/// Says what the page is when it holds no article, or why it could not be read.
pub fn read_page(page: PageInput<'_>) -> Result<Reading, Refusal> {
    let PageInput { bytes, content_type, url, wishes } = page;
    if bytes.len() > MAX_BYTES {
        return Err(Failure::new(Cause::TooLarge, format!("the page has {} bytes", bytes.len())).into());
    }
    refuse_other_media(content_type)?;
    let html = charset::decode(bytes, content_type);
    let tamed = tame(&html, Kind::Page)
        .map_err(|_| Failure::new(Cause::NotAPage, "the page has more elements than we read"))?;
    let facts = read_facts(&html);
    let base = base_url(url, &tamed);
    let canonical = canonical(&facts, &base, url);
    let host = canonical.host_str().unwrap_or_default();
    let found = extract(&tamed, &known(&facts, host), rule_for(host));
    let linked = found.linked;
    let (body, way, confidence) = fuller(&found, &facts, &base);
    verdict(&facts, url, &body, linked)?;
    let metadata = metadata(&facts, &canonical, &body, wishes);
    let ruled = found.next.as_ref().and_then(|next| base.join(next).ok());
    let next = ruled.or_else(|| next_page(&facts, &base, &canonical));
    let correction = correction(&body.text);
    Ok(Reading { canonical, metadata, html: body.html, text: body.text, way, confidence, correction, next })
}

/// What the page says beside its body.
pub(crate) fn known(facts: &Facts, host: &str) -> Known {
    Known {
        titles: vec![title(facts, host), facts.headline.clone()],
        bylines: facts.bylines.clone(),
        authors: authors(facts),
        text: longest_described(facts).to_owned(),
    }
}

fn longest_described(facts: &Facts) -> &str {
    facts.described.iter().map(|piece| piece.body.as_str()).max_by_key(|body| body.len()).unwrap_or_default()
}

fn refuse_other_media(content_type: Option<&str>) -> Result<(), Failure> {
    let Some(header) = content_type else { return Ok(()) };
    let media_type = header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let may_be_page = media_type.is_empty()
        || ["text/html", "application/xhtml+xml", "text/plain", "application/octet-stream"]
            .contains(&media_type.as_str());
    if may_be_page { Ok(()) } else { Err(Failure::new(Cause::NotAPage, media_type)) }
}

/// Where the page's relative addresses start.
fn base_url(url: &Url, tamed: &str) -> Url {
    let Some(at) = tamed.find("<base ") else { return url.clone() };
    let first = crate::scan::tokens(tamed.get(at..).unwrap_or_default()).next();
    let href = match &first {
        Some(crate::scan::Token::Open(tag)) => tag.get("href"),
        _ => None,
    };
    href.and_then(|href| url.join(href.trim()).ok())
        .filter(|base| !base.cannot_be_a_base())
        .unwrap_or_else(|| url.clone())
}

fn canonical(facts: &Facts, base: &Url, url: &Url) -> Url {
    let links = facts.hrefs("canonical").map(|link| link.href.as_str());
    let claims = links.chain(facts.meta(&["og:url"])).chain(facts.described.iter().map(|piece| piece.url.as_str()));
    claimed_url(url, claims.filter(|claim| !claim.is_empty()).filter_map(|claim| base.join(claim).ok()))
}

/// The page's `rel=next`, where it leads to another part of the same piece and not to the next piece: the addresses then
/// differ in a number only.
fn next_page(facts: &Facts, base: &Url, canonical: &Url) -> Option<Url> {
    let next = facts.hrefs("next").find_map(|link| base.join(&link.href).ok())?;
    let is_same_piece = |own: &Url| {
        let rest = next.as_str().strip_prefix(own.as_str().trim_end_matches('/'));
        rest.is_some_and(|rest| {
            let is_short = (1..=MAX_PART_CHARS).contains(&rest.len());
            is_short && rest.starts_with(['?', '&', '/', '-', '_']) && rest.ends_with(|c: char| c.is_ascii_digit())
        })
    };
    is_same_piece(canonical).then_some(next)
}

/// What a second page adds to an address is no longer than `?currentPage=12`.
const MAX_PART_CHARS: usize = 16;

/// Structured data's body is taken only when what was extracted misses most of it: it has no paragraphs and links.
const MIN_DESCRIBED_WORDS: u32 = 80;

fn fuller(found: &Extracted, facts: &Facts, base: &Url) -> (Clean, Way, u8) {
    let extracted = clean(&found.html, base);
    let longest = longest_described(facts);
    let words = word_count(longest);
    if words < MIN_DESCRIBED_WORDS || words / 2 < word_count(&extracted.text) {
        return (extracted, found.way, found.confidence);
    }
    let is_markup = longest.contains("</p>") || longest.contains("<br");
    let html =
        if is_markup { Cow::Borrowed(longest) } else { Cow::Owned(as_paragraphs(&crate::scan::decode(longest))) };
    let described = clean(&html, base);
    (Clean { image: described.image.or(extracted.image), ..described }, Way::Described, DESCRIBED_CONFIDENCE)
}

/// The publisher wrote the text down, but without its form, and perhaps not all of it.
const DESCRIBED_CONFIDENCE: u8 = 70;

fn as_paragraphs(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |html, line| html + "<p>" + &encode_text(line) + "</p>")
}
