//! Lists of articles, newest first, a page at a time.
//!
//! Each list walks one index and takes its page before anything is joined, so that its cost does not depend on how
//! much there is or on what a planner knows.

mod collapsed;

use model::rights::{Audience, Display};
use model::{Article, ArticleId, Cursor, FeedId, Language, Page, PublisherId};

use crate::metadata::read_article;
use crate::sql::{Row, Statement};
use crate::{Result, Store, displays, ids};

pub use collapsed::CollapsedRow;
#[cfg(test)]
pub(crate) use collapsed::{COLLAPSED, COLLAPSED_IN_LANGUAGE, COLLAPSED_OF_PUBLISHER};

/// Which articles a list holds; what is not said does not narrow it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Those of one publisher.
    pub publisher: Option<PublisherId>,
    /// Those that one feed delivered.
    pub feed: Option<FeedId>,
    /// Those in one language.
    pub language: Option<Language>,
}

/// An article with what a page needs to show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The article.
    pub article: Article,
    /// Its publisher's name.
    pub publisher: String,
    /// What was recorded for its publisher and the audience that asked.
    pub display: Option<Display>,
}

/// Values: place in time, id, audience, size; then publisher and language where the list is narrowed to one.
macro_rules! list {
    ($filter:literal) => {
        concat!(
            "select a.*, a.listed as place, p.name as publisher_name, d.level, d.basis, d.since
            from (
                select * from articles
                where stage <> 'withdrawn' and (listed, id) < ($1, $2)",
            $filter,
            "
                    and publisher_id not in (
                        select publisher_id from displays where audience = $3 and level = 'hidden'
                    )
                order by listed desc, id desc
                limit $4
            ) a
            join publishers p on p.id = a.publisher_id
            left join displays d on d.publisher_id = a.publisher_id and d.audience = $3
            order by a.listed desc, a.id desc"
        )
    };
}

pub(crate) const NEWEST: &str = list!("");
pub(crate) const NEWEST_OF_PUBLISHER: &str = list!(" and publisher_id = $5");
pub(crate) const NEWEST_IN_LANGUAGE: &str = list!(" and language = $6");
pub(crate) const NEWEST_OF_PUBLISHER_IN_LANGUAGE: &str = list!(" and publisher_id = $5 and language = $6");

/// Values as above; the publisher and the language narrow when they are not null. A feed may deliver one article
/// under two guids: its first entry gives it its place.
pub(crate) const NEWEST_OF_FEED: &str = "
    select a.*, e.place, p.name as publisher_name, d.level, d.basis, d.since
    from (
        select articles.id as article_id, entries.listed as place
        from entries join articles on articles.id = entries.article_id
        where entries.feed_id = $7 and (entries.listed, entries.article_id) < ($1, $2)
            and articles.stage <> 'withdrawn'
            and ($5 is null or articles.publisher_id = $5)
            and ($6 is null or articles.language = $6)
            and articles.publisher_id not in (
                select publisher_id from displays where audience = $3 and level = 'hidden'
            )
            and not exists (
                select 1 from entries other
                where other.article_id = entries.article_id and other.feed_id = entries.feed_id
                    and other.id < entries.id
            )
        order by entries.listed desc, entries.article_id desc
        limit $4
    ) e
    join articles a on a.id = e.article_id
    join publishers p on p.id = a.publisher_id
    left join displays d on d.publisher_id = a.publisher_id and d.audience = $3
    order by e.place desc, a.id desc";

pub(crate) const ONE: &str = "
    select a.*, a.listed as place, p.name as publisher_name, d.level, d.basis, d.since
    from articles a
    join publishers p on p.id = a.publisher_id
    left join displays d on d.publisher_id = a.publisher_id and d.audience = $2
    where a.id = $1";

impl Store {
    /// The newest articles, without withdrawn ones and those of publishers hidden from the audience. A list by feed
    /// goes by the times the feed gave.
    pub async fn newest(
        &self,
        filter: &ListFilter,
        audience: Audience,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Listed>> {
        let (below, limit) = ids::page(after, limit);
        let statement = Statement::new(text(filter))
            .int(before(after))
            .int(below)
            .text(audience.as_str())
            .int(limit)
            .maybe_int(filter.publisher.map(PublisherId::get))
            .maybe_text(filter.language.as_ref().map(Language::as_str))
            .maybe_int(filter.feed.map(FeedId::get));
        let rows = statement.rows(&mut *self.reader().await?).await?;
        Ok(paged(rows.iter().map(read).collect::<Result<Vec<_>>>()?, limit))
    }

    /// One article with what a page needs to show it, whatever its stage and level.
    pub async fn listed(&self, id: ArticleId, audience: Audience) -> Result<Option<Listed>> {
        let statement = Statement::new(ONE).int(id.get()).text(audience.as_str());
        let row = statement.row(&mut *self.reader().await?).await?;
        Ok(row.as_ref().map(read).transpose()?.map(|(listed, _)| listed))
    }
}

/// The bound before which a page ordered by time starts.
pub(crate) fn before(after: Option<Cursor>) -> i64 {
    after.map_or(i64::MAX, |cursor| cursor.time.as_microsecond())
}

/// A page of things with a place each, in the order of their places. A full page may have a next one.
pub(crate) fn paged<T>(items: Vec<(T, Cursor)>, limit: i64) -> Page<T> {
    let full = i64::try_from(items.len()).is_ok_and(|count| count >= limit);
    let next = items.last().filter(|_| full).map(|(_, place)| *place);
    Page { items: items.into_iter().map(|(item, _)| item).collect(), next }
}

fn text(filter: &ListFilter) -> &'static str {
    match (filter.feed, filter.publisher, filter.language) {
        (Some(_), _, _) => NEWEST_OF_FEED,
        (None, Some(_), Some(_)) => NEWEST_OF_PUBLISHER_IN_LANGUAGE,
        (None, Some(_), None) => NEWEST_OF_PUBLISHER,
        (None, None, Some(_)) => NEWEST_IN_LANGUAGE,
        (None, None, None) => NEWEST,
    }
}

/// A row of a list, and its place there.
pub(crate) fn read(row: &Row) -> Result<(Listed, Cursor)> {
    let listed =
        Listed { article: read_article(row)?, publisher: row.text("publisher_name")?, display: displays::read(row)? };
    let place = Cursor { time: row.time("place")?, id: listed.article.id.get() };
    Ok((listed, place))
}

#[cfg(test)]
mod tests;
