//! How much there is of everything.

use model::Stage;
use sqlx::AnyConnection;

use crate::sql::Statement;
use crate::{Result, Store};

/// Rows by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Publishers.
    pub publishers: u64,
    /// Feeds, paused ones too.
    pub feeds: u64,
    /// Feeds whose last poll failed.
    pub failing_feeds: u64,
    /// Entries.
    pub entries: u64,
    /// Articles, withdrawn ones too.
    pub articles: u64,
    /// Articles whose page is to be fetched.
    pub new: u64,
    /// Articles whose page is to be asked again.
    pub recheck: u64,
    /// Articles that can be read.
    pub readable: u64,
    /// Articles whose page could not be had.
    pub failed: u64,
    /// Articles that were taken back.
    pub withdrawn: u64,
    /// Articles that wait to be digested.
    pub undigested: u64,
    /// Articles that could not be digested in three tries and are passed over.
    pub indigestible: u64,
    /// Articles that were digested and wait for their story.
    pub unassigned: u64,
    /// Stories.
    pub stories: u64,
    /// Stories whose portrait must be made anew.
    pub dirty_stories: u64,
    /// Hashtags, those that are not shown too.
    pub hashtags: u64,
}

const TOTALS: &str = "
    select
        (select count(*) from publishers) as publishers,
        (select count(*) from feeds) as feeds,
        (select count(*) from feeds where failures > 0) as failing_feeds,
        (select count(*) from entries) as entries,
        (select count(*) from articles) as articles,
        (select count(*) from undigested where attempts < 3) as undigested,
        (select count(*) from undigested where attempts >= 3 and (leased_until is null or leased_until <= db_clock()))
            as indigestible,
        (select count(*) from unassigned) as unassigned,
        (select count(*) from stories) as stories,
        (select count(*) from dirty_stories) as dirty_stories,
        (select count(*) from hashtags) as hashtags";

/// The readable ones, which are the most, are what is left.
pub(crate) const STAGES: &str =
    "select stage, count(*) as articles from articles where stage <> 'readable' group by stage";

impl Store {
    /// Counts everything.
    pub async fn counts(&self) -> Result<Counts> {
        let mut snapshot = self.begin_snapshot().await?;
        let mut counts = totals(&mut snapshot).await?;
        for row in Statement::new(STAGES).rows(&mut snapshot).await? {
            let articles = row.int("articles")?.unsigned_abs();
            match row.parsed("stage", Stage::from_word)? {
                Stage::New => counts.new = articles,
                Stage::Recheck => counts.recheck = articles,
                Stage::Failed => counts.failed = articles,
                Stage::Withdrawn => counts.withdrawn = articles,
                Stage::Readable => {}
            }
        }
        snapshot.commit().await?;
        let others = counts.new + counts.recheck + counts.failed + counts.withdrawn;
        Ok(Counts { readable: counts.articles.saturating_sub(others), ..counts })
    }
}

async fn totals(on: &mut AnyConnection) -> Result<Counts> {
    let Some(row) = Statement::new(TOTALS).row(on).await? else { return Ok(Counts::default()) };
    let count = |column| row.int(column).map(i64::unsigned_abs);
    Ok(Counts {
        publishers: count("publishers")?,
        feeds: count("feeds")?,
        failing_feeds: count("failing_feeds")?,
        entries: count("entries")?,
        articles: count("articles")?,
        undigested: count("undigested")?,
        indigestible: count("indigestible")?,
        unassigned: count("unassigned")?,
        stories: count("stories")?,
        dirty_stories: count("dirty_stories")?,
        hashtags: count("hashtags")?,
        ..Counts::default()
    })
}
