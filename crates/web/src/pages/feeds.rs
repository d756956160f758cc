//! All feeds and how they fare, in words.

use std::collections::HashMap;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use model::{Cursor, Feed, PublisherId};
use serde::Deserialize;

use super::page;
use crate::error::Error;
use crate::frame::{Frame, Place};
use crate::site::{Shared, Site};
use crate::view::{FeedRow, FeedState, Imprint};

/// Feeds looked at for one page; counts and filter are of these.
const FEEDS: usize = 500;

/// What may follow the question mark.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    state: Option<String>,
    after: Option<String>,
}

/// One choice of the filter.
struct Choice {
    href: String,
    label: String,
    count: usize,
    is_here: bool,
}

#[derive(Template)]
#[template(path = "feeds.html")]
struct FeedsPage<'a> {
    frame: Frame<'a>,
    summary: String,
    choices: Vec<Choice>,
    feeds: Vec<FeedRow>,
    first_href: Option<String>,
    more_href: Option<String>,
}

/// `/feeds`, with `state=WORD` and `after=CURSOR`
pub(crate) async fn show(
    State(site): State<Shared>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Error> {
    let Query(wanted) = wanted.map_err(|_| Error::BadRequest)?;
    let state = match wanted.state.as_deref() {
        Some(word) => Some(FeedState::from_word(word).ok_or(Error::BadRequest)?),
        None => None,
    };
    let after: Option<Cursor> = wanted.after.as_deref().map(str::parse).transpose().map_err(|_| Error::BadRequest)?;
    let found = site.app.store.feeds(None, after, FEEDS).await?;
    let imprints = imprints(&site, &found.items).await?;
    let rows = rows(&site, found.items, &imprints);
    let total = if after.is_none() && found.next.is_none() {
        rows.len().try_into().unwrap_or(u64::MAX)
    } else {
        site.app.store.counts().await?.feeds
    };
    page(&FeedsPage {
        frame: Frame::new(&site, &site.words.feeds_title(), Place::Feeds),
        summary: site.words.feeds_count(total),
        choices: choices(&site, &rows, state, after),
        feeds: rows.into_iter().filter(|row| state.is_none_or(|state| row.state == state)).collect(),
        first_href: after.map(|_| address(state, None)),
        more_href: found.next.map(|next| address(state, Some(next))),
    })
}

/// The publishers of these feeds that this instance's audience may know of.
async fn imprints(site: &Site, feeds: &[Feed]) -> Result<HashMap<PublisherId, Imprint>, Error> {
    let mut ids: Vec<PublisherId> = feeds.iter().map(|feed| feed.publisher_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let publishers = site.app.store.publishers_by_id(&ids).await?;
    let displays = site.app.store.displays(&ids, site.app.audience).await?;
    let imprints = publishers.into_iter().map(|(id, publisher)| {
        let display = displays.get(&id).copied();
        (id, Imprint { id, name: publisher.name, display })
    });
    Ok(imprints.filter(|(_, imprint)| imprint.is_shown(site.app.audience)).collect())
}

/// The rows that may be shown, those that need somebody first.
fn rows(site: &Site, feeds: Vec<Feed>, imprints: &HashMap<PublisherId, Imprint>) -> Vec<FeedRow> {
    let reader = site.reader_now();
    let mut rows: Vec<FeedRow> = feeds
        .into_iter()
        .filter_map(|feed| imprints.get(&feed.publisher_id).map(|imprint| FeedRow::new(feed, imprint, reader)))
        .collect();
    rows.sort_by_key(|row| row.state.urgency());
    rows
}

fn choices(site: &Site, rows: &[FeedRow], here: Option<FeedState>, after: Option<Cursor>) -> Vec<Choice> {
    let all = Choice {
        href: address(None, after),
        label: site.words.filter_all(),
        count: rows.len(),
        is_here: here.is_none(),
    };
    let one = |state: FeedState| Choice {
        href: address(Some(state), after),
        label: state.label(&site.words),
        count: rows.iter().filter(|row| row.state == state).count(),
        is_here: here == Some(state),
    };
    std::iter::once(all).chain(FeedState::ALL.into_iter().map(one)).collect()
}

fn address(state: Option<FeedState>, after: Option<Cursor>) -> String {
    let parts = [state.map(|state| format!("state={}", state.as_str())), after.map(|after| format!("after={after}"))];
    let query: Vec<String> = parts.into_iter().flatten().collect();
    if query.is_empty() { "/feeds".to_owned() } else { format!("/feeds?{}", query.join("&")) }
}
