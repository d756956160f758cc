//! Articles: reading them, claiming those that wait for something, recording what came of it.

use std::time::Duration;

use jiff::Timestamp;
use model::{Article, ArticleId, Stage};

use crate::{ArticleReport, Claimed, Result, Store};

impl Store {
    /// One article, withdrawn or not.
    pub async fn article(&self, _id: ArticleId) -> Result<Option<Article>> {
        todo!()
    }

    /// An article's text as sanitized HTML.
    pub async fn body(&self, _id: ArticleId) -> Result<Option<String>> {
        todo!()
    }

    /// Takes up to `limit` articles that are due in one of the stages, longest due first. Who does not report within
    /// `lease`, by the database's clock, loses them to the next claim.
    pub async fn claim_articles(
        &self,
        _stages: &[Stage],
        _now: Timestamp,
        _limit: usize,
        _lease: Duration,
    ) -> Result<Vec<Claimed<Article>>> {
        todo!()
    }

    /// Records how the work on an article ended. Says whether the lease still held; if not, nothing was kept.
    pub async fn record_article(&self, _report: &ArticleReport) -> Result<bool> {
        todo!()
    }
}
