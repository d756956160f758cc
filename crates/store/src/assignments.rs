//! Recording what the assigner decided: articles take their places, stories are merged and linked, and portraits are
//! made anew, in one transaction.
//!
//! An editor's decisions outrank it: an article that an editor placed stays, and stories that an editor set apart are
//! not merged. Stories that were merged meanwhile are followed to where they are. What changed without a portrait in
//! the same call is marked as dirty.

mod merging;
mod moving;
mod portraits;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use model::{ArticleId, StoryId};
use sqlx::AnyConnection;

use crate::changes::Touched;
use crate::retry::retrying;
use crate::sql::{Statement, insert_all};
use crate::{DirtyStory, Lease, Result, Store, dirty, leases, stories};

pub(crate) use merging::merge;
pub(crate) use moving::{Place, place};
pub(crate) use portraits::refresh;
pub use portraits::{StoryLanguage, StoryPortrait};
#[cfg(test)]
pub(crate) use {merging::MOVE_ALL, portraits::REFRESH};

/// What the assigner decided in one go.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The lease named [`Assignment::LEASE`].
    pub lease: Lease,
    /// When it decided.
    pub at: Timestamp,
    /// Where articles belong from here on, each once. A story that is not there yet comes into being; one that loses
    /// its last article leaves a redirect to where most of its articles went.
    pub moves: Vec<(ArticleId, StoryId)>,
    /// Stories to be merged, after the moves: the first of each pair goes into the second.
    pub merges: Vec<(StoryId, StoryId)>,
    /// Stories that follow up on an earlier one, each with its score.
    pub links: Vec<(StoryId, StoryId, f64)>,
    /// How stories look with their articles as they are after this.
    pub portraits: Vec<StoryPortrait>,
    /// The marks that these portraits answer.
    pub answered: Vec<DirtyStory>,
}

impl Assignment {
    /// The name of the lease that elects the one assigner.
    pub const LEASE: &'static str = "assigner";

    /// Nothing decided yet.
    pub const fn new(lease: Lease, at: Timestamp) -> Self {
        Self {
            lease,
            at,
            moves: Vec::new(),
            merges: Vec::new(),
            links: Vec::new(),
            portraits: Vec::new(),
            answered: Vec::new(),
        }
    }
}

/// What an assignment came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assigned {
    /// Whether somebody else assigns meanwhile; then nothing was kept.
    pub lease_lost: bool,
    /// Articles that were not moved: an editor placed them elsewhere, or they are gone.
    pub refused_moves: Vec<ArticleId>,
    /// Stories that were not merged: an editor set them apart, or one of them is gone.
    pub refused_merges: Vec<(StoryId, StoryId)>,
}

const LINK: (&str, usize, &str) = (
    "insert into story_links (story_id, earlier_id, score)",
    3,
    "on conflict (story_id, earlier_id) do update set score = excluded.score",
);

impl Store {
    /// So many ids for stories to come; the first of a row without gaps.
    pub async fn new_story_ids(&self, count: usize) -> Result<impl Iterator<Item = StoryId> + use<>> {
        let first = self.new_ids(count).await?;
        Ok((first..).take(count).map(StoryId::new))
    }

    /// Records an assignment, all or nothing of it. A report that is repeated changes nothing.
    pub async fn record_assignment(&self, assignment: &Assignment) -> Result<Assigned> {
        retrying!(self.try_record_assignment(assignment).await)
    }

    async fn try_record_assignment(&self, assignment: &Assignment) -> Result<Assigned> {
        let (mut transaction, mut touched) = (self.begin().await?, Touched::default());
        let on = &mut *transaction;
        if !leases::holds(on, Assignment::LEASE, assignment.lease).await? {
            return Ok(Assigned { lease_lost: true, ..Assigned::default() });
        }
        let mut redirects = stories::redirects(on, &mentioned(assignment)).await?;
        let refused_moves = moving::moves(on, assignment, &redirects, &mut touched).await?;
        let refused_merges = merges(on, assignment, &mut redirects, &mut touched).await?;
        link(on, assignment, &redirects).await?;
        let portrayed = portraits::keep(on, &assignment.portraits).await?;
        dirty::answer(on, &assignment.answered).await?;
        // A portrait says that its story has articles; what has none left goes all the same.
        let unportrayed: BTreeSet<_> = touched.stories.difference(&portrayed).copied().collect();
        refresh(on, &unportrayed).await?;
        dirty::settle(on, &unportrayed, &mut touched).await?;
        touched.stories.extend(portrayed);
        touched.number(on).await?;
        transaction.commit().await?;
        Ok(Assigned { lease_lost: false, refused_moves, refused_merges })
    }
}

fn mentioned(assignment: &Assignment) -> Vec<i64> {
    let moves = assignment.moves.iter().map(|(_, story)| *story);
    let merges = assignment.merges.iter().flat_map(|(from, into)| [*from, *into]);
    let links = assignment.links.iter().flat_map(|(story, earlier, _)| [*story, *earlier]);
    let mentioned: BTreeSet<_> = moves.chain(merges).chain(links).map(StoryId::get).collect();
    mentioned.into_iter().collect()
}

/// Where a story lives.
fn resolved(redirects: &HashMap<i64, i64>, story: StoryId) -> i64 {
    redirects.get(&story.get()).copied().unwrap_or(story.get())
}

async fn merges(
    on: &mut AnyConnection,
    assignment: &Assignment,
    redirects: &mut HashMap<i64, i64>,
    touched: &mut Touched,
) -> Result<Vec<(StoryId, StoryId)>> {
    let mut refused = Vec::new();
    for pair in &assignment.merges {
        let (from, into) = (resolved(redirects, pair.0), resolved(redirects, pair.1));
        if from == into {
            continue;
        }
        if merging::may_be_one(on, from, into).await? {
            merge(on, from, into, touched).await?;
            redirects.values_mut().filter(|home| **home == from).for_each(|home| *home = into);
            redirects.insert(from, into);
        } else {
            refused.push(*pair);
        }
    }
    Ok(refused)
}

async fn link(on: &mut AnyConnection, assignment: &Assignment, redirects: &HashMap<i64, i64>) -> Result<()> {
    let mut links = BTreeMap::new();
    for (story, earlier, score) in &assignment.links {
        let (story, earlier) = (resolved(redirects, *story), resolved(redirects, *earlier));
        if story != earlier {
            links.insert((story, earlier), *score);
        }
    }
    let ends: BTreeSet<_> = links.keys().flat_map(|(story, earlier)| [*story, *earlier]).collect();
    let there = portraits::existing(on, &ends).await?;
    links.retain(|(story, earlier), _| there.contains(story) && there.contains(earlier));
    let links: Vec<_> = links.into_iter().collect();
    let bind = |statement: Statement, ((story, earlier), score): &((i64, i64), f64)| {
        statement.int(*story).int(*earlier).real(*score)
    };
    insert_all(on, LINK, &links, bind).await.map(drop)
}
