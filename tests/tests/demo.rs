//! The sample newsroom read by the product, as a newcomer meets it: all that was planted in it arrives.

use std::collections::HashSet;
use std::time::Duration;

use model::{Article, Cause, Feed, Genre, Stage, TextOrigin};
use octavo_tests::{Product, on_both_engines, open_newsroom};
use store::Engine;

on_both_engines!(
    every_healthy_publisher_is_read_and_every_failure_has_its_name,
    what_was_planted_arrives_within_the_hour,
);

async fn feeds(product: &Product) -> Vec<Feed> {
    product.store.feeds(None, None, 100).await.expect("the store answers").items
}

async fn every_healthy_publisher_is_read_and_every_failure_has_its_name(engine: Engine) {
    let (newsroom, product) = open_newsroom(engine).await;
    let failing = [
        ("The Old Lantern", Cause::Gone, "The server says it is gone for good."),
        ("Glasswall Business", Cause::Wall, "A wall against robots stands before the server."),
        ("The Snail Gazette", Cause::Timeout, "The server took too long."),
    ];
    let list = product.get("/feeds?state=failing").await.text();
    let feeds = feeds(&product).await;
    for sample in &newsroom.feeds {
        let feed = feeds.iter().find(|feed| feed.url == sample.url).expect("every sample feed is followed");
        let expect = failing.iter().find(|(name, ..)| *name == sample.publisher.name);
        let cause = feed.health.failure.as_ref().map(|failure| failure.cause);
        assert_eq!(cause, expect.map(|(_, cause, _)| *cause), "{}: {:?}", sample.publisher.name, feed.health.failure);
        if let Some((name, _, words)) = expect {
            assert!(list.contains(name) && list.contains(words), "{name}: {list}");
        } else {
            let own = product.get(&format!("/river?feed={}", feed.id)).await;
            assert!(own.links("/article/").len() >= 3, "{} brings its reports", sample.publisher.name);
        }
    }
    let problems = product.get("/feeds?state=problems").await.text();
    assert!(problems.contains("The Torn Page"), "the broken feed is read, and its problems are told: {problems}");
    assert_front_page_is_full(&product).await;
    newsroom.stop().await;
}

async fn assert_front_page_is_full(product: &Product) {
    let front = product.get("/").await;
    assert!(front.links("/article/").len() >= 20, "{} articles", front.links("/article/").len());
    assert!(front.links("/publisher/").len() >= 6, "{} publishers", front.links("/publisher/").len());
    assert!(front.html.contains("dir=\"rtl\""), "news in Arabic runs from right to left");
    let languages: HashSet<_> =
        product.articles().await.iter().filter_map(|article| article.metadata.language).collect();
    assert!(languages.len() >= 6, "{languages:?}");
}

async fn what_was_planted_arrives_within_the_hour(engine: Engine) {
    let (newsroom, product) = open_newsroom(engine).await;
    let first = product.articles().await;
    for _ in 0..6 {
        product.later(Duration::from_mins(11)).await;
    }
    let articles = product.articles().await;
    assert!(articles.len() >= 120, "{} articles", articles.len());
    assert!(articles.len() > first.len(), "new reports arrive while it runs");
    let ids: HashSet<_> = articles.iter().map(|article| &article.url).collect();
    assert_eq!(ids.len(), articles.len(), "none is doubled");

    let count = |wanted: &dyn Fn(&Article) -> bool| articles.iter().filter(|article| wanted(article)).count();
    assert!(count(&|article| article.metadata.genre == Genre::Opinion) >= 1, "an opinion piece");
    assert!(count(&|article| article.metadata.genre == Genre::Sponsored) >= 1, "a sponsored post");
    assert!(count(&|article| article.metadata.enclosure.is_some()) >= 1, "an episode to listen to");
    assert!(count(&|article| article.revised.is_some()) >= 1, "a correction");
    assert!(count(&|article| article.metadata.wishes.tdm_reserved) >= 1, "a reservation of text and data mining");
    assert!(count(&|article| article.metadata.image.is_some()) >= 20, "pictures");
    assert!(count(&|article| article.text_origin == Some(TextOrigin::Page)) >= 10, "texts from pages");
    assert_eq!(count(&|article| article.stage != Stage::Readable), 0, "{:?}", unreadable(&articles));
    assert_wire_copies(&product, &articles).await;
    let counts = product.store.counts().await.expect("the store answers");
    assert!(counts.withdrawn >= 1, "a withdrawal");
    newsroom.stop().await;
}

/// Papers print the agency's text with its credit. That credit is read as text only: which names are agencies is a list
/// of the world's, and this one is invented.
async fn assert_wire_copies(product: &Product, articles: &[Article]) {
    let publishers = product.store.publishers(None, 100).await.expect("the store answers").items;
    let wire = publishers.iter().find(|publisher| publisher.name == "Meridian Wire").expect("the agency is followed");
    let mut papers = HashSet::new();
    for article in articles.iter().filter(|article| article.publisher_id != wire.id) {
        let body = product.store.body(article.id).await.expect("the store answers").unwrap_or_default();
        if body.contains(": Meridian Wire") {
            papers.insert(article.publisher_id);
        }
    }
    assert!(papers.len() >= 2, "{} papers print the agency's text", papers.len());
}

fn unreadable(articles: &[Article]) -> Vec<String> {
    let waiting = articles.iter().filter(|article| article.stage != Stage::Readable);
    waiting.map(|article| format!("{} {:?} {:?}", article.url, article.stage, article.failure)).collect()
}
