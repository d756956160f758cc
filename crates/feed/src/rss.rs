//! RSS in all its versions: the words that carry no prefix. What stands in other vocabularies is read by
//! [`crate::extension`] and [`crate::atom`].

use std::time::Duration;

use model::{Enclosure, Image, Language};

use crate::date;
use crate::draft::{Context, Facts, FeedDraft, rank};
use crate::html::{plain_text, resolve_links};
use crate::link;
use crate::person;
use crate::xml::Element;
use crate::xml::markup::inner_html;

/// What the start tag of a channel says; in CDF that is nearly all.
pub(crate) fn open_channel(element: &Element<'_>, feed: &mut FeedDraft, context: &mut Context<'_>) {
    feed.facts.language.offer_some(rank::BESIDE, element.language);
    read_attributes(element, &mut feed.facts, context);
}

/// One element of a channel beside its items.
pub(crate) fn feed_child(element: &Element<'_>, feed: &mut FeedDraft, context: &mut Context<'_>) {
    match element.name.as_ref() {
        "ttl" => {
            feed.ttl = element.text().parse().ok().map(|minutes: u32| Duration::from_secs(u64::from(minutes) * 60));
        }
        "newlocation" | "redirect" => {
            let address = element.child("newlocation").unwrap_or(element).text();
            feed.moved_to = link::web(&address, &element.base, context.problems);
        }
        "language" => feed.facts.language.offer_some(rank::OWN, element.text().parse::<Language>().ok()),
        "managingeditor" => feed.facts.authors.offer(rank::OWN, person::name(&element.text())),
        "webmaster" => {}
        "lastbuilddate" => {
            let date = date::read(&element.text(), context.now, context.problems);
            feed.facts.updated.offer_some(rank::OWN, date);
        }
        _ => both_child(element, &mut feed.facts, context),
    }
}

/// One element of an item.
pub(crate) fn entry_child(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    match element.name.as_ref() {
        "guid" | "id" => guid(element, facts, context),
        "enclosure" => offer_file(element, facts, context),
        "body" | "fullitem" | "xhtml" => facts.content.offer(rank::OWN, html(element)),
        "content" => facts.content.offer(rank::BESIDE, html(element)),
        "source" => {
            facts.source.offer_some(rank::OWN, Some(plain_text(&element.text())).filter(|name| !name.is_empty()));
        }
        _ => both_child(element, facts, context),
    }
}

/// What the start tag of an item says.
pub(crate) fn open_item(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    facts.guid.offer_some(rank::HINT, element.attribute("about"));
    let about = element.attribute("about").filter(|about| about.starts_with("http"));
    facts.link.offer_some(rank::HINT, about.and_then(|about| link::web(&about, &element.base, context.problems)));
    read_attributes(element, facts, context);
}

/// The attributes of CDF, the oldest of feeds.
fn read_attributes(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    if let Some(address) = element.attribute("href") {
        facts.link.offer_some(rank::BESIDE, link::web(&address, &element.base, context.problems));
    }
    if let Some(changed) = element.attribute("lastmod") {
        facts.updated.offer_some(rank::BESIDE, date::read(&changed, context.now, context.problems));
    }
}

fn both_child(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    match element.name.as_ref() {
        "title" => facts.title.offer_some(rank::OWN, title(element)),
        "link" => {
            let address = element.some_text().or_else(|| element.attribute("href"));
            let url = address.and_then(|address| link::web(&address, &element.base, context.problems));
            facts.link.offer_some(rank::OWN, url);
        }
        "description" => facts.summary.offer(rank::OWN, html(element)),
        "abstract" | "summary" | "tagline" | "subtitle" => facts.summary.offer(rank::BESIDE, html(element)),
        "pubdate" | "published" | "issued" | "created" | "date" => {
            let date = date::read(&element.text(), context.now, context.problems);
            facts.published.offer_some(if element.name == "pubdate" { rank::OWN } else { rank::BESIDE }, date);
        }
        "lastmod" | "updated" | "modified" => {
            let date = date::read(&element.text(), context.now, context.problems);
            facts.updated.offer_some(rank::BESIDE, date);
        }
        "author" => facts.authors.offer(rank::OWN, author(element)),
        "category" | "keywords" => facts.add_category(&plain_text(&element.text())),
        "image" | "logo" => facts.image.offer_some(rank::BESIDE, image(element, context)),
        "copyright" | "rights" | "license" | "licence" => {
            facts.wishes.licence = facts.wishes.licence.take().or_else(|| licence(element));
        }
        _ => {}
    }
}

/// A title as plain text.
pub(crate) fn title(element: &Element<'_>) -> Option<String> {
    Some(plain_text(&element.text())).filter(|title| !title.is_empty())
}

/// HTML: escaped, as it should be, or as elements by publishers who forgot.
pub(crate) fn html(element: &Element<'_>) -> String {
    if element.has_elements() {
        inner_html(element)
    } else {
        resolve_links(&element.text(), &element.base).into_owned()
    }
}

/// A licence by its address or in words.
pub(crate) fn licence(element: &Element<'_>) -> Option<String> {
    let linked = element.attribute("resource").or_else(|| element.attribute("href"));
    linked.or_else(|| Some(plain_text(&element.text())).filter(|text| !text.is_empty()))
}

fn author(element: &Element<'_>) -> Option<String> {
    match element.child("name") {
        Some(name) => person::name_or_address(name.some_text(), element.child("email").and_then(Element::some_text)),
        None => person::name(&element.text()),
    }
}

fn guid(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    let Some(guid) = element.some_text() else { return };
    let is_permalink = element.attribute("ispermalink").is_none_or(|said| !said.eq_ignore_ascii_case("false"));
    if element.name == "guid" && is_permalink && (guid.starts_with("http:") || guid.starts_with("https:")) {
        facts.link.offer_some(rank::BESIDE, link::web(&guid, &element.base, context.problems));
    }
    facts.guid.offer(if element.name == "guid" { rank::OWN } else { rank::BESIDE }, guid);
}

fn offer_file(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    let address = element.attribute("url").or_else(|| element.attribute("href")).or_else(|| element.some_text());
    let url = address.and_then(|address| link::web(&address, &element.base, context.problems));
    let Some(url) = url else { return };
    let media_type = element.attribute("type").unwrap_or_default();
    // Papers attach their lead picture like a podcast its episode.
    if media_type.starts_with("image/") {
        facts.image.offer(rank::BESIDE, Image { url: url.clone(), alt: String::new() });
    }
    let bytes = element.attribute("length").and_then(|length| length.parse().ok());
    facts.add_enclosure(Enclosure { url, media_type, bytes, seconds: None });
}

fn image(element: &Element<'_>, context: &mut Context<'_>) -> Option<Image> {
    let address = match element.child("url") {
        Some(url) => url.text(),
        None => element.attribute("href").or_else(|| element.attribute("resource")).or_else(|| element.some_text())?,
    };
    let alt = element.child("title").map(|title| plain_text(&title.text())).unwrap_or_default();
    Some(Image { url: link::web(&address, &element.base, context.problems)?, alt })
}
