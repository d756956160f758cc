//! What operators do to hashtags: suppress one, or say that two are one thing.

use model::HashtagId;
use sqlx::AnyConnection;

use crate::retry::retrying;
use crate::sql::Statement;
use crate::{Result, Store};

const SUPPRESS: &str = "update hashtags set suppressed = $2 where id = $1";

const BOTH: &str = "select count(*) as found from hashtags where id in ($1, $2)";

/// Everything of the one goes to the other, unless that has it already.
const MERGE: [&str; 6] = [
    "update hashtag_spellings set hashtag_id = $2 where hashtag_id = $1",
    "insert into article_hashtags (article_id, hashtag_id, listed, owner_key, weight)
    select article_id, $2, listed, owner_key, weight from article_hashtags where hashtag_id = $1
    on conflict (article_id, hashtag_id) do nothing",
    "delete from article_hashtags where hashtag_id = $1 and $2 = $2",
    "insert into hashtag_days (hashtag_id, day, articles)
    select $2, day, articles from hashtag_days where hashtag_id = $1
    on conflict (hashtag_id, day) do update set articles = hashtag_days.articles + excluded.articles",
    "delete from hashtag_days where hashtag_id = $1 and $2 = $2",
    "delete from hashtags where id = $1 and $2 = $2",
];

impl Store {
    /// Hides a hashtag from every page, or shows it again. Says whether it exists.
    pub async fn suppress_hashtag(&self, id: HashtagId, on: bool) -> Result<bool> {
        let update = || Statement::new(SUPPRESS).int(id.get()).int(on.into());
        Ok(retrying!(self.write(update()).await)? > 0)
    }

    /// Makes two hashtags one: the spellings and articles of the first are the second's from then on. Says whether
    /// both existed.
    pub async fn merge_hashtags(&self, from: HashtagId, into: HashtagId) -> Result<bool> {
        if from == into {
            return Ok(false);
        }
        retrying!(self.try_merge_hashtags(from.get(), into.get()).await)
    }

    async fn try_merge_hashtags(&self, from: i64, into: i64) -> Result<bool> {
        let mut transaction = self.begin().await?;
        if !both_exist(&mut transaction, from, into).await? {
            return Ok(false);
        }
        for text in MERGE {
            Statement::new(text).int(from).int(into).run(&mut transaction).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }
}

async fn both_exist(on: &mut AnyConnection, one: i64, other: i64) -> Result<bool> {
    let row = Statement::new(BOTH).int(one).int(other).row(on).await?;
    row.map_or(Ok(false), |row| Ok(row.int("found")? == 2))
}
