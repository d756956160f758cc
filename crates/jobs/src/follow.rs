//! The search index follows the store: what changed is read in the order of the change sequence and put in or taken
//! out. A process that dies in between goes on from the last commit.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::ArticleId;
use model::rights::{self, Audience, Level, Terms, Use};
use search::{Document, Index};
use store::{Changed, IndexRow};
use tokio_util::sync::CancellationToken;

use crate::{Pipeline, outage};

/// Changes read at once; each is an article with its text, so this bounds memory.
const AT_ONCE: usize = 128;

/// While changes keep coming, what was put is made findable this often; a commit costs as much as hundreds of articles.
const COMMIT_EVERY: Duration = Duration::from_secs(2);

/// How long to wait before looking again when nothing changed.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// Why the index could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The store.
    #[error("could not read what changed")]
    Store(#[from] store::Error),
    /// The index.
    #[error("could not write the search index")]
    Index(#[from] search::Error),
    /// A fault of ours in a batch.
    #[error("indexing broke off")]
    Broken(#[from] tokio::task::JoinError),
}

/// How far the index is, and what is put but not committed.
struct Progress {
    seq: i64,
    committed: i64,
    last_commit: Instant,
}

impl Pipeline {
    /// Keeps the index up to date until the work is to stop.
    pub(crate) async fn follow_for_ever(&self, stop: &CancellationToken) {
        let Some(index) = self.index.clone() else { return };
        while !stop.is_cancelled() {
            // After an error what was put is in doubt: begin again from the last commit.
            if let Err(error) = self.follow_until(&index, stop, false).await {
                tracing::error!(error = &error as &dyn std::error::Error, "the search index fell behind");
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = tokio::time::sleep(COMMIT_EVERY) => {}
                }
            }
        }
    }

    /// Brings the index up to date with everything that has changed so far; does nothing without one.
    pub async fn follow_round(&self) -> Result<(), FollowError> {
        let Some(index) = self.index.clone() else { return Ok(()) };
        self.follow_until(&index, &CancellationToken::new(), true).await
    }

    async fn follow_until(&self, index: &Arc<Index>, stop: &CancellationToken, once: bool) -> Result<(), FollowError> {
        let seq = index.seq();
        let mut progress = Progress { seq, committed: seq, last_commit: Instant::now() };
        while !stop.is_cancelled() {
            let more = self.follow_some(index, &mut progress, stop).await?;
            let is_due = !more || progress.last_commit.elapsed() >= COMMIT_EVERY;
            if is_due && progress.seq > progress.committed {
                let (index, seq) = (Arc::clone(index), progress.seq);
                tokio::task::spawn_blocking(move || index.commit(seq)).await??;
                progress = Progress { seq, committed: seq, last_commit: Instant::now() };
            }
            if !more && once {
                return Ok(());
            }
            if !more {
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = tokio::time::sleep(LOOK_AGAIN) => {}
                }
            }
        }
        Ok(())
    }

    /// Takes one batch of changes in; says whether there was any.
    async fn follow_some(
        &self,
        index: &Arc<Index>,
        progress: &mut Progress,
        stop: &CancellationToken,
    ) -> Result<bool, FollowError> {
        let changes = outage::ride_out(stop, || self.store.changes_after(progress.seq, AT_ONCE)).await?;
        let changes = changes.unwrap_or_default();
        let Some(last) = changes.last() else { return Ok(false) };
        let articles = changes.iter().filter_map(|change| match change.what {
            Changed::Article(id) => Some(id),
            Changed::Story(_) => None,
        });
        let articles: Vec<ArticleId> = articles.collect();
        let rows = outage::ride_out(stop, || self.store.indexable(&articles)).await?;
        let Some(rows) = rows else { return Ok(false) };
        let index = Arc::clone(index);
        tokio::task::spawn_blocking(move || take_in(&index, &articles, rows)).await??;
        progress.seq = last.seq;
        Ok(true)
    }
}

fn take_in(index: &Index, changed: &[ArticleId], rows: Vec<IndexRow>) -> Result<(), search::Error> {
    let documents: Vec<Document> = rows.into_iter().map(document).collect();
    let kept: BTreeSet<ArticleId> = documents.iter().map(|document| document.article).collect();
    let gone: Vec<ArticleId> = changed.iter().copied().filter(|article| !kept.contains(article)).collect();
    index.put(&documents)?;
    if gone.is_empty() { Ok(()) } else { index.remove(&gone) }
}

/// What is searched of an article. A text whose publisher reserved text and data mining is found by its headline alone.
/// Who may see it is asked when it is found.
fn document(row: IndexRow) -> Document {
    let IndexRow { article, publisher, section, body, vector, hashtags, .. } = row;
    let terms = Terms { display: None, wishes: &article.metadata.wishes, withdrawn: false, blocked: false };
    let is_granted = rights::decide(Audience::Private, Use::Embedding, &terms).level > Level::Hidden;
    let html = body.filter(|_| is_granted).and_then(|body| body.unpack().ok());
    let excerpt = || if is_granted { article.metadata.excerpt.clone() } else { String::new() };
    Document {
        article: article.id,
        publisher: article.publisher_id,
        publisher_name: publisher,
        text: html.map_or_else(excerpt, |html| article::plain_text(&html)),
        title: article.metadata.title,
        authors: article.metadata.authors,
        hashtags: hashtags.into_iter().map(|hashtag| hashtag.tag).collect(),
        language: article.metadata.language,
        section,
        genre: article.metadata.genre,
        listed: article.listed,
        vector: vector.filter(|_| is_granted).and_then(|bytes| vector_of(&bytes)),
    }
}

fn vector_of(bytes: &[u8]) -> Option<search::Vector> {
    let bytes: &[u8; search::DIMENSIONS] = bytes.try_into().ok()?;
    Some(bytes.map(u8::cast_signed).into())
}
