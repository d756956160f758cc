//! Hashtags: one row for one thing, whatever its spellings, and which articles carry it.
//!
//! A draft finds its hashtag by its key or by its tag with case folded; both are spellings from then on. Whether a
//! hashtag is shown at all is said in one place, [`shown`]: nobody suppressed it, and a person is named by three owners.

mod lists;
mod spellings;
#[cfg(test)]
mod tests;
mod upkeep;

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{Hashtag, HashtagId, HashtagKind};
use sqlx::AnyConnection;

use crate::sql::{Row, Statement, for_keys, insert_all};
use crate::{HashtagDraft, Result, keys};

pub(crate) use lists::of_articles;
#[cfg(test)]
pub(crate) use lists::{ARTICLES, OF_ARTICLES, OF_STORY, ONE, TRENDING};
pub use lists::{HashtagArticle, HashtagUse};
#[cfg(test)]
pub(crate) use spellings::KNOWN;

/// Whether the hashtag `h` is shown. Each step looks one owner up in an index, however many articles carry the tag.
macro_rules! shown {
    () => {
        "h.suppressed = 0 and (h.kind <> 'person' or exists (
            select 1 from article_hashtags third
            where third.hashtag_id = h.id and third.owner_key > (
                select min(second.owner_key) from article_hashtags second
                where second.hashtag_id = h.id and second.owner_key > (
                    select min(first.owner_key) from article_hashtags first where first.hashtag_id = h.id
                )
            )
        ))"
    };
}
pub(crate) use shown;

/// An article and what it is to be filed under.
pub(crate) struct Tagged<'a> {
    pub(crate) article: i64,
    pub(crate) listed: Timestamp,
    pub(crate) owner_key: i64,
    pub(crate) drafts: &'a [HashtagDraft],
}

const DELETE: &str = "delete from article_hashtags where article_id in (keys) returning hashtag_id, listed";

const INSERT: &str = "insert into article_hashtags (article_id, hashtag_id, listed, owner_key, weight)";

const COUNT: (&str, usize, &str) = (
    "insert into hashtag_days (hashtag_id, day, articles)",
    3,
    "on conflict (hashtag_id, day) do update set articles = hashtag_days.articles + excluded.articles",
);

/// Microseconds of a day, which begins at midnight UTC.
const DAY: i64 = 86_400_000_000;

/// The day of a time, counted from 1970.
fn day_of(time: Timestamp) -> i64 {
    time.as_microsecond().div_euclid(DAY)
}

/// Who stands behind a publisher: its owner, or itself while that is not known.
pub(crate) fn owner_key(publisher: i64, owner: Option<&str>) -> i64 {
    let owner = owner.map(str::trim).filter(|owner| !owner.is_empty());
    owner.map_or(publisher, |owner| keys::of_text(&owner.to_lowercase()))
}

/// Files articles under these hashtags and no others. `ids` are set aside for new ones, one a draft.
pub(crate) async fn replace(on: &mut AnyConnection, tagged: &[Tagged<'_>], ids: i64) -> Result<()> {
    let mut days = BTreeMap::new();
    let articles: Vec<_> = tagged.iter().map(|tagged| tagged.article).collect();
    take_away(on, &articles, &mut days).await?;
    let spellings = spellings::resolve(on, tagged.iter().flat_map(|tagged| tagged.drafts), ids).await?;
    let mut rows = BTreeMap::new();
    for tagged in tagged {
        for draft in tagged.drafts {
            let Some(hashtag) = spellings.of(draft) else { continue };
            let weight = rows.entry((tagged.article, hashtag)).or_insert((tagged, draft.weight));
            weight.1 = weight.1.max(draft.weight);
        }
    }
    for ((_, hashtag), (tagged, _)) in &rows {
        *days.entry((*hashtag, day_of(tagged.listed))).or_insert(0) += 1;
    }
    let rows: Vec<_> = rows.into_iter().collect();
    insert_all(on, (INSERT, 5, ""), &rows, |statement, ((article, hashtag), (tagged, weight))| {
        statement.int(*article).int(*hashtag).time(tagged.listed).int(tagged.owner_key).real(*weight)
    })
    .await?;
    count(on, days).await
}

/// Takes every hashtag off articles.
pub(crate) async fn forget(on: &mut AnyConnection, articles: &[i64]) -> Result<()> {
    let mut days = BTreeMap::new();
    take_away(on, articles, &mut days).await?;
    count(on, days).await
}

type Days = BTreeMap<(i64, i64), i64>;

async fn take_away(on: &mut AnyConnection, articles: &[i64], days: &mut Days) -> Result<()> {
    for row in for_keys(on, DELETE, &[], articles).await? {
        *days.entry((row.int("hashtag_id")?, day_of(row.time("listed")?))).or_insert(0) -= 1;
    }
    Ok(())
}

async fn count(on: &mut AnyConnection, mut days: Days) -> Result<()> {
    days.retain(|_, change| *change != 0);
    let rows: Vec<_> = days.into_iter().collect();
    let bind = |statement: Statement, ((hashtag, day), change): &((i64, i64), i64)| {
        statement.int(*hashtag).int(*day).int(*change)
    };
    insert_all(on, COUNT, &rows, bind).await.map(drop)
}

/// The hashtag of a row.
fn read(row: &Row) -> Result<Hashtag> {
    Ok(Hashtag {
        id: HashtagId::new(row.int("hashtag_id")?),
        tag: row.text("tag")?,
        kind: row.parsed("kind", HashtagKind::from_word)?,
    })
}
