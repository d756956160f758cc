//! Articles: reading one, and claiming those that wait for something.

use std::time::Duration;

use jiff::Timestamp;
use model::{Article, ArticleId, Stage};

use crate::feeds::microseconds;
use crate::metadata::read_article;
use crate::retry::retrying;
use crate::sql::{Row, Statement};
use crate::{Claimed, Lease, Result, Store, ids};

const SELECT: &str = "select * from articles where id = $1";

/// A claim counts as a try at once, so that a page that kills the process is given up some day.
pub(crate) const CLAIM: &str = "
    with ready as (
        select id from articles
        where due <= $1 and stage in ($5, $6, $7, $8, $9) and (leased_until is null or leased_until <= db_clock())
        order by due, id
        limit $2
        for update skip locked
    )
    update articles set lease = $3, leased_until = db_clock() + $4, attempts = attempts + 1
    where id in (select id from ready)
    returning *";

pub(crate) const NEXT_DUE: &str = "
    select due from articles
    where due is not null and (leased_until is null or leased_until <= db_clock())
    order by due
    limit 1";

impl Store {
    /// One article, withdrawn or not.
    pub async fn article(&self, id: ArticleId) -> Result<Option<Article>> {
        let row = Statement::new(SELECT).int(id.get()).row(&mut *self.reader().await?).await?;
        row.as_ref().map(read_article).transpose()
    }

    /// Takes up to `limit` articles that are due in one of the stages, longest due first. Who does not report within
    /// `lease`, by the database's clock, loses them to the next claim.
    pub async fn claim_articles(
        &self,
        stages: &[Stage],
        now: Timestamp,
        limit: usize,
        lease: Duration,
    ) -> Result<Vec<Claimed<Article>>> {
        let token = self.new_id().await?;
        let claim = || {
            let claim = Statement::new(CLAIM).time(now).int(ids::page(None, limit).1).int(token);
            // The text has room for every stage; those that are not asked for stay null, which nothing equals.
            (0..Stage::ALL.len()).fold(claim.int(microseconds(lease)), |claim, at| {
                claim.maybe_text(stages.get(at).copied().map(Stage::as_str))
            })
        };
        let rows = retrying!(self.write_rows(claim()).await)?;
        let mut due = rows.iter().map(|row| claimed(row, token)).collect::<Result<Vec<_>>>()?;
        due.sort_by_key(|(due, claimed)| (*due, claimed.row.id));
        Ok(due.into_iter().map(|(_, claimed)| claimed).collect())
    }

    /// When the next article that nobody holds is due.
    pub async fn next_due_article(&self) -> Result<Option<Timestamp>> {
        let row = Statement::new(NEXT_DUE).row(&mut *self.reader().await?).await?;
        row.map(|row| row.time("due")).transpose()
    }
}

fn claimed(row: &Row, token: i64) -> Result<(Option<Timestamp>, Claimed<Article>)> {
    // This claim is one of them.
    let attempts = u32::try_from(row.int("attempts")? - 1).unwrap_or_default();
    Ok((row.maybe_time("due")?, Claimed { row: read_article(row)?, lease: Lease(token), attempts }))
}
