//! What editors do to stories: merge, split, move an article, give a headline, pin; and undo it.
//!
//! Each edit is one transaction and one row of a log that says what was before. Articles that an editor placed are
//! fixed, and stories that an editor split are set apart: the assigner keeps to both. Edits are numbered from the change
//! sequence, so that who follows them misses none.

mod detail;
#[cfg(test)]
mod tests;
mod undoing;

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::{ArticleId, StoryId};
use sqlx::AnyConnection;

use crate::assignments::{self, Place};
use crate::changes::{self, Touched};
use crate::retry::retrying;
use crate::sql::{Row, Statement, for_keys};
use crate::{Result, Store, dirty, ids};

use detail::{Detail, Given, Moved};

/// What an editor did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EditKind {
    /// Two stories became one.
    Merge,
    /// Some articles of a story became another one.
    Split,
    /// An article was put into a story.
    Move,
    /// A story was given a headline, or lost it.
    Headline,
    /// A story was pinned, or unpinned.
    Pin,
    /// An earlier edit was taken back.
    Undo,
}

impl EditKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Merge, Self::Split, Self::Move, Self::Headline, Self::Pin, Self::Undo];

    /// Its word in rows and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Move => "move",
            Self::Headline => "headline",
            Self::Pin => "pin",
            Self::Undo => "undo",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// An edit, as its log tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryEdit {
    /// Its number; later edits have larger ones.
    pub id: i64,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub actor: String,
    /// What was done.
    pub kind: EditKind,
    /// The story it was done to: the one that was merged away, split, or left by an article.
    pub story_id: StoryId,
    /// The other story: the one merged into, split off, or entered.
    pub other_id: Option<StoryId>,
    /// Where it put articles.
    pub moved: Vec<(ArticleId, StoryId)>,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
}

const INSERT: &str = "
    insert into story_edits (id, at, actor, kind, story_id, other_id, detail) values ($1, $2, $3, $4, $5, $6, $7)";

pub(crate) const AFTER: &str = "select * from story_edits where id > $1 order by id limit $2";

const OF_STORY: &str =
    "select article_id, story_id, fixed from placements where story_id in (keys) order by article_id";

const OF_ARTICLES: &str = "select article_id, story_id, fixed from placements where article_id in (keys)";

const GIVEN: &str = "select own_headline, pinned from stories where id = $1";

const SET_HEADLINE: &str = "update stories set own_headline = $2 where id = $1";

const SET_PINNED: &str = "update stories set pinned = $2 where id = $1";

const SET_APART: &str = "insert into story_apart (a, b) values ($1, $2) on conflict (a, b) do nothing";

const APART: &str = "select a, b from story_apart order by a, b";

const ALLOW_AGAIN: &str = "delete from story_apart where a = $1 and b = $2";

/// Who edits, and when.
#[derive(Debug, Clone, Copy)]
pub struct Editor<'a> {
    /// Who it is, as the log is to name them.
    pub actor: &'a str,
    /// When they did it.
    pub at: Timestamp,
}

/// An edit that was carried out and is to be logged.
struct Done {
    kind: EditKind,
    story: i64,
    other: Option<i64>,
    detail: Detail,
    touched: Touched,
}

impl Store {
    /// Merges a story into another: all its articles go there, and so does its address. Says whether both existed.
    pub async fn merge_stories(&self, editor: Editor<'_>, from: StoryId, into: StoryId) -> Result<bool> {
        retrying!(self.edit(editor, async |on| merge(on, from.get(), into.get(), editor.at).await).await)
    }

    /// Makes a story of its own of some articles of a story. Gives the new story, unless none of the articles belongs
    /// to the old one or all do.
    pub async fn split_story(
        &self,
        editor: Editor<'_>,
        story: StoryId,
        articles: &[ArticleId],
    ) -> Result<Option<StoryId>> {
        let new = self.new_id().await?;
        let split =
            retrying!(self.edit(editor, async |on| split(on, story.get(), new, articles, editor.at).await).await)?;
        Ok(split.then_some(StoryId::new(new)))
    }

    /// Puts an article into a story. Says whether both existed and it was elsewhere.
    pub async fn move_article(&self, editor: Editor<'_>, article: ArticleId, to: StoryId) -> Result<bool> {
        retrying!(self.edit(editor, async |on| move_one(on, article.get(), to.get(), editor.at).await).await)
    }

