//! Reading back what the files hold: vectors, and the languages of articles.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::Timestamp;
use model::{ArticleId, Language, PublisherId};
use tantivy::collector::TopDocs;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, TantivyDocument, Value};
use tantivy::{DocId, Searcher, SegmentReader};

use super::fields::{ARTICLE, Fields, LISTED, PUBLISHER};
use crate::{Vector, Vectors};

/// The vectors of the newest articles.
pub(super) fn vectors(searcher: &Searcher, fields: Fields, capacity: usize) -> tantivy::Result<Vectors> {
    let mut newest = Vec::new();
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let listed = segment.fast_fields().column_first_or_default::<i64>(LISTED)?;
        newest.extend(segment.doc_ids_alive().map(|doc| (Reverse(listed.get_val(doc)), ordinal, doc)));
    }
    newest.sort_unstable();
    newest.truncate(capacity);
    // Within a segment in the order of its file, which is read once from front to back.
    newest.sort_unstable_by_key(|(_, ordinal, doc)| (*ordinal, *doc));
    let mut vectors = Vectors::new(capacity);
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let docs = newest.iter().filter(|(_, of, _)| *of == ordinal).map(|(_, _, doc)| *doc);
        load_segment(segment, fields, docs, &mut vectors)?;
    }
    Ok(vectors)
}

fn load_segment(
    segment: &SegmentReader,
    fields: Fields,
    docs: impl Iterator<Item = DocId>,
    vectors: &mut Vectors,
) -> tantivy::Result<()> {
    let articles = segment.fast_fields().column_first_or_default::<u64>(ARTICLE)?;
    let publishers = segment.fast_fields().column_first_or_default::<u64>(PUBLISHER)?;
    let listed = segment.fast_fields().column_first_or_default::<i64>(LISTED)?;
    let store = segment.get_store_reader(1)?;
    for doc in docs {
        let stored: TantivyDocument = store.get(doc)?;
        let vector = stored_vector(&stored, fields);
        if let (Some(vector), Ok(listed)) = (vector, Timestamp::from_microsecond(listed.get_val(doc))) {
            let publisher = PublisherId::new(publishers.get_val(doc).cast_signed());
            vectors.put(article(articles.get_val(doc)), publisher, listed, &vector);
        }
    }
    Ok(())
}

fn stored_vector(stored: &TantivyDocument, fields: Fields) -> Option<Vector> {
    stored.get_first(fields.vector).and_then(|value| value.as_bytes()).and_then(Vector::from_bytes)
}

/// An article's id as its column holds it.
pub(crate) fn article(number: u64) -> ArticleId {
    ArticleId::new(number.cast_signed())
}

/// The vector of one article.
pub(super) fn vector(searcher: &Searcher, fields: Fields, article: ArticleId) -> tantivy::Result<Option<Vector>> {
    let query = TermQuery::new(fields.article_term(article), IndexRecordOption::Basic);
    let found = searcher.search(&query, &TopDocs::with_limit(1).order_by_score())?;
    let Some((_, address)) = found.first() else { return Ok(None) };
    Ok(stored_vector(&searcher.doc(*address)?, fields))
}

/// The languages of articles, most articles first.
pub(super) fn languages(searcher: &Searcher, fields: Fields) -> tantivy::Result<Vec<Language>> {
    let mut counts: HashMap<Language, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.language)?;
        let mut terms = inverted.terms().stream()?;
        while let Some((term, info)) = terms.next() {
            let language = std::str::from_utf8(term).ok().and_then(|code| code.parse().ok());
            if let Some(language) = language {
                *counts.entry(language).or_default() += u64::from(info.doc_freq);
            }
        }
    }
    let mut languages: Vec<Language> = counts.keys().copied().collect();
    languages.sort_unstable_by_key(|language| (Reverse(counts.get(language).copied()), *language));
    Ok(languages)
}
