//! An article's page.

use askama::Template;

use super::{Frame, Moment, Picture, linked_data, render};
use crate::data::{Format, Look};
use crate::desk::{Desk, Edition, Piece};
use crate::markup;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage<'a> {
    frame: Frame<'a>,
    title: &'a str,
    standfirst: &'a str,
    url: &'a str,
    authors: &'a [String],
    byline: String,
    published: Moment,
    updated: Option<Moment>,
    /// "Updated" and when, in the publisher's words; empty while nothing was corrected.
    updated_line: String,
    section: &'a str,
    /// What kind of piece it is, where it is no plain report.
    label: Option<&'a str>,
    tags: &'a [String],
    image: Option<Picture<'a>>,
    credit: String,
    blocks: Vec<String>,
    syndication: Option<String>,
    correction: Option<String>,
    related: Vec<Link<'a>>,
    sound: Option<String>,
    json_ld: Option<String>,
}

struct Link<'a> {
    href: String,
    title: &'a str,
}

/// Headlines beside an article.
const RELATED: usize = 4;

/// The page of one piece.
pub(crate) fn article(desk: &Desk, frame: Frame<'_>, piece: &Piece<'_>, edition: &Edition<'_>) -> String {
    let words = frame.words;
    let updated = piece.corrected.map(|(at, _)| frame.moment(at));
    let updated_line = updated.as_ref().map(|at| words.updated.replace("{date}", &at.spoken));
    let own = desk.url(&frame.publisher.key, "");
    // Links within the house are written as papers write them, without the host.
    let resolve = |address: &str| {
        let absolute = desk.link(address);
        absolute.strip_prefix(own.trim_end_matches('/')).map_or_else(|| absolute.clone(), str::to_owned)
    };
    let byline = if piece.report.authors.is_empty() { frame.publisher.name.clone() } else { byline(&frame, piece) };
    let page = ArticlePage {
        title: &piece.title,
        standfirst: &piece.standfirst,
        url: &piece.url,
        authors: &piece.report.authors,
        byline,
        published: frame.moment(piece.published),
        updated,
        updated_line: updated_line.unwrap_or_default(),
        section: words.section(&piece.event.facts.section),
        label: words.genre(piece.report.genre),
        tags: &piece.report.tags,
        image: Picture::of(desk, piece),
        credit: words.illustration.replace("{name}", &frame.publisher.name),
        blocks: markup::to_html_blocks(&piece.body, &resolve),
        syndication: piece.report.syndication.as_ref().map(|agency| words.source.replace("{agency}", agency)),
        correction: piece.corrected.map(|(_, note)| words.correction.replace("{note}", note)),
        related: related(piece, edition),
        sound: (frame.publisher.feed.format == Format::Podcast).then(|| format!("/audio/{}.wav", piece.report.slug)),
        // A village paper has never heard of it.
        json_ld: (frame.publisher.look != Look::Village).then(|| linked_data::of(desk, frame.publisher, piece)),
        frame,
    };
    render(&page)
}

fn byline(frame: &Frame<'_>, piece: &Piece<'_>) -> String {
    let separator = if frame.publisher.language() == "ja" { "、" } else { ", " };
    frame.words.by.replace("{authors}", &piece.report.authors.join(separator))
}

fn related<'a>(piece: &Piece<'_>, edition: &'a Edition<'a>) -> Vec<Link<'a>> {
    let others = edition.pieces.iter().filter(|other| other.url != piece.url);
    others.take(RELATED).map(|other| Link { href: format!("/a/{}", other.report.slug), title: &other.title }).collect()
}
