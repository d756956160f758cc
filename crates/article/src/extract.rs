//! The body of a page, found by extractors that others wrote, behind one function of ours.
//!
//! They see tamed markup only, and a panic of theirs is an answer like "nothing found".

use std::panic::{AssertUnwindSafe, catch_unwind};

use trafilatura::{ExtractionFocus, Options};
use url::Url;

use crate::plain::plain_text;
use crate::words::word_count;

/// A body shorter than this may be a teaser beside the true one.
const SHORT_WORDS: u32 = 80;

/// The body's HTML, unsanitized; empty when there is none.
pub(crate) fn extract_body(page: &str, url: &Url) -> String {
    let first = by_rules(page, url);
    let words = word_count(&plain_text(&first));
    if words >= SHORT_WORDS {
        return first;
    }
    let second = by_readability(page, url);
    if word_count(&plain_text(&second)) > words * 2 { second } else { first }
}

fn by_rules(page: &str, url: &Url) -> String {
    let options = Options::default()
        .with_fallback(true)
        .with_links(true)
        .with_images(true)
        .with_exclude_comments(true)
        .with_focus(ExtractionFocus::Balanced)
        .with_url(url.clone());
    behind_a_wall(|| trafilatura::extract(page, &options).map(|result| result.content_html).ok())
}

fn by_readability(page: &str, url: &Url) -> String {
    behind_a_wall(|| {
        let mut readability = dom_smoothie::Readability::new(page, Some(url.as_str()), None).ok()?;
        readability.parse().map(|article| article.content.to_string()).ok()
    })
}

fn behind_a_wall(extract: impl FnOnce() -> Option<String>) -> String {
    catch_unwind(AssertUnwindSafe(extract)).ok().flatten().unwrap_or_default()
}
