//! The store goes away while the product works, and comes back: work resumes by itself, nothing is lost or doubled.

use std::collections::HashSet;
use std::time::Duration;

use octavo_tests::samples::{Item, prose, rss};
use octavo_tests::{Answer, Cable, FakeWeb, Gate, Product, Setup, until};
use store::{Engine, Store};

/// Feeds of one import, and entries in each.
const FEEDS: usize = 12;
const ENTRIES: usize = 10;

/// A web of feeds, each followed.
async fn import(product: &Product, web: &FakeWeb, paper: &str) {
    for feed in 0..FEEDS {
        let path = format!("/{paper}/{feed}");
        let item = |entry: usize| {
            let link = format!("https://{paper}.example/{feed}/{entry}");
            Item::full(&link, &format!("{paper} {feed}-{entry}"), &prose(paper, 300))
        };
        web.set(&path, Answer::feed(rss(paper, &(0..ENTRIES).map(item).collect::<Vec<_>>())));
        product.follow(paper, &web.at(&path)).await;
    }
}

/// Every entry of these imports is an article once, with its text.
async fn assert_complete(product: &Product, papers: &[&str]) {
    let articles = product.articles().await;
    let titles: HashSet<&str> = articles.iter().map(|article| article.metadata.title.as_str()).collect();
    let expected = papers.len() * FEEDS * ENTRIES;
    assert_eq!((articles.len(), titles.len()), (expected, expected), "articles, and different ones");
    for article in &articles {
        let body = product.store.body(article.id).await.expect("the store answers");
        assert!(body.is_some_and(|body| body.contains("word of the day")), "{}", article.metadata.title);
    }
}

async fn until_readable(product: &Product, articles: usize) {
    until("all articles are readable", async || {
        let counts = product.store.counts().await.ok()?;
        (counts.readable == articles as u64).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_goes_on_when_a_lost_database_is_back() {
    let (place, web) = (store::testing::postgres().await, FakeWeb::start().await);
    let cable = Cable::to(place.url()).await;
    let store = Store::open(&cable.database_url()).await.expect("the cable is plugged in");
    let product = Setup::on(Engine::Postgres).reaching(&[&web]).over(store).open().await;
    import(&product, &web, "tern").await;
    let running = product.pipeline.clone().start();
    until_readable(&product, FEEDS * ENTRIES).await;

    cable.pull();
    let page = product.get("/").await;
    assert_eq!(page.status, 503, "{}", page.text());
    assert_eq!(product.get("/healthz").await.status, 503);
    cable.plug().await;

    import(&product, &web, "skua").await;
    until_readable(&product, 2 * FEEDS * ENTRIES).await;
    assert_eq!(product.get("/healthz").await.status, 200);
    running.stop().await;
    assert_complete(&product, &["tern", "skua"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_break_in_the_middle_of_an_import_lose_and_double_nothing() {
    let (place, web) = (store::testing::postgres().await, FakeWeb::start().await);
    let cable = Cable::to(place.url()).await;
    let store = Store::open(&cable.database_url()).await.expect("the cable is plugged in");
    let mut product = Setup::on(Engine::Postgres).reaching(&[&web]).over(store).open().await;
    // What was claimed when the cable was pulled is claimed again soon.
    product.pipeline.options.lease = Duration::from_secs(1);
    import(&product, &web, "tern").await;
    let running = product.pipeline.clone().start();
    for served in [3, 7, 11] {
        until("so many feeds were fetched", async || (web.asked().len() >= served).then_some(())).await;
        cable.pull();
        cable.plug().await;
    }
    until_readable(&product, FEEDS * ENTRIES).await;
    running.stop().await;
    assert_complete(&product, &["tern"]).await;
}

/// Taken up anew at every claim, work slower than its lease would repeat for ever and keep nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_that_outlasts_its_lease_is_kept_and_not_begun_anew() {
    let (web, gate) = (FakeWeb::start().await, Gate::closed());
    let mut product = Setup::on(Engine::Sqlite).reaching(&[&web]).open().await;
    product.pipeline.options.lease = Duration::from_millis(1);
    let slow = Item::full("https://slow.example/1", "The slow report", &prose("slow", 200));
    web.set("/slow", Answer::feed(rss("The Slow Gull", &[slow])).behind(&gate));
    let id = product.follow("The Slow Gull", &web.at("/slow")).await;
    import(&product, &web, "tern").await;
    let running = product.pipeline.clone().start();
    gate.arrived().await;
    until_readable(&product, FEEDS * ENTRIES).await;
    assert_eq!(web.asked_for("/slow").len(), 1, "what is under way is not asked for again");
    gate.open();
    until_readable(&product, FEEDS * ENTRIES + 1).await;
    running.stop().await;
    assert_eq!(product.feed(id).await.health.failure, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_waits_while_the_disk_is_full_and_goes_on_when_there_is_room() {
    let (place, web) = (store::testing::sqlite().await, FakeWeb::start().await);
    let product = Setup::on(Engine::Sqlite).reaching(&[&web]).over(Store::clone(&place)).open().await;
    import(&product, &web, "tern").await;
    product.settle().await;
    import(&product, &web, "skua").await;

    place.fill_up().await;
    let mut working = std::pin::pin!(product.settle());
    let waited = tokio::time::timeout(Duration::from_secs(1), &mut working).await;
    assert!(waited.is_err(), "a full disk is waited out, not worked around");
    assert!(product.get("/river").await.text().contains("tern "), "what was kept can be read");

    place.make_room().await;
    working.await;
    assert_complete(&product, &["tern", "skua"]).await;
    assert_eq!(product.store.counts().await.expect("the store answers").failing_feeds, 0);
}
