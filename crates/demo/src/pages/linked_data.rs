//! The schema.org description in an article's head.

use model::Genre;
use serde_json::{Value, json};

use super::Picture;
use crate::data::Publisher;
use crate::dates;
use crate::desk::{Desk, Piece};

/// JSON-LD that is safe inside a script element.
pub(super) fn of(desk: &Desk, publisher: &Publisher, piece: &Piece<'_>) -> String {
    let authors: Vec<_> = piece.report.authors.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": kind(piece.report.genre),
        "mainEntityOfPage": piece.url,
        "headline": piece.title,
        "description": piece.standfirst,
        "datePublished": dates::rfc3339(piece.published, publisher),
        "dateModified": dates::rfc3339(piece.changed(), publisher),
        "inLanguage": publisher.locale,
        "isAccessibleForFree": true,
        "author": authors,
        "publisher": { "@type": "NewsMediaOrganization", "name": publisher.name, "url": desk.url(&publisher.key, "/") },
    });
    let extra = [
        ("image", Picture::of(desk, piece).map(|picture| json!([picture.url]))),
        (
            "sourceOrganization",
            piece.report.syndication.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
        ),
        ("genre", (piece.report.genre == Genre::PressRelease).then(|| json!("Press release"))),
    ];
    if let Value::Object(fields) = &mut data {
        for (name, value) in extra {
            fields.extend(value.map(|value| (name.to_owned(), value)));
        }
    }
    data.to_string().replace('<', "\\u003c")
}

fn kind(genre: Genre) -> &'static str {
    match genre {
        Genre::News | Genre::PressRelease => "NewsArticle",
        Genre::Analysis => "AnalysisNewsArticle",
        Genre::Opinion => "OpinionNewsArticle",
        Genre::Sponsored => "AdvertiserContentArticle",
        Genre::Satire => "SatiricalArticle",
        Genre::Live => "LiveBlogPosting",
    }
}
