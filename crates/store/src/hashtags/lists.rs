//! Reading hashtags: by name, by article and story, the articles that carry one, and how often each was named by day.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use model::rights::Audience;
use model::{ArticleId, Cursor, Hashtag, HashtagId, Page, StoryId};
use sqlx::AnyConnection;

use super::spellings::folded;
use super::{day_of, read, shown};
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

/// How many articles carried a hashtag, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HashtagDays {
    /// The hashtag.
    pub hashtag: Hashtag,
    /// Articles listed on each day (UTC), the earliest day first, the present one last.
    pub articles: Vec<u32>,
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

/// The hashtags that most articles of the last two days carry, with all their days since the first asked for. Values:
/// the first day, the last but one, size. Grouped by a sum, because SQLite would rather walk all days in the order of
/// hashtags than sort those of two.
pub(crate) const TRENDING: &str = concat!(
    "select h.id as hashtag_id, h.tag, h.kind, d.day, d.articles
    from (
        select min(hashtag_id) as hashtag_id, sum(articles) as articles from hashtag_days
        where day >= $2
        group by hashtag_id + 0
        having sum(articles) > 0
        order by sum(articles) desc, min(hashtag_id)
        limit $3
    ) top
    join hashtags h on h.id = top.hashtag_id
    join hashtag_days d on d.hashtag_id = h.id and d.day >= $1
    where ",
    shown!(),
    " order by top.articles desc, h.id, d.day"
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

    /// How often hashtags were named on each of the last so many days, for those that are shown and named most on the
    /// present day and the one before.
    pub async fn trending_counts(&self, now: Timestamp, days: usize, limit: usize) -> Result<Vec<HashtagDays>> {
        let first = day_of(now).saturating_sub(i64::try_from(days).unwrap_or(i64::MAX)).saturating_add(1);
        let statement = Statement::new(TRENDING).int(first).int(day_of(now) - 1).int(ids::page(None, limit).1);
        let mut trending: Vec<HashtagDays> = Vec::new();
        for row in statement.rows(&mut *self.reader().await?).await? {
            let hashtag = read(&row)?;
            if trending.last().is_none_or(|last| last.hashtag.id != hashtag.id) {
                trending.push(HashtagDays { hashtag, articles: vec![0; days] });
            }
            // A publisher's clock cannot reach beyond the present day, ours might.
            let at = usize::try_from(row.int("day")? - first).unwrap_or(usize::MAX);
            if let Some(count) = trending.last_mut().and_then(|last| last.articles.get_mut(at)) {
                *count = row.count("articles")?;
            }
        }
        Ok(trending)
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
