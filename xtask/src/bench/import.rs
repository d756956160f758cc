//! `bench import`: from the start of the server to the last article readable, and to the last story formed.

use std::collections::HashSet;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serde_json::json;

use super::Engine;
use super::farm::{Farm, Manner, Size};
use crate::octavo::{Instance, Server, Subject};

const SIZE: Size = Size { feeds: 200, entries: 50, words: 300 };

/// Beyond this the import has failed, whatever it still does.
const LIMIT: Duration = Duration::from_mins(2);

pub(super) fn run(subject: &Subject, engine: Engine, slow_world: bool) -> Result<()> {
    let binary = subject.binary()?;
    let farm = Farm::start(SIZE, |feed| if slow_world { slow_manner(feed) } else { Manner::Prompt })?;
    let expected = (0..SIZE.feeds).filter(|feed| !slow_world || is_well(*feed)).count() * SIZE.entries;
    let cluster = engine.cluster()?;
    let instance = Instance::new(&binary, &farm.addresses, engine.database(cluster.as_ref(), "import")?)?;
    instance.subscribe(&farm.urls)?;

    let start = Instant::now();
    let server = instance.serve()?;
    let seconds = wait_for(&server, expected, start)?.as_secs_f64();
    let stories_seconds = wait_for_stories(&server, start)?.as_secs_f64();
    let peak = server.memory_mb("VmHWM")?;
    let stories = server.metric("octavo_stories ")?;
    drop(server);

    let (lost, doubled) = audit(&instance.readable_titles()?, expected);
    let idle = idle_memory(&instance)?;
    println!("{expected} articles on {engine:?}: readable after {seconds:.2} s, {lost} lost, {doubled} doubled");
    println!("{stories} stories formed after {stories_seconds:.2} s");
    println!("peak {peak} MB while importing, {idle} MB after a restart");
    println!(
        "{}",
        json!({"engine": format!("{engine:?}").to_lowercase(), "slow_world": slow_world, "seconds": seconds,
            "articles": expected, "lost": lost, "doubled": doubled, "stories_seconds": stories_seconds, "peak_mb": peak, "idle_mb": idle})
    );
    Ok(())
}

/// One feed in twenty is dead, one in twenty drips.
fn slow_manner(feed: usize) -> Manner {
    match feed % 20 {
        7 => Manner::Dead,
        13 => Manner::Dripping,
        _ => Manner::Distant(Duration::from_millis(100)),
    }
}

fn is_well(feed: usize) -> bool {
    matches!(slow_manner(feed), Manner::Distant(_))
}

/// Waits until so many articles can be read, and returns how long that took.
pub(crate) fn wait_for(server: &Server, articles: usize, start: Instant) -> Result<Duration> {
    loop {
        let readable = server.metric("octavo_articles_readable ")?;
        if readable >= articles as u64 {
            return Ok(start.elapsed());
        }
        if start.elapsed() > LIMIT {
            bail!("only {readable} of {articles} articles were readable after {LIMIT:?}");
        }
        sleep(Duration::from_millis(50));
    }
}

/// Waits until no article waits for its digest or its story and no story for its portrait.
fn wait_for_stories(server: &Server, start: Instant) -> Result<Duration> {
    let queues = ["octavo_articles_undigested ", "octavo_articles_unassigned ", "octavo_stories_dirty "];
    loop {
        let waiting = queues.iter().map(|queue| server.metric(queue)).sum::<Result<u64>>()?;
        if waiting == 0 {
            return Ok(start.elapsed());
        }
        if start.elapsed() > LIMIT {
            bail!("{waiting} articles and stories still wait after {LIMIT:?}");
        }
        sleep(Duration::from_millis(100));
    }
}

/// How many of the farm's articles are missing, and how many stand there more than once.
pub(crate) fn audit(titles: &[String], expected: usize) -> (usize, usize) {
    let distinct: HashSet<&String> = titles.iter().collect();
    (expected.saturating_sub(distinct.len()), titles.len() - distinct.len())
}

/// What the server holds once it has started anew and shown its front page.
fn idle_memory(instance: &Instance) -> Result<u64> {
    let server = instance.serve()?;
    server.get("/")?;
    sleep(Duration::from_secs(3));
    server.memory_mb("VmRSS")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_and_doubled_articles_are_counted() {
        let titles = ["a", "b", "b"].map(str::to_owned);
        assert_eq!(audit(&titles, 4), (2, 1));
    }
}
