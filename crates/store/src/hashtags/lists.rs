//! Reading hashtags: by name, by article and story, the articles that carry one, and how often each was named by day.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use model::rights::Audience;
use model::{ArticleId, Cursor, Hashtag, HashtagId, Page, StoryId};
use sqlx::AnyConnection;

use super::spellings::folded;
use super::{DAY, day_of, read, shown};
use crate::lists::{self, Listed};
use crate::sql::{Row, Statement, for_keys};
use crate::{Result, Store, ids, keys};

/// An article that carries a hashtag.
#[derive(Debug, Clone, PartialEq)]
pub struct HashtagArticle {
    /// The article.
    pub listed: Listed,
    /// The story it belongs to, once it was assigned.
    pub story_id: Option<StoryId>,
}

/// How a hashtag was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HashtagUse {
    /// The hashtag.
    pub hashtag: Hashtag,
    /// How many owners used it in the last 24 hours.
    pub owners: u32,
    /// How many used it in each 24 hours before, the nearest first.
    pub past: Vec<u32>,
    /// When an article that carries it was last listed.
    pub last_used: Timestamp,
}

pub(crate) const ONE: &str = concat!(
    "select h.id as hashtag_id, h.tag, h.kind
    from hashtag_spellings s join hashtags h on h.id = s.hashtag_id
    where s.spelling_key = $1 and ",
    shown!()
);

/// Values: place in time, id, audience, size, hashtag.
pub(crate) const ARTICLES: &str = "
    select a.*, t.listed as place, p.name as publisher_name, d.level, d.basis, d.since, t.story_id
    from (
        select article_hashtags.article_id, article_hashtags.listed, placements.story_id
        from article_hashtags
        join articles on articles.id = article_hashtags.article_id
        left join placements on placements.article_id = article_hashtags.article_id
        where article_hashtags.hashtag_id = $5 and (article_hashtags.listed, article_hashtags.article_id) < ($1, $2)
            and articles.stage <> 'withdrawn'
            and articles.publisher_id not in (
                select publisher_id from displays where audience = $3 and level = 'hidden'
            )
        order by article_hashtags.listed desc, article_hashtags.article_id desc
        limit $4
    ) t
    join articles a on a.id = t.article_id
    join publishers p on p.id = a.publisher_id
    left join displays d on d.publisher_id = a.publisher_id and d.audience = $3
    order by t.listed desc, a.id desc";

pub(crate) const OF_ARTICLES: &str = concat!(
    "select t.article_id, h.id as hashtag_id, h.tag, h.kind
    from article_hashtags t join hashtags h on h.id = t.hashtag_id
    where t.article_id in (keys) and ",
    shown!(),
    " order by t.article_id, t.weight desc, h.id"
);

/// Persons too whom fewer than three owners name so far: the index is not asked again when the third does.
const OF_ARTICLES_UNSUPPRESSED: &str = "
    select t.article_id, h.id as hashtag_id, h.tag, h.kind
    from article_hashtags t join hashtags h on h.id = t.hashtag_id
    where t.article_id in (keys) and h.suppressed = 0
    order by t.article_id, t.weight desc, h.id";

/// What most owners name and articles weigh most.
pub(crate) const OF_STORY: &str = concat!(
    "select h.id as hashtag_id, h.tag, h.kind
    from (
        select t.hashtag_id, sum(t.weight) / count(*) as weight, count(distinct t.owner_key) as owners
        from placements join article_hashtags t on t.article_id = placements.article_id
        where placements.story_id = $1
        group by t.hashtag_id
    ) s
    join hashtags h on h.id = s.hashtag_id
    where ",
    shown!(),
    " order by s.weight * s.owners desc, h.id limit $2"
);

/// The hashtags that most articles of the last two days carry, with how many owners used each in every 24 hours before a
/// time. Values: that time, the first to look at, the last day but one, size. Grouped by a sum, because SQLite would
/// rather walk all days in the order of hashtags than sort those of two.
pub(crate) const TRENDING: &str = concat!(
    "select h.id as hashtag_id, h.tag, h.kind, u.days_ago, u.owners, u.last_used
    from (
        select hashtag_id, days_ago, count(distinct owner_key) as owners, max(listed) as last_used
        from (
            select t.hashtag_id, t.owner_key, t.listed, ($1 - t.listed) / 86400000000 as days_ago
            from (
                select min(hashtag_id) as hashtag_id from hashtag_days
                where day >= $3
                group by hashtag_id + 0
                having sum(articles) > 0
                order by sum(articles) desc, min(hashtag_id)
                limit $4
            ) top
            join article_hashtags t on t.hashtag_id = top.hashtag_id and t.listed > $2 and t.listed <= $1
        ) uses
        group by hashtag_id, days_ago
    ) u
    join hashtags h on h.id = u.hashtag_id
    where ",
    shown!(),
    " order by h.id, u.days_ago"
);

