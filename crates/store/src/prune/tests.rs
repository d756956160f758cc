use crate::on_both_engines;
use crate::samples::{all, at, document, feed, item, poll};
use crate::testing::TestStore;

on_both_engines!(what_a_feed_carries_stays, what_left_long_ago_goes_bit_by_bit, withdrawn_rows_go_with_their_time);

async fn what_a_feed_carries_stays(store: TestStore) {
    let id = feed(&store, "paper").await;
    let read = document(&[item("a"), item("b")]);
    poll(&store, id, 0, read.clone()).await;
    assert_eq!(store.prune(at(10_000), 10).await.unwrap(), 0);
    // It left the feed after the day before which things go.
    poll(&store, id, 100, document(&[item("b")])).await;
    assert_eq!(store.prune(at(100), 10).await.unwrap(), 0);
    assert_eq!(store.prune(at(101), 10).await.unwrap(), 1);
    assert_eq!(poll(&store, id, 110, document(&[item("b")])).await.new_entries, 0);
    assert_eq!(all(&store).await.len(), 1);
}

async fn what_left_long_ago_goes_bit_by_bit(store: TestStore) {
    let id = feed(&store, "paper").await;
    let items: Vec<_> = (0..25).map(|number| item(&format!("n{number}"))).collect();
    poll(&store, id, 0, document(&items)).await;
    let article = all(&store).await.remove(0);
    store.remove_feed(id).await.unwrap();
    assert_eq!(store.prune(at(0), 10).await.unwrap(), 0, "not older than the day given");
    let mut pruned = Vec::new();
    while pruned.last() != Some(&0) {
        pruned.push(store.prune(at(1), 10).await.unwrap());
    }
    assert_eq!(pruned, [10, 10, 5, 0]);
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.articles, counts.entries), (0, 0));
    assert_eq!(store.body(article.id).await.unwrap(), None);
}

async fn withdrawn_rows_go_with_their_time(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a")])).await;
    let article = all(&store).await.remove(0);
    store.withdraw(article.id).await.unwrap();
    assert_eq!(store.prune(at(1000), 10).await.unwrap(), 0, "it would come back with the next poll");
    poll(&store, id, 10, document(&[])).await;
    assert_eq!(store.prune(at(1000), 10).await.unwrap(), 1);
}
