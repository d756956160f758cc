//! Withdrawal: the text and all that came from it go, the row stays so that the piece does not come back.

use model::{ArticleId, PublisherId};
use sqlx::AnyConnection;

use crate::changes::Touched;
use crate::retry::retrying;
use crate::sql::{Row, Statement, for_keys};
use crate::{Result, Store, dirty, hashtags};

/// What is left of a withdrawn article: its address, its publisher and its times.
macro_rules! clear_articles {
    ($which:literal) => {
        concat!(
            "update articles
            set stage = 'withdrawn', due = null, lease = null, leased_until = null, attempts = 0, revised = null,
                rechecked = null, text_origin = null, cause = null, detail = null, title = '', authors = '[]',
                updated = null, language = null, section = null, genre = 'news', syndication = null, image_url = null,
                image_alt = null, enclosure = null, excerpt = '', words = 0, wishes = '{}'
            where stage <> 'withdrawn' and ",
            $which,
            " returning id"
        )
    };
}

const CLEAR_SOME: &str = clear_articles!("id in (keys)");

pub(crate) const CLEAR_ALL_OF: &str = clear_articles!("publisher_id = $1");

const DELETE_REST: [&str; 4] = [
    "delete from bodies where article_id in (keys)",
    "delete from gists where article_id in (keys)",
    "delete from undigested where article_id in (keys)",
    "delete from unassigned where article_id in (keys)",
];

pub(crate) const BLANK_ENTRIES: &str = "update entries set title = '' where article_id in (keys)";

/// Its feeds may have delivered pieces that another publisher had first.
const BLANK_ENTRIES_OF_FEEDS: &str =
    "update entries set title = '' where feed_id in (select id from feeds where publisher_id = $1) and title <> ''";

impl Store {
    /// Withdraws an article. Says whether there was anything to withdraw.
    pub async fn withdraw(&self, id: ArticleId) -> Result<bool> {
        retrying!(self.try_withdraw(id).await)
    }

    async fn try_withdraw(&self, id: ArticleId) -> Result<bool> {
        let (mut transaction, mut touched) = (self.begin().await?, Touched::default());
        let count = some(&mut transaction, &[id.get()], &mut touched).await?;
        touched.number(&mut transaction).await?;
        transaction.commit().await?;
        Ok(count > 0)
    }

    /// Withdraws every article of a publisher; says how many.
    pub async fn purge_publisher(&self, id: PublisherId) -> Result<usize> {
        retrying!(self.try_purge_publisher(id).await)
    }

    async fn try_purge_publisher(&self, id: PublisherId) -> Result<usize> {
        let (mut transaction, mut touched) = (self.begin().await?, Touched::default());
        let count = all_of(&mut transaction, id, &mut touched).await?;
        touched.number(&mut transaction).await?;
        transaction.commit().await?;
        Ok(count)
    }
}

/// Withdraws articles; says how many were not withdrawn before.
pub(crate) async fn some(on: &mut AnyConnection, ids: &[i64], touched: &mut Touched) -> Result<usize> {
    let cleared = for_keys(on, CLEAR_SOME, &[], ids).await?;
    clear_rest(on, &cleared, touched).await
}

/// Withdraws every article of a publisher; says how many were not withdrawn before.
pub(crate) async fn all_of(on: &mut AnyConnection, publisher: PublisherId, touched: &mut Touched) -> Result<usize> {
    let cleared = Statement::new(CLEAR_ALL_OF).int(publisher.get()).rows(on).await?;
    Statement::new(BLANK_ENTRIES_OF_FEEDS).int(publisher.get()).run(on).await?;
    clear_rest(on, &cleared, touched).await
}

async fn clear_rest(on: &mut AnyConnection, cleared: &[Row], touched: &mut Touched) -> Result<usize> {
    let ids = cleared.iter().map(|row| row.int("id")).collect::<Result<Vec<_>>>()?;
    for text in DELETE_REST {
        for_keys(on, text, &[], &ids).await?;
    }
    for_keys(on, BLANK_ENTRIES, &[], &ids).await?;
    hashtags::forget(on, &ids).await?;
    dirty::leave(on, &ids, touched).await?;
    touched.articles.extend(&ids);
    Ok(ids.len())
}
