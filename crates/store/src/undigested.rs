//! The queue of articles that wait to be digested. An article enters it in the transaction in which its text or
//! headline comes to be what it is, and leaves it with its digest, or with the article itself.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use model::rights::Audience;
use sqlx::AnyConnection;

use crate::bodies::PackedBody;
use crate::feeds::microseconds;
use crate::lists::{self, Listed};
use crate::retry::retrying;
use crate::sql::{Row, Statement, for_keys_as, insert_all};
use crate::{Claimed, Lease, Result, Store, ids};

/// An article that waits to be digested.
#[derive(Debug, Clone, PartialEq)]
pub struct Undigested {
    /// The article, its publisher's name, and what was recorded about showing it.
    pub listed: Listed,
    /// Who owns its publisher, as far as known.
    pub owner: Option<String>,
    /// Its text, as far as there is one.
    pub body: Option<PackedBody>,
}

const ENQUEUE: &str = "insert into undigested (article_id, since)";

/// Whoever digests the article meanwhile has read what it was before.
const AGAIN: &str = "on conflict (article_id) do update set lease = null, leased_until = null, attempts = 0";

/// A claim counts as a try at once. What failed three times is passed over: `attempts < 3` is the index's too.
pub(crate) const CLAIM: &str = "
    with ready as (
        select article_id from undigested
        where attempts < 3 and (leased_until is null or leased_until <= db_clock())
        order by since, article_id
        limit $1
        for update skip locked
    )
    update undigested set lease = $2, leased_until = db_clock() + $3, attempts = attempts + 1
    where article_id in (select article_id from ready)
    returning article_id, attempts";

pub(crate) const CLAIMED: &str = "
    select a.*, a.listed as place, p.name as publisher_name, p.owner, d.level, d.basis, d.since, b.hash, b.packed
    from articles a
    join publishers p on p.id = a.publisher_id
    left join displays d on d.publisher_id = a.publisher_id and d.audience = $1
    left join bodies b on b.article_id = a.id
    where a.id in (keys) and a.stage <> 'withdrawn'";

/// Every article of a gist of another version; the text has room for one key, the version that is right.
const ENQUEUE_OUTDATED: &str = "
    insert into undigested (article_id, since)
    select article_id, $2 from gists where version <> $1
    on conflict (article_id) do nothing";

/// Puts articles in line, from a time each.
pub(crate) async fn enqueue(on: &mut AnyConnection, articles: &[(i64, Timestamp)]) -> Result<()> {
    // One statement must not name a row twice.
    let articles: Vec<_> = articles.iter().copied().collect::<BTreeMap<_, _>>().into_iter().collect();
    let bind = |statement: Statement, (article, since): &(i64, Timestamp)| statement.int(*article).time(*since);
    insert_all(on, (ENQUEUE, 2, AGAIN), &articles, bind).await.map(drop)
}

impl Store {
    /// Takes up to `limit` articles that wait to be digested, longest waiting first, each with what was recorded about
    /// showing it to an audience. Who does not report within `lease`, by the database's clock, loses them to the next
    /// claim; what was claimed three times in vain is passed over.
    pub async fn claim_undigested(
        &self,
        audience: Audience,
        limit: usize,
        lease: Duration,
    ) -> Result<Vec<Claimed<Undigested>>> {
        let token = self.new_id().await?;
        let claim = || Statement::new(CLAIM).int(ids::page(None, limit).1).int(token).int(microseconds(lease));
        let mut attempts = BTreeMap::new();
        for row in retrying!(self.write_rows(claim()).await)? {
            // This claim is one of them.
            attempts.insert(row.int("article_id")?, row.count("attempts")?.saturating_sub(1));
        }
        let keys: Vec<_> = attempts.keys().copied().collect();
        let rows = for_keys_as(&mut *self.reader().await?, CLAIMED, audience, &keys).await?;
        let mut claimed = rows.iter().map(|row| read(row, token, &attempts)).collect::<Result<Vec<_>>>()?;
        claimed.sort_by_key(|claimed| (claimed.row.listed.article.first_seen, claimed.row.listed.article.id));
        claimed.dedup_by_key(|claimed| claimed.row.listed.article.id);
        Ok(claimed)
    }

    /// Puts every article in line whose gist is of another version, as after a change of the models; says how many.
    pub async fn digest_anew(&self, version: i64, at: Timestamp) -> Result<u64> {
        retrying!(self.write(Statement::new(ENQUEUE_OUTDATED).int(version).time(at)).await)
    }
}

fn read(row: &Row, token: i64, attempts: &BTreeMap<i64, u32>) -> Result<Claimed<Undigested>> {
    let (listed, _) = lists::read(row)?;
    let attempts = attempts.get(&listed.article.id.get()).copied().unwrap_or_default();
    let undigested = Undigested { listed, owner: row.maybe_text("owner")?, body: read_body(row)? };
    Ok(Claimed { row: undigested, lease: Lease(token), attempts })
}

/// The body of a row that may have none.
pub(crate) fn read_body(row: &Row) -> Result<Option<PackedBody>> {
    let Some(bytes) = row.maybe_bytes("packed")? else { return Ok(None) };
    Ok(Some(PackedBody { bytes, hash: row.int("hash")? }))
}

#[cfg(test)]
mod tests;