    /// Gives a story a headline, or takes the one it was given. Says whether it exists.
    pub async fn headline_story(&self, editor: Editor<'_>, story: StoryId, headline: Option<&str>) -> Result<bool> {
        retrying!(self.edit(editor, async |on| set_headline(on, story.get(), headline).await).await)
    }

    /// Pins a story to the top of its front page, or lets it go. Says whether it exists.
    pub async fn pin_story(&self, editor: Editor<'_>, story: StoryId, pinned: bool) -> Result<bool> {
        retrying!(self.edit(editor, async |on| set_pinned(on, story.get(), pinned).await).await)
    }

    /// Takes an edit back as far as what it did still stands. Says whether there was such an edit, not undone before.
    pub async fn undo_edit(&self, editor: Editor<'_>, id: i64) -> Result<bool> {
        retrying!(self.edit(editor, async |on| undoing::undo(on, id, editor.at).await).await)
    }

    /// The edits after a number, earliest first.
    pub async fn edits_after(&self, id: i64, limit: usize) -> Result<Vec<StoryEdit>> {
        let statement = Statement::new(AFTER).int(id).int(ids::page(None, limit).1);
        statement.rows(&mut *self.reader().await?).await?.iter().map(read).collect()
    }

    /// All pairs of stories that editors set apart; there are few.
    pub async fn stories_apart(&self) -> Result<Vec<(StoryId, StoryId)>> {
        let rows = Statement::new(APART).rows(&mut *self.reader().await?).await?;
        rows.iter().map(|row| Ok((StoryId::new(row.int("a")?), StoryId::new(row.int("b")?)))).collect()
    }

