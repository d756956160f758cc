//! JSON Feed 1.1.

use serde_json::{Value, json};

use super::Source;
use crate::dates;
use crate::desk::Piece;

/// The feed.
pub(super) fn write(source: Source<'_>) -> String {
    let publisher = source.publisher;
    let items: Vec<_> = source.edition.pieces.iter().map(|piece| item(source, piece)).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.feed.title,
        "description": publisher.tagline,
        "home_page_url": source.home(),
        "feed_url": source.own_url(),
        "language": publisher.locale,
        "items": items,
    });
    format!("{feed:#}")
}

fn item(source: Source<'_>, piece: &Piece<'_>) -> Value {
    let authors: Vec<_> = piece.report.authors.iter().map(|name| json!({ "name": name })).collect();
    let mut item = json!({
        "id": source.guid(&piece.url),
        "url": piece.url,
        "title": piece.title,
        "summary": piece.standfirst,
        "content_html": source.content(piece),
        "date_published": dates::rfc3339(piece.published, source.publisher),
        "authors": authors,
        "tags": source.categories(piece),
    });
    let extra = [
        ("image", source.image_url(piece)),
        ("date_modified", piece.corrected.map(|(at, _)| dates::rfc3339(at, source.publisher))),
    ];
    if let Value::Object(fields) = &mut item {
        for (name, value) in extra {
            fields.extend(value.map(|value| (name.to_owned(), Value::String(value))));
        }
    }
    item
}
