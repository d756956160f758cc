//! The publishers' feeds, one format a file, and what their entries have in common.

mod atom;
mod broken;
mod json;
mod rdf;
mod rss;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use model::Genre;

use crate::data::{Format, Publisher, Text, Words};
use crate::desk::{Desk, Edition, Piece};
use crate::markup;
use crate::xml::escape;

/// Words of the body that an excerpt keeps beside the standfirst.
const EXCERPT_CHARS: usize = 140;

/// Everything a format needs to write a publisher's feed.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub desk: &'a Desk,
    pub publisher: &'a Publisher,
    pub edition: &'a Edition<'a>,
}

/// The feed's media type and text.
pub(crate) fn write(source: Source<'_>) -> (&'static str, String) {
    match source.publisher.feed.format {
        Format::Rss => ("application/rss+xml", rss::write(source)),
        Format::Podcast => ("application/rss+xml", rss::write_podcast(source)),
        Format::Rdf => ("application/rdf+xml", rdf::write(source)),
        Format::Atom => ("application/atom+xml", atom::write(source)),
        Format::Json => ("application/feed+json", json::write(source)),
        Format::BrokenRss => ("text/xml", broken::damage(&rss::write(source))),
    }
}

impl<'a> Source<'a> {
    fn words(&self) -> &'a Words {
        self.desk.words(self.publisher)
    }

    /// The publisher's front page.
    fn home(&self) -> String {
        self.desk.url(&self.publisher.key, "/")
    }

    /// The feed's own address.
    fn own_url(&self) -> String {
        self.desk.url(&self.publisher.key, &self.publisher.feed.path)
    }

    fn is_full(&self) -> bool {
        self.publisher.feed.text == Text::Full
    }

    fn image_url(&self, piece: &Piece<'_>) -> Option<String> {
        let name = piece.report.image.as_ref()?;
        Some(self.desk.url(&self.publisher.key, &format!("/img/{name}.webp")))
    }

    /// An identifier that outlives the address, as `tag:` URIs do.
    fn guid(&self, url: &str) -> String {
        let slug = url.rsplit('/').next().unwrap_or(url);
        format!("tag:{}.example,2024:{slug}", self.publisher.key)
    }

    /// The section, the kind of piece where it is no plain report, and the tags.
    fn categories(&self, piece: &'a Piece<'_>) -> Vec<&'a str> {
        let words = self.words();
        let kind = words.genre(piece.report.genre).filter(|_| piece.report.genre != Genre::News);
        let section = words.section(&piece.event.facts.section);
        [section].into_iter().chain(kind).chain(piece.report.tags.iter().map(String::as_str)).collect()
    }

    /// The whole text as HTML with absolute links, with the lines a publisher adds below it.
    fn content(&self, piece: &Piece<'_>) -> String {
        let mut html = markup::to_html(&piece.body, &|address| self.desk.link(address));
        let below = [
            piece.report.syndication.as_ref().map(|agency| self.words().source.replace("{agency}", agency)),
            piece.corrected.map(|(_, note)| self.words().correction.replace("{note}", note)),
        ];
        for line in below.into_iter().flatten() {
            let _ = write!(html, "\n<p><em>{}</em></p>", escape(&line));
        }
        html
    }

    /// The standfirst and the beginning of the text as HTML, with a link to the rest.
    fn excerpt(&self, piece: &Piece<'_>) -> String {
        let first = markup::first_paragraph(&piece.body);
        let mut beginning: String = first.chars().take(EXCERPT_CHARS).collect();
        if let Some(word_end) = beginning.rfind(' ') {
            beginning.truncate(word_end);
        }
        format!(
            "<p>{}</p>\n<p>{} […] <a href=\"{}\">{}</a></p>",
            escape(&piece.standfirst),
            escape(&beginning),
            escape(&piece.url),
            escape(&self.words().continue_reading)
        )
    }
}
