//! Serves the pages over a temporary store of invented articles, to look at while working on templates and styles:
//! `cargo run -p web --example preview [full|plain|empty]`. The clock stands still, so two looks differ only by the work.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use image::{ImageFormat, Rgb, RgbImage};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::rights::Audience;
use model::{
    Cause, Clock, Failure, FeedFormat, Genre, Image, Metadata, Ownership, PublisherId, Stage, TextOrigin, Validators,
};
use store::{Item, NewFeed, NewPublisher, PackedBody, PollOutcome, PollReport, ReadFeed, Store};
use tokio::net::TcpListener;

mod articles;
mod stories;

use articles::{ARTICLES, PUBLISHERS, Sample};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const LISTEN: &str = "127.0.0.1:8090";

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "says where to look")]
async fn main() -> Result<()> {
    let what = std::env::args().nth(1).unwrap_or_else(|| "full".to_owned());
    let now: Timestamp = "2026-03-10T12:00:00Z".parse()?;
    let painter = TcpListener::bind("127.0.0.1:0").await?;
    let pictures = painter.local_addr()?;
    tokio::spawn(async move { axum::serve(painter, Router::new().route("/{n}", get(paint))).await });
    let store = store::testing::sqlite().await;
    let search = search::Index::in_memory(search::Options::default())?;
    if what != "empty" {
        let base = (what == "full").then(|| format!("http://{pictures}/"));
        fill(&store, now, base.as_deref()).await?;
        stories::tell(&store, &search, now).await?;
    }
    let options = fetch::Options { allow: vec![pictures], connections_per_host: 8, ..fetch::Options::default() };
    let ready = web::Ready::default();
    ready.set(true);
    let pages = web::router(web::App {
        store: store.clone(),
        search: Arc::new(search),
        fetcher: fetch::Fetcher::new(options)?,
        clock: Clock::fixed(now),
        zone: TimeZone::UTC,
        audience: Audience::Private,
        name: "Octavo".to_owned(),
        metrics: Arc::new(String::new),
        ready,
    });
    println!("http://{LISTEN}");
    axum::serve(TcpListener::bind(LISTEN).await?, pages).await?;
    Ok(())
}

/// A landscape of three bands, different for each number.
async fn paint(Path(n): Path<u32>) -> Vec<u8> {
    let tone = |part: u32| u8::try_from((n * 53 + part * 31) % 140 + 60).unwrap_or(128);
    let picture = RgbImage::from_fn(900, 600, |x, y| {
        let hill = 300 + (x * (n % 5 + 1) / 7) % 180;
        let band = if y < hill {
            0
        } else if y < hill + 120 {
            1
        } else {
            2
        };
        Rgb([tone(band), tone(band + 2), tone(band + 4)])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    // Writing to memory in a format that holds any picture.
    let _ = picture.write_to(&mut bytes, ImageFormat::Png);
    bytes.into_inner()
}

async fn fill(store: &Store, now: Timestamp, pictures: Option<&str>) -> Result<()> {
    for (index, (name, country)) in PUBLISHERS.into_iter().enumerate() {
        let ownership = Ownership {
            country: Some(country.to_owned()),
            owner: (index % 2 == 0).then(|| format!("{name} Trust")),
            evidence: (index % 2 == 0).then(|| "https://register.example/".parse()).transpose()?,
            checked: (index % 2 == 0).then_some(now),
            ..Ownership::default()
        };
        let home = format!("https://p{index}.example/");
        let new = NewPublisher { name: name.to_owned(), home: Some(home.parse()?), ownership };
        let publisher = store.add_publisher(&new).await?;
        let outcome = match index {
            5 => PollOutcome::Failed(Failure::new(Cause::Wall, "HTTP 403, cf-mitigated: challenge")),
            _ => PollOutcome::Read(Box::new(feed(index, &home, now, pictures)?)),
        };
        poll(store, publisher, &home, now, outcome).await?;
    }
    Ok(())
}

async fn poll(
    store: &Store,
    publisher_id: PublisherId,
    home: &str,
    now: Timestamp,
    outcome: PollOutcome,
) -> Result<()> {
    let new = NewFeed { publisher_id, url: format!("{home}feed.xml").parse()?, title: String::new(), next_poll: now };
    store.add_feed(&new).await?;
    let interval = Duration::from_mins(20);
    for claim in store.claim_due_feeds(now, 1, interval).await? {
        let next_poll = now + SignedDuration::from_mins(17);
        let report = PollReport {
            feed_id: claim.row.id,
            lease: claim.lease,
            at: now,
            next_poll,
            interval,
            outcome: outcome.clone(),
        };
        store.record_polls(&[report]).await?;
    }
    Ok(())
}

fn feed(publisher: usize, home: &str, now: Timestamp, pictures: Option<&str>) -> Result<ReadFeed> {
    let mut items = Vec::new();
    for (n, sample) in ARTICLES.iter().enumerate().filter(|(_, sample)| sample.publisher == publisher) {
        items.push(item(n, sample, home, now, pictures)?);
    }
    let problem = "a stray ampersand in the title of entry 3".to_owned();
    Ok(ReadFeed {
        title: format!("{} – news", PUBLISHERS.get(publisher).map_or("", |(name, _)| name)),
        home: None,
        format: FeedFormat::Rss,
        validators: Validators::default(),
        problems: if publisher == 1 { vec![problem] } else { Vec::new() },
        moved_to: None,
        items,
        unchanged: Vec::new(),
        deleted: Vec::new(),
        oldest: None,
    })
}

fn item(n: usize, sample: &Sample, home: &str, now: Timestamp, pictures: Option<&str>) -> Result<Item> {
    let image = |base: &str| {
        Ok::<_, Box<dyn Error>>(Image { url: format!("{base}{n}").parse()?, alt: "Hills above the harbour".to_owned() })
    };
    let canonical: url::Url = format!("{home}{n}").parse()?;
    let published = Some(now - SignedDuration::from_mins(i64::try_from(n * n)? / 2 + 4));
    let metadata = Metadata {
        title: sample.title.to_owned(),
        authors: vec!["Ines Varga".to_owned(), "Tomas Brandt".to_owned()],
        published,
        language: sample.language.parse().ok(),
        genre: Genre::from_word(sample.genre).unwrap_or_default(),
        image: pictures.filter(|_| sample.has_picture).map(image).transpose()?,
        excerpt: sample.excerpt.to_owned(),
        words: 640,
        ..Metadata::default()
    };
    let paragraph = format!("<p>{}</p>", sample.excerpt);
    let body = format!(
        "{paragraph}{paragraph}<h2>{}</h2>{paragraph}<blockquote>{paragraph}</blockquote>{paragraph}",
        sample.title
    );
    Ok(Item {
        guid: n.to_string(),
        url: Some(canonical.clone()),
        canonical,
        title: sample.title.to_owned(),
        published,
        fingerprint: 1,
        metadata,
        body: Some(PackedBody::pack(&body)),
        text_origin: Some(TextOrigin::Feed),
        stage: Stage::Readable,
    })
}
