//! The publishers' pages: articles in five looks, front pages, notices. All of them stand in the furniture that real
//! pages have, so that extraction shows what it can do.

mod article;
mod linked_data;
mod notice;
#[cfg(test)]
mod tests;

use askama::Template;
use jiff::Timestamp;
use model::Language;

use crate::data::{Format, Look, Publisher, Words};
use crate::dates;
use crate::desk::{Desk, Edition, Piece};

pub(crate) use article::article;
pub(crate) use notice::{about, not_found, wall, withdrawn};

/// What every page of a publisher shares.
pub(crate) struct Frame<'a> {
    publisher: &'a Publisher,
    words: &'a Words,
    sections: Vec<&'a str>,
    direction: &'static str,
    encoding: &'a str,
    feed_type: &'static str,
    look: &'static str,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(desk: &'a Desk, publisher: &'a Publisher) -> Self {
        let words = desk.words(publisher);
        let language = publisher.locale.parse::<Language>();
        Self {
            publisher,
            words,
            sections: publisher.sections.iter().map(|slug| words.section(slug)).collect(),
            direction: language.map_or("ltr", |language| language.direction().as_str()),
            encoding: publisher.encoding.as_deref().unwrap_or("utf-8"),
            feed_type: match publisher.feed.format {
                Format::Atom => "application/atom+xml",
                Format::Json => "application/feed+json",
                Format::Rdf => "application/rdf+xml",
                Format::Rss | Format::Podcast | Format::BrokenRss => "application/rss+xml",
            },
            look: look_name(publisher.look),
        }
    }

    fn moment(&self, at: Timestamp) -> Moment {
        Moment { machine: dates::rfc3339(at, self.publisher), spoken: dates::spoken(at, self.publisher, self.words) }
    }
}

/// An instant for machines and for readers.
struct Moment {
    machine: String,
    spoken: String,
}

/// An illustration on a page.
struct Picture<'a> {
    path: String,
    url: String,
    alt: &'a str,
}

impl<'a> Picture<'a> {
    fn of(desk: &Desk, piece: &Piece<'a>) -> Option<Self> {
        let path = format!("/img/{}.webp", piece.report.image.as_ref()?);
        let url = desk.url(&piece.report.publisher, &path);
        Some(Self { path, url, alt: piece.report.alt.as_deref().unwrap_or_default() })
    }
}

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage<'a> {
    frame: Frame<'a>,
    teasers: Vec<Teaser<'a>>,
}

struct Teaser<'a> {
    href: String,
    title: &'a str,
    standfirst: &'a str,
    published: Moment,
    image: Option<Picture<'a>>,
}

/// Articles on a front page.
const TEASERS: usize = 24;

/// The front page: the newest articles.
pub(crate) fn front(desk: &Desk, publisher: &Publisher, edition: &Edition<'_>) -> String {
    let frame = Frame::new(desk, publisher);
    let teaser = |piece| teaser(desk, &frame, piece);
    let teasers = edition.pieces.iter().take(TEASERS).map(teaser).collect();
    render(&FrontPage { frame: Frame::new(desk, publisher), teasers })
}

fn teaser<'a>(desk: &Desk, frame: &Frame<'_>, piece: &'a Piece<'a>) -> Teaser<'a> {
    Teaser {
        href: format!("/a/{}", piece.report.slug),
        title: &piece.title,
        standfirst: &piece.standfirst,
        published: frame.moment(piece.published),
        image: Picture::of(desk, piece),
    }
}

/// The publisher's style sheet.
pub(crate) fn style(publisher: &Publisher) -> String {
    let look = match publisher.look {
        Look::Broadsheet => include_str!("../looks/broadsheet.css"),
        Look::Agency => include_str!("../looks/agency.css"),
        Look::Magazine => include_str!("../looks/magazine.css"),
        Look::Portal => include_str!("../looks/portal.css"),
        Look::Village => include_str!("../looks/village.css"),
    };
    format!(":root {{ --accent: {}; }}\n{}{look}", publisher.accent, include_str!("../looks/base.css"))
}

const fn look_name(look: Look) -> &'static str {
    match look {
        Look::Broadsheet => "broadsheet",
        Look::Agency => "agency",
        Look::Magazine => "magazine",
        Look::Portal => "portal",
        Look::Village => "village",
    }
}

fn render(page: &impl Template) -> String {
    page.render().expect("writing to a string does not fail")
}
