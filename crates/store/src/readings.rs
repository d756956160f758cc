//! Readings: what came of asking for an article's page.

use model::{Failure, Stage, TextOrigin};
use sqlx::AnyConnection;
use url::Url;

use crate::changes::Touched;
use crate::metadata::set_metadata;
use crate::report::{ArticleOutcome, ArticleReport, ReadArticle};
use crate::retry::retrying;
use crate::sql::Statement;
use crate::{Result, Store, bodies, dirty, hashtags, keys, metadata, undigested, withdraw};

const HELD: &str = "
    select articles.publisher_id, articles.url, articles.stage, articles.title, articles.text_origin, bodies.hash
    from articles left join bodies on bodies.article_id = articles.id
    where articles.id = $1 and articles.lease = $2";

const READ: &str = concat!(
    "update articles set ",
    set_metadata!(),
    ", url = $14, url_key = $15, text_origin = $16, revised = coalesce($17, revised), stage = 'readable', due = null,
        lease = null, leased_until = null, attempts = 0, cause = null, detail = null
    where id = $18 and lease = $19"
);

const STILL_THERE: &str = "
    update articles
    set stage = 'readable', due = null, lease = null, leased_until = null, attempts = 0, rechecked = $3
    where id = $1 and lease = $2";

const TRY_AGAIN: &str = "
    update articles set due = $5, lease = null, leased_until = null, cause = $3, detail = $4
    where id = $1 and lease = $2";

/// What was read once stays readable.
const GIVE_UP: &str = "
    update articles
    set stage = case when text_origin in ('feed', 'page') then 'readable' else 'failed' end,
        due = null, lease = null, leased_until = null, attempts = 0, cause = $3, detail = $4
    where id = $1 and lease = $2";

const BY_URL: &str = "select id from articles where url_key = $1";

const MOVE_ENTRIES: &str = "update entries set article_id = $2 where article_id = $1";

const DELETE: &str = "delete from articles where id = $1";

/// Takes the lease of another article of the same publisher that has no text yet.
const TAKE_OVER: &str = "
    update articles set lease = $2
    where id = $1 and publisher_id = $3 and stage <> 'withdrawn' and coalesce(text_origin, 'summary') = 'summary'";

/// An article whose lease holds.
#[derive(Clone)]
struct Held {
    publisher_id: i64,
    url: Url,
    stage: Stage,
    title: String,
    text_origin: Option<TextOrigin>,
    hash: Option<i64>,
}

impl Store {
    /// Records how the work on an article ended. Says whether the lease still held; if not, nothing was kept.
    pub async fn record_article(&self, report: &ArticleReport) -> Result<bool> {
        retrying!(self.try_record_article(report).await)
    }

    async fn try_record_article(&self, report: &ArticleReport) -> Result<bool> {
        let (id, lease) = (report.article_id.get(), report.lease.0);
        let (mut transaction, mut touched) = (self.begin().await?, Touched::default());
        let kept = match &report.outcome {
            ArticleOutcome::Read(read) => keep_reading(&mut transaction, report, read, &mut touched).await?,
            ArticleOutcome::StillThere => {
                let statement = Statement::new(STILL_THERE).int(id).int(lease).time(report.at);
                statement.run(&mut transaction).await? > 0
            }
            ArticleOutcome::Failed { failure, retry_at: Some(at) } => {
                failed(TRY_AGAIN, report, failure).time(*at).run(&mut transaction).await? > 0
            }
            ArticleOutcome::Failed { failure, retry_at: None } => give_up(&mut transaction, report, failure).await?,
            ArticleOutcome::Withdrawn => {
                let held = held(&mut transaction, id, lease).await?.is_some();
                held && withdraw::some(&mut transaction, &[id], &mut touched).await? > 0
            }
        };
        touched.number(&mut transaction).await?;
        transaction.commit().await?;
        Ok(kept)
    }
}

fn failed(text: &'static str, report: &ArticleReport, failure: &Failure) -> Statement {
    let statement = Statement::new(text).int(report.article_id.get()).int(report.lease.0);
    statement.text(failure.cause.as_str()).text(&failure.detail)
}

