//! How well and how fast pages are read, beside the extractors others publish.
//!
//! `bench_extract FOLDER [--peers] [--out FILE]`: the folder holds `ground-truth.json` (page name to `articleBody`) and
//! `html/NAME.html` or `.html.gz`. Prints one JSON object; `--out` writes what was extracted, in the form of the truth.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]
#![expect(clippy::cast_precision_loss, reason = "pages and words are few")]

mod bootstrap;
mod peers;
mod score;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::score::Score;

/// Reads the body of a page as text.
pub(crate) type Reader = fn(&[u8]) -> String;

struct Page {
    name: String,
    bytes: Vec<u8>,
    truth: String,
}

/// What one reader makes of the pages.
struct Run {
    scores: Vec<Score>,
    times: Vec<Duration>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().ok_or("usage: bench_extract FOLDER [--peers] [--out FILE]")?;
    let pages = load(Path::new(folder))?;
    let own = run(&pages, peers::own);
    let mut report = report(&own);
    if arguments.iter().any(|argument| argument == "--peers") {
        let mut others = serde_json::Map::new();
        for (name, reader) in peers::PEERS {
            let run = run(&pages, reader);
            let mut figures = self::report(&run);
            if let Some(figures) = figures.as_object_mut() {
                let (low, high) = bootstrap::lead(&own.scores, &run.scores);
                figures.insert("our_lead_95".into(), json!([rounded(low), rounded(high)]));
            }
            others.insert(name.into(), figures);
        }
        if let Some(report) = report.as_object_mut() {
            report.insert("peers".into(), Value::Object(others));
        }
    }
    if let Some(out) = arguments.iter().skip_while(|argument| *argument != "--out").nth(1) {
        let rows: BTreeMap<_, _> = pages.iter().map(|page| (&page.name, peers::own_row(&page.bytes))).collect();
        fs::write(out, serde_json::to_string(&rows)?)?;
    }
    println!("{report}");
    Ok(())
}

fn load(folder: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let truth: BTreeMap<String, Value> = serde_json::from_str(&fs::read_to_string(folder.join("ground-truth.json"))?)?;
    truth
        .into_iter()
        .map(|(name, row)| {
            let bytes = read_page(folder, &name)?;
            let truth = row.get("articleBody").and_then(Value::as_str).unwrap_or_default().to_owned();
            Ok(Page { name, bytes, truth })
        })
        .collect()
}

fn read_page(folder: &Path, name: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let plain = folder.join("html").join(format!("{name}.html"));
    if plain.exists() {
        return Ok(fs::read(plain)?);
    }
    let mut bytes = Vec::new();
    let packed = fs::File::open(folder.join("html").join(format!("{name}.html.gz")))?;
    GzDecoder::new(packed).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn run(pages: &[Page], reader: Reader) -> Run {
    let mut run = Run { scores: Vec::new(), times: Vec::new() };
    for page in pages {
        let started = Instant::now();
        let text = reader(&page.bytes);
        run.times.push(started.elapsed());
        run.scores.push(score::score(&page.truth, &text));
    }
    run
}

fn report(run: &Run) -> Value {
    let total = score::total(&run.scores);
    let mut times = run.times.clone();
    times.sort_unstable();
    let mean = times.iter().sum::<Duration>().as_secs_f64() * 1e3 / times.len().max(1) as f64;
    let p99 = times.get(times.len().saturating_sub(1) * 99 / 100).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    json!({
        "pages": run.scores.len(), "f1": rounded(total.f1), "precision": rounded(total.precision),
        "recall": rounded(total.recall), "word_recall": rounded(total.word_recall),
        "mean_ms": rounded(mean), "p99_ms": rounded(p99),
    })
}

fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
