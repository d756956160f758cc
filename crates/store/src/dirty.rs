//! Stories whose portrait must be made anew, because an article joined, left or changed, or an editor had a hand in
//! them.

use std::collections::BTreeSet;

use model::StoryId;
use sqlx::AnyConnection;

use crate::changes::Touched;
use crate::sql::{Row, Statement, for_keys};
use crate::{Result, Store, ids};

/// A story whose portrait must be made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DirtyStory {
    /// The story.
    pub story_id: StoryId,
    /// How often it was marked. A portrait answers these marks and none that come later.
    pub marks: i64,
}

const MARK: &str = "
    insert into dirty_stories (story_id, marks)
    select id, 1 from stories where id in (keys)
    on conflict (story_id) do update set marks = dirty_stories.marks + 1";

const SELECT: &str = "select story_id, marks from dirty_stories order by story_id limit $1";

const ANSWER: &str = "delete from dirty_stories where marks = $1 and story_id in (keys)";

const LEAVE: &str = "delete from placements where article_id in (keys) returning story_id";

/// Takes their redirects along; all else that is known of a story goes by cascade.
pub(crate) const DELETE_EMPTY: &str = "
    delete from stories
    where id in (keys) and not exists (select 1 from placements where placements.story_id = stories.id)";

impl Store {
    /// Stories whose portrait must be made anew, as many as asked for. They stay until an
    /// [`crate::Assignment`] answers them.
    pub async fn dirty_stories(&self, limit: usize) -> Result<Vec<DirtyStory>> {
        let statement = Statement::new(SELECT).int(ids::page(None, limit).1);
        let rows = statement.rows(&mut *self.reader().await?).await?;
        let read =
            |row: &Row| Ok(DirtyStory { story_id: StoryId::new(row.int("story_id")?), marks: row.int("marks")? });
        rows.iter().map(read).collect()
    }
}

/// Marks those of the stories that exist.
pub(crate) async fn mark(on: &mut AnyConnection, stories: &[i64]) -> Result<()> {
    for_keys(on, MARK, &[], stories).await.map(drop)
}

/// Takes marks back that were answered, unless others came.
pub(crate) async fn answer(on: &mut AnyConnection, answered: &[DirtyStory]) -> Result<()> {
    for dirty in answered {
        for_keys(on, ANSWER, &[dirty.marks], &[dirty.story_id.get()]).await?;
    }
    Ok(())
}

/// Takes articles out of their stories. What is left of a story is marked; nothing left, it goes.
pub(crate) async fn leave(on: &mut AnyConnection, articles: &[i64], touched: &mut Touched) -> Result<()> {
    let rows = for_keys(on, LEAVE, &[], articles).await?;
    let stories = rows.iter().map(|row| row.int("story_id")).collect::<Result<BTreeSet<_>>>()?;
    settle(on, &stories, touched).await
}

/// Deletes those of the stories that are empty and marks the others.
pub(crate) async fn settle(on: &mut AnyConnection, stories: &BTreeSet<i64>, touched: &mut Touched) -> Result<()> {
    let all: Vec<_> = stories.iter().copied().collect();
    for_keys(on, DELETE_EMPTY, &[], &all).await?;
    touched.stories.extend(&all);
    mark(on, &all).await
}