impl Store {
    /// The hashtag of that name in any of its spellings, with or without the sign, if it is shown.
    pub async fn hashtag(&self, tag: &str) -> Result<Option<Hashtag>> {
        let statement = Statement::new(ONE).int(keys::of_text(&folded(tag)));
        let row = statement.row(&mut *self.reader().await?).await?;
        row.as_ref().map(read).transpose()
    }

    /// The articles that carry a hashtag, newest first, without those of publishers hidden from the audience.
    pub async fn hashtag_articles(
        &self,
        id: HashtagId,
        audience: Audience,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<HashtagArticle>> {
        let (below, limit) = ids::page(after, limit);
        let statement = Statement::new(ARTICLES)
            .int(lists::before(after))
            .int(below)
            .text(audience.as_str())
            .int(limit)
            .int(id.get());
        let rows = statement.rows(&mut *self.reader().await?).await?;
        Ok(lists::paged(rows.iter().map(read_article).collect::<Result<Vec<_>>>()?, limit))
    }

    /// The hashtags that are shown with each of these articles, the weightiest first.
    pub async fn article_hashtags(&self, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Vec<Hashtag>>> {
        let keys: Vec<_> = articles.iter().map(|id| id.get()).collect();
        by_article(for_keys(&mut *self.reader().await?, OF_ARTICLES, &[], &keys).await?)
    }

    /// The hashtags that are shown with a story: what its articles are most about and most owners name.
    pub async fn story_hashtags(&self, story: StoryId, limit: usize) -> Result<Vec<Hashtag>> {
        let statement = Statement::new(OF_STORY).int(story.get()).int(ids::page(None, limit).1);
        statement.rows(&mut *self.reader().await?).await?.iter().map(read).collect()
    }

    /// How the hashtags were used that most articles of the last two days carry, over so many times 24 hours before
    /// `now`; only those that are shown.
    pub async fn hashtag_uses(&self, now: Timestamp, days: usize, limit: usize) -> Result<Vec<HashtagUse>> {
        let reach = i64::try_from(days).unwrap_or(i64::MAX).saturating_mul(DAY);
        let statement = Statement::new(TRENDING)
            .time(now)
            .int(now.as_microsecond().saturating_sub(reach))
            .int(day_of(now) - 1)
            .int(ids::page(None, limit).1);
        let mut uses: Vec<HashtagUse> = Vec::new();
        for row in statement.rows(&mut *self.reader().await?).await? {
            let (hashtag, last_used) = (read(&row)?, row.time("last_used")?);
            if uses.last().is_none_or(|last| last.hashtag.id != hashtag.id) {
                // The nearest day of a hashtag comes first, and with it its last use.
                uses.push(HashtagUse { hashtag, owners: 0, past: vec![0; days.saturating_sub(1)], last_used });
            }
            let Some(of) = uses.last_mut() else { continue };
            match usize::try_from(row.int("days_ago")?).unwrap_or_default().checked_sub(1) {
                None => of.owners = row.count("owners")?,
                Some(at) => {
                    if let Some(past) = of.past.get_mut(at) {
                        *past = row.count("owners")?;
                    }
                }
            }
        }
        Ok(uses)
    }
}

/// The hashtags of articles that nobody suppressed, shown or not.
pub(crate) async fn of_articles(on: &mut AnyConnection, articles: &[i64]) -> Result<HashMap<ArticleId, Vec<Hashtag>>> {
    by_article(for_keys(on, OF_ARTICLES_UNSUPPRESSED, &[], articles).await?)
}

fn by_article(rows: Vec<Row>) -> Result<HashMap<ArticleId, Vec<Hashtag>>> {
    // A key that is repeated to fill a statement brings its rows once; a key of two statements brings them twice.
    let mut hashtags: BTreeMap<ArticleId, Vec<Hashtag>> = BTreeMap::new();
    for row in rows {
        let (article, hashtag) = (ArticleId::new(row.int("article_id")?), read(&row)?);
        let of = hashtags.entry(article).or_default();
        if !of.contains(&hashtag) {
            of.push(hashtag);
        }
    }
    Ok(hashtags.into_iter().collect())
}

fn read_article(row: &Row) -> Result<(HashtagArticle, Cursor)> {
    let (listed, place) = lists::read(row)?;
    Ok((HashtagArticle { listed, story_id: row.maybe_int("story_id")?.map(StoryId::new) }, place))
}
