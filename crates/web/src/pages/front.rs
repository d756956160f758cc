//! The front page: the newest articles, set by importance as far as time, pictures and kinds tell it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::ListFilter;

use super::{cards, page};
use crate::error::Error;
use crate::frame::{Frame, Place};
use crate::site::{Shared, Site};

mod layout;

use layout::Layout;

/// Articles that one front page is set from; somewhat more than it prints, so that there is a choice.
const ARTICLES: usize = 80;

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage<'a> {
    frame: Frame<'a>,
    heading: String,
    layout: Layout,
}

#[derive(Template)]
#[template(path = "front_empty.html")]
struct EmptyPage<'a> {
    frame: Frame<'a>,
    /// Feeds that are followed though none has brought anything yet.
    feeds: u64,
}

/// `/`
pub(crate) async fn show(State(site): State<Shared>) -> Result<Response, Error> {
    let reader = site.reader_now();
    let listed = site.app.store.newest(&ListFilter::default(), reader.audience, None, ARTICLES).await?;
    let cards = cards(listed.items, reader);
    let frame = Frame::new(&site, "", Place::Front);
    if cards.is_empty() {
        return empty(&site, frame).await;
    }
    let heading = site.words.front_heading(&site.app.name, &frame.day);
    let layout = Layout::set(cards, reader.now, site.words.language());
    page(&FrontPage { frame, heading, layout })
}

async fn empty(site: &Site, frame: Frame<'_>) -> Result<Response, Error> {
    let feeds = site.app.store.counts().await?.feeds;
    page(&EmptyPage { frame, feeds })
}