/// What the feed said is all there will be to digest. What was only asked again was digested before.
async fn give_up(on: &mut AnyConnection, report: &ArticleReport, failure: &Failure) -> Result<bool> {
    let id = report.article_id.get();
    let Some(held) = held(on, id, report.lease.0).await? else { return Ok(false) };
    if failed(GIVE_UP, report, failure).run(on).await? == 0 {
        return Ok(false);
    }
    if held.stage == Stage::New {
        undigested::enqueue(on, &[(id, report.at)]).await?;
    }
    Ok(true)
}

async fn held(on: &mut AnyConnection, id: i64, lease: i64) -> Result<Option<Held>> {
    let Some(row) = Statement::new(HELD).int(id).int(lease).row(on).await? else { return Ok(None) };
    Ok(Some(Held {
        publisher_id: row.int("publisher_id")?,
        url: row.url("url")?,
        stage: row.parsed("stage", Stage::from_word)?,
        title: row.text("title")?,
        text_origin: row.maybe_parsed("text_origin", TextOrigin::from_word)?,
        hash: row.maybe_int("hash")?,
    }))
}

async fn keep_reading(
    on: &mut AnyConnection,
    report: &ArticleReport,
    read: &ReadArticle,
    touched: &mut Touched,
) -> Result<bool> {
    let id = report.article_id.get();
    let Some(held) = held(on, id, report.lease.0).await? else { return Ok(false) };
    let canonical = read.canonical.as_ref().unwrap_or(&held.url);
    if *canonical != held.url
        && let Some(other) = Statement::new(BY_URL).int(keys::of_url(canonical)).row(on).await?
    {
        let other = other.int("id")?;
        return if other == id { Ok(false) } else { fold_into(on, other, report, read, &held, touched).await };
    }
    write_reading(on, id, report, read, canonical, &held, touched).await
}

/// The article at its own address takes in this one, which the feed gave under another.
async fn fold_into(
    on: &mut AnyConnection,
    other: i64,
    report: &ArticleReport,
    read: &ReadArticle,
    held: &Held,
    touched: &mut Touched,
) -> Result<bool> {
    let id = report.article_id.get();
    dirty::leave(on, &[id], touched).await?;
    hashtags::forget(on, &[id]).await?;
    touched.articles.insert(id);
    Statement::new(MOVE_ENTRIES).int(id).int(other).run(on).await?;
    Statement::new(DELETE).int(id).run(on).await?;
    let take_over = Statement::new(TAKE_OVER).int(other).int(report.lease.0).int(held.publisher_id);
    if take_over.run(on).await? > 0 {
        let url = read.canonical.as_ref().unwrap_or(&held.url);
        let other_held = Held { text_origin: None, hash: None, stage: Stage::New, ..held.clone() };
        write_reading(on, other, report, read, url, &other_held, touched).await?;
    }
    Ok(true)
}

async fn write_reading(
    on: &mut AnyConnection,
    id: i64,
    report: &ArticleReport,
    read: &ReadArticle,
    url: &Url,
    held: &Held,
    touched: &mut Touched,
) -> Result<bool> {
    let was_readable = matches!(held.text_origin, Some(TextOrigin::Feed | TextOrigin::Page));
    let revised = was_readable && held.hash.is_some_and(|hash| hash != read.body.hash);
    let statement = metadata::bind(Statement::new(READ), &read.metadata)
        .text(url.as_str())
        .int(keys::of_url(url))
        .text(read.text_origin.as_str())
        .maybe_time(revised.then_some(report.at))
        .int(id)
        .int(report.lease.0);
    if statement.run(on).await? == 0 {
        return Ok(false);
    }
    bodies::keep(on, &[(id, &read.body)]).await?;
    if was_readable {
        touched.articles.insert(id);
    }
    if held.stage == Stage::New || revised || held.title != read.metadata.title {
        undigested::enqueue(on, &[(id, report.at)]).await?;
    }
    Ok(true)
}

#[cfg(test)]
mod tests;
