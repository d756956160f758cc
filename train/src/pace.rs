//! How fast articles are understood: language, gist and story, each by itself and together, against a given number of
//! open articles. Articles are recombined from the paragraphs of real ones, the same for the same file.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, Genre, Gist, Language, PublisherId, StoryId};
use rayon::prelude::*;
use serde::Deserialize;
use story::{Assigner, Background, Incoming, Model};
use text::encoder::{Encoder, Vector};
use text::gist::{self, Piece};
use text::language;

use crate::random::Random;

/// Articles that one core reads together.
const TOGETHER: usize = 16;
/// Articles read and assigned in one go.
const BATCH: usize = 1_000;
/// Articles measured once so many are open.
const MEASURED: usize = 4_000;
/// Paragraphs of an article, publishers, and the minutes between two articles.
const PARAGRAPHS: usize = 4;
const PUBLISHERS: usize = 2_000;
const SECONDS_APART: i64 = 4;
/// The first article's time: any will do.
const START: Timestamp = Timestamp::constant(1_790_000_000, 0);

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Articles to recombine: gzipped lines of JSON with `title` and `text`
    #[arg(long)]
    articles: PathBuf,
    /// How many articles are open when the clock starts
    #[arg(long, default_value_t = 100_000)]
    open: usize,
}

#[derive(Deserialize)]
struct Line {
    title: String,
    text: String,
}

/// Where time went.
#[derive(Default)]
struct Spent {
    reading: Duration,
    assigning: Duration,
    articles: u32,
}

#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
pub(crate) fn run(args: &Args) -> Result<()> {
    let lines = read(&args.articles)?;
    let headlines = headlines_per_second(&lines);
    let mut random = Random::new(1);
    let mut assigner = Assigner::new(Model::shipped(), &Background::around(&Vector::mean()));
    let mut stories = 0;
    let mut spent = Spent::default();
    let mut number = 0;
    while number < args.open + MEASURED {
        if number == args.open {
            spent = Spent::default();
        }
        let batch: Vec<Line> = (0..BATCH).map(|_| recombined(&lines, &mut random)).collect();
        let start = Instant::now();
        let gists = digest(&batch);
        spent.reading += start.elapsed();
        let start = Instant::now();
        for (language, gist) in gists {
            number += 1;
            let incoming = incoming(number, language, gist, &mut random);
            assigner.assign(&incoming, &mut || {
                stories += 1;
                StoryId::new(stories)
            });
        }
        spent.assigning += start.elapsed();
        spent.articles += u32::try_from(BATCH)?;
    }
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3 / f64::from(spent.articles);
    println!(
        "language and gist {:.3} ms, assignment {:.3} ms an article; {stories} stories",
        milliseconds(spent.reading),
        milliseconds(spent.assigning)
    );
    let together = f64::from(spent.articles) / (spent.reading + spent.assigning).as_secs_f64();
    let figures = serde_json::json!({
        "headlines_per_second": headlines, "articles_per_second": together, "open_articles": args.open,
        "read_ms": milliseconds(spent.reading), "assign_ms": milliseconds(spent.assigning), "peak_mb": peak_megabytes(),
    });
    println!("{figures}");
    Ok(())
}

fn read(path: &Path) -> Result<Vec<Line>> {
    let file = File::open(path).with_context(|| format!("could not read {}", path.display()))?;
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// Headlines that one core encodes in a second.
fn headlines_per_second(lines: &[Line]) -> f64 {
    let titles: Vec<&str> = lines.iter().map(|line| line.title.as_str()).collect();
    let encoder = Encoder::shared();
    let start = Instant::now();
    let vectors: usize = titles.chunks(TOGETHER).map(|chunk| encoder.encode(chunk).len()).sum();
    f64::from(u32::try_from(vectors).unwrap_or(u32::MAX)) / start.elapsed().as_secs_f64()
}

/// The headline of one article over paragraphs of others.
fn recombined(lines: &[Line], random: &mut Random) -> Line {
    let mut any = || lines.get(random.below(lines.len()));
    let title = any().map(|line| line.title.clone()).unwrap_or_default();
    let paragraphs = (0..PARAGRAPHS).filter_map(|_| any()).filter_map(|line| {
        let paragraphs: Vec<&str> = line.text.split("\n\n").collect();
        paragraphs.get(line.title.len() % paragraphs.len()).copied()
    });
    Line { title, text: paragraphs.collect::<Vec<_>>().join("\n\n") }
}

fn digest(batch: &[Line]) -> Vec<(Option<Language>, Gist)> {
    batch.par_chunks(TOGETHER).flat_map_iter(digest_chunk).collect()
}

fn digest_chunk(lines: &[Line]) -> Vec<(Option<Language>, Gist)> {
    let language = |line: &Line| language::decide(&format!("{}\n{}", line.title, line.text), None);
    let languages: Vec<Option<Language>> = lines.iter().map(language).collect();
    let pieces = lines.iter().zip(&languages).map(|(line, language)| Piece {
        title: &line.title,
        text: &line.text,
        language: *language,
        publisher: "",
    });
    let pieces: Vec<Piece<'_>> = pieces.collect();
    let sentences: Vec<String> = pieces.iter().map(gist::sentence).collect();
    let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
    let vectors = Encoder::shared().encode(&sentences);
    let gists = pieces.iter().zip(vectors).map(|(piece, vector)| gist::gist(piece, vector.values()));
    languages.iter().copied().zip(gists).collect()
}

fn incoming(number: usize, language: Option<Language>, gist: Gist, random: &mut Random) -> Incoming {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    let publisher = i64::try_from(random.below(PUBLISHERS)).unwrap_or_default();
    Incoming {
        article: ArticleId::new(number),
        publisher: PublisherId::new(publisher + 1),
        language,
        time: START.checked_add(SignedDuration::from_secs(number * SECONDS_APART)).ok(),
        genre: Genre::News,
        gist,
    }
}

/// The most memory that this process has held, where the system tells.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or_default() / 1024
}
