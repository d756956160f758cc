//! The readers that are compared, each as its crate is published.

use article::{PageInput, Reading, Refusal, plain_text, read_page};
use model::Wishes;
use serde_json::{Value, json};
use url::Url;

use crate::Reader;

/// The others by name.
pub(crate) const PEERS: [(&str, Reader); 3] =
    [("dom_smoothie", dom_smoothie), ("trafilatura", trafilatura), ("legible", legible)];

const ADDRESS: &str = "https://page.invalid/unknown/page";

/// This crate.
pub(crate) fn own(bytes: &[u8]) -> String {
    read(bytes).map(|reading| reading.text).unwrap_or_default()
}

/// All that this crate says about a page.
pub(crate) fn own_row(bytes: &[u8]) -> Value {
    match read(bytes) {
        Ok(reading) => json!({
            "articleBody": reading.text, "title": reading.metadata.title, "author": reading.metadata.authors,
            "date": reading.metadata.published, "way": format!("{:?}", reading.way), "confidence": reading.confidence,
        }),
        Err(refusal) => json!({ "articleBody": "", "refusal": refusal.to_string() }),
    }
}

fn read(bytes: &[u8]) -> Result<Reading, Refusal> {
    let url = Url::parse(ADDRESS).expect("the text is an address");
    read_page(PageInput { bytes, content_type: None, url: &url, wishes: Wishes::default() })
}

fn dom_smoothie(bytes: &[u8]) -> String {
    let html = String::from_utf8_lossy(bytes);
    let Ok(mut readability) = dom_smoothie::Readability::new(html.as_ref(), Some(ADDRESS), None) else {
        return String::new();
    };
    readability.parse().map(|article| article.text_content.to_string()).unwrap_or_default()
}

fn trafilatura(bytes: &[u8]) -> String {
    let html = String::from_utf8_lossy(bytes);
    let options = trafilatura::Options::default().with_exclude_comments(true);
    trafilatura::extract(&html, &options).map(|result| result.content_text).unwrap_or_default()
}

fn legible(bytes: &[u8]) -> String {
    let html = String::from_utf8_lossy(bytes);
    legible::parse(&html, Some(ADDRESS), None).map(|article| plain_text(&article.content)).unwrap_or_default()
}
