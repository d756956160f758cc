//! `octavo feed`: add, list, remove, import and export feeds.

use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use feed::opml::{self, Item, Outline, Subscription};
use jobs::{SubscribeError, Subscribed};
use model::{Feed, FeedId, PublisherId};
use serde_json::{Value, json};
use store::{Added, Store};
use url::Url;

use crate::arguments::Options;
use crate::config::Config;
use crate::newsroom;

/// Feeds read from the store at a time.
const PAGE: usize = 500;

/// No list of feeds is longer.
const IMPORT_BYTES_MAX: u64 = 64 << 20;

/// Finds and adds the feed behind an address.
pub(crate) async fn add(options: &Options, address: &str) -> Result<()> {
    let pipeline = newsroom::open(&Config::load(options)?).await?;
    let subscribed = pipeline.subscribe(address).await.map_err(explain)?;
    pipeline.store.close().await;
    if options.json {
        println!("{}", subscribed_json(&subscribed));
        return Ok(());
    }
    let Subscribed { feed_id, url, title, entries, added } = &subscribed;
    let verb = if *added { "Added" } else { "Already there:" };
    println!("{verb} feed {feed_id}: {title} ({url}), {entries} entries now");
    println!("A running server reads it within a second; `octavo poll` reads it without one.");
    Ok(())
}

fn subscribed_json(subscribed: &Subscribed) -> Value {
    let Subscribed { feed_id, url, title, entries, added } = subscribed;
    json!({"feed": feed_id, "url": url, "title": title, "entries": entries, "added": added})
}

fn explain(error: SubscribeError) -> anyhow::Error {
    let hint = match &error {
        SubscribeError::Address(_) => "write it as in a browser, such as courier.example",
        SubscribeError::Fetch { .. } => "check the address in a browser; a feed's own address works too",
        SubscribeError::NoFeed { .. } => "look for a feed's own address on that site and add that",
        SubscribeError::Store(_) => return error.into(),
    };
    anyhow::anyhow!("{error}\nhint: {hint}")
}

/// Lists all feeds with their health.
pub(crate) async fn list(options: &Options) -> Result<()> {
    let store = newsroom::open_store(&Config::load(options)?).await?;
    let feeds = all(&store).await?;
    if options.json {
        println!("{}", Value::Array(feeds.iter().map(feed_json).collect()));
    } else if feeds.is_empty() {
        println!("No feeds yet. `octavo feed add ADDRESS` adds one, `octavo feed import FILE.opml` many.");
    } else {
        for feed in &feeds {
            println!("{}", line(feed));
        }
    }
    Ok(())
}

/// All feeds, first added first.
async fn all(store: &Store) -> Result<Vec<Feed>> {
    let mut feeds = Vec::new();
    let mut after = None;
    loop {
        let page = store.feeds(None, after, PAGE).await?;
        feeds.extend(page.items);
        after = page.next;
        if after.is_none() {
            feeds.reverse();
            return Ok(feeds);
        }
    }
}

fn line(feed: &Feed) -> String {
    let state = match (&feed.health.failure, feed.paused, feed.health.succeeded) {
        (_, true, _) => "paused".to_owned(),
        (Some(failure), ..) => format!("{failure}, {} in a row", feed.health.failures),
        (None, _, Some(at)) => format!("read {at:.0}"),
        (None, _, None) => "not read yet".to_owned(),
    };
    let title = if feed.title.is_empty() { "(no title yet)" } else { &feed.title };
    format!("{}  {title}  {}  {state}", feed.id, feed.address())
}

fn feed_json(feed: &Feed) -> Value {
    let failure = feed.health.failure.as_ref();
    json!({
        "feed": feed.id, "publisher": feed.publisher_id, "url": feed.address(), "title": feed.title,
        "format": feed.format.map(model::FeedFormat::as_str), "paused": feed.paused, "next_poll": feed.next_poll,
        "polled": feed.health.polled, "succeeded": feed.health.succeeded, "failures": feed.health.failures,
        "cause": failure.map(|failure| failure.cause.as_str()), "detail": failure.map(|failure| &failure.detail),
        "problems": feed.health.problems,
    })
}

/// Removes a feed by number or address.
pub(crate) async fn remove(options: &Options, feed: &str) -> Result<()> {
    let store = newsroom::open_store(&Config::load(options)?).await?;
    let id = identify(&store, feed).await?;
    let removed = match id {
        Some(id) => store.remove_feed(id).await?.then_some(id),
        None => None,
    };
    let Some(id) = removed else { bail!("no feed `{feed}`; `octavo feed list` shows them") };
    if options.json {
        println!("{}", json!({"removed": id}));
    } else {
        println!("Removed feed {id}. Its articles stay.");
    }
    Ok(())
}

async fn identify(store: &Store, feed: &str) -> Result<Option<FeedId>> {
    if let Ok(id) = feed.parse() {
        return Ok(Some(id));
    }
    let Ok(url) = Url::parse(feed) else { return Ok(None) };
    Ok(store.feed_by_url(&url).await?.map(|feed| feed.id))
}

/// Adds the feeds of an OPML file.
pub(crate) async fn import(options: &Options, file: &Path) -> Result<()> {
    let bytes = read(file)?;
    let outline = opml::parse(&bytes).with_context(|| format!("{} is not OPML", file.display()))?;
    let pipeline = newsroom::open(&Config::load(options)?).await?;
    let (mut new, mut known) = (0_usize, 0_usize);
    for (_, subscription) in outline.subscriptions() {
        let home = subscription.home.clone();
        match pipeline.add_unseen(subscription.feed_url.clone(), &subscription.title, home).await? {
            Added::New(_) => new += 1,
            Added::Known(_) => known += 1,
        }
    }
    pipeline.store.close().await;
    if options.json {
        println!("{}", json!({"new": new, "known": known}));
    } else {
        println!("{new} feeds added, {known} were there already");
    }
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let context = || format!("could not read {}", file.display());
    if file == Path::new("-") {
        std::io::stdin().take(IMPORT_BYTES_MAX).read_to_end(&mut bytes).with_context(context)?;
    } else {
        let opened = fs::File::open(file).with_context(context)?;
        opened.take(IMPORT_BYTES_MAX).read_to_end(&mut bytes).with_context(context)?;
    }
    Ok(bytes)
}

/// Writes the feeds as OPML; without logins in their addresses unless asked for, because such files are passed on.
pub(crate) async fn export(options: &Options, file: Option<&Path>, with_logins: bool) -> Result<()> {
    let store = newsroom::open_store(&Config::load(options)?).await?;
    let feeds = all(&store).await?;
    let publishers: Vec<PublisherId> = feeds.iter().map(|feed| feed.publisher_id).collect();
    let publishers = store.publishers_by_id(&publishers).await?;
    let items = feeds.into_iter().map(|feed| {
        let home = publishers.get(&feed.publisher_id).and_then(|publisher| publisher.home.clone());
        let feed_url = if with_logins { feed.url.clone() } else { feed.address() };
        Item::Subscription(Subscription { title: feed.title, feed_url, home })
    });
    let text = opml::write(&Outline { title: "Octavo".to_owned(), items: items.collect() });
    match file {
        Some(file) => fs::write(file, text).with_context(|| format!("could not write {}", file.display()))?,
        None => print!("{text}"),
    }
    Ok(())
}
