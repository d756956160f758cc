//! Addresses for machines: is it well, what are its figures, what may robots read.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use model::rights::Audience;
use serde::Serialize;

use crate::error;
use crate::site::Shared;

#[derive(Serialize)]
struct Health {
    status: &'static str,
}

/// `/healthz`: 200 once everything runs and the store answers.
pub(crate) async fn health(State(site): State<Shared>) -> Response {
    let (code, status) = if site.app.ready.get() {
        match site.app.store.next_due().await {
            Ok(_) => (StatusCode::OK, "ok"),
            Err(error) => {
                tracing::warn!(error = error::chain(&error), "health check could not ask the store");
                (StatusCode::SERVICE_UNAVAILABLE, "store unavailable")
            }
        }
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "starting")
    };
    (code, Json(Health { status })).into_response()
}

/// `/metrics`: what the process counted, and how much is stored.
pub(crate) async fn metrics(State(site): State<Shared>) -> Response {
    let mut text = (site.app.metrics)();
    // Without the store the figures of the process still tell what goes on.
    if let Ok(counts) = site.app.store.counts().await {
        text.push_str(&gauges(&counts));
    }
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

/// Rows by kind, in Prometheus' text format.
fn gauges(counts: &store::Counts) -> String {
    let rows = [
        ("octavo_publishers", counts.publishers),
        ("octavo_feeds", counts.feeds),
        ("octavo_feeds_failing", counts.failing_feeds),
        ("octavo_entries", counts.entries),
        ("octavo_articles", counts.articles),
        ("octavo_articles_new", counts.new),
        ("octavo_articles_recheck", counts.recheck),
        ("octavo_articles_readable", counts.readable),
        ("octavo_articles_failed", counts.failed),
        ("octavo_articles_withdrawn", counts.withdrawn),
        ("octavo_articles_undigested", counts.undigested),
        ("octavo_articles_indigestible", counts.indigestible),
        ("octavo_articles_unassigned", counts.unassigned),
        ("octavo_stories", counts.stories),
        ("octavo_stories_dirty", counts.dirty_stories),
        ("octavo_hashtags", counts.hashtags),
    ];
    rows.into_iter().fold(String::new(), |text, (name, rows)| text + &format!("# TYPE {name} gauge\n{name} {rows}\n"))
}

/// `/robots.txt`: a public newspaper may be read but for what is endless or belongs to publishers; others not at all.
pub(crate) async fn robots(State(site): State<Shared>) -> &'static str {
    match site.app.audience {
        Audience::Public => {
            "User-agent: *\nDisallow: /image/\nDisallow: /river\nDisallow: /search\nDisallow: /metrics\n"
        }
        Audience::Private | Audience::Members => "User-agent: *\nDisallow: /\n",
    }
}
