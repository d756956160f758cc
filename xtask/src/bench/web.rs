//! `bench web`: how long the server takes for a page, one request after another, with many articles stored.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::farm::{Farm, Manner, Random, Size};
use super::{Engine, import};
use crate::octavo::{Instance, Server, Subject};

/// Requests a page, after some to warm up.
const REQUESTS: usize = 400;
const WARM_UP: usize = 40;

pub(super) fn run(subject: &Subject, engine: Engine, articles: usize) -> Result<()> {
    let binary = subject.binary()?;
    let size = Size { feeds: 200, entries: articles / 200, words: 300 };
    let farm = Farm::start(size, |_| Manner::Prompt)?;
    let cluster = engine.cluster()?;
    let instance = Instance::new(&binary, &farm.addresses, engine.database(cluster.as_ref(), "web")?)?;
    instance.subscribe(&farm.urls)?;
    let server = instance.serve()?;
    import::wait_for(&server, size.feeds * size.entries, Instant::now())?;

    let mut figures = Map::new();
    let deep = older_page(&server)?;
    let links = article_links(&server.get("/river")?);
    let mut random = Random(7);
    for name in ["/", "/river", "/river?after=", "/article/<id>", "/feeds"] {
        let durations = measure(&server, || match name {
            "/river?after=" => deep.clone(),
            "/article/<id>" => links.get(random.below(links.len())).cloned().unwrap_or_default(),
            page => page.to_owned(),
        })?;
        let (p50, p99, per_second) = figures_of(&durations);
        println!("{name:16} p50 {p50} ms, p99 {p99} ms, {per_second} a second");
        let figure = json!({"p50_ms": p50, "p99_ms": p99, "per_second": per_second});
        figures.insert(name.to_owned(), figure);
    }
    figures.insert("engine".to_owned(), json!(format!("{engine:?}").to_lowercase()));
    println!("{}", Value::Object(figures));
    Ok(())
}

/// The address of a page far down the river.
fn older_page(server: &Server) -> Result<String> {
    let mut path = "/river".to_owned();
    for _ in 0..20 {
        let page = server.get(&path)?;
        path = link(&page, "/river?").context("the river has no link to older articles")?;
    }
    Ok(path)
}

fn article_links(page: &str) -> Vec<String> {
    page.split("href=\"")
        .filter(|rest| rest.starts_with("/article/"))
        .filter_map(|rest| Some(rest.split('"').next()?.to_owned()))
        .collect()
}

/// The last link of a page that starts so.
fn link(page: &str, start: &str) -> Option<String> {
    let links = page.split("href=\"").filter(|rest| rest.starts_with(start) && rest.contains("after="));
    links.last().and_then(|rest| rest.split('"').next()).map(|link| link.replace("&amp;", "&").replace("&#38;", "&"))
}

fn measure(server: &Server, mut path: impl FnMut() -> String) -> Result<Vec<Duration>> {
    let mut durations = Vec::with_capacity(REQUESTS);
    for at in 0..WARM_UP + REQUESTS {
        let path = path();
        let start = Instant::now();
        server.get(&path)?;
        if at >= WARM_UP {
            durations.push(start.elapsed());
        }
    }
    durations.sort_unstable();
    Ok(durations)
}

/// Median and 99th percentile in milliseconds, and requests a second.
fn figures_of(sorted: &[Duration]) -> (f64, f64, f64) {
    let at = |share: usize| sorted.get(sorted.len() * share / 100).map_or(0.0, |time| round(time.as_secs_f64() * 1e3));
    let total: f64 = sorted.iter().map(Duration::as_secs_f64).sum();
    #[expect(clippy::cast_precision_loss, reason = "a few hundred requests")]
    let per_second = (sorted.len() as f64 / total).round();
    (at(50), at(99), per_second)
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
