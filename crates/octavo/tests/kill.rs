//! The server is killed in the middle of an import, again and again: nothing is lost or doubled, and it ends complete.
//!
//! `cargo xtask fault` is the long form of this, with a larger import and random seeds.

use std::collections::BTreeMap;
use std::time::Duration;

use octavo_tests::samples::{Item, prose, rss};
use octavo_tests::{Answer, FakeWeb, Gate, Instance, until};
use serde_json::Value;

const BINARY: &str = env!("CARGO_BIN_EXE_octavo");

const FEEDS: usize = 40;
const ENTRIES: usize = 25;
const KILLS: usize = 5;

/// The instants follow from it; another one is another test.
const SEED: u64 = 0x0c7a_f0e5;

/// The longest wait after the chosen request until the kill, in milliseconds: about what reading and keeping take.
const AFTERMATH_MS: u64 = 60;

/// A small generator (xorshift64*, Vigna 2016).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_survives_kills_on_sqlite() {
    survive(|instance| instance).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_survives_kills_on_postgres() {
    let place = store::testing::postgres().await;
    survive(|instance| instance.on(place.url())).await;
}

async fn survive(on: impl FnOnce(Instance) -> Instance) {
    // The last feed answers only after the last kill: no kill comes too late.
    let gate = Gate::closed();
    let webs = farm(&gate).await;
    let instance = on(Instance::new(BINARY, &webs));
    subscribe(&instance, &webs).await;

    let mut random = Random(SEED);
    let mut instants = Vec::new();
    for _ in 0..KILLS {
        let server = instance.serve().await;
        let (requests, aftermath_ms) = (1 + random.below(12), random.below(AFTERMATH_MS));
        instants.push((requests, aftermath_ms));
        let before = asked(&webs);
        until("so many feeds were asked for", async || (asked(&webs) >= before + requests).then_some(())).await;
        tokio::time::sleep(Duration::from_millis(aftermath_ms)).await;
        server.kill().await;
    }
    gate.open();
    let told = format!("seed {SEED:#x}, killed after (requests, ms) {instants:?}");

    let server = instance.serve().await;
    let expected = FEEDS * ENTRIES;
    until(&format!("{expected} articles are readable; {told}"), async || {
        (server.metric("octavo_articles_readable ").await >= expected as u64).then_some(())
    })
    .await;
    server.kill().await;
    audit(&instance, &told).await;
}

/// Every entry is one readable article, and there is nothing else.
async fn audit(instance: &Instance, told: &str) {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for article in instance.run(&["export"]).await.lines() {
        let said = |name: &str| article.get(name).and_then(Value::as_str).unwrap_or_default();
        assert_eq!(said("stage"), "readable", "{article}; {told}");
        *found.entry(said("title").to_owned()).or_default() += 1;
    }
    let expected = (0..FEEDS).flat_map(|feed| (0..ENTRIES).map(move |entry| title(feed, entry)));
    let lost: Vec<String> = expected.filter(|title| !found.contains_key(title)).collect();
    let doubled: Vec<&String> = found.iter().filter(|(_, times)| **times > 1).map(|(title, _)| title).collect();
    assert!(lost.is_empty() && doubled.is_empty(), "lost {lost:?}, doubled {doubled:?}; {told}");
    assert_eq!(found.len(), FEEDS * ENTRIES, "{told}");
}

/// The requests for feeds so far; a held one counts when it comes.
fn asked(webs: &[FakeWeb]) -> u64 {
    webs.iter().map(|web| web.asked().len() as u64).sum()
}

async fn farm(gate: &Gate) -> Vec<FakeWeb> {
    let mut webs = Vec::new();
    for feed in 0..FEEDS {
        let web = FakeWeb::start().await;
        let item = |entry: usize| {
            let link = format!("https://farm.example/{feed}/{entry}");
            Item::full(&link, &title(feed, entry), &prose("farm", 200))
        };
        let answer = Answer::feed(rss("The Farm", &(0..ENTRIES).map(item).collect::<Vec<_>>()));
        web.set("/feed", if feed + 1 == FEEDS { answer.behind(gate) } else { answer });
        webs.push(web);
    }
    webs
}

fn title(feed: usize, entry: usize) -> String {
    format!("a{feed}-{entry}")
}

async fn subscribe(instance: &Instance, webs: &[FakeWeb]) {
    let outlines: Vec<String> = webs.iter().map(|web| format!("<outline xmlUrl=\"{}\"/>", web.at("/feed"))).collect();
    let file = instance.write("farm.opml", format!("<opml version=\"2.0\"><body>{}</body></opml>", outlines.concat()));
    let imported = instance.json(&["feed", "import", &file]).await;
    assert_eq!(imported.get("new").and_then(Value::as_u64), Some(FEEDS as u64));
}
