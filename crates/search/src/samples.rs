//! Documents for tests.

use jiff::{Timestamp, ToSpan};
use model::{ArticleId, Genre, PublisherId};

use crate::{Document, Index, Options, Query, Search};

/// The noon at which all tests search.
pub(crate) fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// An article of an hour ago for each id, in English.
pub(crate) fn document(id: i64, title: &str, text: &str) -> Document {
    Document {
        article: ArticleId::new(id),
        publisher: PublisherId::new(1),
        publisher_name: "The Harbour Post".into(),
        title: title.into(),
        text: text.into(),
        authors: Vec::new(),
        hashtags: Vec::new(),
        language: "en".parse().ok(),
        section: None,
        genre: Genre::News,
        listed: now() - id.hours(),
        vector: None,
    }
}

/// The same in another language.
pub(crate) fn document_in(language: &str, id: i64, title: &str, text: &str) -> Document {
    Document { language: language.parse().ok(), ..document(id, title, text) }
}

pub(crate) fn small() -> Options {
    Options { writer_bytes: 15_000_000, vectors: 1000 }
}

/// An index of these, in memory.
pub(crate) fn index(documents: &[Document]) -> Index {
    let index = Index::in_memory(small()).unwrap();
    index.put(documents).unwrap();
    index.commit(1).unwrap();
    index
}

/// The ids of what a text finds, in order.
pub(crate) fn find(index: &Index, text: &str) -> Vec<i64> {
    let query = Query::parse(text);
    let hits = index.search(&Search { limit: 1000, ..Search::new(&query, now()) }).unwrap();
    assert_eq!(hits.found, hits.hits.len() as u64, "{text}");
    hits.hits.iter().map(|hit| hit.article.get()).collect()
}
