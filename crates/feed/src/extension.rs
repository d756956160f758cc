//! The vocabularies that feeds of every format mix in.

mod media;
mod podcast;
mod rights;

use std::time::Duration;

use crate::date;
use crate::draft::{Context, Facts, FeedDraft, rank};
use crate::html::plain_text;
use crate::link;
use crate::person;
use crate::rss;
use crate::xml::{Element, Ns};

/// An element of another vocabulary, of a feed.
pub(crate) fn feed_child(element: &Element<'_>, feed: &mut FeedDraft, context: &mut Context<'_>) {
    match (element.ns, element.name.as_ref()) {
        (Ns::Syndication, "updateperiod") => feed.period = period(&element.text()),
        (Ns::Syndication, "updatefrequency") => feed.frequency = element.text().parse().ok(),
        (Ns::Itunes, "new-feed-url") => {
            feed.moved_to = link::web(&element.text(), &element.base, context.problems);
        }
        _ => both_child(element, &mut feed.facts, context),
    }
}

/// An element of another vocabulary, of an entry.
pub(crate) fn entry_child(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    match (element.ns, element.name.as_ref()) {
        (Ns::Content, "encoded") => facts.content.offer(rank::BEST, rss::html(element)),
        (Ns::Content, "items") => content_item(element, facts),
        (Ns::Xhtml, "body" | "div") => facts.content.offer(rank::OWN, rss::html(element)),
        (Ns::Feedburner, "origlink") => {
            facts.link.offer_some(rank::BEST, link::web(&element.text(), &element.base, context.problems));
        }
        _ => both_child(element, facts, context),
    }
}

fn both_child(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    match element.ns {
        Ns::Dublin => dublin(element, facts, context),
        Ns::Media => media::read(element, facts, context),
        Ns::Itunes => podcast::read(element, facts, context),
        Ns::Creative | Ns::Tdm | Ns::Rsl => rights::read(element, facts),
        Ns::Feedburner if element.name == "browserfriendly" => {
            facts.summary.offer(rank::HINT, rss::html(element));
        }
        _ => {}
    }
}

/// `sy:updatePeriod`.
fn period(word: &str) -> Option<Duration> {
    let hours = match word.to_ascii_lowercase().as_str() {
        "hourly" => 1,
        "daily" => 24,
        "weekly" => 7 * 24,
        "monthly" => 30 * 24,
        "yearly" => 365 * 24,
        _ => return None,
    };
    Some(Duration::from_secs(hours * 3600))
}

/// RSS 1.0's first content module: `content:items` holding one `content:item` with an `rdf:value`.
fn content_item(element: &Element<'_>, facts: &mut Facts) {
    let mut at = element;
    while let Some(inner) = at.elements().next() {
        if inner.name == "value" {
            facts.content.offer(rank::OWN, rss::html(inner));
            return;
        }
        at = inner;
    }
}

fn dublin(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    let text = element.text();
    let date = |context: &mut Context<'_>| date::read(&text, context.now, context.problems);
    match element.name.as_ref() {
        "title" => facts.title.offer_some(rank::BESIDE, rss::title(element)),
        "creator" | "author" => facts.authors.offer(rank::BESIDE, person::name(&text)),
        "subject" => facts.add_category(&plain_text(&text)),
        "description" | "abstract" => facts.summary.offer(rank::HINT, rss::html(element)),
        "language" => facts.language.offer_some(rank::OWN, text.parse().ok()),
        "identifier" => facts.guid.offer_some(rank::HINT, element.some_text()),
        "date" => {
            // The vocabulary leaves open which date of a piece is meant, and feeds use it for both.
            let date = date(context);
            facts.published.offer_some(rank::HINT, date);
            facts.updated.offer_some(rank::BESIDE, date);
        }
        "issued" | "created" | "available" => facts.published.offer_some(rank::BESIDE, date(context)),
        "modified" => facts.updated.offer_some(rank::OWN, date(context)),
        "rights" | "license" => {
            facts.wishes.licence = facts.wishes.licence.take().or_else(|| rss::licence(element));
        }
        _ => {}
    }
}
