use std::collections::HashSet;

use super::*;
use crate::PollOutcome;
use crate::on_both_engines;
use crate::samples::{MINUTE, at, feed, feed_of, publisher, report, url};
use crate::testing::TestStore;

on_both_engines!(
    a_url_is_added_once,
    what_is_written_is_read_back,
    pages_of_feeds_follow_one_another,
    a_claim_takes_what_is_due_longest_first,
    a_claimed_feed_is_nobody_elses_until_its_lease_ends,
    claims_side_by_side_share_the_feeds_out,
    a_failed_poll_counts_and_a_good_one_forgets,
    a_removed_feed_takes_its_entries_along,
    an_unknown_publisher_is_refused,
);

async fn a_url_is_added_once(store: TestStore) {
    let publisher_id = publisher(&store, "paper").await;
    let new = NewFeed { publisher_id, url: url("https://paper.example/rss"), title: "A".into(), next_poll: at(0) };
    let Added::New(id) = store.add_feed(&new).await.unwrap() else { panic!("it is new") };
    let again = NewFeed { title: "B".into(), ..new };
    assert_eq!(store.add_feed(&again).await.unwrap(), Added::Known(id));
    assert_eq!(store.feed(id).await.unwrap().unwrap().title, "A");
}

async fn what_is_written_is_read_back(store: TestStore) {
    let id = feed(&store, "paper").await;
    let known = store.feed(id).await.unwrap().unwrap();
    assert_eq!(known.next_poll, at(0));
    assert_eq!(known.health, Health::default());
    assert_eq!(store.feed_by_url(&known.url).await.unwrap(), Some(known));
    assert_eq!(store.feed(FeedId::new(1)).await.unwrap(), None);
    assert!(!store.pause_feed(FeedId::new(1), true).await.unwrap());
}

async fn pages_of_feeds_follow_one_another(store: TestStore) {
    let publisher = publisher(&store, "paper").await;
    let mut ids = Vec::new();
    for name in ["a", "b", "c"] {
        ids.push(feed_of(&store, publisher, name).await);
    }
    ids.reverse();
    feed(&store, "other").await;
    let first = store.feeds(Some(publisher), None, 2).await.unwrap();
    let second = store.feeds(Some(publisher), first.next, 2).await.unwrap();
    assert_eq!(second.next, None);
    let seen: Vec<_> = first.items.iter().chain(&second.items).map(|feed| feed.id).collect();
    assert_eq!(seen, ids);
    assert_eq!(store.feeds(None, None, 10).await.unwrap().items.len(), 4);
}

async fn a_claim_takes_what_is_due_longest_first(store: TestStore) {
    let (late, later, paused) = (feed(&store, "a").await, feed(&store, "b").await, feed(&store, "c").await);
    let future = feed(&store, "d").await;
    store.poll_feed_at(late, at(-5)).await.unwrap();
    store.poll_feed_at(later, at(-3)).await.unwrap();
    store.poll_feed_at(future, at(5)).await.unwrap();
    store.pause_feed(paused, true).await.unwrap();
    assert_eq!(store.next_due().await.unwrap(), Some(at(-5)));
    let claimed = store.claim_due_feeds(at(0), 10, MINUTE).await.unwrap();
    assert_eq!(claimed.iter().map(|claimed| claimed.row.id).collect::<Vec<_>>(), [late, later]);
    assert_eq!(store.next_due().await.unwrap(), Some(at(5)));
    assert_eq!(store.claim_due_feeds(at(5), 0, MINUTE).await.unwrap().len(), 0);
}

async fn a_claimed_feed_is_nobody_elses_until_its_lease_ends(store: TestStore) {
    let id = feed(&store, "paper").await;
    let first = store.claim_due_feeds(at(0), 1, Duration::ZERO).await.unwrap();
    let second = store.claim_due_feeds(at(0), 1, MINUTE).await.unwrap();
    assert_eq!(second.len(), 1, "a lease of no length has ended");
    assert!(store.claim_due_feeds(at(0), 1, MINUTE).await.unwrap().is_empty());
    let failed = |lease| report(id, lease, at(1), PollOutcome::Failed(Failure::new(Cause::Timeout, "")));
    let lost = store.record_polls(&[failed(first[0].lease)]).await.unwrap();
    assert!(lost[0].lease_lost);
    assert_eq!(store.feed(id).await.unwrap().unwrap().health.failures, 0);
    let kept = store.record_polls(&[failed(second[0].lease)]).await.unwrap();
    assert!(!kept[0].lease_lost);
}

async fn claims_side_by_side_share_the_feeds_out(store: TestStore) {
    let publisher = publisher(&store, "paper").await;
    for number in 0..60 {
        feed_of(&store, publisher, &number.to_string()).await;
    }
    let other = store.another().await;
    let mut workers = tokio::task::JoinSet::new();
    for worker in 0..8 {
        let store = if worker % 2 == 0 { Store::clone(&store) } else { other.clone() };
        workers.spawn(async move {
            let mut mine = Vec::new();
            loop {
                let claimed = store.claim_due_feeds(at(0), 3, MINUTE).await.unwrap();
                if claimed.is_empty() {
                    return mine;
                }
                mine.extend(claimed.into_iter().map(|claimed| claimed.row.id));
            }
        });
    }
    let taken: Vec<_> = workers.join_all().await.into_iter().flatten().collect();
    assert_eq!(taken.iter().collect::<HashSet<_>>().len(), 60);
    assert_eq!(taken.len(), 60);
}

async fn a_failed_poll_counts_and_a_good_one_forgets(store: TestStore) {
    let id = feed(&store, "paper").await;
    let failure = Failure::new(Cause::Wall, "a wall's name");
    for minutes in [0, 10] {
        let claimed = store.claim_due_feeds(at(minutes), 1, MINUTE).await.unwrap();
        let outcome = PollOutcome::Failed(failure.clone());
        store.record_polls(&[report(id, claimed[0].lease, at(minutes), outcome)]).await.unwrap();
    }
    let health = store.feed(id).await.unwrap().unwrap().health;
    assert_eq!((health.failures, health.failure, health.succeeded), (2, Some(failure), None));
    let claimed = store.claim_due_feeds(at(20), 1, MINUTE).await.unwrap();
    assert_eq!(claimed[0].attempts, 2);
    let validators = Validators { etag: None, last_modified: Some("Sun, 01 Mar 2026 12:00:00 GMT".into()) };
    let outcome = PollOutcome::Unchanged { validators: validators.clone() };
    store.record_polls(&[report(id, claimed[0].lease, at(20), outcome)]).await.unwrap();
    let feed = store.feed(id).await.unwrap().unwrap();
    assert_eq!(feed.health, Health { polled: Some(at(20)), succeeded: Some(at(20)), ..Health::default() });
    assert_eq!((feed.validators, feed.next_poll, feed.interval), (validators, at(30), 10 * MINUTE));
}

async fn a_removed_feed_takes_its_entries_along(store: TestStore) {
    use crate::samples::{document, item, poll};
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a")])).await;
    assert!(store.remove_feed(id).await.unwrap());
    assert!(!store.remove_feed(id).await.unwrap());
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.feeds, counts.entries, counts.articles), (0, 0, 1));
}

async fn an_unknown_publisher_is_refused(store: TestStore) {
    let new = NewFeed {
        publisher_id: PublisherId::new(7),
        url: url("https://paper.example/rss"),
        title: String::new(),
        next_poll: at(0),
    };
    assert!(matches!(store.add_feed(&new).await, Err(Error::Refused(_))));
}
