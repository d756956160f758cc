use std::collections::HashSet;

use super::*;
use crate::samples::{at, digest, digested, document, feed, item, poll};
use crate::testing::{self, TestStore};
use crate::{Store, on_both_engines};

on_both_engines!(the_latest_change_counts, what_readers_must_see_is_told);

async fn touch(store: &Store, articles: impl IntoIterator<Item = i64>) {
    let mut transaction = store.begin().await.unwrap();
    Touched::articles(articles).number(&mut transaction).await.unwrap();
    transaction.commit().await.unwrap();
}

fn article(id: i64) -> Changed {
    Changed::Article(ArticleId::new(id))
}

async fn what(store: &Store, seq: i64) -> Vec<Changed> {
    store.changes_after(seq, 100).await.unwrap().iter().map(|change| change.what).collect()
}

async fn the_latest_change_counts(store: TestStore) {
    touch(&store, [1, 2, 3]).await;
    touch(&store, [2]).await;
    assert_eq!(what(&store, 0).await, [article(1), article(3), article(2)]);
    assert_eq!(what(&store, 3).await, [article(2)]);
    assert_eq!(store.changes_after(0, 2).await.unwrap().len(), 2);
    assert_eq!((store.last_change().await.unwrap(), what(&store, 4).await), (4, vec![]));
}

async fn what_readers_must_see_is_told(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a"), item("b")])).await;
    assert_eq!(store.last_change().await.unwrap(), 0, "what is not digested is in no index");
    let articles = digest(&store, &[]).await;
    assert_eq!(what(&store, 0).await.len(), 2);
    let before = store.last_change().await.unwrap();
    store.withdraw(articles[0]).await.unwrap();
    assert_eq!(what(&store, before).await, [Changed::Article(articles[0])]);
    store.remove_feed(id).await.unwrap();
    let before = store.last_change().await.unwrap();
    assert_eq!(store.prune(at(1), 10).await.unwrap(), 2);
    assert_eq!(what(&store, before).await.len(), 2);
    assert!(store.indexable(&articles).await.unwrap().is_empty());
    digested(&store, "other", &["c"]).await;
}

/// Writers side by side; a follower that asks all the time for what comes after the last it saw must see all of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn numbers_become_visible_in_their_order_on_postgres() {
    let store = testing::postgres().await;
    let writer = |number: i64| {
        let store = Store::clone(&store);
        tokio::spawn(async move {
            for round in 0..25 {
                touch(&store, [number * 1000 + 2 * round, number * 1000 + 2 * round + 1]).await;
            }
        })
    };
    let writers: Vec<_> = (0..6).map(writer).collect();
    let (mut seen, mut last) = (HashSet::new(), 0);
    // The last look comes after every writer has ended.
    for last_look in [false, true] {
        loop {
            let over = writers.iter().all(tokio::task::JoinHandle::is_finished);
            for change in store.changes_after(last, 1000).await.unwrap() {
                assert!(change.seq > last);
                last = change.seq;
                seen.insert(change.what);
            }
            if over || last_look {
                break;
            }
        }
    }
    assert_eq!(seen.len(), 6 * 25 * 2);
}
