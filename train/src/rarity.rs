//! `rarity`: in how many of the English articles of load/ each term stands. What is kept are hashes and logarithms.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use anyhow::Context;
use serde::Deserialize;
use text::words::{hash, words};

/// Articles that must have a term for it to be kept: rarer ones are all equally rare.
const FEWEST: u32 = 4;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Articles, one JSON object a line, gzipped: `title`, `text`.
    #[arg(long)]
    articles: PathBuf,
    /// The table.
    #[arg(long, default_value = "crates/text/data/words/rarity-en.bin")]
    out: PathBuf,
}

#[derive(Deserialize)]
struct Article {
    title: String,
    text: String,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let file = File::open(&args.articles).with_context(|| format!("could not open {}", args.articles.display()))?;
    let english = "en".parse().ok();
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let mut articles = 0_u32;
    for line in BufReader::new(flate2::read::GzDecoder::new(file)).lines() {
        let Article { title, text } = serde_json::from_str(&line?)?;
        let whole = format!("{title}\n{text}");
        let terms =
            words(&whole, english).filter(|word| !word.number).map(|word| hash(&word.term)).collect::<HashSet<_>>();
        for term in terms {
            *counts.entry(term).or_default() += 1;
        }
        articles += 1;
    }
    std::fs::write(&args.out, table(counts, articles))?;
    Ok(())
}

/// Five bytes a term, in order of the hash.
fn table(counts: HashMap<u32, u32>, articles: u32) -> Vec<u8> {
    let mut kept = counts.into_iter().filter(|(_, count)| *count >= FEWEST).collect::<Vec<_>>();
    kept.sort_unstable();
    let rarity = |count: u32| (f64::from(articles + 1) / f64::from(count + 1)).ln();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "twentieths up to 7.5")]
    let byte = |count: u32| (rarity(count) * 20.0).round().clamp(0.0, 150.0) as u8;
    kept.into_iter().flat_map(|(hash, count)| hash.to_le_bytes().into_iter().chain([byte(count)])).collect()
}
