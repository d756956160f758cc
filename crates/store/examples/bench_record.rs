//! What recording polls and reading lists cost: 200 feeds with 50 new entries of 300 words each, then pages of 50.
//! `cargo run --release -p store --features testing --example bench_record [-- DATABASE_URL [FEEDS]]`; without an
//! address it uses a SQLite file that goes away.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

use std::error::Error;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use model::rights::Audience;
use model::{FeedFormat, Metadata, Ownership, Stage, TextOrigin, Validators};
use store::{
    DatabaseUrl, Item, ListFilter, NewFeed, NewPublisher, PackedBody, PollOutcome, PollReport, ReadFeed, Store,
};

const ENTRIES: usize = 50;
const WORDS: usize = 300;
/// Polls in one transaction.
const GROUP: usize = 16;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1);
    let feeds = std::env::args().nth(2).map_or(Ok(200), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let url = match address {
        Some(address) => address.parse()?,
        None => DatabaseUrl::file(&folder.path().join("bench.db"))?,
    };
    let store = Store::open(&url).await?;
    let now: Timestamp = "2026-03-01T12:00:00Z".parse()?;
    add_feeds(&store, feeds, now).await?;
    let start = (Instant::now(), cpu());
    let reports = reports(&store, now).await?;
    tell("made and packed", start);
    let start = (Instant::now(), cpu());
    for group in reports.chunks(GROUP) {
        store.record_polls(group).await?;
    }
    tell("recorded", start);
    let polled = Timestamp::from_second(now.as_second() + 3600)?;
    let unchanged: Vec<_> =
        claimed(&store, polled).await?.iter().zip(&reports).map(|(new, old)| again(new, old)).collect();
    let start = (Instant::now(), cpu());
    for group in unchanged.chunks(GROUP) {
        store.record_polls(group).await?;
    }
    tell("recorded again, unchanged", start);
    pages(&store).await?;
    println!("{:?}", store.counts().await?);
    Ok(())
}

async fn add_feeds(store: &Store, feeds: usize, now: Timestamp) -> Result<(), Box<dyn Error>> {
    for number in 0..feeds {
        let home = Some(format!("https://p{number}.example/").parse()?);
        let new = NewPublisher { name: format!("Paper {number}"), home, ownership: Ownership::default() };
        let publisher_id = store.add_publisher(&new).await?;
        let url = format!("https://p{number}.example/rss").parse()?;
        store.add_feed(&NewFeed { publisher_id, url, title: String::new(), next_poll: now }).await?;
    }
    Ok(())
}

async fn claimed(store: &Store, now: Timestamp) -> store::Result<Vec<store::Claimed<model::Feed>>> {
    store.claim_due_feeds(now, 100_000, Duration::from_mins(10)).await
}

async fn reports(store: &Store, now: Timestamp) -> Result<Vec<PollReport>, Box<dyn Error>> {
    let mut reports = Vec::new();
    for claimed in claimed(store, now).await? {
        let items = (0..ENTRIES).map(|entry| item(claimed.row.id.get(), entry, now)).collect::<Result<Vec<_>, _>>()?;
        let read = ReadFeed {
            title: "A feed".into(),
            home: None,
            format: FeedFormat::Rss,
            validators: Validators::default(),
            problems: Vec::new(),
            moved_to: None,
            items,
            unchanged: Vec::new(),
            deleted: Vec::new(),
            oldest: None,
        };
        reports.push(PollReport {
            feed_id: claimed.row.id,
            lease: claimed.lease,
            at: now,
            next_poll: now,
            interval: Duration::from_hours(1),
            outcome: PollOutcome::Read(Box::new(read)),
        });
    }
    Ok(reports)
}

fn item(feed: i64, entry: usize, now: Timestamp) -> Result<Item, Box<dyn Error>> {
    let words: Vec<_> = (0..WORDS).map(|word| format!("word{}", (word * 7919 + entry * 31) % 5000)).collect();
    let html = format!("<p>{}</p>", words.join(" "));
    let published = Timestamp::from_second(now.as_second() - 60 * i64::try_from(entry)?)?;
    let metadata = Metadata {
        title: format!("Headline {entry} of feed {feed}"),
        authors: vec!["A. Writer".into()],
        published: Some(published),
        language: "en".parse().ok(),
        excerpt: words.iter().take(40).cloned().collect::<Vec<_>>().join(" "),
        words: 300,
        ..Metadata::default()
    };
    Ok(Item {
        guid: format!("urn:{feed}:{entry}"),
        url: Some(format!("https://p.example/{feed}/{entry}?utm=1").parse()?),
        canonical: format!("https://p.example/{feed}/{entry}").parse()?,
        title: metadata.title.clone(),
        published: metadata.published,
        fingerprint: 1,
        metadata,
        body: Some(PackedBody::pack(&html)),
        text_origin: Some(TextOrigin::Feed),
        stage: Stage::Readable,
    })
}

fn again(new: &store::Claimed<model::Feed>, old: &PollReport) -> PollReport {
    PollReport { feed_id: new.row.id, lease: new.lease, ..old.clone() }
}

async fn pages(store: &Store) -> Result<(), Box<dyn Error>> {
    let feed = store.feeds(None, None, 1).await?.items.first().map(|feed| (feed.id, feed.publisher_id));
    let (feed, publisher) = feed.unzip();
    for (name, filter) in [
        ("all", ListFilter::default()),
        ("publisher", ListFilter { publisher, ..ListFilter::default() }),
        ("feed", ListFilter { feed, ..ListFilter::default() }),
        ("language", ListFilter { language: "en".parse().ok(), ..ListFilter::default() }),
    ] {
        let mut times = Vec::new();
        let mut after = None;
        for _ in 0..200 {
            let start = Instant::now();
            let page = store.newest(&filter, Audience::Public, after, 50).await?;
            times.push(start.elapsed());
            after = page.next;
        }
        times.sort();
        println!("page of 50, {name}: p50 {:?}, p99 {:?}", times.get(100), times.get(198));
    }
    Ok(())
}

fn tell(what: &str, (wall, used): (Instant, Duration)) {
    println!("{what}: {:?}, {:?} of CPU in this process", wall.elapsed(), cpu().saturating_sub(used));
}

/// User and system time of this process, in ticks of a hundredth of a second (Linux).
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    Duration::from_millis(ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10)
}
