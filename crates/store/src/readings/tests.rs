use jiff::SignedDuration;
use model::{ArticleId, Cause, Metadata, Stage};

use super::*;
use crate::samples::{MINUTE, at, claim, document, feed, item, only, poll, teaser, url};
use crate::testing::TestStore;
use crate::{Claimed, Item, PackedBody, on_both_engines};

on_both_engines!(
    a_page_makes_an_article_readable,
    a_reading_without_its_lease_counts_for_nothing,
    a_failure_is_tried_again_and_then_kept,
    what_was_read_once_stays_readable,
    a_page_that_is_gone_withdraws_its_article,
    a_canonical_address_is_followed,
    two_addresses_of_one_page_become_one_article,
    a_folded_article_lends_its_text,
    a_claim_counts_as_a_try,
    only_the_stages_asked_for_are_claimed,
);

fn reading(canonical: Option<&str>) -> ArticleOutcome {
    ArticleOutcome::Read(Box::new(ReadArticle {
        canonical: canonical.map(url),
        metadata: Metadata { title: "From the page".into(), published: Some(at(-20)), ..Metadata::default() },
        body: PackedBody::pack("<p>The page.</p>"),
        text_origin: TextOrigin::Page,
    }))
}

async fn record(store: &Store, claimed: &Claimed<model::Article>, minutes: i64, outcome: ArticleOutcome) -> bool {
    let report = ArticleReport { article_id: claimed.row.id, lease: claimed.lease, at: at(minutes), outcome };
    store.record_article(&report).await.unwrap()
}

/// A store with one teaser, claimed.
async fn claimed(store: &Store) -> Claimed<model::Article> {
    let id = feed(store, "paper").await;
    poll(store, id, 0, document(&[teaser("a")])).await;
    claim(store, Stage::New, 0).await
}

async fn a_page_makes_an_article_readable(store: TestStore) {
    let claimed = claimed(&store).await;
    assert!(record(&store, &claimed, 1, reading(None)).await);
    let article = only(&store).await;
    assert_eq!((article.stage, article.text_origin), (Stage::Readable, Some(TextOrigin::Page)));
    assert_eq!((article.metadata.title.as_str(), article.listed), ("From the page", at(-20)));
    assert_eq!(article.revised, None, "a teaser that grows is not a revision");
    assert_eq!(store.body(article.id).await.unwrap().as_deref(), Some("<p>The page.</p>"));
    assert_eq!(store.next_due_article().await.unwrap(), None);
}

async fn a_reading_without_its_lease_counts_for_nothing(store: TestStore) {
    let claimed = claimed(&store).await;
    assert!(record(&store, &claimed, 1, reading(None)).await);
    let before = only(&store).await;
    for outcome in [reading(None), ArticleOutcome::StillThere, ArticleOutcome::Withdrawn] {
        assert!(!record(&store, &claimed, 2, outcome).await);
    }
    let report = ArticleReport {
        article_id: ArticleId::new(1),
        lease: claimed.lease,
        at: at(3),
        outcome: ArticleOutcome::StillThere,
    };
    assert!(!store.record_article(&report).await.unwrap());
    assert_eq!(only(&store).await, before);
}

fn failure() -> Failure {
    Failure::new(Cause::ServerError, "HTTP 503")
}

async fn a_failure_is_tried_again_and_then_kept(store: TestStore) {
    let first = claimed(&store).await;
    let again = ArticleOutcome::Failed { failure: failure(), retry_at: Some(at(30)) };
    assert!(record(&store, &first, 1, again).await);
    assert_eq!(store.next_due_article().await.unwrap(), Some(at(30)));
    assert!(store.claim_articles(&[Stage::New], at(29), 9, MINUTE).await.unwrap().is_empty());
    let second = claim(&store, Stage::New, 30).await;
    assert_eq!((second.attempts, second.row.failure.clone()), (1, Some(failure())));
    assert!(record(&store, &second, 31, ArticleOutcome::Failed { failure: failure(), retry_at: None }).await);
    let article = only(&store).await;
    assert_eq!((article.stage, article.failure), (Stage::Failed, Some(failure())));
    assert_eq!(store.body(article.id).await.unwrap().as_deref(), Some("<p>Teaser of a</p>"));
}

