//! An answer that a client may ask for again with validators: `ETag`, `Last-Modified`, 304.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use encoding_rs::Encoding;
use jiff::Timestamp;

use crate::dates;

/// A body with what is known about it.
pub(super) struct Answer {
    content_type: HeaderValue,
    body: Bytes,
    modified: Option<String>,
    cached: &'static str,
}

impl Answer {
    /// Text, encoded as asked; characters the encoding lacks become references.
    pub(super) fn text(content_type: &str, text: &str, encoding: Option<&str>) -> Self {
        let encoding = encoding.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(encoding_rs::UTF_8);
        let (bytes, _, _) = encoding.encode(text);
        Self::bytes(content_type, bytes.into_owned())
    }

    /// Bytes as they are.
    pub(super) fn bytes(content_type: &str, body: Vec<u8>) -> Self {
        let content_type =
            HeaderValue::from_str(content_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
        Self { content_type, body: body.into(), modified: None, cached: "no-cache" }
    }

    /// Says when it last changed.
    pub(super) fn modified(mut self, at: Option<Timestamp>) -> Self {
        self.modified = at.map(dates::http);
        self
    }

    /// Says how long it may be kept.
    pub(super) fn cached(mut self, cached: &'static str) -> Self {
        self.cached = cached;
        self
    }

    /// The response to a request with these headers.
    pub(super) fn respond(self, request: &HeaderMap) -> Response {
        let etag = self.etag();
        let mut response = if self.is_known(request, &etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let mut response = Body::from(self.body).into_response();
            response.headers_mut().insert(header::CONTENT_TYPE, self.content_type);
            response
        };
        let fields = [
            (header::ETAG, Some(etag)),
            (header::LAST_MODIFIED, self.modified),
            (header::CACHE_CONTROL, Some(self.cached.to_owned())),
        ];
        for (name, value) in fields {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }

    fn etag(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.body.hash(&mut hasher);
        format!("\"{:016x}\"", hasher.finish())
    }

    /// RFC 9110: `If-None-Match` decides alone when it is there.
    fn is_known(&self, request: &HeaderMap, etag: &str) -> bool {
        let said = |name| request.get(name).and_then(|value| value.to_str().ok());
        match said(header::IF_NONE_MATCH) {
            Some(known) => known.split(',').any(|known| known.trim().trim_start_matches("W/") == etag),
            None => self.modified.is_some() && said(header::IF_MODIFIED_SINCE) == self.modified.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks for a text changed at noon with one header and checks the status.
    fn check(name: &'static str, value: &str, expect: StatusCode) {
        let mut request = HeaderMap::new();
        request.insert(name, HeaderValue::from_str(value).unwrap());
        let changed = "2025-06-03T12:00:00Z".parse().unwrap();
        let answer = Answer::text("text/plain", "news", None).modified(Some(changed));
        assert_eq!(answer.respond(&request).status(), expect, "{name}: {value}");
    }

    #[test]
    fn validators_sent_back_to_the_letter_spare_the_body() {
        let etag = Answer::text("text/plain", "news", None).etag();
        check("if-none-match", &etag, StatusCode::NOT_MODIFIED);
        check("if-none-match", &format!("\"other\", W/{etag}"), StatusCode::NOT_MODIFIED);
        check("if-none-match", "\"other\"", StatusCode::OK);
        check("if-modified-since", "Tue, 03 Jun 2025 12:00:00 GMT", StatusCode::NOT_MODIFIED);
        check("if-modified-since", "Tue, 03 Jun 2025 11:00:00 GMT", StatusCode::OK);
    }

    #[test]
    fn another_text_has_another_tag() {
        let tag = |text| Answer::text("text/plain", text, None).etag();
        assert_eq!(tag("news"), tag("news"));
        assert_ne!(tag("news"), tag("newt"));
    }

    #[test]
    fn what_an_encoding_lacks_is_written_as_a_reference() {
        assert_eq!(Answer::text("text/html", "café 港", Some("windows-1252")).body.as_ref(), b"caf\xe9 &#28207;");
        assert_eq!(Answer::text("text/html", "港", Some("Shift_JIS")).body.as_ref(), b"\x8d\x60");
    }
}
