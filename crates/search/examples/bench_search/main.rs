//! How fast a large index is made and searched.
//!
//! `cargo run --release -p search --example bench_search -- ARTICLES.jsonl.gz [COUNT]` takes real articles (a JSON object
//! with `title` and `text` a line), makes 100,000 others of their paragraphs, indexes and searches them, and prints its
//! figures as one line of JSON. The same file gives the same articles and queries.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

mod articles;
mod directions;
mod queries;
mod random;

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use model::{ArticleId, Language};
use search::{Index, Near, Options, Order, Query, Search};

use articles::Articles;
use directions::Directions;
use random::Random;

/// Articles between two commits, as a follower makes them while it catches up.
const BATCH: usize = 2_000;
const QUERIES: usize = 3_000;
const VECTOR_QUERIES: usize = 500;
const NEIGHBOURS: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which articles? give the path of a .jsonl.gz file")?;
    let count = arguments.next().map_or(Ok(100_000), |count| count.parse())?;
    let now: Timestamp = "2026-11-22T12:00:00Z".parse()?;
    let articles = Articles::read(Path::new(&path), now)?;
    let folder = tempfile::tempdir()?;
    let index = Index::open(folder.path(), Options { vectors: count, ..Options::default() })?;
    let indexing = fill(&index, &articles, count)?;
    let times = time_queries(&index, &articles, now)?;
    let (vector_times, recall) = time_vectors(&index, count);
    drop(index);
    let opening = Instant::now();
    let opened = Index::open(folder.path(), Options { vectors: count, ..Options::default() })?;
    let opening = opening.elapsed();
    println!(
        "{{\"p50_ms\":{:.3},\"p99_ms\":{:.3},\"max_ms\":{:.3},\"indexed_per_second\":{:.0},\"articles\":{},\
         \"index_mb\":{:.1},\"vector_p50_ms\":{:.3},\"vector_p99_ms\":{:.3},\"vector_recall\":{recall:.4},\
         \"open_ms\":{:.0},\"peak_mb\":{:.0}}}",
        milliseconds(at(&times, 0.5)),
        milliseconds(at(&times, 0.99)),
        milliseconds(at(&times, 1.0)),
        f64::from(u32::try_from(count)?) / indexing.as_secs_f64(),
        opened.len(),
        megabytes(folder.path())?,
        milliseconds(at(&vector_times, 0.5)),
        milliseconds(at(&vector_times, 0.99)),
        milliseconds(opening),
        peak_megabytes(),
    );
    Ok(())
}

/// Only the index is timed, not the making of articles.
fn fill(index: &Index, articles: &Articles, count: usize) -> search::Result<Duration> {
    let mut random = Random(7);
    let mut directions = Directions::new();
    let mut spent = Duration::ZERO;
    for first in (1..=count).step_by(BATCH) {
        let ids = first..(first + BATCH).min(count + 1);
        let documents: Vec<_> = ids.map(|id| articles.make(id, &mut random, directions.next())).collect();
        let start = Instant::now();
        index.put(&documents)?;
        index.commit(i64::try_from(first).unwrap_or(i64::MAX))?;
        spent += start.elapsed();
    }
    Ok(spent)
}

fn time_queries(index: &Index, articles: &Articles, now: Timestamp) -> search::Result<Vec<Duration>> {
    let mut random = Random(11);
    let english: Vec<Language> = "en".parse().into_iter().collect();
    let mut times = Vec::with_capacity(QUERIES);
    for at in 0..QUERIES {
        let text = queries::draw(articles, &mut random);
        let order = if at % 10 == 0 { Order::Newest } else { Order::Best };
        let start = Instant::now();
        let query = Query::parse(&text);
        index.search(&Search { languages: &english, order, limit: 60, ..Search::new(&query, now) })?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}

/// The times, and the share of the truly nearest that were found.
fn time_vectors(index: &Index, count: usize) -> (Vec<Duration>, f64) {
    let all: Vec<_> = Directions::new().take(count).collect();
    let mut random = Random(13);
    let (mut times, mut found) = (Vec::new(), 0_u32);
    for _ in 0..VECTOR_QUERIES {
        let Some(query) = all.get(random.below(count)) else { continue };
        let start = Instant::now();
        let near = index.nearest(query, &Near { count: NEIGHBOURS, ..Near::default() });
        times.push(start.elapsed());
        let truth = directions::nearest(&all, query, NEIGHBOURS);
        let is_near = |at: &&usize| near.iter().any(|(article, _)| *article == article_id(**at));
        found += u32::try_from(truth.iter().filter(is_near).count()).unwrap_or_default();
    }
    times.sort_unstable();
    let wanted = VECTOR_QUERIES * NEIGHBOURS.min(count);
    (times, f64::from(found) / f64::from(u32::try_from(wanted).unwrap_or(u32::MAX)))
}

/// Articles count from one, vectors from zero.
fn article_id(at: usize) -> ArticleId {
    ArticleId::new(i64::try_from(at + 1).unwrap_or(i64::MAX))
}

fn at(sorted: &[Duration], share: f64) -> Duration {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "small")]
    let place = ((sorted.len().saturating_sub(1)) as f64 * share).round() as usize;
    sorted.get(place).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn megabytes(folder: &Path) -> std::io::Result<f64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    #[expect(clippy::cast_precision_loss, reason = "no index has 2^52 bytes")]
    Ok(bytes as f64 / 1e6)
}

/// The most memory this process ever held, where the system tells; it counts the articles themselves and the parts of
/// the index that are mapped.
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}
