//! Whatever polls, claims and reports come in whatever order: no entry is lost, none is doubled, and each points to an
//! article.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use model::{Cause, Failure, FeedId, Stage, TextOrigin};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::samples::{at, changed, document, feed_of, item, lease, publisher, report, teaser};
use crate::sql::Statement;
use crate::testing::{self, TestStore};
use crate::{ArticleOutcome, ArticleReport, Item, PackedBody, PollOutcome, ReadArticle, ReadFeed, Store};

/// Articles that the feeds of the test may name.
const NAMES: u8 = 6;

#[derive(Debug, Clone)]
enum Step {
    /// A feed is polled and carries these names, each in a version.
    Poll { feed: usize, carried: Vec<(u8, u8)>, deleted: Option<u8>, twice: bool },
    /// A worker dies with everything claimed.
    Abandon,
    /// Everything waiting is worked on, and ends one way or the other.
    Work { end: u8 },
    /// Old things go.
    Prune,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let carried = prop::collection::vec((0..NAMES, 0..3u8), 0..8);
    let poll = (0..3usize, carried, prop::option::weighted(0.1, 0..NAMES), any::<bool>())
        .prop_map(|(feed, carried, deleted, twice)| Step::Poll { feed, carried, deleted, twice });
    let others = prop_oneof![Just(Step::Abandon), (0..4u8).prop_map(|end| Step::Work { end }), Just(Step::Prune)];
    prop::collection::vec(prop_oneof![3 => poll, 2 => others], 1..16)
}

/// The versions of an item differ in words, and some of them are mere teasers.
fn version(name: u8, version: u8) -> Item {
    let name = format!("n{name}");
    match version {
        0 => item(&name),
        1 => changed(&item(&name), "Changed", "<p>Changed.</p>"),
        _ => Item { fingerprint: 9, ..teaser(&name) },
    }
}

/// What the store must know: by feed, the guids it was ever told and the versions it carries.
#[derive(Default)]
struct Told {
    guids: HashSet<(FeedId, String)>,
    carried: HashMap<FeedId, HashMap<String, i64>>,
}

async fn poll(store: &Store, told: &mut Told, feed: FeedId, minutes: i64, step: &Step) {
    let Step::Poll { carried, deleted, twice, .. } = step else { return };
    let items: Vec<_> = carried.iter().map(|(name, which)| version(*name, *which)).collect();
    let mut carried = HashMap::new();
    for item in &items {
        carried.entry(item.guid.clone()).or_insert(item.fingerprint);
    }
    told.guids.extend(carried.keys().map(|guid| (feed, guid.clone())));
    told.carried.insert(feed, carried);
    let deleted = deleted.iter().map(|name| format!("n{name}")).collect();
    let read = PollOutcome::Read(Box::new(ReadFeed { deleted, ..document(&items) }));
    let report = report(feed, lease(store, feed).await, at(minutes), read);
    assert!(!store.record_polls(std::slice::from_ref(&report)).await.unwrap()[0].lease_lost);
    if *twice {
        assert!(store.record_polls(&[report]).await.unwrap()[0].lease_lost);
    }
}

async fn work(store: &Store, minutes: i64, end: u8) {
    let stages = [Stage::New, Stage::Recheck];
    for claimed in store.claim_articles(&stages, at(minutes), 100, Duration::from_mins(1)).await.unwrap() {
        let outcome = match end {
            0 => ArticleOutcome::Read(Box::new(ReadArticle {
                canonical: Some("https://paper.example/n0".parse().unwrap()),
                metadata: claimed.row.metadata.clone(),
                body: PackedBody::pack("<p>The page.</p>"),
                text_origin: TextOrigin::Page,
            })),
            1 => ArticleOutcome::StillThere,
            2 => ArticleOutcome::Failed { failure: Failure::new(Cause::Timeout, ""), retry_at: Some(at(minutes)) },
            _ => ArticleOutcome::Withdrawn,
        };
        let report = ArticleReport { article_id: claimed.row.id, lease: claimed.lease, at: at(minutes), outcome };
        store.record_article(&report).await.unwrap();
        assert!(!store.record_article(&report).await.unwrap(), "a report counts once");
    }
}

async fn run(store: &TestStore, steps: &[Step]) {
    let paper = publisher(store, "paper").await;
    let other = publisher(store, "other").await;
    let mut feeds = Vec::new();
    for (name, owner) in [("a", paper), ("b", paper), ("c", other)] {
        feeds.push(feed_of(store, owner, name).await);
    }
    let mut told = Told::default();
    for (minutes, step) in (0..).step_by(100).zip(steps) {
        match step {
            Step::Poll { feed, .. } => poll(store, &mut told, feeds[*feed], minutes, step).await,
            Step::Abandon => drop(store.claim_articles(&Stage::ALL, at(minutes), 100, Duration::ZERO).await.unwrap()),
            Step::Work { end } => work(store, minutes, *end).await,
            // Nothing is that old: a retention that took it would lose entries.
            Step::Prune => assert_eq!(store.prune(at(-1), 100).await.unwrap(), 0),
        }
        check(store, &told, &feeds).await;
    }
}

async fn check(store: &Store, told: &Told, feeds: &[FeedId]) {
    for feed in feeds {
        let carried = told.carried.get(feed).cloned().unwrap_or_default();
        assert_eq!(store.known_fingerprints(*feed).await.unwrap(), carried);
    }
    let rows = Statement::new("select feed_id, guid from entries join articles on articles.id = article_id");
    let rows = rows.rows(&mut store.reader().await.unwrap()).await.unwrap();
    assert_eq!(rows.len(), told.guids.len(), "none lost, none doubled, none without its article");
    for row in rows {
        let entry = (FeedId::new(row.int("feed_id").unwrap()), row.text("guid").unwrap());
        assert!(told.guids.contains(&entry), "{entry:?}");
    }
    assert_eq!(count(store, "stage in ('readable') and bodies.article_id is null").await, 0, "readable without text");
    assert_eq!(count(store, "stage = 'withdrawn' and (title <> '' or bodies.article_id is not null)").await, 0);
    assert_eq!(count(store, "(due is null) = (stage in ('new', 'recheck'))").await, 0, "waiting is being in line");
}

async fn count(store: &Store, which: &str) -> i64 {
    let text = format!(
        "select count(*) as found from articles left join bodies on bodies.article_id = articles.id where {which}"
    );
    let row = Statement::new(text).row(&mut store.reader().await.unwrap()).await.unwrap();
    row.unwrap().int("found").unwrap()
}

fn any_sequence_keeps_them(cases: u32, open: impl AsyncFn() -> TestStore) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let steps = steps();
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::default()))
        .run(&steps, |steps| {
            runtime.block_on(async { run(&open().await, &steps).await });
            Ok(())
        })
        .unwrap();
}

#[test]
fn any_sequence_keeps_them_on_sqlite() {
    any_sequence_keeps_them(48, testing::sqlite);
}

#[test]
fn any_sequence_keeps_them_on_postgres() {
    any_sequence_keeps_them(12, testing::postgres);
}
