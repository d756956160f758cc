//! The latest with a hashtag.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use model::rights::Audience;
use model::{Cursor, Hashtag, HashtagKind};
use serde::Deserialize;

use super::{page, telling};
use crate::error::Error;
use crate::frame::{Frame, Place};
use crate::site::{Shared, Site};
use crate::view::{Card, hashtag_href, search_href};

/// Articles that one page is made from; those of one story stand as one.
const ARTICLES: usize = 60;

/// A name longer than this is none of ours.
const NAME_CHARS: usize = 200;

/// What may follow the question mark.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "hashtag.html")]
struct HashtagPage<'a> {
    frame: Frame<'a>,
    kind: String,
    label: String,
    lead: String,
    cards: Vec<Card>,
    newest_href: Option<String>,
    older_href: Option<String>,
}

#[derive(Template)]
#[template(path = "no_hashtag.html")]
struct NoHashtagPage<'a> {
    frame: Frame<'a>,
    text: String,
    search_href: String,
}

/// `/hashtag/<Tag>`, with `after=CURSOR`
pub(crate) async fn show(
    State(site): State<Shared>,
    Path(name): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Error> {
    let Query(wanted) = wanted.map_err(|_| Error::BadRequest)?;
    let after: Option<Cursor> = wanted.after.as_deref().map(str::parse).transpose().map_err(|_| Error::BadRequest)?;
    if name.chars().count() > NAME_CHARS {
        return Err(Error::NotFound);
    }
    match site.app.store.hashtag(&name).await? {
        Some(hashtag) if hashtag.tag == name => print(&site, &hashtag, after).await,
        Some(hashtag) => Ok(Redirect::permanent(&hashtag_href(&hashtag.tag)).into_response()),
        None => none(&site, &name),
    }
}

async fn print(site: &Site, hashtag: &Hashtag, after: Option<Cursor>) -> Result<Response, Error> {
    let reader = site.reader_now();
    let listed = site.app.store.hashtag_articles(hashtag.id, reader.audience, after, ARTICLES).await?;
    let told = telling::placed(site, listed.items.into_iter().map(|item| item.listed).collect()).await?;
    let cards: Vec<Card> = telling::once(told).iter().map(|told| Card::of_article(told, reader)).collect();
    let words = &site.words;
    let label = format!("#{}", hashtag.tag);
    let mut frame = Frame::new(site, &label, Place::Nowhere);
    // No page on a person is for search engines.
    frame.is_indexable = reader.audience == Audience::Public && hashtag.kind != HashtagKind::Person && after.is_none();
    let href = hashtag_href(&hashtag.tag);
    page(&HashtagPage {
        frame,
        kind: words.hashtag_kind(hashtag.kind),
        lead: words.hashtag_lead(&label),
        label,
        cards,
        older_href: listed.next.map(|next| format!("{href}?after={next}")),
        newest_href: after.map(|_| href),
    })
}

/// Nothing goes by that name, but perhaps some text holds it.
fn none(site: &Site, name: &str) -> Result<Response, Error> {
    let words = &site.words;
    let frame = Frame::new(site, &words.no_hashtag_title(), Place::Nowhere);
    let text = words.no_hashtag_text(name);
    let html = NoHashtagPage { frame, text, search_href: search_href(name) }.render()?;
    Ok((StatusCode::NOT_FOUND, Html(html)).into_response())
}
