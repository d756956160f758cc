//! What can go wrong with a page: each case knows its status, its words and whether it is for the log.
//!
//! A handler returns an [`Error`]; its response carries it in an extension, and [`dress`] prints the page around it,
//! because only there the texts and the masthead are at hand. It is logged there too, once.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::frame::{Frame, Place};
use crate::site::{Shared, Site};
use crate::words::Words;

/// Seconds after which a client may try again.
const RETRY_SECONDS: u32 = 30;

/// Why there is no page.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Error {
    #[error("no such page")]
    NotFound,
    #[error("withdrawn")]
    Gone,
    #[error("unreadable query")]
    BadRequest,
    #[error("address too long")]
    TooLong,
    #[error("method not allowed")]
    BadMethod,
    #[error("took too long")]
    TooSlow,
    #[error("handler panicked: {0}")]
    Panicked(String),
    #[error("could not render a template")]
    Template(#[source] Arc<askama::Error>),
    #[error("could not ask the store")]
    Store(#[source] Arc<store::Error>),
    #[error("could not search")]
    Search(#[source] search::Error),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Store(Arc::new(error))
    }
}

impl From<search::Error> for Error {
    fn from(error: search::Error) -> Self {
        Self::Search(error)
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Template(Arc::new(error))
    }
}

impl Error {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::URI_TOO_LONG,
            Self::BadMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(error) if is_passing(error) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Panicked(_) | Self::Template(_) | Self::Store(_) | Self::Search(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    /// The heading and the sentence of its page.
    fn words(&self, words: &Words) -> (String, String) {
        match self {
            Self::NotFound => (words.not_found_title(), words.not_found_text()),
            Self::Gone => (words.gone_title(), words.gone_text()),
            Self::BadRequest => (words.bad_request_title(), words.bad_request_text()),
            Self::TooLong => (words.too_long_title(), words.too_long_text()),
            Self::BadMethod => (words.bad_method_title(), words.bad_method_text()),
            Self::TooSlow => (words.too_slow_title(), words.too_slow_text()),
            Self::Store(error) if is_passing(error) => (words.unavailable_title(), words.unavailable_text()),
            Self::Panicked(_) | Self::Template(_) | Self::Store(_) | Self::Search(_) => {
                (words.internal_title(), words.internal_text())
            }
        }
    }

    fn log(&self, path: &str) {
        let status = self.status();
        let error = chain(self);
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            tracing::error!(path, error, "could not answer");
        } else if status.is_server_error() {
            tracing::warn!(path, error, "could not answer for now");
        }
    }
}

/// Whether the same call may work later without anybody changing anything.
fn is_passing(error: &store::Error) -> bool {
    matches!(error, store::Error::Unavailable(_) | store::Error::Full(_) | store::Error::Locked(_))
}

/// An error with its causes, for one line of the log.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    frame: Frame<'a>,
    status: String,
    title: String,
    text: String,
}

/// Prints the page of an error that a handler or a layer below came back with.
pub(crate) async fn dress(State(site): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let Some(error) = response.extensions().get::<Error>().cloned() else { return response };
    error.log(&path);
    let status = error.status();
    // When even this page cannot be printed, the bare status has to do.
    let Ok(page) = print(&site, &error) else { return status.into_response() };
    let mut dressed = (status, Html(page)).into_response();
    for (name, value) in response.headers() {
        dressed.headers_mut().entry(name).or_insert(value.clone());
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        dressed.headers_mut().insert(RETRY_AFTER, RETRY_SECONDS.into());
    }
    dressed
}

fn print(site: &Site, error: &Error) -> askama::Result<String> {
    let (title, text) = error.words(&site.words);
    let frame = Frame::new(site, &title, Place::Nowhere);
    ErrorPage { frame, status: error.status().as_u16().to_string(), title, text }.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_has_its_status_and_a_page_of_its_own_words() {
        let words = Words::english();
        let check = |error: Error, status: u16| {
            assert_eq!(error.status().as_u16(), status, "{error}");
            let (title, text) = error.words(&words);
            assert!(!title.is_empty() && text.ends_with('.'), "{error}: {title} {text}");
        };
        check(Error::NotFound, 404);
        check(Error::Gone, 410);
        check(Error::BadRequest, 400);
        check(Error::TooLong, 414);
        check(Error::BadMethod, 405);
        check(Error::TooSlow, 503);
        check(Error::Panicked("x".to_owned()), 500);
        check(askama::Error::Fmt.into(), 500);
        check(store::Error::Damaged("x".to_owned()).into(), 500);
    }

    #[test]
    fn a_chain_names_every_cause_once() {
        let error = Error::from(store::Error::Damaged("article 7".to_owned()));
        assert_eq!(chain(&error), "could not ask the store: damaged row: article 7");
    }
}
