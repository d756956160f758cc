//! One publisher: who is behind it, how its feeds fare, its newest articles.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use model::PublisherId;
use model::rights::Audience;
use store::ListFilter;

use super::{id_of, page, telling};
use crate::error::Error;
use crate::frame::{Frame, Place};
use crate::site::Shared;
use crate::view::{Card, FeedRow, Imprint, PublisherView, river_of_publisher_href};

/// Articles on the page; the river has the rest.
const ARTICLES: usize = 20;

/// Feeds on the page; hardly anybody has more.
const FEEDS: usize = 50;

#[derive(Template)]
#[template(path = "publisher.html")]
struct PublisherPage<'a> {
    frame: Frame<'a>,
    publisher: PublisherView,
    feeds: Vec<FeedRow>,
    cards: Vec<Card>,
    river_href: String,
}

/// `/publisher/<id>[-slug]`
pub(crate) async fn show(State(site): State<Shared>, Path(key): Path<String>) -> Result<Response, Error> {
    let id: PublisherId = id_of(&key)?;
    let reader = site.reader_now();
    let store = &site.app.store;
    let publisher = store.publisher(id).await?.ok_or(Error::NotFound)?;
    let display = store.display(id, reader.audience).await?;
    let imprint = Imprint { id, name: publisher.name.clone(), display };
    if !imprint.is_shown(reader.audience) {
        return Err(Error::NotFound);
    }
    let feeds = store.feeds(Some(id), None, FEEDS).await?;
    let filter = ListFilter { publisher: Some(id), ..ListFilter::default() };
    let listed = store.newest(&filter, reader.audience, None, ARTICLES).await?;
    let told = telling::placed(&site, listed.items).await?;
    let mut frame = Frame::new(&site, &publisher.name, Place::Nowhere);
    frame.is_indexable = reader.audience == Audience::Public;
    page(&PublisherPage {
        frame,
        publisher: PublisherView::new(publisher, reader),
        feeds: feeds.items.into_iter().map(|feed| FeedRow::new(feed, &imprint, reader)).collect(),
        cards: told.iter().map(|told| Card::of_article(told, reader)).collect(),
        river_href: river_of_publisher_href(id),
    })
}
