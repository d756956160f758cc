//! The front page of an edition: its stories in the order of their weight, each once.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::VARY;
use axum::response::{IntoResponse, Response};
use model::Language;

use super::page;
use crate::edition::{Languages, language_of};
use crate::error::Error;
use crate::frame::{Frame, Place};
use crate::site::{Shared, Site};
use crate::view::{Card, Reader, TagLink, Why};

mod gather;
mod kept;
mod layout;

use gather::Placed;
pub(crate) use kept::Papers;
use layout::Layout;

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage<'a> {
    frame: Frame<'a>,
    heading: String,
    layout: Layout,
    trending: Vec<TagLink>,
}

#[derive(Template)]
#[template(path = "front_empty.html")]
struct EmptyPage<'a> {
    frame: Frame<'a>,
    /// Feeds that are followed though none has brought anything yet.
    feeds: u64,
}

/// `/`
pub(crate) async fn show(State(site): State<Shared>, languages: Languages) -> Result<Response, Error> {
    let languages = languages.or(site.words.language());
    let language = languages.first().copied().unwrap_or(site.words.language());
    let page = print(&site, language).await?;
    // The same address is another page in another browser.
    Ok(([(VARY, "accept-language")], page).into_response())
}

/// `/edition/<code>`
pub(crate) async fn edition(State(site): State<Shared>, Path(code): Path<String>) -> Result<Response, Error> {
    print(&site, language_of(&code).ok_or(Error::NotFound)?).await
}

async fn print(site: &Site, language: Language) -> Result<Response, Error> {
    let paper = site.papers.of(site, language).await?;
    let frame = Frame::new(site, "", Place::Front);
    if paper.ranked.is_empty() {
        return empty(site, frame).await;
    }
    let reader = site.reader_now();
    let cards = paper.ranked.iter().map(|placed| card(placed, reader)).collect();
    let heading = site.words.front_heading(&site.app.name, &frame.day);
    page(&FrontPage { frame, heading, layout: Layout::set(cards, paper.home), trending: paper.trending.clone() })
}

fn card(placed: &Placed, reader: Reader<'_>) -> Card {
    let why = placed.parts.as_ref().map(|parts| Why::of(parts, reader.words));
    Card { why, ..Card::of_story(&placed.told, reader) }
}

async fn empty(site: &Site, frame: Frame<'_>) -> Result<Response, Error> {
    let feeds = site.app.store.counts().await?.feeds;
    page(&EmptyPage { frame, feeds })
}
