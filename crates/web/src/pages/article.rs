//! One article.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use model::ArticleId;
use model::rights::Reason;

use super::{id_of, page, piece};
use crate::error::Error;
use crate::frame::{Frame, Place};
use crate::site::Shared;
use crate::view::{ArticleView, Reading};

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage<'a> {
    frame: Frame<'a>,
    article: ArticleView,
}

/// `/article/<id>[-slug]`
pub(crate) async fn show(State(site): State<Shared>, Path(key): Path<String>) -> Result<Response, Error> {
    let id: ArticleId = id_of(&key)?;
    let reader = site.reader_now();
    let listed = site.app.store.listed(id, reader.audience).await?.ok_or(Error::NotFound)?;
    let piece = piece(listed, reader.audience).map_err(|reason| match reason {
        Reason::Withdrawn => Error::Gone,
        _ => Error::NotFound,
    })?;
    let stored = if piece.is_full() { site.app.store.body(id).await? } else { None };
    let article = ArticleView::new(&piece, stored.as_deref(), reader);
    let mut frame = Frame::new(&site, &article.headline.text, Place::Nowhere);
    frame.is_indexable = piece.is_indexable();
    frame.canonical = Some(piece.original().to_string());
    page(&ArticlePage { frame, article })
}
