//! Which address leads where, and what every request passes on its way.

use std::any::Any;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::error::{Error, dress};
use crate::site::Site;
use crate::{App, assets, headers, pages, pictures};

/// The longest address any of our pages has, with room to spare.
const ADDRESS_BYTES: usize = 2048;

/// No page sends a body; this is for the bodies that are sent all the same.
const BODY_BYTES: usize = 16 << 10;

/// A page that takes longer is given up.
const PAGE_TIME: Duration = Duration::from_secs(15);

/// All pages.
pub fn router(app: App) -> Router {
    let site = Arc::new(Site::new(app));
    Router::new()
        .route("/", get(pages::front::show))
        .route("/article/{key}", get(pages::article::show))
        .route("/publisher/{key}", get(pages::publisher::show))
        .route("/river", get(pages::river::show))
        .route("/feeds", get(pages::feeds::show))
        .route("/image/{id}", get(pictures::serve))
        .route("/assets/{hash}/{name}", get(assets::serve))
        .route("/healthz", get(pages::machine::health))
        .route("/metrics", get(pages::machine::metrics))
        .route("/robots.txt", get(pages::machine::robots))
        .method_not_allowed_fallback(async || Error::BadMethod)
        .fallback(async || Error::NotFound)
        // The last layer added is the first that a request passes.
        .layer(CatchPanicLayer::custom(panicked))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(from_fn(limit))
        .layer(from_fn_with_state(Arc::clone(&site), dress))
        .layer(from_fn(measure))
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::guard))
        .with_state(site)
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Error::Panicked(text.unwrap_or("no message").to_owned()).into_response()
}

/// Refuses addresses that are too long and gives up pages that take too long.
async fn limit(request: Request, next: Next) -> Response {
    if request.uri().path_and_query().is_some_and(|address| address.as_str().len() > ADDRESS_BYTES) {
        return Error::TooLong.into_response();
    }
    tokio::time::timeout(PAGE_TIME, next.run(request)).await.unwrap_or_else(|_| Error::TooSlow.into_response())
}

/// Counts requests and their time by route; addresses themselves would tell who reads what.
async fn measure(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("unknown", |path| path.as_str()).to_owned();
    let start = Instant::now();
    let response = next.run(request).await;
    let labels = [("route", route), ("status", response.status().as_u16().to_string())];
    metrics::histogram!("octavo_http_request_seconds", &labels).record(start.elapsed());
    response
}
