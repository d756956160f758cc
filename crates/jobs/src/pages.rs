//! Articles that wait for their page: the text the feed did not bring, or the word that the piece still stands.

use std::sync::Arc;
use std::time::Duration;

use article::{PageInput, Reading};
use fetch::{Fetched, Kind, Request, Response};
use model::{Article, ArticleId, Cause, Failure, Genre, Metadata, Stage, TextOrigin, Validators};
use store::{ArticleOutcome, ArticleReport, Claimed, PackedBody, ReadArticle};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::in_hand::Held;
use crate::poll::later;
use crate::{Pipeline, outage};

/// The stages in which an article waits for its page.
pub(crate) const PAGE_STAGES: [Stage; 2] = [Stage::New, Stage::Recheck];

/// Tries of one page before its article stays with what the feed said.
const TRIES: u32 = 6;

/// The wait after the first failed try; it doubles from try to try.
const FIRST_RETRY: Duration = Duration::from_mins(1);

impl Pipeline {
    /// Works on one claimed article and records what came of it.
    pub(crate) async fn read_article(
        &self,
        claimed: &Claimed<Article>,
        held: &Held<ArticleId>,
        readers: &Arc<Semaphore>,
        stop: &CancellationToken,
    ) {
        let outcome = tokio::select! {
            () = stop.cancelled() => return,
            outcome = self.ask_for_page(claimed, readers) => outcome,
        };
        let article_id = claimed.row.id;
        log(&claimed.row, &outcome);
        let report = ArticleReport { article_id, lease: held.lease(), at: self.clock.now(), outcome };
        if let Err(error) = outage::ride_out(stop, || self.store.record_article(&report)).await {
            tracing::error!(
                article.id = article_id.get(),
                error = &error as &dyn std::error::Error,
                "could not keep an article"
            );
        }
    }

    async fn ask_for_page(&self, claimed: &Claimed<Article>, readers: &Arc<Semaphore>) -> ArticleOutcome {
        let article = &claimed.row;
        let request =
            Request { url: &article.url, kind: Kind::Page, validators: &Validators::default(), now: self.clock.now() };
        match self.fetcher.fetch(request).await {
            // Without validators no server may answer "unchanged"; one that does at least knows the page.
            Ok(Fetched::Unchanged { .. }) => ArticleOutcome::StillThere,
            Ok(Fetched::Body(_)) if article.stage == Stage::Recheck => ArticleOutcome::StillThere,
            Ok(Fetched::Body(response)) => self.extract(article.clone(), response, readers).await,
            // Nothing was asked: the host has its rest, the article keeps its place in line.
            Err(error @ fetch::Error::Resting { wait }) => self.put_off(error.failure(), wait),
            Err(error) => self.failed(claimed, error.failure(), error.retry_after()),
        }
    }

    async fn extract(&self, article: Article, response: Response, readers: &Arc<Semaphore>) -> ArticleOutcome {
        let Ok(_turn) = readers.acquire().await else {
            return ArticleOutcome::StillThere;
        };
        let read = tokio::task::spawn_blocking(move || read_page(&article, &response)).await;
        match read {
            Ok(Ok(read)) => ArticleOutcome::Read(Box::new(read)),
            Ok(Err(failure)) => ArticleOutcome::Failed { failure, retry_at: None },
            Err(panic) => {
                ArticleOutcome::Failed { failure: Failure::new(Cause::Internal, panic.to_string()), retry_at: None }
            }
        }
    }

    fn failed(&self, claimed: &Claimed<Article>, failure: Failure, asked: Option<Duration>) -> ArticleOutcome {
        let rechecked = claimed.row.stage == Stage::Recheck;
        let taken_back = failure.cause == Cause::Gone || (rechecked && failure.cause == Cause::NotFound);
        if taken_back {
            return ArticleOutcome::Withdrawn;
        }
        let again = failure.cause.is_passing() && claimed.attempts < TRIES;
        if rechecked && !again {
            return ArticleOutcome::StillThere;
        }
        let wait = FIRST_RETRY.saturating_mul(1 << claimed.attempts.min(TRIES)).max(asked.unwrap_or_default());
        if again { self.put_off(failure, wait) } else { ArticleOutcome::Failed { failure, retry_at: None } }
    }

