//! `octavo demo`: the same newspaper on sample publishers, over real HTTP on loopback.

use std::time::Duration;

use anyhow::{Context, Result};
use demo::{Newsroom, SampleFeed};
use fetch::Fetcher;
use jobs::{Pace, Pipeline};
use store::{DatabaseUrl, NewFeed, NewPublisher, Store};

use super::serve;
use crate::arguments::Options;
use crate::config::Config;
use crate::newsroom;
use crate::system_clock::system_clock;

/// News of the samples shows within seconds.
const PACE: Pace = Pace { shortest: Duration::from_secs(5), longest: Duration::from_secs(20) };

/// The samples need no distance between requests.
const PAGE_SPACING: Duration = Duration::from_millis(10);

/// Serves the sample newspaper until told to stop. Without `--data` everything is gone afterwards.
pub(crate) async fn run(options: &Options) -> Result<()> {
    let folder = tempfile::tempdir().context("could not make a temporary folder")?;
    let data = options.data.clone().unwrap_or_else(|| folder.path().to_owned());
    let config = Config::load(&Options { data: Some(data), ..options.clone() })?;
    std::fs::create_dir_all(&config.data)?;
    let store = Store::open(&DatabaseUrl::file(&config.data.join("demo.db"))?).await?;
    let clock = system_clock();
    let started = clock.now();
    let samples = demo::start(demo::Options { clock: clock.clone(), started })
        .await
        .context("could not start the sample publishers")?;
    subscribe(&store, &samples.feeds, started).await?;
    let index = newsroom::open_index(&config, &store).await?;
    let pipeline = Pipeline {
        store,
        fetcher: fetcher(&samples)?,
        clock,
        index: Some(index),
        options: jobs::Options { pace: PACE, audience: config.instance.audience, ..config.jobs.options() },
    };
    let listener = serve::listen(config.listen).await?;
    println!("A sample newspaper is on http://{}; Ctrl-C ends it.", listener.local_addr()?);
    let served = serve::serve(listener, pipeline, &config.instance).await;
    samples.stop().await;
    served
}

fn fetcher(newsroom: &Newsroom) -> Result<Fetcher> {
    let options =
        fetch::Options { allow: newsroom.addresses.clone(), page_spacing: PAGE_SPACING, ..fetch::Options::default() };
    Fetcher::new(options).context("could not set up the fetcher")
}

async fn subscribe(store: &Store, feeds: &[SampleFeed], now: jiff::Timestamp) -> Result<()> {
    for feed in feeds {
        let sample = &feed.publisher;
        let new = NewPublisher {
            name: sample.name.clone(),
            home: Some(sample.home.clone()),
            ownership: sample.ownership.clone(),
        };
        let publisher_id = store.add_publisher(&new).await?;
        let new = NewFeed { publisher_id, url: feed.url.clone(), title: feed.title.clone(), next_poll: now };
        store.add_feed(&new).await?;
    }
    Ok(())
}
