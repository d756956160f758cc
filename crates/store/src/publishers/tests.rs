use super::*;
use crate::on_both_engines;
use crate::samples::{at, document, feed, poll, publisher, url};
use crate::testing::TestStore;

on_both_engines!(
    a_home_belongs_to_one_publisher,
    facts_are_replaced,
    pages_and_picks_agree,
    a_feed_tells_a_home_that_is_not_taken,
    ids_grow_and_never_meet,
);

async fn a_home_belongs_to_one_publisher(store: TestStore) {
    let first = publisher(&store, "paper").await;
    assert_eq!(publisher(&store, "paper").await, first);
    let homeless = NewPublisher { name: "paper".into(), ..NewPublisher::default() };
    let (second, third) =
        (store.add_publisher(&homeless).await.unwrap(), store.add_publisher(&homeless).await.unwrap());
    assert!(second != first && third != second);
    let known = store.publisher_by_home(&url("https://paper.example/")).await.unwrap();
    assert_eq!(known.map(|publisher| publisher.id), Some(first));
}

async fn facts_are_replaced(store: TestStore) {
    let id = publisher(&store, "paper").await;
    let facts = Publisher {
        id,
        name: "The Paper".into(),
        home: None,
        ownership: Ownership {
            country: Some("IS".into()),
            owner: Some("A trust".into()),
            funder: None,
            appoints_editor: Some("Its staff".into()),
            evidence: Some(url("https://register.example/1")),
            checked: Some(at(0)),
        },
    };
    assert!(store.update_publisher(&facts).await.unwrap());
    assert_eq!(store.publisher(id).await.unwrap(), Some(facts.clone()));
    let nobody = Publisher { id: PublisherId::new(1), ..facts };
    assert!(!store.update_publisher(&nobody).await.unwrap());
    assert_eq!(store.publisher(nobody.id).await.unwrap(), None);
}

async fn pages_and_picks_agree(store: TestStore) {
    let mut ids = Vec::new();
    for name in ["a", "b", "c"] {
        ids.insert(0, publisher(&store, name).await);
    }
    let first = store.publishers(None, 2).await.unwrap();
    let second = store.publishers(first.next, 2).await.unwrap();
    let listed: Vec<_> = first.items.into_iter().chain(second.items).collect();
    assert_eq!(listed.iter().map(|publisher| publisher.id).collect::<Vec<_>>(), ids);
    ids.push(PublisherId::new(1));
    let picked = store.publishers_by_id(&ids).await.unwrap();
    assert_eq!(picked.len(), 3);
    assert!(listed.iter().all(|publisher| picked[&publisher.id] == *publisher));
    assert!(store.publishers_by_id(&[]).await.unwrap().is_empty());
}

async fn a_feed_tells_a_home_that_is_not_taken(store: TestStore) {
    let id = feed(&store, "paper").await;
    let owner = store.feed(id).await.unwrap().unwrap().publisher_id;
    let named = store.publisher(owner).await.unwrap().unwrap();
    store.update_publisher(&Publisher { home: None, ..named.clone() }).await.unwrap();
    publisher(&store, "other").await;
    let told = |home: &str| crate::ReadFeed { home: Some(url(home)), ..document(&[]) };
    for (home, expect) in [
        ("https://other.example/", None),
        ("https://paper.example/", named.home),
        ("https://elsewhere.example/", Some(url("https://paper.example/"))),
    ] {
        poll(&store, id, 0, told(home)).await;
        assert_eq!(store.publisher(owner).await.unwrap().unwrap().home, expect, "{home}");
    }
}

async fn ids_grow_and_never_meet(store: TestStore) {
    let other = store.another().await;
    let mut ranges = Vec::new();
    for (store, count) in [(&*store, 3), (&other, 5000), (&*store, 4094), (&*store, 1), (&other, 1), (&*store, 1)] {
        let first = store.new_ids(count).await.unwrap();
        ranges.push(first..first + i64::try_from(count).unwrap());
    }
    let mine: Vec<_> = [0, 2, 3, 5].into_iter().map(|at: usize| ranges[at].clone()).collect();
    assert!(mine.windows(2).all(|pair| pair[0].end <= pair[1].start), "{mine:?}");
    ranges.sort_by_key(|range| range.start);
    assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start), "{ranges:?}");
    assert!(ranges[0].start > 0 && ranges[5].end < 1 << 53);
}
