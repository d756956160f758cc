//! Atom's `link`: what it leads to is in its `rel`.

use model::Enclosure;
use url::Url;

use crate::draft::{Context, Facts, FeedDraft, rank};
use crate::link;
use crate::xml::Element;

/// More hubs than this help nobody.
const MAX_HUBS: usize = 5;

/// The relation, without the prefix that spells out a registered one.
fn relation(element: &Element<'_>) -> String {
    let said = element.attribute("rel").unwrap_or_else(|| "alternate".to_owned()).to_ascii_lowercase();
    said.trim_start_matches("http://www.iana.org/assignments/relation/").to_owned()
}

/// How good an alternate is: a page for people beats the same in another format.
fn rank_of_alternate(element: &Element<'_>) -> u8 {
    match element.attribute("type").as_deref() {
        None | Some("text/html" | "application/xhtml+xml") => rank::OWN,
        Some(_) => rank::BESIDE,
    }
}

fn target(element: &Element<'_>, context: &mut Context<'_>) -> Option<Url> {
    let address = element.attribute("href").or_else(|| element.some_text())?;
    link::web(&address, &element.base, context.problems)
}

/// A link of a feed.
pub(super) fn of_feed(element: &Element<'_>, feed: &mut FeedDraft, context: &mut Context<'_>) {
    match relation(element).as_str() {
        "alternate" => feed.facts.link.offer_some(rank_of_alternate(element), target(element, context)),
        "self" => feed.self_url = feed.self_url.take().or_else(|| target(element, context)),
        "hub" if feed.hubs.len() < MAX_HUBS => feed.hubs.extend(target(element, context)),
        "license" => offer_licence(element, &mut feed.facts, context),
        _ => {}
    }
}

/// A link of an entry.
pub(super) fn of_entry(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    match relation(element).as_str() {
        "alternate" => facts.link.offer_some(rank_of_alternate(element), target(element, context)),
        "enclosure" => {
            let Some(url) = target(element, context) else { return };
            let bytes = element.attribute("length").and_then(|length| length.parse().ok());
            let media_type = element.attribute("type").unwrap_or_default();
            facts.add_enclosure(Enclosure { url, media_type, bytes, seconds: None });
        }
        "license" => offer_licence(element, facts, context),
        _ => {}
    }
}

/// Content that is not in the entry but at an address.
pub(super) fn offer_out_of_line(url: Option<Url>, media_type: Option<String>, facts: &mut Facts) {
    let Some(url) = url else { return };
    let media_type = media_type.unwrap_or_default();
    if media_type.starts_with("audio/") || media_type.starts_with("video/") {
        facts.add_enclosure(Enclosure { url, media_type, bytes: None, seconds: None });
    } else {
        facts.link.offer(rank::HINT, url);
    }
}

fn offer_licence(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    // An address outranks a copyright line in words.
    if let Some(url) = target(element, context) {
        facts.wishes.licence = Some(url.into());
    }
}