    /// Carries an edit out and logs it, unless there is nothing to do.
    async fn edit(
        &self,
        editor: Editor<'_>,
        carry_out: impl AsyncFnOnce(&mut AnyConnection) -> Result<Option<Done>>,
    ) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let Some(done) = carry_out(&mut transaction).await? else { return Ok(false) };
        let (mut touched, on) = (done.touched, &mut *transaction);
        let stories = std::mem::take(&mut touched.stories);
        assignments::refresh(on, &stories).await?;
        dirty::settle(on, &stories, &mut touched).await?;
        let id = changes::numbers(on, 1).await?;
        Statement::new(INSERT)
            .int(id)
            .time(editor.at)
            .text(editor.actor)
            .text(done.kind.as_str())
            .int(done.story)
            .maybe_int(done.other)
            .json(&done.detail)
            .run(on)
            .await?;
        touched.number(on).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

async fn merge(on: &mut AnyConnection, from: i64, into: i64, at: Timestamp) -> Result<Option<Done>> {
    let (Some(given), Some(given_into)) = (given(on, from).await?, given(on, into).await?) else { return Ok(None) };
    if from == into {
        return Ok(None);
    }
    // The others are fixed too: the assigner might as well take them out of the story as put these in.
    let moved = moved(for_keys(on, OF_STORY, &[], &[from, into]).await?, into)?;
    let mut touched = Touched::default();
    set_apart(on, ALLOW_AGAIN, from, into).await?;
    place(on, &moved, at, &mut touched).await?;
    assignments::merge(on, from, into, &mut touched).await?;
    let detail = Detail { moved, given: vec![(from, given), (into, given_into)], apart: None };
    Ok(Some(Done { kind: EditKind::Merge, story: from, other: Some(into), detail, touched }))
}

async fn split(
    on: &mut AnyConnection,
    story: i64,
    new: i64,
    articles: &[ArticleId],
    at: Timestamp,
) -> Result<Option<Done>> {
    let articles: BTreeSet<_> = articles.iter().map(|article| article.get()).collect();
    let (chosen, rest): (Vec<_>, Vec<_>) = moved(for_keys(on, OF_STORY, &[], &[story]).await?, new)?
        .into_iter()
        .partition(|moved| articles.contains(&moved.article));
    if chosen.is_empty() || rest.is_empty() {
        return Ok(None);
    }
    let mut touched = Touched::default();
    place(on, &chosen, at, &mut touched).await?;
    set_apart(on, SET_APART, story, new).await?;
    let detail = Detail { moved: chosen, given: Vec::new(), apart: Some((story, new)) };
    Ok(Some(Done { kind: EditKind::Split, story, other: Some(new), detail, touched }))
}

async fn move_one(on: &mut AnyConnection, article: i64, to: i64, at: Timestamp) -> Result<Option<Done>> {
    let moved = moved(for_keys(on, OF_ARTICLES, &[], &[article]).await?, to)?;
    let Some(from) = moved.first().map(|moved| moved.from).filter(|from| *from != to) else { return Ok(None) };
    if given(on, to).await?.is_none() {
        return Ok(None);
    }
    let mut touched = Touched::default();
    place(on, &moved, at, &mut touched).await?;
    if for_keys(on, OF_STORY, &[], &[from]).await?.is_empty() {
        assignments::merge(on, from, to, &mut touched).await?;
    }
    let detail = Detail { moved, given: Vec::new(), apart: None };
    Ok(Some(Done { kind: EditKind::Move, story: from, other: Some(to), detail, touched }))
}

async fn set_headline(on: &mut AnyConnection, story: i64, headline: Option<&str>) -> Result<Option<Done>> {
    let Some(before) = given(on, story).await? else { return Ok(None) };
    Statement::new(SET_HEADLINE).int(story).maybe_text(headline).run(on).await?;
    Ok(Some(Done::to(EditKind::Headline, story, before)))
}

async fn set_pinned(on: &mut AnyConnection, story: i64, pinned: bool) -> Result<Option<Done>> {
    let Some(before) = given(on, story).await? else { return Ok(None) };
    Statement::new(SET_PINNED).int(story).int(pinned.into()).run(on).await?;
    Ok(Some(Done::to(EditKind::Pin, story, before)))
}

impl Done {
    /// What was done to one story and moved no article.
    fn to(kind: EditKind, story: i64, before: Given) -> Self {
        let touched = Touched { stories: BTreeSet::from([story]), ..Touched::default() };
        Self { kind, story, other: None, detail: Detail { given: vec![(story, before)], ..Detail::default() }, touched }
    }
}

/// What editors gave a story, if it exists.
async fn given(on: &mut AnyConnection, story: i64) -> Result<Option<Given>> {
    let row = Statement::new(GIVEN).int(story).row(on).await?;
    row.map(|row| Ok(Given { headline: row.maybe_text("own_headline")?, pinned: row.int("pinned")? != 0 })).transpose()
}

/// Articles as they are placed, to be moved to a story.
fn moved(rows: Vec<Row>, to: i64) -> Result<Vec<Moved>> {
    let read = |row: Row| {
        let (article, from) = (row.int("article_id")?, row.int("story_id")?);
        Ok(Moved { article, from, fixed: row.int("fixed")? != 0, to })
    };
    rows.into_iter().map(read).collect()
}

/// Puts articles where an editor wants them, for good.
async fn place(on: &mut AnyConnection, moved: &[Moved], at: Timestamp, touched: &mut Touched) -> Result<()> {
    let place = |moved: &Moved| Place { article: moved.article, story: moved.to, fixed: true };
    let places: Vec<_> = moved.iter().map(place).collect();
    touched.articles.extend(assignments::place(on, &places, at).await?);
    touched.stories.extend(moved.iter().flat_map(|moved| [moved.from, moved.to]));
    Ok(())
}

async fn set_apart(on: &mut AnyConnection, text: &'static str, one: i64, other: i64) -> Result<()> {
    Statement::new(text).int(one.min(other)).int(one.max(other)).run(on).await.map(drop)
}

fn read(row: &Row) -> Result<StoryEdit> {
    let detail: Detail = row.json("detail")?;
    let moved = detail.moved.iter().map(|moved| (ArticleId::new(moved.article), StoryId::new(moved.to)));
    Ok(StoryEdit {
        id: row.int("id")?,
        at: row.time("at")?,
        actor: row.text("actor")?,
        kind: row.parsed("kind", EditKind::from_word)?,
        story_id: StoryId::new(row.int("story_id")?),
        other_id: row.maybe_int("other_id")?.map(StoryId::new),
        moved: moved.collect(),
        undone_at: row.maybe_time("undone_at")?,
    })
}
