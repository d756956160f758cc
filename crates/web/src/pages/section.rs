//! A section: its weightiest stories of late, then all of them in order of time.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::VARY;
use axum::response::{IntoResponse, Response};
use model::rights::Audience;
use model::{Cursor, Language, Page, Section, Story, StoryId};
use serde::Deserialize;
use story::Entrant;

use super::{page, telling};
use crate::edition::Languages;
use crate::error::Error;
use crate::frame::{Frame, Place};
use crate::site::{Shared, Site};
use crate::view::{Card, Told, Why, section_href};

/// Stories on one page.
const STORIES: usize = 40;

/// Of the newest, how many stand on top by weight, once there are enough of them.
const TOP: usize = 5;
const TOP_FROM: usize = 12;

/// What may follow the question mark.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "section.html")]
struct SectionPage<'a> {
    frame: Frame<'a>,
    name: String,
    top: Vec<Card>,
    cards: Vec<Card>,
    newest_href: Option<String>,
    older_href: Option<String>,
}

/// `/section/<slug>`, with `after=CURSOR`
pub(crate) async fn show(
    State(site): State<Shared>,
    Path(slug): Path<String>,
    languages: Languages,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Error> {
    let Query(wanted) = wanted.map_err(|_| Error::BadRequest)?;
    let after: Option<Cursor> = wanted.after.as_deref().map(str::parse).transpose().map_err(|_| Error::BadRequest)?;
    let section = Section::from_word(&slug).ok_or(Error::NotFound)?;
    let languages = languages.or(site.words.language());
    let reader = site.reader_now();
    let stories = stories(&site, section, &languages, after).await?;
    let told = telling::told(&site, stories.items, &languages).await?;
    let (top, rest) = if after.is_none() { split(told, reader.now) } else { (Vec::new(), told) };
    let top_card = |(told, parts): &(Told, story::Parts)| Card {
        why: Some(Why::of(parts, reader.words)),
        ..Card::of_story(told, reader)
    };
    let href = section_href(section);
    let name = site.words.section(section);
    let mut frame = Frame::new(&site, &name, Place::Section(section));
    frame.is_indexable = reader.audience == Audience::Public && after.is_none();
    let page = page(&SectionPage {
        frame,
        name,
        top: top.iter().map(top_card).collect(),
        cards: rest.iter().map(|told| Card::of_story(told, reader)).collect(),
        older_href: stories.next.map(|next| format!("{href}?after={next}")),
        newest_href: after.map(|_| href),
    })?;
    Ok(([(VARY, "accept-language")], page).into_response())
}

/// Those told in the reader's first language; where there are none, those in any.
async fn stories(
    site: &Site,
    section: Section,
    languages: &[Language],
    after: Option<Cursor>,
) -> Result<Page<Story>, Error> {
    let (store, audience) = (&site.app.store, site.app.audience);
    let first = languages.first().copied();
    let own = store.section_stories(section, first, audience, after, STORIES).await?;
    let is_told =
        !own.items.is_empty() || !store.section_stories(section, first, audience, None, 1).await?.items.is_empty();
    if is_told { Ok(own) } else { Ok(store.section_stories(section, None, audience, after, STORIES).await?) }
}

/// Takes the weightiest out of the newest.
fn split(told: Vec<Told>, now: jiff::Timestamp) -> (Vec<(Told, story::Parts)>, Vec<Told>) {
    if told.len() < TOP_FROM {
        return (Vec::new(), told);
    }
    let stories: Vec<Story> = told.iter().filter_map(|told| told.story.clone()).collect();
    let names: Vec<&str> = told.iter().map(|told| told.piece.imprint().name.as_str()).collect();
    let entrant = |(story, owner)| Entrant { story, owner: Some(owner) };
    let entrants: Vec<Entrant<'_>> = stories.iter().zip(names).map(entrant).collect();
    let top: Vec<(StoryId, story::Parts)> =
        story::rank(&entrants, now, &[], TOP).iter().map(|ranked| (ranked.story.id, ranked.parts)).collect();
    let place = |told: &Told| top.iter().position(|(id, _)| told.story.as_ref().is_some_and(|story| story.id == *id));
    let (mut chosen, rest): (Vec<Told>, Vec<Told>) = told.into_iter().partition(|told| place(told).is_some());
    chosen.sort_by_key(|told| place(told));
    (chosen.into_iter().zip(top.iter().map(|(_, parts)| *parts)).collect(), rest)
}
