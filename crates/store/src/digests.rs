//! Recording digests: what a machine made of articles, in one transaction for a batch of them.
//!
//! A digest counts while its article still waits under the lease it was claimed with: an article that was revised or
//! withdrawn meanwhile has another, or none. A first digest leaves its article unassigned; a later one leaves it in its
//! story, whose portrait is to be made anew.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use model::{ArticleId, HashtagKind, Language, Section};
use sqlx::AnyConnection;

use crate::changes::Touched;
use crate::hashtags::{self, Tagged};
use crate::retry::retrying;
use crate::sql::{for_keys, insert_all};
use crate::{Lease, Result, Store, dirty};

/// What was made of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct DigestReport {
    /// The article.
    pub article_id: ArticleId,
    /// The lease it was claimed with.
    pub lease: Lease,
    /// The language it is written in; `None` leaves what is known.
    pub language: Option<Language>,
    /// What it is about.
    pub section: Option<Section>,
    /// What it is compared by; nothing where its publisher reserves that, and then it is a story of its own.
    pub gist: Option<Gist>,
    /// What it names and is about.
    pub hashtags: Vec<HashtagDraft>,
}

/// What is held of an article to compare it by. The store takes both as bytes and reads neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gist {
    /// Which models made it; gists of two versions are not comparable.
    pub version: i64,
    /// Weighted words, names, numbers, fingerprint.
    pub packed: Vec<u8>,
    /// Its place among all texts.
    pub vector: Vec<u8>,
}

/// A hashtag as an article's text suggests it.
#[derive(Debug, Clone, PartialEq)]
pub struct HashtagDraft {
    /// As it would be shown. The first that comes under a key stays.
    pub tag: String,
    /// Its spelling, folded so that those of one thing agree.
    pub key: String,
    /// What kind of thing it names.
    pub kind: HashtagKind,
    /// How much the article is about it, from 0 to 1.
    pub weight: f64,
}

const DELETE_WAITING: &str = "delete from undigested where lease = $1 and article_id in (keys) returning article_id";

/// Takes the articles' rows in order, as every transaction on several of them does.
pub(crate) const HOLD: &str = "
    select a.id, a.listed, a.publisher_id, p.owner
    from articles a join publishers p on p.id = a.publisher_id
    where a.id in (keys) and a.stage <> 'withdrawn'
    order by a.id
    for update of a";

const FILE: (&str, usize, &str) = (
    "with filed (id, language, section) as (",
    3,
    ") update articles set language = coalesce(filed.language, articles.language), section = filed.section
    from filed where articles.id = filed.id",
);

const KEEP_GISTS: (&str, usize, &str) = (
    "insert into gists (article_id, version, packed, vector)",
    4,
    "on conflict (article_id)
    do update set version = excluded.version, packed = excluded.packed, vector = excluded.vector",
);

const DROP_GISTS: &str = "delete from gists where article_id in (keys)";

const LEAVE_UNASSIGNED: &str = "
    insert into unassigned (article_id, first_seen)
    select id, first_seen from articles
    where id in (keys) and not exists (select 1 from placements where placements.article_id = articles.id)
    on conflict (article_id) do nothing";

const FOLLOW_PLACE: &str = "
    update placements set listed = articles.listed
    from articles where articles.id = placements.article_id and placements.article_id in (keys)
    returning placements.story_id";

impl Store {
    /// Records digests, all or none of them; says how many counted. One whose lease was lost is passed over.
    pub async fn record_digests(&self, reports: &[DigestReport]) -> Result<usize> {
        let drafts: usize = reports.iter().map(|report| report.hashtags.len()).sum();
        let ids = self.new_ids(drafts).await?;
        retrying!(self.try_record_digests(reports, ids).await)
    }

    async fn try_record_digests(&self, reports: &[DigestReport], ids: i64) -> Result<usize> {
        let mut transaction = self.begin().await?;
        let on = &mut *transaction;
        let held = take(on, reports).await?;
        let articles: Vec<_> = held.iter().map(|held| held.report.article_id.get()).collect();
        insert_all(on, FILE, &held, |statement, held| {
            let DigestReport { article_id, language, section, .. } = held.report;
            let statement = statement.int(article_id.get()).maybe_text(language.as_ref().map(Language::as_str));
            statement.maybe_text(section.map(Section::as_str))
        })
        .await?;
        keep_gists(on, &held).await?;
        let tagged: Vec<_> = held.iter().map(Held::tagged).collect();
        hashtags::replace(on, &tagged, ids).await?;
        for_keys(on, LEAVE_UNASSIGNED, &[], &articles).await?;
        let placed = for_keys(on, FOLLOW_PLACE, &[], &articles).await?;
        let stories = placed.iter().map(|row| row.int("story_id")).collect::<Result<Vec<_>>>()?;
        dirty::mark(on, &stories).await?;
        Touched::articles(articles.iter().copied()).number(on).await?;
        transaction.commit().await?;
        Ok(held.len())
    }
}

/// A report whose lease held, and what its article's row says.
struct Held<'a> {
    report: &'a DigestReport,
    listed: Timestamp,
    owner_key: i64,
}

impl Held<'_> {
    fn tagged(&self) -> Tagged<'_> {
        Tagged {
            article: self.report.article_id.get(),
            listed: self.listed,
            owner_key: self.owner_key,
            drafts: &self.report.hashtags,
        }
    }
}

async fn take<'a>(on: &mut AnyConnection, reports: &'a [DigestReport]) -> Result<Vec<Held<'a>>> {
    let mut ids: Vec<_> = reports.iter().map(|report| report.article_id.get()).collect();
    ids.sort_unstable();
    let mut rows = HashMap::new();
    for row in for_keys(on, HOLD, &[], &ids).await? {
        let owner_key = hashtags::owner_key(row.int("publisher_id")?, row.maybe_text("owner")?.as_deref());
        rows.insert(row.int("id")?, (row.time("listed")?, owner_key));
    }
    let mut by_lease: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for report in reports {
        by_lease.entry(report.lease.0).or_default().push(report.article_id.get());
    }
    let mut waited = HashSet::new();
    for (lease, articles) in by_lease {
        for row in for_keys(on, DELETE_WAITING, &[lease], &articles).await? {
            waited.insert((row.int("article_id")?, lease));
        }
    }
    let held = reports.iter().filter_map(|report| {
        let article = report.article_id.get();
        let (listed, owner_key) = rows.get(&article).copied()?;
        waited.remove(&(article, report.lease.0)).then_some(Held { report, listed, owner_key })
    });
    Ok(held.collect())
}

async fn keep_gists(on: &mut AnyConnection, held: &[Held<'_>]) -> Result<()> {
    let article = |held: &Held<'_>| held.report.article_id.get();
    let with: Vec<_> = held.iter().filter_map(|held| Some((article(held), held.report.gist.as_ref()?))).collect();
    let without: Vec<_> = held.iter().filter(|held| held.report.gist.is_none()).map(article).collect();
    insert_all(on, KEEP_GISTS, &with, |statement, (article, gist)| {
        statement.int(*article).int(gist.version).bytes(gist.packed.clone()).bytes(gist.vector.clone())
    })
    .await?;
    for_keys(on, DROP_GISTS, &[], &without).await.map(drop)
}

#[cfg(test)]
mod tests;
