//! Portraits: what is shown of a story, made from its articles elsewhere and kept here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::{ArticleId, Language, Section, Story};
use sqlx::AnyConnection;

use crate::Result;
use crate::sql::{Statement, for_keys, insert_all};

/// What is shown of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryPortrait {
    /// The story. Its own headline and whether it is pinned are the editors' and stay as they are.
    pub story: Story,
    /// How it is told in each language.
    pub languages: Vec<StoryLanguage>,
    /// The articles that are near-copies of one agency text; equal numbers are one group.
    pub wire_groups: Vec<(ArticleId, i64)>,
}

/// How a story is told in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoryLanguage {
    /// The language.
    pub language: Language,
    /// Its articles in that language.
    pub articles: u32,
    /// The article with the best headline in that language.
    pub lead: ArticleId,
    /// When the newest article in that language was listed.
    pub latest: Timestamp,
}

/// In order, as every transaction on several stories takes them.
const THERE: &str = "select a.id from stories a where a.id in (keys) order by a.id for update of a";

const TOLD: &str = "
    select distinct placements.story_id from placements where placements.story_id in (keys)";

const KEEP: (&str, usize, &str) = (
    "insert into stories (id, lead_article, pictured_article, section, began, latest, articles, publishers, voices,
        importance, velocity, languages)",
    12,
    "on conflict (id) do update
    set lead_article = excluded.lead_article, pictured_article = excluded.pictured_article,
        section = excluded.section, began = excluded.began, latest = excluded.latest, articles = excluded.articles,
        publishers = excluded.publishers, voices = excluded.voices, importance = excluded.importance,
        velocity = excluded.velocity, languages = excluded.languages",
);

const DELETE_LANGUAGES: &str = "delete from story_languages where story_id in (keys)";

const INSERT_LANGUAGES: &str =
    "insert into story_languages (story_id, language, articles, lead_article, latest, section, voices)";

const DELETE_GROUPS: &str =
    "update placements set wire_group = null where story_id in (keys) and wire_group is not null";

const KEEP_GROUPS: (&str, usize, &str) = (
    "with told (article_id, story_id, wire_group) as (",
    3,
    ") update placements set wire_group = told.wire_group from told
    where placements.article_id = told.article_id and placements.story_id = told.story_id",
);

/// What can be said without looking at the articles' texts; the rest waits for a portrait.
pub(crate) const REFRESH: &str = "
    update stories set
        articles = (select count(*) from placements where placements.story_id = stories.id),
        publishers = (
            select count(distinct told.publisher_id)
            from placements join articles told on told.id = placements.article_id
            where placements.story_id = stories.id
        ),
        began = coalesce((select min(listed) from placements where placements.story_id = stories.id), began),
        latest = coalesce((select max(listed) from placements where placements.story_id = stories.id), latest)
    where id in (keys)";

/// Keeps the portraits of stories that have articles; gives those stories.
pub(super) async fn keep(on: &mut AnyConnection, portraits: &[StoryPortrait]) -> Result<BTreeSet<i64>> {
    let portraits: BTreeMap<_, _> = portraits.iter().map(|portrait| (portrait.story.id.get(), portrait)).collect();
    let told = existing(on, &portraits.keys().copied().collect()).await?;
    let told: Vec<_> = told.into_iter().collect();
    let told = for_keys(on, TOLD, &[], &told).await?;
    let told = told.iter().map(|row| row.int("story_id")).collect::<Result<BTreeSet<_>>>()?;
    let kept: Vec<_> = told.iter().filter_map(|story| portraits.get(story).copied()).collect();
    insert_all(on, KEEP, &kept, |statement, portrait| bind(statement, &portrait.story)).await?;
    keep_languages(on, &kept).await?;
    keep_groups(on, &kept).await?;
    Ok(told)
}

/// Which of the stories have a row; it stays until the transaction's end.
pub(super) async fn existing(on: &mut AnyConnection, stories: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    let stories: Vec<_> = stories.iter().copied().collect();
    for_keys(on, THERE, &[], &stories).await?.iter().map(|row| row.int("id")).collect()
}

/// Counts anew what can be counted.
pub(crate) async fn refresh(on: &mut AnyConnection, stories: &BTreeSet<i64>) -> Result<()> {
    let stories: Vec<_> = stories.iter().copied().collect();
    for_keys(on, REFRESH, &[], &stories).await.map(drop)
}

fn bind(statement: Statement, story: &Story) -> Statement {
    statement
        .int(story.id.get())
        .int(story.lead.get())
        .maybe_int(story.pictured.map(ArticleId::get))
        .maybe_text(story.section.map(Section::as_str))
        .time(story.began)
        .time(story.latest)
        .int(story.articles.into())
        .int(story.publishers.into())
        .int(story.voices.into())
        .real(story.importance)
        .real(story.velocity)
        .json(&story.languages)
}

async fn keep_languages(on: &mut AnyConnection, portraits: &[&StoryPortrait]) -> Result<()> {
    let stories: Vec<_> = portraits.iter().map(|portrait| portrait.story.id.get()).collect();
    for_keys(on, DELETE_LANGUAGES, &[], &stories).await?;
    let mut rows = BTreeMap::new();
    for portrait in portraits {
        for told in &portrait.languages {
            rows.insert((portrait.story.id.get(), told.language), (&portrait.story, told));
        }
    }
    let rows: Vec<_> = rows.into_values().collect();
    insert_all(on, (INSERT_LANGUAGES, 7, ""), &rows, |statement, (story, told)| {
        let statement = statement.int(story.id.get()).text(told.language.as_str()).int(told.articles.into());
        let statement = statement.int(told.lead.get()).time(told.latest);
        statement.maybe_text(story.section.map(Section::as_str)).int(story.voices.into())
    })
    .await
    .map(drop)
}

async fn keep_groups(on: &mut AnyConnection, portraits: &[&StoryPortrait]) -> Result<()> {
    let stories: Vec<_> = portraits.iter().map(|portrait| portrait.story.id.get()).collect();
    for_keys(on, DELETE_GROUPS, &[], &stories).await?;
    let mut rows = BTreeMap::new();
    for portrait in portraits {
        rows.extend(portrait.wire_groups.iter().map(|(article, group)| (article.get(), (portrait.story.id, *group))));
    }
    let rows: Vec<_> = rows.into_iter().collect();
    insert_all(on, KEEP_GROUPS, &rows, |statement, (article, (story, group))| {
        statement.int(*article).int(story.get()).int(*group)
    })
    .await
    .map(drop)
}
