use std::collections::HashSet;

use jiff::SignedDuration;
use model::Metadata;

use super::*;
use crate::samples::{at, document, feed_of, item, poll, publisher};
use crate::testing::TestStore;
use crate::{Item, on_both_engines};

on_both_engines!(
    pages_follow_one_another_without_gap_or_repeat,
    each_filter_narrows_the_list,
    nobody_jumps_the_queue_by_a_date_to_come,
);

/// Items of one minute each, newest first, and several of the same minute.
fn items(count: i64, language: &str) -> Vec<Item> {
    let one = |number: i64| {
        let published = Some(at(-10 - number / 3));
        let language = language.parse().ok();
        let name = format!("{}{number}", language.map_or_else(String::new, |l: Language| l.to_string()));
        let metadata = Metadata { published, language, ..item(&name).metadata };
        Item { published, metadata, ..item(&name) }
    };
    (0..count).map(one).collect()
}

async fn pages_follow_one_another_without_gap_or_repeat(store: TestStore) {
    let paper = publisher(&store, "paper").await;
    let feed = feed_of(&store, paper, "paper").await;
    poll(&store, feed, 0, document(&items(20, "en"))).await;
    let by_feed = ListFilter { feed: Some(feed), ..ListFilter::default() };
    for filter in [ListFilter::default(), by_feed] {
        let (mut seen, mut after) = (Vec::new(), None);
        for _ in 0..5 {
            let page = store.newest(&filter, Audience::Private, after, 5).await.unwrap();
            seen.extend(page.items.into_iter().map(|listed| (listed.article.listed, listed.article.id)));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.iter().collect::<HashSet<_>>().len(), 20);
        assert!(seen.windows(2).all(|pair| pair[0] > pair[1]), "{seen:?}");
    }
}

async fn each_filter_narrows_the_list(store: TestStore) {
    let (one, two) = (publisher(&store, "one").await, publisher(&store, "two").await);
    let (a, b) = (feed_of(&store, one, "a").await, feed_of(&store, two, "b").await);
    poll(&store, a, 0, document(&items(4, "en"))).await;
    let mut both = items(3, "ja");
    both.extend(items(2, "en"));
    poll(&store, b, 1, document(&both)).await;
    let (en, ja) = ("en".parse().ok(), "ja".parse().ok());
    let filter = |publisher, feed, language| ListFilter { publisher, feed, language };
    for (filter, expect) in [
        (filter(None, None, None), 7),
        (filter(Some(one), None, None), 4),
        (filter(Some(two), None, None), 3),
        (filter(None, None, en), 4),
        (filter(None, None, ja), 3),
        (filter(Some(two), None, en), 0),
        (filter(Some(two), None, ja), 3),
        (filter(None, Some(b), None), 5),
        (filter(None, Some(b), en), 2),
        (filter(Some(one), Some(b), None), 2),
        (filter(Some(one), Some(b), ja), 0),
    ] {
        let page = store.newest(&filter, Audience::Private, None, 50).await.unwrap();
        assert_eq!((page.items.len(), page.next), (expect, None), "{filter:?}");
    }
}

async fn nobody_jumps_the_queue_by_a_date_to_come(store: TestStore) {
    let paper = publisher(&store, "paper").await;
    let feed = feed_of(&store, paper, "paper").await;
    let published = Some(at(0) + SignedDuration::from_hours(1000));
    let early = Item { published, metadata: Metadata { published, ..item("a").metadata }, ..item("a") };
    poll(&store, feed, 0, document(&[early])).await;
    let mut later = item("b");
    later.metadata.published = Some(at(5));
    poll(&store, feed, 10, document(&[later])).await;
    let page = store.newest(&ListFilter::default(), Audience::Private, None, 50).await.unwrap();
    let order: Vec<_> = page.items.iter().map(|listed| (listed.article.url.path(), listed.article.listed)).collect();
    assert_eq!(order, [("/b", at(5)), ("/a", at(0))]);
}
