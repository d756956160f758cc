//! JSON Feed 1 and 1.1. Items are read one at a time and values of the wrong kind are passed over, so that neither a
//! huge nor a sloppy feed costs more than its own text.

mod loose;

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;
use model::{Enclosure, FeedFormat, Image};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use url::Url;

use crate::draft::{Context, Facts, FeedDraft, rank};
use crate::html::plain::plain_line;
use crate::html::{escape, resolve_links};
use crate::link::Base;
use crate::problem::{Problem, Problems};
use crate::window::Window;
use crate::{Input, NotAFeed, ParsedFeed, date, link, person};
use loose::{List, Number, Text};

/// Reads a JSON Feed.
pub(crate) fn read(text: &str, input: &Input<'_>, mut problems: Problems) -> Result<ParsedFeed, NotAFeed> {
    let mut document = Document {
        context: Context { now: input.now, problems: &mut problems },
        base: Base::new(input.base),
        feed: FeedDraft::default(),
        window: Window::default(),
        is_feed: false,
    };
    let mut parser = serde_json::Deserializer::from_str(text);
    let end = (&mut document).deserialize(&mut parser);
    let Document { feed, window, is_feed, .. } = document;
    if !is_feed {
        return Err(NotAFeed::Unknown);
    }
    // What was read before the text broke off is kept.
    if end.is_err() {
        problems.note(Problem::Truncated);
    }
    let entries = window.finish(&mut problems);
    Ok(feed.into_feed(FeedFormat::Json, entries, problems))
}

struct Document<'d> {
    context: Context<'d>,
    base: Base,
    feed: FeedDraft,
    window: Window,
    /// Whether it says so, or has items.
    is_feed: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Author {
    name: Text,
    url: Text,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Attachment {
    url: Text,
    mime_type: Text,
    size_in_bytes: Number,
    duration_in_seconds: Number,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Hub {
    url: Text,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Item {
    id: Text,
    url: Text,
    external_url: Text,
    title: Text,
    content_html: Text,
    content_text: Text,
    summary: Text,
    image: Text,
    banner_image: Text,
    date_published: Text,
    date_modified: Text,
    author: Author,
    authors: List<Author>,
    tags: List<Text>,
    language: Text,
    attachments: List<Attachment>,
}

impl<'de> DeserializeSeed<'de> for &mut Document<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON feed")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            match key.as_ref() {
                "version" => self.is_feed |= map.next_value::<Text>()?.0.is_some_and(|v| v.contains("jsonfeed")),
                "items" => map.next_value_seed(Items(&mut *self))?,
                "hubs" => {
                    let hubs = map.next_value::<List<Hub>>()?.0;
                    let urls: Vec<Url> = hubs.into_iter().take(5).filter_map(|hub| self.link(hub.url)).collect();
                    self.feed.hubs.extend(urls);
                }
                "authors" => {
                    let authors = map.next_value::<List<Author>>()?.0;
                    for each in authors {
                        self.feed.facts.authors.offer(rank::OWN, author(each));
                    }
                }
                "author" => self.feed.facts.authors.offer(rank::BESIDE, author(map.next_value()?)),
                other if FIELDS.contains(&other) => {
                    let value = map.next_value::<Text>()?;
                    self.field(other, value);
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// The fields of a feed that are plain text.
const FIELDS: [&str; 7] = ["title", "description", "home_page_url", "feed_url", "language", "icon", "favicon"];

impl Document<'_> {
    fn link(&mut self, address: Text) -> Option<Url> {
        link::web(&address.0?, &self.base, self.context.problems)
    }

    fn field(&mut self, name: &str, value: Text) {
        match name {
            "title" => self.feed.facts.title.offer_some(rank::OWN, value.0.map(|title| plain_line(&title))),
            "description" => self.feed.facts.summary.offer_some(rank::OWN, value.0.map(|text| escape(&text))),
            "home_page_url" => {
                let url = self.link(value);
                self.feed.facts.link.offer_some(rank::OWN, url);
            }
            "feed_url" => self.feed.self_url = self.link(value),
            "language" => self.feed.facts.language.offer_some(rank::OWN, value.0.and_then(|code| code.parse().ok())),
            _ => {
                let url = self.link(value);
                let better = if name == "icon" { rank::OWN } else { rank::HINT };
                self.feed.facts.image.offer_some(better, url.map(|url| Image { url, alt: String::new() }));
            }
        }
    }

    fn date(&mut self, text: Text) -> Option<Timestamp> {
        date::read(&text.0?, self.context.now, self.context.problems)
    }

    fn item(&mut self, item: Item) {
        let mut facts = Facts::default();
        facts.guid.offer_some(rank::OWN, item.id.0);
        facts.link.offer_some(rank::OWN, self.link(item.url));
        facts.link.offer_some(rank::BESIDE, self.link(item.external_url));
        facts.title.offer_some(rank::OWN, item.title.0.map(|title| plain_line(&title)));
        facts
            .content
            .offer_some(rank::OWN, item.content_html.0.map(|html| resolve_links(&html, &self.base).into_owned()));
        facts.content.offer_some(rank::BESIDE, item.content_text.0.map(|text| paragraphs(&text)));
        facts.summary.offer_some(rank::OWN, item.summary.0.map(|text| escape(&text)));
        facts.published.offer_some(rank::OWN, self.date(item.date_published));
        facts.updated.offer_some(rank::OWN, self.date(item.date_modified));
        facts.language.offer_some(rank::OWN, item.language.0.and_then(|code| code.parse().ok()));
        for (better, address) in [(rank::OWN, item.image), (rank::BESIDE, item.banner_image)] {
            facts.image.offer_some(better, self.link(address).map(|url| Image { url, alt: String::new() }));
        }
        item.authors.0.into_iter().for_each(|a| facts.authors.offer(rank::OWN, author(a)));
        facts.authors.offer(rank::BESIDE, author(item.author));
        item.tags.0.iter().filter_map(|tag| tag.0.as_deref()).for_each(|tag| facts.add_category(tag));
        for file in item.attachments.0 {
            let Some(url) = self.link(file.url) else { continue };
            facts.add_enclosure(Enclosure {
                url,
                media_type: file.mime_type.0.unwrap_or_default(),
                bytes: file.size_in_bytes.0,
                seconds: file.duration_in_seconds.0.and_then(|seconds| seconds.try_into().ok()),
            });
        }
        self.window.push(facts.into_entry(), self.context.problems);
    }
}

fn author(author: Author) -> Option<String> {
    person::name_or_address(author.name.0, author.url.0)
}

/// Plain text as HTML, a paragraph for each of its own.
fn paragraphs(text: &str) -> String {
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    let mut html = String::with_capacity(text.len() + 8);
    for block in blocks {
        html.push_str("<p>");
        html.push_str(&escape(block).replace('\n', "<br>"));
        html.push_str("</p>");
    }
    html
}

/// Reads the items into the document as they come.
struct Items<'a, 'd>(&'a mut Document<'d>);

impl<'de> DeserializeSeed<'de> for Items<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.is_feed = true;
        while let Some(item) = items.next_element::<loose::Object<Item>>()? {
            match item.0 {
                Some(item) => self.0.item(item),
                None => self.0.context.problems.note(Problem::WrongKind("items")),
            }
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
