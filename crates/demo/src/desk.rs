//! What each publisher has published at a given moment: the only place where the clock meets the data set.
//!
//! A report passes through up to four states: not yet written, published, corrected, withdrawn. Everything served
//! (feeds, front pages, article pages) is drawn from [`Edition`] and [`Desk::find`], so it always agrees.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use url::Url;

use crate::data::{Dataset, Event, Publisher, Report, Revision, Words};

/// The data set, when it started, and where each publisher is served.
#[derive(Debug)]
pub(crate) struct Desk {
    data: Dataset,
    started: Timestamp,
    homes: BTreeMap<String, Url>,
}

/// A published report as it reads now.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'a> {
    pub event: &'a Event,
    pub report: &'a Report,
    /// The address of its page.
    pub url: String,
    pub published: Timestamp,
    /// When it was corrected, once it was.
    pub corrected: Option<(Timestamp, &'a str)>,
    pub title: Cow<'a, str>,
    pub standfirst: Cow<'a, str>,
    pub body: Cow<'a, str>,
}

impl Piece<'_> {
    /// When it last changed.
    pub(crate) fn changed(&self) -> Timestamp {
        self.corrected.map_or(self.published, |(at, _)| at)
    }
}

/// All a publisher shows at one moment.
#[derive(Debug)]
pub(crate) struct Edition<'a> {
    /// What stands, newest first.
    pub pieces: Vec<Piece<'a>>,
    /// The addresses of what was withdrawn, and when.
    pub withdrawn: Vec<(String, Timestamp)>,
}

impl Edition<'_> {
    /// When anything in it last changed; nothing while it is empty.
    pub(crate) fn changed(&self) -> Option<Timestamp> {
        let withdrawn = self.withdrawn.iter().map(|(_, at)| *at);
        self.pieces.iter().map(Piece::changed).chain(withdrawn).max()
    }
}

/// What became of an address.
#[derive(Debug)]
pub(crate) enum Found<'a> {
    /// It can be read.
    Standing(Box<Piece<'a>>),
    /// Its publisher took it back.
    Withdrawn,
    /// Nothing was ever published there, or not yet.
    Nothing,
}

impl Desk {
    pub(crate) fn new(data: Dataset, started: Timestamp, homes: BTreeMap<String, Url>) -> Self {
        // Feeds and pages carry seconds; a fraction would make the same moment differ between them.
        let started = Timestamp::from_second(started.as_second()).unwrap_or(started);
        Self { data, started, homes }
    }

    pub(crate) fn publishers(&self) -> &[Publisher] {
        &self.data.publishers
    }

    pub(crate) fn words(&self, publisher: &Publisher) -> &Words {
        self.data.words(publisher)
    }

    /// When the newsroom opened.
    pub(crate) fn started(&self) -> Timestamp {
        self.started
    }

    /// The address of a path at a publisher.
    pub(crate) fn url(&self, publisher: &str, path: &str) -> String {
        let home = self.homes.get(publisher).map_or("", Url::as_str);
        format!("{}/{}", home.trim_end_matches('/'), path.trim_start_matches('/'))
    }

    /// The page of a report, whoever published it.
    fn page_of(&self, slug: &str) -> Option<String> {
        let (_, report) = self.data.reports().find(|(_, report)| report.slug == slug)?;
        Some(self.url(&report.publisher, &format!("/a/{slug}")))
    }

    /// A link as a report writes it, as an address: `/a/slug` leads to whoever published that report.
    pub(crate) fn link(&self, address: &str) -> String {
        address.strip_prefix("/a/").and_then(|slug| self.page_of(slug)).unwrap_or_else(|| address.to_owned())
    }

    /// What the publisher shows at that moment.
    pub(crate) fn edition(&self, publisher: &Publisher, now: Timestamp) -> Edition<'_> {
        let mut edition = Edition { pieces: Vec::new(), withdrawn: Vec::new() };
        for (event, report) in self.data.reports().filter(|(_, report)| report.publisher == publisher.key) {
            match self.state(event, report, now) {
                Found::Standing(piece) => edition.pieces.push(*piece),
                Found::Withdrawn => edition.withdrawn.extend(self.withdrawal(report)),
                Found::Nothing => {}
            }
        }
        edition.pieces.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.url.cmp(&b.url)));
        edition
    }

    /// What a publisher has under that slug at that moment.
    pub(crate) fn find(&self, publisher: &Publisher, slug: &str, now: Timestamp) -> Found<'_> {
        let mut reports = self.data.reports();
        let found = reports.find(|(_, report)| report.slug == slug && report.publisher == publisher.key);
        found.map_or(Found::Nothing, |(event, report)| self.state(event, report, now))
    }

    fn withdrawal(&self, report: &Report) -> Option<(String, Timestamp)> {
        let withdrawn = report.withdrawn.as_ref()?;
        Some((self.url(&report.publisher, &format!("/a/{}", report.slug)), withdrawn.at.after(self.started)))
    }

    fn state<'a>(&self, event: &'a Event, report: &'a Report, now: Timestamp) -> Found<'a> {
        let published = report.at.after(self.started);
        if published > now {
            return Found::Nothing;
        }
        if report.withdrawn.as_ref().is_some_and(|withdrawn| withdrawn.at.after(self.started) <= now) {
            return Found::Withdrawn;
        }
        let revision = report.revised.as_ref().filter(|revision| revision.at.after(self.started) <= now);
        Found::Standing(Box::new(Piece {
            event,
            report,
            url: self.url(&report.publisher, &format!("/a/{}", report.slug)),
            published,
            corrected: revision.map(|revision| (revision.at.after(self.started), revision.note.as_str())),
            title: worded(&report.title, revision),
            standfirst: worded(&report.standfirst, revision),
            body: worded(&report.body, revision),
        }))
    }
}

fn worded<'a>(text: &'a str, revision: Option<&Revision>) -> Cow<'a, str> {
    match revision {
        Some(revision) if text.contains(&revision.from) => Cow::Owned(text.replace(&revision.from, &revision.to)),
        _ => Cow::Borrowed(text),
    }
}
