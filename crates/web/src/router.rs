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
use crate::site::{Shared, Site};
use crate::{App, assets, headers, pages, pictures};

/// The longest address any of our pages has, with room to spare.
const ADDRESS_BYTES: usize = 2048;

/// No page sends a body; this is for the bodies that are sent all the same.
const BODY_BYTES: usize = 16 << 10;

/// A page that takes longer is given up.
const PAGE_TIME: Duration = Duration::from_secs(15);

/// All pages.
pub fn router(app: App) -> Router {
    guarded(routes(), app)
}

fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(pages::front::show))
        .route("/edition/{code}", get(pages::front::edition))
        .route("/story/{key}", get(pages::story::show))
        .route("/article/{key}", get(pages::article::show))
        .route("/publisher/{key}", get(pages::publisher::show))
        .route("/hashtag/{name}", get(pages::hashtag::show))
        .route("/section/{slug}", get(pages::section::show))
        .route("/search", get(pages::search::show))
        .route("/river", get(pages::river::show))
        .route("/feeds", get(pages::feeds::show))
        .route("/image/{id}", get(pictures::serve))
        .route("/assets/{hash}/{name}", get(assets::serve))
        .route("/healthz", get(pages::machine::health))
        .route("/metrics", get(pages::machine::metrics))
        .route("/robots.txt", get(pages::machine::robots))
        .method_not_allowed_fallback(async || Error::BadMethod)
        .fallback(async || Error::NotFound)
}

/// Puts around the routes what every request passes.
fn guarded(routes: Router<Shared>, app: App) -> Router {
    let site = Arc::new(Site::new(app));
    routes
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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use axum::http::StatusCode;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_is_a_page_like_any_other_error() {
        let store = store::testing::sqlite().await;
        let app = App {
            store: store.clone(),
            search: Arc::new(search::Index::in_memory(search::Options::default()).unwrap()),
            fetcher: fetch::Fetcher::new(fetch::Options::default()).unwrap(),
            clock: model::Clock::fixed(jiff::Timestamp::UNIX_EPOCH),
            zone: jiff::tz::TimeZone::UTC,
            audience: model::rights::Audience::Private,
            name: "Octavo".to_owned(),
            metrics: Arc::new(String::new),
            ready: crate::Ready::default(),
        };
        let routes = routes().route("/broken", get(async || -> StatusCode { panic!("on purpose") }));
        let request = Request::get("/broken").body(Body::empty()).unwrap();
        let response = guarded(routes, app).oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(response.headers().contains_key("content-security-policy"));
        let page = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains("Something broke here") && !page.contains("on purpose"), "{page}");
    }
}
