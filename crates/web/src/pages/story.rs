//! One event: all its reports, whoever tells it, in any language.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use model::rights::Audience;
use model::{Cursor, Language, Page, PublisherId, Story, StoryId};
use serde::Deserialize;
use store::{StoryArticle, StoryFound};

use super::{id_of, page, piece, telling};
use crate::edition::Languages;
use crate::error::Error;
use crate::frame::{Frame, Place};
use crate::site::{Shared, Site};
use crate::view::{Card, Reader, Shelves, StoryView, Tally, Teller, Telling, story_href};

/// Reports on one page.
const REPORTS: usize = 60;

/// Reports that the lists of who tells it are counted over; no event of one day has more that matter.
const COUNTED: usize = 400;

const HASHTAGS: usize = 8;

/// Earlier and later stories, each.
const LINKS: usize = 5;

/// What may follow the question mark.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    after: Option<String>,
}

/// What stands beside the reports of the first page.
struct Around {
    tally: Tally,
    earlier: Vec<Card>,
    later: Vec<Card>,
}

#[derive(Template)]
#[template(path = "story.html")]
struct StoryPage<'a> {
    frame: Frame<'a>,
    story: StoryView,
    shelves: Shelves,
    /// Nothing on later pages.
    around: Option<Around>,
    newest_href: Option<String>,
    older_href: Option<String>,
}

/// `/story/<id>[-slug]`, with `after=CURSOR`
pub(crate) async fn show(
    State(site): State<Shared>,
    Path(key): Path<String>,
    languages: Languages,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Error> {
    let Query(wanted) = wanted.map_err(|_| Error::BadRequest)?;
    let after: Option<Cursor> = wanted.after.as_deref().map(str::parse).transpose().map_err(|_| Error::BadRequest)?;
    let languages = languages.or(site.words.language());
    let story = match site.app.store.story(id_of(&key)?).await?.ok_or(Error::NotFound)? {
        StoryFound::Here(story) => *story,
        StoryFound::Moved(id) => return Ok(Redirect::permanent(&story_href(id, "")).into_response()),
    };
    print(&site, story, &languages, after).await
}

async fn print(site: &Site, story: Story, languages: &[Language], after: Option<Cursor>) -> Result<Response, Error> {
    let (store, reader) = (&site.app.store, site.reader_now());
    let told = telling::told(site, vec![story.clone()], languages).await?.pop().ok_or(Error::NotFound)?;
    let reports = store.story_articles(story.id, reader.audience, after, REPORTS).await?;
    let hashtags = store.story_hashtags(story.id, HASHTAGS).await?;
    let view = StoryView::new(&told, &story, &hashtags, reader);
    let around = match after {
        None => Some(around(site, &story, &reports, languages).await?),
        Some(_) => None,
    };
    let href = story_href(story.id, &view.headline.text);
    let mut frame = Frame::new(site, &view.headline.text, Place::Nowhere);
    frame.is_indexable = reader.audience == Audience::Public && after.is_none() && told.piece.is_indexable();
    let (next, own) = (reports.next, told.piece.language());
    page(&StoryPage {
        frame,
        shelves: Shelves::new(tellings(reports.items, reader), own, next.is_none(), reader),
        story: view,
        around,
        older_href: next.map(|next| format!("{href}?after={next}")),
        newest_href: after.map(|_| href),
    })
}

fn tellings(reports: Vec<StoryArticle>, reader: Reader<'_>) -> Vec<Telling> {
    let telling = |report: StoryArticle| {
        let piece = piece(report.listed, reader.audience).ok()?;
        Some(Telling { piece, wire_group: report.wire_group })
    };
    reports.into_iter().filter_map(telling).collect()
}

async fn around(
    site: &Site,
    story: &Story,
    first: &Page<StoryArticle>,
    languages: &[Language],
) -> Result<Around, Error> {
    let links = site.app.store.story_links(story.id).await?;
    let ids = |links: &[(StoryId, f64)]| links.iter().take(LINKS).map(|(id, _)| *id).collect::<Vec<_>>();
    let reader = site.reader_now();
    let mut cards = Vec::new();
    for ids in [ids(&links.earlier), ids(&links.later)] {
        let told = telling::told_by_id(site, &ids, languages).await?;
        cards.push(told.iter().map(|told| Card::of_story(told, reader)).collect());
    }
    let tally = if first.next.is_none() {
        tally(site, &first.items).await?
    } else {
        let all = site.app.store.story_articles(story.id, reader.audience, None, COUNTED).await?;
        tally(site, &all.items).await?
    };
    Ok(Around { tally, later: cards.pop().unwrap_or_default(), earlier: cards.pop().unwrap_or_default() })
}

async fn tally(site: &Site, reports: &[StoryArticle]) -> Result<Tally, Error> {
    let articles = || reports.iter().map(|report| &report.listed.article);
    let mut ids: Vec<PublisherId> = articles().map(|article| article.publisher_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let publishers = site.app.store.publishers_by_id(&ids).await?;
    let tellers: Vec<Teller<'_>> = articles()
        .map(|article| Teller { language: article.metadata.language, publisher: publishers.get(&article.publisher_id) })
        .collect();
    Ok(Tally::of(&tellers, &site.words))
}
