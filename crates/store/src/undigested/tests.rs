use std::time::Duration;

use model::{Cause, Failure, Stage, TextOrigin};

use super::*;
use crate::samples::{MINUTE, all, at, changed, claim, digest, document, feed, item, only, poll, teaser};
use crate::testing::TestStore;
use crate::{ArticleOutcome, ArticleReport, DigestReport, ReadArticle, on_both_engines};

on_both_engines!(
    an_article_waits_once_it_can_be_read,
    a_page_that_was_read_or_given_up_is_digested,
    an_article_that_changed_is_digested_anew,
    what_fails_three_times_is_passed_over,
    a_digest_of_what_it_was_before_counts_for_nothing,
    another_version_of_the_models_digests_all_anew,
);

async fn waiting(store: &Store) -> u64 {
    store.counts().await.unwrap().undigested
}

async fn an_article_waits_once_it_can_be_read(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a"), teaser("b"), item("c")])).await;
    let claimed = store.claim_undigested(Audience::Private, 9, MINUTE).await.unwrap();
    assert_eq!(claimed.len(), 2, "a teaser is no text yet");
    assert!(store.claim_undigested(Audience::Private, 9, MINUTE).await.unwrap().is_empty(), "each is held by one");
    let first = &claimed[0].row;
    assert_eq!((first.listed.publisher.as_str(), claimed[0].attempts), ("paper", 0));
    assert!(first.body.as_ref().unwrap().unpack().unwrap().starts_with("<p>All about"));
    store.withdraw(first.listed.article.id).await.unwrap();
    assert_eq!(waiting(&store).await, 1);
}

async fn a_page_that_was_read_or_given_up_is_digested(store: TestStore) {
    for outcome in ["read", "failed"] {
        let id = feed(&store, outcome).await;
        poll(&store, id, 0, document(&[teaser(outcome)])).await;
        let claimed = claim(&store, Stage::New, 0).await;
        let read = ReadArticle {
            canonical: None,
            metadata: claimed.row.metadata.clone(),
            body: PackedBody::pack("<p>The page.</p>"),
            text_origin: TextOrigin::Page,
        };
        let outcome = match outcome {
            "read" => ArticleOutcome::Read(Box::new(read)),
            _ => ArticleOutcome::Failed { failure: Failure::new(Cause::Timeout, ""), retry_at: None },
        };
        let report = ArticleReport { article_id: claimed.row.id, lease: claimed.lease, at: at(1), outcome };
        assert!(store.record_article(&report).await.unwrap());
        assert_eq!(waiting(&store).await, 1);
        digest(&store, &[]).await;
    }
}

async fn an_article_that_changed_is_digested_anew(store: TestStore) {
    let id = feed(&store, "paper").await;
    let first = item("a");
    poll(&store, id, 0, document(std::slice::from_ref(&first))).await;
    digest(&store, &[]).await;
    poll(&store, id, 10, document(std::slice::from_ref(&first))).await;
    assert_eq!(waiting(&store).await, 0);
    let before = store.last_change().await.unwrap();
    poll(&store, id, 20, document(&[changed(&first, "Another headline", "<p>Another text.</p>")])).await;
    assert_eq!(waiting(&store).await, 1);
    assert_eq!(store.changes_after(before, 9).await.unwrap().len(), 1);
}

async fn what_fails_three_times_is_passed_over(store: TestStore) {
    let id = feed(&store, "paper").await;
    let first = item("a");
    poll(&store, id, 0, document(&[first.clone(), item("b")])).await;
    for tries in 0..3 {
        // A worker that was killed hands nothing in; its lease ends by itself.
        let claimed = store.claim_undigested(Audience::Private, 1, Duration::ZERO).await.unwrap();
        assert_eq!(claimed[0].attempts, tries);
    }
    assert_eq!(store.claim_undigested(Audience::Private, 9, Duration::ZERO).await.unwrap().len(), 1);
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.undigested, counts.indigestible), (1, 1));
    let both = [changed(&first, "Another headline", "<p>Another text.</p>"), item("b")];
    poll(&store, id, 10, document(&both)).await;
    poll(
        &store,
        id,
        20,
        document(&[changed(&both[0], "A third", "<p>A third.</p>"), changed(&both[1], "B", "<p>B</p>")]),
    )
    .await;
    assert_eq!(waiting(&store).await, 2, "another text is another chance");
}

async fn a_digest_of_what_it_was_before_counts_for_nothing(store: TestStore) {
    let id = feed(&store, "paper").await;
    let first = item("a");
    poll(&store, id, 0, document(std::slice::from_ref(&first))).await;
    let claimed = store.claim_undigested(Audience::Private, 9, MINUTE).await.unwrap().remove(0);
    poll(&store, id, 10, document(&[changed(&first, "Another headline", "<p>Another text.</p>")])).await;
    let article_id = only(&store).await.id;
    let lease = claimed.lease;
    let report = DigestReport { article_id, lease, language: None, section: None, gist: None, hashtags: Vec::new() };
    assert_eq!(store.record_digests(std::slice::from_ref(&report)).await.unwrap(), 0);
    let again = store.claim_undigested(Audience::Private, 9, MINUTE).await.unwrap().remove(0);
    assert_eq!(again.row.listed.article.metadata.title, "Another headline");
    let report = DigestReport { lease: again.lease, ..report };
    let twice = [report.clone(), report];
    assert_eq!(store.record_digests(&twice).await.unwrap(), 1, "once in a batch");
    assert_eq!(store.record_digests(&twice).await.unwrap(), 0, "and once for all");
    assert_eq!(store.unassigned(9).await.unwrap()[0].gist, None);
}

async fn another_version_of_the_models_digests_all_anew(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a"), item("b")])).await;
    digest(&store, &[]).await;
    assert_eq!(store.digest_anew(1, at(5)).await.unwrap(), 0);
    assert_eq!(store.digest_anew(2, at(5)).await.unwrap(), 2);
    assert_eq!(waiting(&store).await, 2);
    assert_eq!(all(&store).await.len(), 2);
}
