//! The data set: publishers, the words around their articles, and events with their reports, compiled in as TOML.
//!
//! A contributor adds an event by adding a file under `data/events`; nothing else has to change. What the whole set
//! must hold (languages, planted cases, pictures) is checked by its tests, not while loading.

mod event;
mod offset;
mod publisher;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;

use crate::Error;

pub(crate) use event::{Event, Report, Revision};
pub(crate) use offset::Offset;
pub(crate) use publisher::{Behaviour, Format, Look, Publisher, Text};
pub(crate) use words::Words;

#[derive(RustEmbed)]
#[folder = "data/"]
struct Files;

/// Everything the newsroom publishes, as written.
#[derive(Debug)]
pub(crate) struct Dataset {
    /// In the order of their loopback addresses.
    pub publishers: Vec<Publisher>,
    /// In the order of their file names.
    pub events: Vec<Event>,
    words: BTreeMap<String, Words>,
}

#[derive(serde::Deserialize)]
struct PublisherFile {
    publisher: Vec<Publisher>,
}

impl Dataset {
    /// Reads the embedded files; an error names the file and the line.
    pub(crate) fn load() -> Result<Self, Error> {
        let publishers: PublisherFile = read("publishers.toml")?;
        let mut names: Vec<_> = Files::iter().filter(|name| name.starts_with("events/")).collect();
        names.sort();
        let events = names.iter().map(|name| read(name)).collect::<Result<_, _>>()?;
        let dataset = Self { publishers: publishers.publisher, events, words: read("words.toml")? };
        dataset.check_references()?;
        Ok(dataset)
    }

    /// The words of a publisher's language.
    pub(crate) fn words(&self, publisher: &Publisher) -> &Words {
        self.words.get(publisher.language()).expect("`load` checked that every language has its words")
    }

    /// The publisher of that key.
    pub(crate) fn publisher(&self, key: &str) -> Option<&Publisher> {
        self.publishers.iter().find(|publisher| publisher.key == key)
    }

    /// Every report, with the event it belongs to.
    pub(crate) fn reports(&self) -> impl Iterator<Item = (&Event, &Report)> {
        self.events.iter().flat_map(|event| event.reports.iter().map(move |report| (event, report)))
    }

    /// What serving relies on; a slip here would otherwise show as an empty page.
    fn check_references(&self) -> Result<(), Error> {
        let slip = |file: &str, reason: String| Err(Error::Data { file: file.to_owned(), reason });
        for publisher in &self.publishers {
            if !self.words.contains_key(publisher.language()) {
                return slip("words.toml", format!("no words for the language of `{}`", publisher.key));
            }
        }
        for (event, report) in self.reports() {
            if self.publisher(&report.publisher).is_none() {
                let reason = format!("report `{}` names the unknown publisher `{}`", report.slug, report.publisher);
                return slip(&format!("events/{}.toml", event.facts.slug), reason);
            }
        }
        Ok(())
    }
}

/// The bytes of an illustration, by its name without ending.
pub(crate) fn image(name: &str) -> Option<Cow<'static, [u8]>> {
    Files::get(&format!("images/{name}.webp")).map(|file| file.data)
}

fn read<T: DeserializeOwned>(name: &str) -> Result<T, Error> {
    let slip = |reason: String| Error::Data { file: name.to_owned(), reason };
    let file = Files::get(name).ok_or_else(|| slip("the file is missing".to_owned()))?;
    let text = std::str::from_utf8(&file.data).map_err(|e| slip(e.to_string()))?;
    toml::from_str(text).map_err(|e| slip(e.to_string()))
}
