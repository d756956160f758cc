//! The river: articles in order of time and nothing else, for people who come from feed readers. Each says beside it how
//! many others tell its story.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil;
use model::{Cursor, FeedId, PublisherId};
use serde::Deserialize;
use store::ListFilter;

use super::{page, telling};
use crate::error::Error;
use crate::frame::{Frame, Place};
use crate::site::{Shared, Site};
use crate::view::{Card, Imprint, Reader};

/// Articles on one page of it.
const ARTICLES: usize = 50;

/// What may follow the question mark.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    publisher: Option<String>,
    feed: Option<String>,
    after: Option<String>,
}

/// The articles of one day.
struct Day {
    name: String,
    cards: Vec<Card>,
}

#[derive(Template)]
#[template(path = "river.html")]
struct RiverPage<'a> {
    frame: Frame<'a>,
    heading: String,
    lead: String,
    days: Vec<Day>,
    /// Whether it is narrowed to a publisher or feed.
    is_narrowed: bool,
    /// Where the newest stand, on any page but the first.
    newest_href: Option<String>,
    older_href: Option<String>,
}

/// `/river`, `/river?publisher=ID`, `/river?feed=ID`, each with `after=CURSOR`
pub(crate) async fn show(
    State(site): State<Shared>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Error> {
    let Query(wanted) = wanted.map_err(|_| Error::BadRequest)?;
    let reader = site.reader_now();
    let filter = filter(&wanted)?;
    let after: Option<Cursor> = wanted.after.as_deref().map(str::parse).transpose().map_err(|_| Error::BadRequest)?;
    let name = name_of(&site, &filter).await?;
    let listed = site.app.store.newest(&filter, reader.audience, after, ARTICLES).await?;
    let told = telling::placed(&site, listed.items).await?;
    let cards = told.iter().map(|told| Card::of_article(told, reader)).collect();
    let words = &site.words;
    let heading = name.as_ref().map_or_else(|| words.river_title(), |name| words.river_of(name));
    page(&RiverPage {
        frame: Frame::new(&site, &heading, if name.is_none() { Place::River } else { Place::Nowhere }),
        lead: name.as_ref().map_or_else(|| words.river_lead(), |name| words.river_lead_of(name)),
        heading,
        is_narrowed: name.is_some(),
        newest_href: after.map(|_| address(&filter, None)),
        older_href: listed.next.map(|next| address(&filter, Some(next))),
        days: by_day(cards, reader),
    })
}

fn filter(wanted: &Wanted) -> Result<ListFilter, Error> {
    let publisher: Option<PublisherId> =
        wanted.publisher.as_deref().map(str::parse).transpose().map_err(|_| Error::BadRequest)?;
    let feed: Option<FeedId> = wanted.feed.as_deref().map(str::parse).transpose().map_err(|_| Error::BadRequest)?;
    Ok(ListFilter { publisher, feed, ..ListFilter::default() })
}

/// Whose river it is; nothing when it is everybody's. One that may not be shown is no page.
async fn name_of(site: &Site, filter: &ListFilter) -> Result<Option<String>, Error> {
    let store = &site.app.store;
    let (publisher, title) = match (filter.feed, filter.publisher) {
        (Some(feed), _) => {
            let feed = store.feed(feed).await?.ok_or(Error::NotFound)?;
            (feed.publisher_id, Some(feed.title).filter(|title| !title.trim().is_empty()))
        }
        (None, Some(publisher)) => (publisher, None),
        (None, None) => return Ok(None),
    };
    let display = store.display(publisher, site.app.audience).await?;
    let name = store.publisher(publisher).await?.ok_or(Error::NotFound)?.name;
    let imprint = Imprint { id: publisher, name, display };
    if imprint.is_shown(site.app.audience) { Ok(Some(title.unwrap_or(imprint.name))) } else { Err(Error::NotFound) }
}

fn address(filter: &ListFilter, after: Option<Cursor>) -> String {
    let parts = [
        filter.publisher.map(|id| format!("publisher={id}")),
        filter.feed.map(|id| format!("feed={id}")),
        after.map(|after| format!("after={after}")),
    ];
    let query: Vec<String> = parts.into_iter().flatten().collect();
    if query.is_empty() { "/river".to_owned() } else { format!("/river?{}", query.join("&")) }
}

/// Splits a list in order of time at midnight.
fn by_day(cards: Vec<Card>, reader: Reader<'_>) -> Vec<Day> {
    let mut days: Vec<(civil::Date, Day)> = Vec::new();
    for card in cards {
        let date = reader.zone.to_datetime(card.listed).date();
        match days.last_mut() {
            Some((last, day)) if *last == date => day.cards.push(card),
            _ => days.push((date, Day { name: reader.words.day(card.listed, reader.zone), cards: vec![card] })),
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_keep_what_narrows_the_river() {
        let check = |filter: ListFilter, after: Option<&str>, expect: &str| {
            assert_eq!(address(&filter, after.map(|after| after.parse().unwrap())), expect);
        };
        check(ListFilter::default(), None, "/river");
        check(ListFilter::default(), Some("17-4"), "/river?after=17-4");
        let filter = ListFilter { publisher: Some(PublisherId::new(3)), ..ListFilter::default() };
        check(filter, Some("17-4"), "/river?publisher=3&after=17-4");
    }

    #[test]
    fn an_id_that_is_none_is_refused() {
        let check = |publisher: &str| {
            let wanted = Wanted { publisher: Some(publisher.to_owned()), feed: None, after: None };
            assert!(matches!(filter(&wanted), Err(Error::BadRequest)), "{publisher:?}");
        };
        ["", "x", "0", "-1", "1e3", "99999999999999999999"].into_iter().for_each(check);
    }
}
