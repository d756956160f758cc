//! Revisions: articles that were there before an item named them follow it, as far as it knows better.
//!
//! Only an item of the article's own publisher counts, and never for a withdrawn article. A complete text from the
//! feed replaces what is kept. A mere summary never does once there is a good text: then the headline and the wishes
//! follow, and the page is read anew.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use model::{Stage, TextOrigin, Wishes};
use sqlx::AnyConnection;

use super::new_articles::{Added, due};
use super::rechecks::REST;
use super::{Tally, Work};
use crate::metadata::set_metadata;
use crate::report::Item;
use crate::sql::{Row, Statement, for_keys};
use crate::{Result, bodies, metadata};

pub(crate) const STATES: &str = "
    select articles.id, articles.publisher_id, articles.stage, articles.text_origin, articles.wishes, articles.due,
        articles.rechecked, bodies.hash
    from articles left join bodies on bodies.article_id = articles.id
    where articles.id in (keys)";

/// Whoever reads the page meanwhile loses the lease: what the feed says is newer.
const REPLACE: &str = concat!(
    "update articles set ",
    set_metadata!(),
    ", stage = $14, due = $15, text_origin = coalesce($16, text_origin), revised = coalesce($17, revised),
        lease = null, leased_until = null, attempts = 0, cause = null, detail = null
    where id = $18"
);

const RESTATE: &str = "
    update articles
    set title = $2, updated = coalesce($3, updated), wishes = $4, stage = $5, due = $6,
        rechecked = coalesce($6, rechecked), lease = null, leased_until = null, attempts = 0
    where id = $1";

/// What must be known about an article to revise it.
struct State {
    publisher_id: i64,
    stage: Stage,
    text_origin: Option<TextOrigin>,
    wishes: Wishes,
    due: Option<Timestamp>,
    rechecked: Option<Timestamp>,
    hash: Option<i64>,
}

/// How far an item changes an article.
#[derive(Debug, PartialEq, Eq)]
enum Extent {
    Nothing,
    Headline,
    Everything,
}

/// What became of articles that were there before.
#[derive(Default)]
pub(super) struct Revised {
    /// Those that are withdrawn and stay so.
    pub(super) withdrawn: HashSet<i64>,
    /// Those that follow an item.
    pub(super) articles: HashSet<i64>,
    /// Those of them that can be read as they are, and since when; the others wait for their page.
    pub(super) readable: Vec<(i64, Timestamp)>,
}

