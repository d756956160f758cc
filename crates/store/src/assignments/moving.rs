//! Articles take their places.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use model::ArticleId;
use sqlx::AnyConnection;

use super::{Assignment, resolved};
use crate::changes::Touched;
use crate::sql::{Statement, for_keys, insert_all};
use crate::{Result, assignments};

/// A story's row before its first portrait.
const REVIVE: &str = "
    insert into stories
        (id, lead_article, began, latest, articles, publishers, voices, importance, velocity, languages)";

const UNLESS_THERE: &str = "on conflict (id) do nothing";

const PLACES: &str = "select article_id, story_id from placements where article_id in (keys)";

/// Values of a row: article, story, fixed, since. `$` is put in for what stays where it is.
macro_rules! place {
    ($unless:literal) => {
        (
            "with placed (article_id, story_id, fixed, since) as (",
            4,
            concat!(
                ") insert into placements (article_id, story_id, fixed, since, listed)
                select placed.article_id, placed.story_id, placed.fixed, placed.since, articles.listed
                from placed join articles on articles.id = placed.article_id
                where articles.stage <> 'withdrawn'
                on conflict (article_id) do update
                set story_id = excluded.story_id, wire_group = null, fixed = excluded.fixed, since = excluded.since",
                $unless,
                " returning article_id"
            ),
        )
    };
}

const PLACE: (&str, usize, &str) = place!("");
const PLACE_UNLESS_FIXED: (&str, usize, &str) =
    place!(" where placements.fixed = 0 and placements.story_id <> excluded.story_id");

const NOT_WAITING: &str = "delete from unassigned where article_id in (keys)";

/// Where an article is to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) article: i64,
    pub(crate) story: i64,
    pub(crate) fixed: bool,
}

/// Makes the moves; gives the articles that stayed where they were against its will.
pub(super) async fn moves(
    on: &mut AnyConnection,
    assignment: &Assignment,
    redirects: &HashMap<i64, i64>,
    touched: &mut Touched,
) -> Result<Vec<ArticleId>> {
    let wanted: BTreeMap<i64, i64> =
        assignment.moves.iter().map(|(article, story)| (article.get(), resolved(redirects, *story))).collect();
    let articles: Vec<_> = wanted.keys().copied().collect();
    let before = places(on, &articles).await?;
    let places: Vec<_> =
        wanted.iter().map(|(article, story)| Place { article: *article, story: *story, fixed: false }).collect();
    revive(on, &places, assignment.at).await?;
    let moved = write(on, PLACE_UNLESS_FIXED, &places, assignment.at).await?;
    for_keys(on, NOT_WAITING, &[], &articles).await?;
    let refused =
        wanted.iter().filter(|(article, story)| !moved.contains(article) && before.get(article) != Some(story));
    let refused = refused.map(|(article, _)| ArticleId::new(*article)).collect();
    touched.stories.extend(wanted.values());
    touched.articles.extend(&moved);
    let mut left: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for article in &moved {
        if let (Some(old), Some(new)) = (before.get(article), wanted.get(article)) {
            left.entry(*old).or_default().push(*new);
        }
    }
    redirect_empty(on, left, touched).await?;
    Ok(refused)
}

/// A story that lost its last article lives on where most of them went.
async fn redirect_empty(on: &mut AnyConnection, left: BTreeMap<i64, Vec<i64>>, touched: &mut Touched) -> Result<()> {
    for (story, went) in left {
        touched.stories.insert(story);
        if is_empty(on, story).await? {
            let most = went.iter().max_by_key(|to| (went.iter().filter(|other| other == to).count(), -**to));
            if let Some(most) = most.filter(|most| **most != story) {
                assignments::merge(on, story, *most, touched).await?;
            }
        }
    }
    Ok(())
}

async fn is_empty(on: &mut AnyConnection, story: i64) -> Result<bool> {
    let statement = Statement::new("select article_id from placements where story_id = $1 limit 1").int(story);
    Ok(statement.row(on).await?.is_none())
}

async fn places(on: &mut AnyConnection, articles: &[i64]) -> Result<HashMap<i64, i64>> {
    let rows = for_keys(on, PLACES, &[], articles).await?;
    rows.iter().map(|row| Ok((row.int("article_id")?, row.int("story_id")?))).collect()
}

/// Sees to it that stories have a row for articles to be placed in.
async fn revive(on: &mut AnyConnection, places: &[Place], at: Timestamp) -> Result<()> {
    let stories: BTreeMap<_, _> = places.iter().map(|place| (place.story, place.article)).collect();
    let stories: Vec<_> = stories.into_iter().collect();
    insert_all(on, (REVIVE, 10, UNLESS_THERE), &stories, |statement, (story, article)| {
        let statement = statement.int(*story).int(*article).time(at).time(at);
        statement.int(0).int(0).int(0).real(0.0).real(0.0).text("[]")
    })
    .await
    .map(drop)
}

/// Places articles wherever they were, as an editor does; gives those that are there to be placed.
pub(crate) async fn place(on: &mut AnyConnection, places: &[Place], at: Timestamp) -> Result<BTreeSet<i64>> {
    revive(on, places, at).await?;
    let articles: Vec<_> = places.iter().map(|place| place.article).collect();
    for_keys(on, NOT_WAITING, &[], &articles).await?;
    write(on, PLACE, places, at).await
}

async fn write(
    on: &mut AnyConnection,
    shape: (&str, usize, &str),
    places: &[Place],
    at: Timestamp,
) -> Result<BTreeSet<i64>> {
    let rows = insert_all(on, shape, places, |statement, place| {
        statement.int(place.article).int(place.story).int(place.fixed.into()).time(at)
    })
    .await?;
    rows.iter().map(|row| row.int("article_id")).collect()
}
