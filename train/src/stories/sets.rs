//! Labelled sets of articles, and what the assigner is given of them.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use model::{ArticleId, Genre, Gist, Language, PublisherId};
use serde::Deserialize;
use story::Incoming;
use text::encoder::Encoder;
use text::gist::{Piece, gist, sentence};

/// The sets, in the folder `stories` of the data.
pub(crate) const SETS: [&str; 5] =
    ["olympics-dev", "ecbplus", "galaxy-wikinews", "meantime-4langs", "parallel-27langs-dev"];

/// Texts that the encoder takes together.
const BATCH: usize = 64;

/// An article as the sets give it.
#[derive(Deserialize)]
pub(crate) struct Row {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    title: String,
    #[serde(default, alias = "articleBody")]
    text: String,
    #[serde(default)]
    cluster: String,
}

/// A labelled article, ready to be assigned.
#[derive(Clone)]
pub(crate) struct Labelled {
    pub(crate) incoming: Incoming,
    pub(crate) language: String,
    /// The event it tells; those of one set are numbered from 0.
    pub(crate) event: usize,
}

/// A labelled set.
#[derive(Clone)]
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) articles: Vec<Labelled>,
}

impl Set {
    /// Reads `DIR/stories/NAME.jsonl`; without texts when only headlines are wanted. What the encoder made is kept in `cache`.
    pub(crate) fn read(data: &Path, name: &str, headlines_only: bool, cache: &Path) -> anyhow::Result<Self> {
        let path = data.join("stories").join(format!("{name}.jsonl"));
        let rows = rows(
            &fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?,
            headlines_only,
        )?;
        let suffix = if headlines_only { ":headlines" } else { "" };
        let gists = gists(&rows, &cache.join(format!("{name}{suffix}.gists")))?;
        let mut events = HashMap::new();
        let mut articles = Vec::new();
        for (at, (row, gist)) in rows.iter().zip(gists).enumerate() {
            let next = events.len();
            let event = *events.entry(row.cluster.clone()).or_insert(next);
            articles.push(Labelled { incoming: incoming(at, row, gist)?, language: row.lang.clone(), event });
        }
        Ok(Self { name: format!("{name}{suffix}"), articles })
    }

    /// Whether every article has a time.
    pub(crate) fn is_dated(&self) -> bool {
        self.articles.iter().all(|article| article.incoming.time.is_some())
    }

    /// The first and the second half by time.
    pub(crate) fn halves(&self) -> (Self, Self) {
        let mut sorted = self.articles.clone();
        sorted.sort_by_key(|article| article.incoming.order());
        let late = sorted.split_off(sorted.len() / 2);
        let half = |name, articles| Self { name: format!("{}:{name}", self.name), articles };
        (half("first", sorted), half("second", late))
    }
}

/// Headlines without events, their dates left out.
pub(crate) fn headlines(text: &str, cache: &Path) -> anyhow::Result<Vec<Incoming>> {
    let rows = rows(text, true)?;
    let gists = gists(&rows, cache)?;
    rows.iter().zip(gists).enumerate().map(|(at, (row, gist))| incoming(at, row, gist)).collect()
}

fn rows(text: &str, headlines_only: bool) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut row: Row = serde_json::from_str(line)?;
        if headlines_only {
            row.text.clear();
        }
        rows.push(row);
    }
    Ok(rows)
}

fn incoming(at: usize, row: &Row, gist: Gist) -> anyhow::Result<Incoming> {
    let number = i64::try_from(at)? + 1;
    Ok(Incoming {
        article: ArticleId::new(number),
        publisher: PublisherId::new(number),
        language: row.lang.parse::<Language>().ok(),
        time: time(&row.date),
        genre: Genre::News,
        gist,
    })
}

/// `2021-07-01 08:01:00` or `2021-07-01`.
pub(crate) fn time(date: &str) -> Option<jiff::Timestamp> {
    let date = date.trim();
    let civil = date.parse::<jiff::civil::DateTime>().or_else(|_| date.parse::<jiff::civil::Date>().map(Into::into));
    Some(civil.ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
}

/// The gists of all rows, from the cache when it holds as many.
fn gists(rows: &[Row], cache: &Path) -> anyhow::Result<Vec<Gist>> {
    if let Ok(bytes) = fs::read(cache) {
        let kept = unpack(&bytes);
        if kept.len() == rows.len() {
            return Ok(kept);
        }
    }
    let pieces: Vec<Piece<'_>> = rows
        .iter()
        .map(|row| Piece { title: &row.title, text: &row.text, language: row.lang.parse().ok(), publisher: "" })
        .collect();
    let mut gists = Vec::new();
    for batch in pieces.chunks(BATCH) {
        let sentences: Vec<String> = batch.iter().map(sentence).collect();
        let texts: Vec<&str> = sentences.iter().map(String::as_str).collect();
        let vectors = Encoder::shared().encode(&texts);
        gists.extend(batch.iter().zip(&vectors).map(|(piece, vector)| gist(piece, vector.values())));
    }
    fs::create_dir_all(cache.parent().context("a cache lies in a folder")?)?;
    fs::write(cache, pack(&gists))?;
    Ok(gists)
}

fn pack(gists: &[Gist]) -> Vec<u8> {
    let mut out = Vec::new();
    for gist in gists {
        let bytes = gist.pack();
        out.extend(u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes());
        out.extend(bytes);
    }
    out
}

fn unpack(mut bytes: &[u8]) -> Vec<Gist> {
    let mut gists = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let Some((gist, rest)) = rest.split_at_checked(u32::from_le_bytes(*length) as usize) else { break };
        let Some(gist) = Gist::unpack(gist) else { break };
        gists.push(gist);
        bytes = rest;
    }
    gists
}
