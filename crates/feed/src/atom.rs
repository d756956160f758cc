//! Atom 1.0 and 0.3, as whole feeds and as single elements within RSS.

mod links;
mod text;

use crate::date;
use crate::draft::{Context, Facts, FeedDraft, rank};
use crate::html::plain_text;
use crate::link;
use crate::person;
use crate::rss::licence;
use crate::xml::Element;
use text::Construct;

/// One element of a feed beside its entries.
pub(crate) fn feed_child(element: &Element<'_>, feed: &mut FeedDraft, context: &mut Context<'_>) {
    match element.name.as_ref() {
        "link" => links::of_feed(element, feed, context),
        "subtitle" | "tagline" => {
            feed.facts.summary.offer_some(rank::OWN, Construct::read(element).map(Construct::into_html));
        }
        "info" => feed.facts.summary.offer_some(rank::BESIDE, Construct::read(element).map(Construct::into_html)),
        "logo" => offer_image(element, &mut feed.facts, rank::BEST, context),
        "icon" => offer_image(element, &mut feed.facts, rank::HINT, context),
        "language" => feed.facts.language.offer_some(rank::HINT, element.text().parse().ok()),
        _ => both_child(element, &mut feed.facts, context),
    }
}

/// One element of an entry.
pub(crate) fn entry_child(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    match element.name.as_ref() {
        "link" => links::of_entry(element, facts, context),
        "summary" => facts.summary.offer_some(rank::BEST, Construct::read(element).map(Construct::into_html)),
        "content" => content(element, facts, context),
        "source" => source(element, facts),
        _ => both_child(element, facts, context),
    }
}

fn both_child(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    match element.name.as_ref() {
        "id" => facts.guid.offer_some(rank::OWN, element.some_text()),
        "title" => {
            let title = Construct::read(element).map(Construct::into_line).filter(|title| !title.is_empty());
            facts.title.offer_some(rank::OWN, title);
        }
        "updated" | "modified" => {
            facts.updated.offer_some(rank::OWN, date::read(&element.text(), context.now, context.problems));
        }
        "published" | "issued" | "created" => {
            let better = match element.name.as_ref() {
                "published" => rank::BEST,
                "issued" => rank::OWN,
                _ => rank::BESIDE,
            };
            facts.published.offer_some(better, date::read(&element.text(), context.now, context.problems));
        }
        "author" => facts.authors.offer(rank::OWN, author(element)),
        "category" => {
            let label = element.attribute("label").or_else(|| element.attribute("term"));
            if let Some(label) = label.or_else(|| element.some_text()) {
                facts.add_category(&plain_text(&label));
            }
        }
        "rights" | "copyright" => {
            facts.wishes.licence = facts.wishes.licence.take().or_else(|| licence(element));
        }
        _ => {}
    }
}

fn author(element: &Element<'_>) -> Option<String> {
    let part = |name: &str| element.child(name).and_then(Element::some_text);
    if element.has_elements() {
        person::name_or_address(part("name"), part("email"))
    } else {
        person::name(&element.text())
    }
}

fn offer_image(element: &Element<'_>, facts: &mut Facts, better: u8, context: &mut Context<'_>) {
    let url = link::web(&element.text(), &element.base, context.problems);
    facts.image.offer_some(better, url.map(|url| model::Image { url, alt: String::new() }));
}

fn content(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    facts.language.offer_some(rank::BESIDE, element.language);
    if let Some(address) = element.attribute("src") {
        let url = link::web(&address, &element.base, context.problems);
        links::offer_out_of_line(url, element.attribute("type"), facts);
    } else {
        facts.content.offer_some(rank::BEST, Construct::read(element).map(Construct::into_html));
    }
}

/// The feed an entry was taken over from: its title, and its authors where the entry names none.
fn source(element: &Element<'_>, facts: &mut Facts) {
    for child in element.elements() {
        match child.name.as_ref() {
            "title" => facts.source.offer_some(rank::OWN, Construct::read(child).map(Construct::into_line)),
            "author" => facts.authors.offer(rank::HINT, author(child)),
            _ => {}
        }
    }
}
