//! What was found, story by story, with what may be shown of it.

use std::sync::Arc;

use model::rights::Reason;
use model::{ArticleId, Language};
use search::{Cursor, Hit, Near, Order, Part, Query, Search};

use super::super::{piece, telling};
use crate::error::Error;
use crate::site::Site;
use crate::view::{Card, Marked, Piece, Reader, Text, Told};

/// Articles that one page is made from; those of one story stand as one.
const HITS: usize = 40;

/// The longest passage around what was searched for.
const PASSAGE_CHARS: usize = 240;

/// Texts that are looked through for a passage on one page; the rows below show how their articles begin.
const PASSAGES: usize = 20;

/// One result.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) headline: Marked,
    pub(super) passage: Option<Marked>,
    /// How many more reports of its story were found with it.
    pub(super) others: Option<String>,
    pub(super) card: Card,
}

/// The results of one page.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub(super) rows: Vec<Row>,
    pub(super) next: Option<Cursor>,
}

/// The articles that match a query.
pub(super) async fn by_query(site: &Site, query: &Query, order: Order, after: Option<Cursor>) -> Result<Found, Error> {
    let (index, asked) = (Arc::clone(&site.app.search), query.clone());
    let (now, zone, home) = (site.app.clock.now(), site.app.zone.clone(), [site.words.language()]);
    let search = move || {
        let search = Search { zone, languages: &home, order, after, limit: HITS, ..Search::new(&asked, now) };
        index.search(&search)
    };
    let hits = tokio::task::spawn_blocking(search).await.map_err(|error| Error::Panicked(error.to_string()))??;
    Ok(Found { rows: rows(site, &hits.hits, Some(query)).await?, next: hits.next })
}

/// The articles that say nearly the same as that one, and its headline.
pub(super) async fn by_article(site: &Site, article: ArticleId) -> Result<(String, Found), Error> {
    let listed = site.app.store.listed(article, site.app.audience).await?.ok_or(Error::NotFound)?;
    let piece = piece(listed, site.app.audience).map_err(|reason| match reason {
        Reason::Withdrawn => Error::Gone,
        _ => Error::NotFound,
    })?;
    let near = site.app.search.similar(article, &Near { count: HITS, ..Near::default() })?;
    let hits: Vec<Hit> = near.into_iter().map(|(article, score)| Hit { article, score }).collect();
    Ok((piece.headline().text, Found { rows: rows(site, &hits, None).await?, next: None }))
}

/// Hits as rows: the best of each story, as far as the audience may see it.
async fn rows(site: &Site, hits: &[Hit], query: Option<&Query>) -> Result<Vec<Row>, Error> {
    let ids: Vec<ArticleId> = hits.iter().map(|hit| hit.article).collect();
    let mut listed = site.app.store.listed_by_id(&ids, site.app.audience).await?;
    let shown: Vec<Hit> = hits.iter().filter(|hit| listed.contains_key(&hit.article)).copied().collect();
    let in_order = shown.iter().filter_map(|hit| listed.remove(&hit.article)).collect();
    let told = telling::placed(site, in_order).await?;
    let story_of = |hit: &Hit| {
        let told = told.iter().find(|told| told.piece.id() == hit.article)?;
        told.story.as_ref().map(|story| story.id)
    };
    let mut rows = Vec::new();
    for collapsed in search::collapse(&shown, story_of) {
        let Some(told) = told.iter().find(|told| told.piece.id() == collapsed.hit.article) else { continue };
        let may_look = rows.len() < PASSAGES;
        rows.push(row(site, told, collapsed.others, query, may_look).await?);
    }
    Ok(rows)
}

async fn row(site: &Site, told: &Told, others: usize, query: Option<&Query>, may_look: bool) -> Result<Row, Error> {
    let reader = site.reader_now();
    let card = Card::of_article(told, reader);
    let others = u64::try_from(others).unwrap_or(u64::MAX);
    let others = (others > 0).then(|| reader.words.search_others(others));
    let Some(query) = query else {
        let headline = Marked::new(&card.headline, &[]);
        let passage = card.excerpt.as_ref().map(|excerpt| Marked::new(excerpt, &[]));
        return Ok(Row { headline, passage, others, card });
    };
    let language = told.piece.language();
    let headline = Marked::new(&card.headline, &search::marks(query, &card.headline.text, language, Part::Title));
    let passage = passage(site, &told.piece, query, reader, may_look).await?;
    Ok(Row { headline, passage, others, card })
}

/// The passage that answers best, of what may be shown: first of the excerpt, then of the text where that is granted.
async fn passage(
    site: &Site,
    piece: &Piece,
    query: &Query,
    reader: Reader<'_>,
    may_look: bool,
) -> Result<Option<Marked>, Error> {
    let language = piece.language();
    let excerpt = piece.highlight(None, reader.audience);
    let begins = excerpt.as_ref().map(|excerpt| cut(query, excerpt, language));
    if begins.as_ref().is_some_and(has_marks) || !may_look || !piece.is_full() {
        return Ok(begins);
    }
    let stored = site.app.store.body(piece.id()).await?;
    let text = stored.and_then(|stored| piece.highlight(Some(&stored), reader.audience));
    let inside = text.map(|text| cut(query, &text, language)).filter(has_marks);
    Ok(inside.or(begins))
}

fn cut(query: &Query, text: &Text, language: Option<Language>) -> Marked {
    let snippet = search::snippet(query, &text.text, language, PASSAGE_CHARS);
    let marked = Marked::new(&Text::new(snippet.text.to_owned(), language), &snippet.marks);
    marked.cut(snippet.range.start > 0, snippet.range.end < text.text.len())
}

fn has_marks(marked: &Marked) -> bool {
    marked.stretches.iter().any(|stretch| stretch.is_marked)
}