    fn put_off(&self, failure: Failure, wait: Duration) -> ArticleOutcome {
        ArticleOutcome::Failed { failure, retry_at: Some(later(self.clock.now(), wait)) }
    }
}

fn read_page(article: &Article, response: &Response) -> Result<ReadArticle, Failure> {
    let input = PageInput {
        bytes: &response.body,
        content_type: response.content_type.as_deref(),
        url: &response.url,
        wishes: response.wishes.clone(),
    };
    let reading = article::read_page(input)?;
    Ok(ReadArticle {
        canonical: belongs(&reading.canonical, &article.url).then(|| reading.canonical.clone()),
        body: PackedBody::pack(&reading.html),
        text_origin: TextOrigin::Page,
        metadata: merge(&article.metadata, reading),
    })
}

/// Whether a page's idea of its own address can be believed: it must stay on the host that the feed linked to, or
/// within its domain.
fn belongs(canonical: &Url, linked: &Url) -> bool {
    let (Some(canonical), Some(linked)) = (canonical.host_str(), linked.host_str()) else { return false };
    let within = |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
    canonical == linked || within(canonical, linked) || within(linked, canonical)
}

/// The feed knows headline, time and summary best, the page everything else.
fn merge(feed: &Metadata, reading: Reading) -> Metadata {
    let page = reading.metadata;
    Metadata {
        title: non_empty(&feed.title, page.title),
        authors: if page.authors.is_empty() { feed.authors.clone() } else { page.authors },
        published: feed.published.or(page.published),
        updated: page.updated.or(feed.updated),
        language: page.language.or(feed.language),
        genre: if page.genre == Genre::News { feed.genre } else { page.genre },
        syndication: page.syndication.or_else(|| feed.syndication.clone()),
        image: page.image.or_else(|| feed.image.clone()),
        enclosure: feed.enclosure.clone().or(page.enclosure),
        excerpt: non_empty(&feed.excerpt, page.excerpt),
        words: page.words,
        wishes: page.wishes.and(&feed.wishes),
    }
}

fn non_empty(first: &str, second: String) -> String {
    if first.is_empty() { second } else { first.to_owned() }
}

fn log(article: &Article, outcome: &ArticleOutcome) {
    let outcome = match outcome {
        ArticleOutcome::Read(_) => "read",
        ArticleOutcome::StillThere => "still-there",
        ArticleOutcome::Failed { failure, .. } => failure.cause.as_str(),
        ArticleOutcome::Withdrawn => "withdrawn",
    };
    metrics::counter!("octavo_pages_total", "outcome" => outcome).increment(1);
    tracing::debug!(article.id = article.id.get(), outcome, "asked for a page");
}

#[cfg(test)]
mod tests {
    use article::Way;

    use super::*;

    #[test]
    fn a_page_may_name_another_address_on_its_own_domain_only() {
        let check = |canonical: &str, linked: &str, expect: bool| {
            let url = |text: &str| Url::parse(text).unwrap();
            assert_eq!(belongs(&url(canonical), &url(linked)), expect, "{canonical} {linked}");
        };
        check("https://courier.example/a", "https://courier.example/b", true);
        check("https://courier.example/a", "https://m.courier.example/a", true);
        check("https://www.courier.example/a", "https://courier.example/a", true);
        check("https://other.example/a", "https://courier.example/a", false);
        check("https://notcourier.example/a", "https://courier.example/a", false);
    }

    #[test]
    fn the_feed_wins_for_headline_and_time_and_the_page_for_the_rest() {
        let feed =
            Metadata { title: "Feed".into(), excerpt: String::new(), genre: Genre::Opinion, ..Metadata::default() };
        let page = Metadata { title: "Page".into(), excerpt: "Page says".into(), words: 7, ..Metadata::default() };
        let canonical = Url::parse("https://courier.example/a").unwrap();
        let (html, text) = (String::new(), String::new());
        let (way, confidence, correction, next) = (Way::Shape, 80, None, None);
        let reading = Reading { canonical, metadata: page, html, text, way, confidence, correction, next };
        let merged = merge(&feed, reading);
        assert_eq!((merged.title.as_str(), merged.excerpt.as_str(), merged.words), ("Feed", "Page says", 7));
        assert_eq!(merged.genre, Genre::Opinion);
    }
}
