//! What becomes of an answer that is no redirect.

use std::time::Duration;

use bytes::Bytes;
use futures::TryStreamExt;
use http::header::{CONTENT_TYPE, ETAG, HeaderName, LAST_MODIFIED, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use model::Validators;

use super::{Arrival, Errand, Inner, later};
use crate::body::{self, Overflow};
use crate::freshness::{fresh_for, parse_retry_after};
use crate::{Error, Fetched, Response, transport, wall, wishes};

/// Longer validators are not kept: no server needs them and a row should not hold them.
const VALIDATOR_BYTES_MAX: usize = 2048;

/// How long a host rests after a 429 that does not say.
const REST_DEFAULT: Duration = Duration::from_mins(1);

/// How long one 429 keeps the other feeds of its host waiting, at most.
const REST_MAX: Duration = Duration::from_hours(1);

impl Inner {
    /// Makes of an answer what the caller asked for, or says why it is of no use.
    pub(super) async fn settle(&self, errand: &Errand<'_>, arrival: Arrival) -> Result<Fetched, Error> {
        let headers = arrival.answer.headers();
        let fresh_for = fresh_for(headers, errand.now);
        let validators = validators(headers);
        match arrival.answer.status() {
            StatusCode::NOT_MODIFIED if *errand.validators != Validators::default() => {
                let validators = Validators {
                    etag: validators.etag.or_else(|| errand.validators.etag.clone()),
                    last_modified: validators.last_modified.or_else(|| errand.validators.last_modified.clone()),
                };
                Ok(Fetched::Unchanged { validators, fresh_for })
            }
            StatusCode::OK | StatusCode::CREATED | StatusCode::ACCEPTED | StatusCode::NON_AUTHORITATIVE_INFORMATION => {
                let (headers, status) = (headers.clone(), arrival.answer.status().as_u16());
                let (url, moved_to) = (arrival.trail.url().clone(), arrival.trail.moved_to());
                let body = self.body(arrival, errand.bytes_max, errand.overflow).await?;
                if let Some(name) = wall::name(status, &headers, &body) {
                    return Err(Error::Wall { name, status, retry_after: None });
                }
                let content_type = text(&headers, CONTENT_TYPE);
                let wishes = wishes::read(&headers, &self.agent);
                Ok(Fetched::Body(Response { url, moved_to, content_type, body, validators, fresh_for, wishes }))
            }
            _ => Err(self.refusal(errand, arrival).await),
        }
    }

    /// What an answer without a use says: the status, the wall, and when to come back. A 429 is for the whole host.
    async fn refusal(&self, errand: &Errand<'_>, arrival: Arrival) -> Error {
        let status = arrival.answer.status().as_u16();
        let headers = arrival.answer.headers().clone();
        let retry_after = text(&headers, RETRY_AFTER).and_then(|value| parse_retry_after(&value, errand.now));
        if status == 429 {
            arrival.host.rest(later(errand.now, retry_after.unwrap_or(REST_DEFAULT).min(REST_MAX)));
        }
        let sample = self.body(arrival, wall::SAMPLE_BYTES, Overflow::Cut).await.unwrap_or_default();
        match wall::name(status, &headers, &sample) {
            Some(name) => Error::Wall { name, status, retry_after },
            None => Error::Status { status, retry_after },
        }
    }

    async fn body(&self, arrival: Arrival, bytes_max: usize, overflow: Overflow) -> Result<Bytes, Error> {
        let chunks = arrival.answer.bytes_stream().map_err(|error| transport::explain(&error));
        body::collect(chunks, bytes_max, overflow, arrival.deadline, &self.options.limits).await
    }
}

fn validators(headers: &HeaderMap) -> Validators {
    let kept = |name| text(headers, name).filter(|value| value.len() <= VALIDATOR_BYTES_MAX);
    Validators { etag: kept(ETAG), last_modified: kept(LAST_MODIFIED) }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| std::str::from_utf8(value.as_bytes()).ok()).map(str::to_owned)
}
