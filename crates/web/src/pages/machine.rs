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

/// `/metrics`
pub(crate) async fn metrics(State(site): State<Shared>) -> Response {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], (site.app.metrics)()).into_response()
}

/// `/robots.txt`: a public newspaper may be read but for what is endless or belongs to publishers; others not at all.
pub(crate) async fn robots(State(site): State<Shared>) -> &'static str {
    match site.app.audience {
        Audience::Public => "User-agent: *\nDisallow: /image/\nDisallow: /river\nDisallow: /metrics\n",
        Audience::Private | Audience::Members => "User-agent: *\nDisallow: /\n",
    }
}
