//! Papers kept in memory for some seconds, so that a front page costs one small read.
//!
//! A paper is as good as the change sequence it was gathered at: while nothing changed it only grows older; once
//! something did, such as a withdrawal, it lasts a second more. One request gathers, the others of its language wait
//! for it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use model::Language;

use super::gather::{Paper, gather};
use crate::error::Error;
use crate::site::Site;

/// How long a paper lasts while nothing changes: freshness moves on, and articles arrive that nobody digested yet.
const UNCHANGED: Duration = Duration::from_secs(5);
/// How long it lasts once something changed; while an import runs, something always has.
const CHANGED: Duration = Duration::from_secs(1);
/// Languages kept at once; a paper takes about 300 KB.
const LANGUAGES: usize = 32;

struct Kept {
    paper: Arc<Paper>,
    seq: i64,
    at: Instant,
}

type Slot = Arc<tokio::sync::Mutex<Option<Kept>>>;

/// The papers of all languages that were asked for lately. The audience is the instance's, so there is one of each.
#[derive(Default)]
pub(crate) struct Papers(Mutex<HashMap<Language, Slot>>);

impl Papers {
    /// The paper in that language.
    pub(super) async fn of(&self, site: &Site, language: Language) -> Result<Arc<Paper>, Error> {
        let slot = self.slot(language);
        let mut kept = slot.lock().await;
        let seq = site.app.store.last_change().await?;
        if let Some(kept) = kept.as_ref().filter(|kept| is_good(kept, seq)) {
            return Ok(Arc::clone(&kept.paper));
        }
        let paper = Arc::new(gather(site, language).await?);
        // Whoever waits for the first article is to see it at once.
        *kept = (!paper.ranked.is_empty()).then(|| Kept { paper: Arc::clone(&paper), seq, at: Instant::now() });
        Ok(paper)
    }

    fn slot(&self, language: Language) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= LANGUAGES && !slots.contains_key(&language) {
            slots.clear();
        }
        Arc::clone(slots.entry(language).or_default())
    }
}

fn is_good(kept: &Kept, seq: i64) -> bool {
    kept.at.elapsed() < if kept.seq == seq { UNCHANGED } else { CHANGED }
}
