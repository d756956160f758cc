//! Undoing an edit: what it moved goes back, as far as it still is where the edit put it, and stories get back what
//! editors had given them.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use sqlx::AnyConnection;

use super::{ALLOW_AGAIN, Detail, Done, EditKind, Moved, OF_ARTICLES, SET_HEADLINE, SET_PINNED, set_apart};
use crate::Result;
use crate::assignments::{self, Place};
use crate::changes::Touched;
use crate::sql::{Statement, for_keys};
use crate::stories;

const TAKE_BACK: &str = "
    update story_edits set undone_at = $2 where id = $1 and undone_at is null and kind <> 'undo'
    returning story_id, other_id, detail";

const FORGET_REDIRECT: &str = "delete from story_redirects where old_id = $1";

pub(super) async fn undo(on: &mut AnyConnection, id: i64, at: Timestamp) -> Result<Option<Done>> {
    let Some(row) = Statement::new(TAKE_BACK).int(id).time(at).row(on).await? else { return Ok(None) };
    let (story, other, detail): (_, _, Detail) =
        (row.int("story_id")?, row.maybe_int("other_id")?, row.json("detail")?);
    let mut touched = Touched::default();
    let moved = move_back(on, &detail.moved, at, &mut touched).await?;
    if let Some((one, other)) = detail.apart {
        set_apart(on, ALLOW_AGAIN, one, other).await?;
    }
    for (story, given) in &detail.given {
        Statement::new(SET_HEADLINE).int(*story).maybe_text(given.headline.as_deref()).run(on).await?;
        Statement::new(SET_PINNED).int(*story).int(given.pinned.into()).run(on).await?;
        touched.stories.insert(*story);
    }
    let detail = Detail { moved, ..Detail::default() };
    Ok(Some(Done { kind: EditKind::Undo, story, other, detail, touched }))
}

/// Moves articles back; gives where each went.
async fn move_back(
    on: &mut AnyConnection,
    moved: &[Moved],
    at: Timestamp,
    touched: &mut Touched,
) -> Result<Vec<Moved>> {
    let mentioned: BTreeSet<_> = moved.iter().flat_map(|moved| [moved.from, moved.to]).collect();
    let redirects = stories::redirects(on, &mentioned.into_iter().collect::<Vec<_>>()).await?;
    let articles: Vec<_> = moved.iter().map(|moved| moved.article).collect();
    let mut now = HashMap::new();
    for row in for_keys(on, OF_ARTICLES, &[], &articles).await? {
        now.insert(row.int("article_id")?, row.int("story_id")?);
    }
    let mut back = Vec::new();
    for moved in moved {
        let put = redirects.get(&moved.to).copied().unwrap_or(moved.to);
        if now.get(&moved.article) == Some(&put) {
            let to = home(moved, put, &redirects);
            back.push(Moved { article: moved.article, from: put, fixed: moved.fixed, to });
        }
    }
    // What the edit itself redirected is a story again; the row must be there before its articles.
    let revived: BTreeSet<_> = back.iter().map(|moved| moved.to).collect();
    for story in revived {
        Statement::new(FORGET_REDIRECT).int(story).run(on).await?;
    }
    let place = |moved: &Moved| Place { article: moved.article, story: moved.to, fixed: moved.fixed };
    let places: Vec<_> = back.iter().map(place).collect();
    touched.articles.extend(assignments::place(on, &places, at).await?);
    touched.stories.extend(back.iter().flat_map(|moved| [moved.from, moved.to]));
    Ok(back)
}

/// Where an article came from, or what became of that since. `put`: where the edit's own target is.
fn home(moved: &Moved, put: i64, redirects: &HashMap<i64, i64>) -> i64 {
    match redirects.get(&moved.from) {
        Some(elsewhere) if *elsewhere != put => *elsewhere,
        _ => moved.from,
    }
}