/// Revises articles by items.
pub(super) async fn apply(
    on: &mut AnyConnection,
    work: &[Work<'_>],
    added: &Added,
    tally: &mut Tally,
) -> Result<Revised> {
    let mut older = Vec::new();
    for work in work.iter().filter(|work| !added.is_by(work)) {
        older.push((added.article_of(work)?, work));
    }
    older.sort_by_key(|(article, work)| (*article, work.entry_id));
    let ids: Vec<_> = older.iter().map(|(article, _)| *article).collect();
    let mut states = states(on, &ids).await?;
    let mut revised = Revised::default();
    for (article, work) in older {
        if let Some(state) = states.get_mut(&article)
            && revise(on, article, state, work).await?
        {
            tally.of(work.poll).revised_articles += 1;
            revised.articles.insert(article);
            revised.readable.extend((state.stage == Stage::Readable).then_some((article, work.poll.time)));
        }
    }
    let withdrawn = states.into_iter().filter(|(_, state)| state.stage == Stage::Withdrawn);
    revised.withdrawn = withdrawn.map(|(article, _)| article).collect();
    Ok(revised)
}

async fn states(on: &mut AnyConnection, ids: &[i64]) -> Result<HashMap<i64, State>> {
    let rows = for_keys(on, STATES, &[], ids).await?;
    rows.iter().map(|row| Ok((row.int("id")?, read_state(row)?))).collect()
}

fn read_state(row: &Row) -> Result<State> {
    Ok(State {
        publisher_id: row.int("publisher_id")?,
        stage: row.parsed("stage", Stage::from_word)?,
        text_origin: row.maybe_parsed("text_origin", TextOrigin::from_word)?,
        wishes: row.json("wishes")?,
        due: row.maybe_time("due")?,
        rechecked: row.maybe_time("rechecked")?,
        hash: row.maybe_int("hash")?,
    })
}

/// Changes the article and what is known of it; says whether it did.
async fn revise(on: &mut AnyConnection, article: i64, state: &mut State, work: &Work<'_>) -> Result<bool> {
    if state.publisher_id != work.poll.publisher_id {
        return Ok(false);
    }
    match extent(state, work.item, work.known.is_some()) {
        Extent::Nothing => return Ok(false),
        Extent::Headline => restate(on, article, state, work).await?,
        Extent::Everything => replace(on, article, state, work).await?,
    }
    Ok(true)
}

fn is_good(origin: Option<TextOrigin>) -> bool {
    matches!(origin, Some(TextOrigin::Feed | TextOrigin::Page))
}

/// `changed`: the item's own entry pointed to the article before, rather than a second entry naming it now.
fn extent(state: &State, item: &Item, changed: bool) -> Extent {
    let brings_text = item.body.is_some();
    let brings_all = brings_text && item.text_origin == Some(TextOrigin::Feed);
    match (is_good(state.text_origin), changed) {
        _ if state.stage == Stage::Withdrawn => Extent::Nothing,
        (_, true) if brings_all => Extent::Everything,
        (true, true) => Extent::Headline,
        (false, true) => Extent::Everything,
        (false, false) if brings_all || (brings_text && state.text_origin.is_none()) => Extent::Everything,
        (_, false) => Extent::Nothing,
    }
}

async fn replace(on: &mut AnyConnection, article: i64, state: &mut State, work: &Work<'_>) -> Result<()> {
    let (item, at) = (work.item, work.poll.time);
    state.wishes = state.wishes.clone().and(&item.metadata.wishes);
    let metadata = model::Metadata { wishes: state.wishes.clone(), ..item.metadata.clone() };
    let hash = item.body.as_ref().map(|body| body.hash);
    let revised = is_good(state.text_origin) && hash.is_some() && hash != state.hash;
    state.stage = item.stage;
    state.due = due(item.stage, at);
    state.text_origin = item.text_origin.or(state.text_origin);
    state.hash = hash.or(state.hash);
    metadata::bind(Statement::new(REPLACE), &metadata)
        .text(state.stage.as_str())
        .maybe_time(state.due)
        .maybe_text(item.text_origin.map(TextOrigin::as_str))
        .maybe_time(revised.then_some(at))
        .int(article)
        .run(on)
        .await?;
    if let Some(body) = &item.body {
        bodies::keep(on, &[(article, body)]).await?;
    }
    Ok(())
}

async fn restate(on: &mut AnyConnection, article: i64, state: &mut State, work: &Work<'_>) -> Result<()> {
    let metadata = &work.item.metadata;
    state.wishes = state.wishes.clone().and(&metadata.wishes);
    state.due = read_anew(state, work.item.stage, work.poll.time);
    state.stage = if state.due.is_some() { Stage::New } else { Stage::Readable };
    Statement::new(RESTATE)
        .int(article)
        .text(&metadata.title)
        .maybe_time(metadata.updated)
        .json(&state.wishes)
        .text(state.stage.as_str())
        .maybe_time(state.due)
        .run(on)
        .await
        .map(drop)
}

/// When the page is read anew: at once, unless that was done a little while ago. Some feeds change with every poll.
fn read_anew(state: &State, wanted: Stage, at: Timestamp) -> Option<Timestamp> {
    if wanted != Stage::New {
        return None;
    }
    if state.stage == Stage::New && state.due.is_some() {
        return state.due;
    }
    let rested = state.rechecked.and_then(|last| last.saturating_add(REST).ok());
    Some(rested.map_or(at, |rested| rested.max(at)))
}
