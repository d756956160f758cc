//! Sitemaps with Google's news extension: the feed of publishers that have no other.

use model::Image;

use crate::date;
use crate::draft::{Context, Facts, rank};
use crate::html::plain_text;
use crate::link;
use crate::rss;
use crate::xml::{Element, Ns};

/// One element of a `url`.
pub(crate) fn entry_child(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    match (element.ns, element.name.as_ref()) {
        (Ns::News, "news") => element.elements().for_each(|child| news(child, facts, context)),
        (Ns::SitemapImage, "image") => image(element, facts, context),
        (_, "loc") => {
            facts.guid.offer_some(rank::OWN, element.some_text());
            facts.link.offer_some(rank::OWN, link::web(&element.text(), &element.base, context.problems));
        }
        (_, "lastmod") => {
            facts.updated.offer_some(rank::OWN, date::read(&element.text(), context.now, context.problems));
        }
        _ => {}
    }
}

fn news(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    match element.name.as_ref() {
        "title" => facts.title.offer_some(rank::OWN, rss::title(element)),
        "publication_date" => {
            facts.published.offer_some(rank::OWN, date::read(&element.text(), context.now, context.problems));
        }
        "publication" => {
            let language = element.child("language").and_then(|language| language.text().parse().ok());
            facts.language.offer_some(rank::OWN, language);
            facts.source.offer_some(rank::OWN, element.child("name").and_then(rss::title));
        }
        "keywords" => element.text().split(',').for_each(|word| facts.add_category(&plain_text(word))),
        _ => {}
    }
}

fn image(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    let address = element.child("loc").and_then(Element::some_text);
    let url = address.and_then(|address| link::web(&address, &element.base, context.problems));
    let words = element.child("caption").or_else(|| element.child("title"));
    let alt = words.map(|words| plain_text(&words.text())).unwrap_or_default();
    facts.image.offer_some(rank::OWN, url.map(|url| Image { url, alt }));
}
