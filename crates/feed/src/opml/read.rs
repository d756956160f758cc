//! OPML in. The same mending as for feeds, but sizes beyond reason are refused rather than cut: half a list of
//! subscriptions, taken for the whole, would lose the other half.

use url::Url;

use super::{Folder, Item, MAX_DEPTH, MAX_ITEMS, NotAnOutline, Outline, Subscription};
use crate::charset;
use crate::html::plain_text;
use crate::link;
use crate::problem::Problems;
use crate::repair::repair;
use crate::xml::events::{Event, Events, Tag};
use crate::xml::{attribute_of, tag_name};

/// Reads a list of subscriptions. Lines without an address of the web and without lines of their own are left out.
pub fn parse(bytes: &[u8]) -> Result<Outline, NotAnOutline> {
    let mut problems = Problems::default();
    let text = charset::decode(bytes, None, &mut problems);
    let repaired = repair(text.trim_start_matches('\u{feff}'), &mut problems);
    let mut reading = Reading::default();
    let mut events = Events::new(&repaired.text);
    loop {
        match events.next() {
            Event::Start(tag) => reading.start(tag)?,
            Event::End(name) => reading.end(name),
            Event::Text(text) if reading.is_in_title => reading.title.push_str(text),
            Event::Reference(name) if reading.is_in_title => reading.title.extend(["&", name, ";"]),
            Event::Eof { .. } => break,
            _ => {}
        }
    }
    reading.finish()
}

/// A list being read: the folders that are open, each with the line that opened it.
#[derive(Default)]
struct Reading {
    is_outline: bool,
    is_in_title: bool,
    title: String,
    items: usize,
    open: Vec<(Option<Subscription>, Folder)>,
    done: Vec<Item>,
}

impl Reading {
    fn start(&mut self, tag: Tag<'_>) -> Result<(), NotAnOutline> {
        match tag_name(tag.raw).to_ascii_lowercase().as_str() {
            "opml" | "oml" => self.is_outline = true,
            "title" => self.is_in_title = self.title.is_empty() && !tag.is_empty,
            "outline" => {
                self.items += 1;
                if self.items > MAX_ITEMS {
                    return Err(NotAnOutline::TooLarge);
                }
                if self.open.len() >= MAX_DEPTH {
                    return Err(NotAnOutline::TooDeep);
                }
                let name = attribute_of(tag.raw, &["title", "text"]).unwrap_or_default();
                let folder = Folder { name: plain_text(&name), items: Vec::new() };
                self.open.push((subscription(tag, &folder.name), folder));
                if tag.is_empty {
                    self.close();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if name.eq_ignore_ascii_case("outline") {
            self.close();
        } else if name.eq_ignore_ascii_case("title") {
            self.is_in_title = false;
        }
    }

    /// Ends the innermost line. One that is a feed and holds others too becomes both, side by side.
    fn close(&mut self) {
        let Some((subscription, folder)) = self.open.pop() else { return };
        let into = self.open.last_mut().map_or(&mut self.done, |(_, folder)| &mut folder.items);
        into.extend(subscription.map(Item::Subscription));
        if !folder.items.is_empty() {
            into.push(Item::Folder(folder));
        }
    }

    fn finish(mut self) -> Result<Outline, NotAnOutline> {
        while !self.open.is_empty() {
            self.close();
        }
        if !self.is_outline {
            return Err(NotAnOutline::Unknown);
        }
        Ok(Outline { title: plain_text(&self.title), items: self.done })
    }
}

fn subscription(tag: Tag<'_>, title: &str) -> Option<Subscription> {
    let address = |names: &[&str]| {
        let url = Url::parse(&attribute_of(tag.raw, names)?).ok()?;
        link::is_web(&url).then_some(url)
    };
    Some(Subscription { title: title.to_owned(), feed_url: address(&["xmlurl"])?, home: address(&["htmlurl"]) })
}
