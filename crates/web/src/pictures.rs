//! Lead images, fetched from publishers on behalf of readers, so that no publisher and no tracker sees who reads.
//!
//! Only where rights grant pictures, only formats made of pixels, never larger than a page needs. A picture that cannot
//! be had is a quiet grey plate and is not asked for again for some minutes. One fetch serves everybody who waits.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, Validators};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tokio::sync::Semaphore;
use url::Url;

use crate::error::{Error, chain};
use crate::pages;
use crate::site::Shared;

mod pixels;

use pixels::Picture;

/// Bytes of pictures kept in memory.
const CACHE_BYTES: u64 = 48 << 20;

/// A picture of typical size, to tell the cache how many to expect.
const TYPICAL_BYTES: usize = 96 << 10;

/// Larger answers are no pictures for a page.
const PICTURE_BYTES: usize = 10 << 20;

/// Pictures fetched at the same time, by everybody together.
const FETCHES: usize = 8;

/// How long a reader's browser waits for a publisher.
const FETCH_TIME: Duration = Duration::from_secs(10);

/// How long a failure stands before it is tried again.
const FAILURE_REST: SignedDuration = SignedDuration::from_mins(5);

/// No scripts, no loads, an origin of its own: should a picture ever be opened as a page.
const PICTURE_POLICY: &str = "default-src 'none'; sandbox";

/// Stands in for a picture that cannot be had.
const PLATE: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path fill="gray" fill-opacity=".16" d="M0 0h3v2H0z"/></svg>"#;

/// What is remembered about one address.
#[derive(Clone)]
enum Kept {
    Here(Arc<Picture>),
    Missing { until: Timestamp },
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<String, Kept> for ByBytes {
    fn weight(&self, url: &String, kept: &Kept) -> u64 {
        let bytes = match kept {
            Kept::Here(picture) => picture.bytes.len(),
            Kept::Missing { .. } => 0,
        };
        (url.len() + bytes + 64).try_into().unwrap_or(u64::MAX)
    }
}

/// Fetches, shrinks and remembers pictures.
pub(crate) struct Pictures {
    fetcher: fetch::Fetcher,
    kept: Cache<String, Kept, ByBytes>,
    fetches: Semaphore,
    /// Unpacked pixels take far more memory than files; one at a time bounds them.
    unpacking: Arc<Semaphore>,
}

impl Pictures {
    pub(crate) fn new(fetcher: fetch::Fetcher) -> Self {
        let expected = usize::try_from(CACHE_BYTES).unwrap_or(usize::MAX) / TYPICAL_BYTES;
        Self {
            fetcher,
            kept: Cache::with_weighter(expected, CACHE_BYTES, ByBytes),
            fetches: Semaphore::new(FETCHES),
            unpacking: Arc::new(Semaphore::new(1)),
        }
    }

    /// The picture at an address, from memory or from its publisher.
    async fn get(&self, url: &Url, now: Timestamp) -> Option<Arc<Picture>> {
        let key = url.as_str();
        self.kept.remove_if(key, |kept| matches!(kept, Kept::Missing { until } if *until <= now));
        let kept = self.kept.get_or_insert_async(key, async { Ok::<_, Error>(self.load(url, now).await) }).await;
        match kept {
            Ok(Kept::Here(picture)) => Some(picture),
            Ok(Kept::Missing { .. }) | Err(_) => None,
        }
    }

    async fn load(&self, url: &Url, now: Timestamp) -> Kept {
        let loaded = tokio::time::timeout(FETCH_TIME, self.fetch(url, now)).await;
        match loaded {
            Ok(Some(picture)) => Kept::Here(Arc::new(picture)),
            Ok(None) | Err(_) => Kept::Missing { until: now.saturating_add(FAILURE_REST).unwrap_or(now) },
        }
    }

    async fn fetch(&self, url: &Url, now: Timestamp) -> Option<Picture> {
        // The semaphores are never closed, so both permits come.
        let _turn = self.fetches.acquire().await.ok()?;
        let validators = Validators::default();
        let request = fetch::Request { url, kind: fetch::Kind::Image, validators: &validators, now };
        let host = url.host_str().unwrap_or_default();
        let body = match self.fetcher.fetch(request).await {
            Ok(fetch::Fetched::Body(response)) => response.body,
            Ok(fetch::Fetched::Unchanged { .. }) => return None,
            Err(error) => {
                tracing::debug!(url.host = host, error = chain(&error), "could not fetch a picture");
                return None;
            }
        };
        let picture = self.unpack(body).await;
        if picture.is_none() {
            tracing::debug!(url.host = host, "not a picture that can be shown");
        }
        picture
    }

    async fn unpack(&self, body: Bytes) -> Option<Picture> {
        if body.len() > PICTURE_BYTES {
            return None;
        }
        // The permit moves along: a reader who leaves does not stop the thread.
        let turn = Arc::clone(&self.unpacking).acquire_owned().await.ok()?;
        let work = move || {
            let picture = pixels::presentable(body);
            drop(turn);
            picture
        };
        tokio::task::spawn_blocking(work).await.ok().flatten()
    }
}

/// `/image/<article id>`: its lead image.
pub(crate) async fn serve(
    State(site): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Ok(id) = id.parse::<ArticleId>() else { return Ok(plate(StatusCode::NOT_FOUND)) };
    let audience = site.app.audience;
    let Some(listed) = site.app.store.listed(id, audience).await? else { return Ok(plate(StatusCode::NOT_FOUND)) };
    let Ok(piece) = pages::piece(listed, audience) else { return Ok(plate(StatusCode::NOT_FOUND)) };
    let Some(image) = piece.photo() else { return Ok(plate(StatusCode::NOT_FOUND)) };
    let Some(picture) = site.pictures.get(&image.url, site.app.clock.now()).await else {
        return Ok(plate(StatusCode::BAD_GATEWAY));
    };
    Ok(answer(&picture, &headers))
}

fn answer(picture: &Picture, headers: &HeaderMap) -> Response {
    let known = headers.get(IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == picture.etag.as_bytes());
    let common = [
        (CONTENT_SECURITY_POLICY, PICTURE_POLICY),
        (CACHE_CONTROL, "private, max-age=3600"),
        (ETAG, picture.etag.as_str()),
        (CONTENT_TYPE, picture.media_type),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    (common, picture.bytes.clone()).into_response()
}

fn plate(status: StatusCode) -> Response {
    let headers = [
        (CONTENT_SECURITY_POLICY, PICTURE_POLICY),
        (CACHE_CONTROL, "private, max-age=60"),
        (CONTENT_TYPE, "image/svg+xml"),
    ];
    (status, headers, PLATE).into_response()
}
