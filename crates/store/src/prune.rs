//! Retention: what is old goes, unless a feed still carries it.
//!
//! An entry that its feed carries would come back with the next poll, so its article stays whatever its age. What was
//! made of an article goes with it by cascade; its story is made anew, or goes when nothing is left of it.

use jiff::Timestamp;

use crate::changes::Touched;
use crate::retry::retrying;
use crate::sql::{Statement, for_keys};
use crate::{Result, Store, dirty, ids};

/// Articles that no feed has carried since a time.
macro_rules! old {
    ($which:literal, $order:literal) => {
        concat!(
            "select id from articles
            where ",
            $which,
            " and not exists (
                select 1 from entries
                where entries.article_id = articles.id and (left_at is null or left_at >= $1)
            )
            order by ",
            $order,
            " limit $2"
        )
    };
}

pub(crate) const OLD: &str = old!("stage <> 'withdrawn' and listed < $1 and first_seen < $1", "listed");
pub(crate) const OLD_WITHDRAWN: &str =
    old!("stage <> 'readable' and stage = 'withdrawn' and first_seen < $1", "first_seen");

const DELETE_ENTRIES: &str = "delete from entries where article_id in (keys)";

const DELETE: &str = "delete from articles where id in (keys) returning id";

impl Store {
    /// Deletes up to `limit` articles first seen before a time that no feed has carried since, with their texts and
    /// entries; says how many. Call it until it says 0.
    pub async fn prune(&self, before: Timestamp, limit: usize) -> Result<usize> {
        retrying!(self.try_prune(before, limit).await)
    }

    async fn try_prune(&self, before: Timestamp, limit: usize) -> Result<usize> {
        let mut transaction = self.begin().await?;
        let mut old = Vec::new();
        for text in [OLD, OLD_WITHDRAWN] {
            let (_, room) = ids::page(None, limit.saturating_sub(old.len()));
            let rows = Statement::new(text).time(before).int(room).rows(&mut transaction).await?;
            for row in rows {
                old.push(row.int("id")?);
            }
        }
        let mut touched = Touched::articles(old.iter().copied());
        dirty::leave(&mut transaction, &old, &mut touched).await?;
        for_keys(&mut transaction, DELETE_ENTRIES, &[], &old).await?;
        let deleted = for_keys(&mut transaction, DELETE, &[], &old).await?.len();
        touched.number(&mut transaction).await?;
        transaction.commit().await?;
        Ok(deleted)
    }
}

#[cfg(test)]
mod tests;
