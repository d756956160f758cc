//! The desk at which stories are formed: the open stories in memory, and how far it followed the editors.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, StoryId};
use store::{Assignment, EditKind, Lease, StoryEdit, Unassigned};
use story::{Assigner, Background, Incoming, Model, Outcome};
use text::encoder::Vector;

use crate::{Pipeline, packing};

/// How long a story stays open after its newest article.
const OPEN_FOR: SignedDuration = SignedDuration::from_hours(6 * 24);

/// Between two looks for stories to close.
const CLOSE_EVERY: Duration = Duration::from_hours(1);

/// Rows read at once when the desk is set up.
const ROWS: usize = 1_000;

/// Edits read at once.
const EDITS: usize = 200;

/// The open stories, as the store knows them too.
pub(super) struct Desk {
    /// The lease that elects this process.
    pub(super) lease: Lease,
    assigner: Assigner,
    /// The last edit that is part of this.
    edit: i64,
    closed: Timestamp,
}

/// The most stories that so many articles can found: each one, and what its coming splits off.
pub(super) fn most_stories(articles: usize) -> usize {
    articles * 8
}

impl Desk {
    /// Sets the desk up from the store.
    pub(super) async fn open(pipeline: &Pipeline, lease: Lease) -> Result<Self, store::Error> {
        let now = pipeline.clock.now();
        let since = now.checked_sub(OPEN_FOR).unwrap_or(Timestamp::MIN);
        // Edits are numbered from the change sequence. What is edited while we read is followed again, to no effect.
        let edit = pipeline.store.last_change().await?;
        let mut desk = Self {
            lease,
            assigner: Assigner::new(Model::shipped(), &Background::around(&Vector::mean())),
            edit,
            closed: now,
        };
        let mut after = None;
        loop {
            let page = pipeline.store.open_placements(since, after, ROWS).await?;
            for placed in page.items {
                let (story, fixed) = (placed.story_id, placed.fixed);
                let incoming = incoming(&placed.article);
                desk.assigner.restore(&incoming, story);
                if fixed {
                    desk.assigner.fix(incoming.article, story);
                }
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        desk.assigner.refresh();
        for (one, other) in pipeline.store.stories_apart().await? {
            desk.assigner.keep_apart(one, other);
        }
        tracing::info!(articles = desk.assigner.len(), "stories are open");
        Ok(desk)
    }

    /// Takes in what editors did since; says whether memory still agrees with the store. What was undone is not
    /// followed: then the desk is to be set up anew.
    pub(super) async fn follow_editors(&mut self, pipeline: &Pipeline) -> Result<bool, store::Error> {
        loop {
            let edits = pipeline.store.edits_after(self.edit, EDITS).await?;
            let Some(last) = edits.last().map(|edit| edit.id) else { return Ok(true) };
            if edits.iter().any(|edit| edit.kind == EditKind::Undo) {
                return Ok(false);
            }
            for edit in &edits {
                self.follow(edit);
            }
            self.edit = last;
        }
    }

    fn follow(&mut self, edit: &StoryEdit) {
        match (edit.kind, edit.other_id) {
            (EditKind::Merge, Some(into)) => self.assigner.merged_by_editor(edit.story_id, into),
            (EditKind::Split, Some(new)) => self.assigner.keep_apart(edit.story_id, new),
            _ => {}
        }
        for (article, story) in &edit.moved {
            self.assigner.fix(*article, *story);
        }
    }

    /// Closes stories that nothing joins any more, now and then.
    pub(super) fn close_old(&mut self, now: Timestamp) {
        let rested = now.duration_since(self.closed);
        if rested.unsigned_abs() >= CLOSE_EVERY
            && let Ok(bound) = now.checked_sub(OPEN_FOR)
        {
            self.assigner.close_before(bound);
            self.closed = now;
        }
    }

    /// Places articles, with `ids` for the stories they found.
    pub(super) async fn assign(self, waiting: Vec<Unassigned>, ids: Vec<StoryId>, at: Timestamp) -> (Self, Assignment) {
        let place = move || {
            let mut desk = self;
            let founded = ids.iter().copied().collect();
            let outcomes = desk.place(&waiting, ids);
            let assignment = assignment(Assignment::new(desk.lease, at), outcomes, &founded);
            (desk, assignment)
        };
        tokio::task::spawn_blocking(place).await.expect("the assigner takes any article")
    }

    fn place(&mut self, waiting: &[Unassigned], ids: Vec<StoryId>) -> Vec<Outcome> {
        let mut ids = ids.into_iter();
        let mut new_id = || ids.next().expect("an article founds a few stories at most");
        let mut waiting: Vec<Incoming> = waiting.iter().map(incoming).collect();
        waiting.sort_by_key(Incoming::order);
        waiting.iter().map(|incoming| self.assigner.assign(incoming, &mut new_id)).collect()
    }
}

/// Several outcomes as one: where each article lies in the end. What was founded and merged away within the batch was
/// never seen by anybody.
fn assignment(empty: Assignment, outcomes: Vec<Outcome>, founded: &BTreeSet<StoryId>) -> Assignment {
    let mut assignment = empty;
    let mut places: BTreeMap<ArticleId, StoryId> = BTreeMap::new();
    for outcome in outcomes {
        places.extend(outcome.moves);
        assignment.merges.extend(outcome.merges.into_iter().filter(|(from, _)| !founded.contains(from)));
        assignment.links.extend(outcome.links.iter().map(|link| (link.story, link.earlier, f64::from(link.score))));
    }
    assignment.moves = places.into_iter().collect();
    assignment
}

/// An article without a gist, or with one that cannot be read, is compared with nothing.
fn incoming(article: &Unassigned) -> Incoming {
    Incoming {
        article: article.article_id,
        publisher: article.publisher_id,
        language: article.language,
        time: Some(article.listed),
        genre: article.genre,
        gist: article.gist.as_deref().and_then(packing::gist).unwrap_or_default(),
    }
}
