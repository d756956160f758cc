//! Where headlines point on average, so that it can be taken off before two are compared.
//!
//! Each language counts the same, however many headlines it has: a mean of mostly English ones would draw the others
//! together.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use flate2::read::GzDecoder;
use serde::Deserialize;
use text::encoder::{DIMENSIONS, Encoder};

/// Headlines that one file gives for one language; the mean hardly moves beyond.
const MOST: usize = 2_000;

/// Languages with fewer are passed over: their mean would be that of a few events.
const LEAST: usize = 50;

/// What to make the mean from.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Headlines, one JSON object a line, gzipped or not: `title`, `lang`
    #[arg(long, required = true, num_args = 1..)]
    headlines: Vec<PathBuf>,
    /// Where the mean goes
    #[arg(long, default_value = "crates/text/data/encoder/mean.bin")]
    out: PathBuf,
}

#[derive(Deserialize)]
struct Line {
    title: String,
    lang: String,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let mut titles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in &args.headlines {
        for (language, more) in read(path)? {
            titles.entry(language).or_default().extend(more);
        }
    }
    titles.retain(|_, titles| titles.len() >= LEAST);
    let mut sum = [0.0; DIMENSIONS];
    for (language, titles) in &titles {
        println!("{language}: {} headlines", titles.len());
        add(&mut sum, &mean(titles));
    }
    let count = titles.len();
    let bytes: Vec<u8> = sum.iter().flat_map(|value| share(*value, count).to_le_bytes()).collect();
    fs::write(&args.out, bytes).with_context(|| format!("could not write {}", args.out.display()))
}

fn read(path: &Path) -> anyhow::Result<BTreeMap<String, Vec<String>>> {
    let file = File::open(path).with_context(|| format!("could not read {}", path.display()))?;
    let packed = path.extension().is_some_and(|extension| extension == "gz");
    let bytes: Box<dyn Read> = if packed { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    let mut titles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in BufReader::new(bytes).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let titles = titles.entry(line.lang).or_default();
        if titles.len() < MOST {
            titles.push(line.title);
        }
    }
    Ok(titles)
}

fn mean(titles: &[String]) -> [f32; DIMENSIONS] {
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let mut sum = [0.0; DIMENSIONS];
    for vector in Encoder::shared().encode(&titles) {
        add(&mut sum, vector.values());
    }
    sum.map(|value| share(value, titles.len()))
}

fn add(sum: &mut [f32; DIMENSIONS], values: &[f32; DIMENSIONS]) {
    sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
}

#[expect(clippy::cast_precision_loss, reason = "some thousand headlines")]
fn share(value: f32, of: usize) -> f32 {
    value / of as f32
}