async fn what_was_read_once_stays_readable(store: TestStore) {
    let id = feed(&store, "paper").await;
    let old = Item { published: Some(at(-60)), ..item("old") };
    poll(&store, id, 0, document(&[item("a"), old.clone()])).await;
    poll(&store, id, 10, document(&[old])).await;
    let recheck = claim(&store, Stage::Recheck, 10).await;
    assert!(record(&store, &recheck, 11, ArticleOutcome::Failed { failure: failure(), retry_at: None }).await);
    let article = store.article(recheck.row.id).await.unwrap().unwrap();
    assert_eq!((article.stage, article.failure), (Stage::Readable, Some(failure())));
}

async fn a_page_that_is_gone_withdraws_its_article(store: TestStore) {
    let claimed = claimed(&store).await;
    assert!(record(&store, &claimed, 1, ArticleOutcome::Withdrawn).await);
    let article = store.article(claimed.row.id).await.unwrap().unwrap();
    assert_eq!((article.stage, article.metadata.excerpt.as_str()), (Stage::Withdrawn, ""));
    assert_eq!(store.body(claimed.row.id).await.unwrap(), None);
    assert_eq!(store.counts().await.unwrap().withdrawn, 1);
}

async fn a_canonical_address_is_followed(store: TestStore) {
    let claimed = claimed(&store).await;
    assert!(record(&store, &claimed, 1, reading(Some("https://paper.example/real"))).await);
    assert_eq!(only(&store).await.url, url("https://paper.example/real"));
}

async fn two_addresses_of_one_page_become_one_article(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("real"), teaser("amp")])).await;
    let amp = claim(&store, Stage::New, 0).await;
    assert!(record(&store, &amp, 1, reading(Some("https://paper.example/real"))).await);
    let article = only(&store).await;
    assert_eq!(article.metadata.title, "News of real", "a complete text from the feed stays");
    assert_eq!(store.article(amp.row.id).await.unwrap(), None);
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.entries, counts.articles), (2, 1));
    let again = poll(&store, id, 10, document(&[item("real"), teaser("amp")])).await;
    assert_eq!((again.new_entries, again.new_articles), (0, 0));
}

async fn a_folded_article_lends_its_text(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[teaser("real"), teaser("amp")])).await;
    let both = store.claim_articles(&[Stage::New], at(0), 9, MINUTE).await.unwrap();
    let amp = both.iter().find(|claimed| claimed.row.url.path() == "/amp").unwrap();
    assert!(record(&store, amp, 1, reading(Some("https://paper.example/real"))).await);
    let article = only(&store).await;
    assert_eq!((article.stage, article.metadata.title.as_str()), (Stage::Readable, "From the page"));
    assert_eq!(article.url, url("https://paper.example/real"));
}

async fn a_claim_counts_as_a_try(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[teaser("a")])).await;
    for tries in 0..3 {
        // A worker that was killed hands nothing in; its lease ends by itself.
        let claimed = store.claim_articles(&Stage::ALL, at(0), 1, std::time::Duration::ZERO).await.unwrap();
        assert_eq!(claimed[0].attempts, tries);
    }
}

async fn only_the_stages_asked_for_are_claimed(store: TestStore) {
    let id = feed(&store, "paper").await;
    let late = at(0) - SignedDuration::from_hours(1);
    poll(&store, id, 0, document(&[teaser("a"), item("b")])).await;
    for (stages, now) in [(&[Stage::Recheck][..], at(0)), (&[][..], at(0)), (&[Stage::New][..], late)] {
        assert!(store.claim_articles(stages, now, 9, MINUTE).await.unwrap().is_empty(), "{stages:?}");
    }
    claim(&store, Stage::New, 0).await;
    assert!(store.claim_articles(&[Stage::New], at(0), 9, MINUTE).await.unwrap().is_empty());
}
