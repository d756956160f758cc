//! Articles made of the paragraphs of real ones.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use jiff::{Timestamp, ToSpan};
use model::{ArticleId, Genre, PublisherId, Section};
use search::{Document, Vector};

use crate::random::Random;

/// Words of an article, at least; the last paragraph brings it to about 300 on average.
const WORDS: usize = 270;

const PUBLISHERS: usize = 500;

/// What articles are made of.
pub(crate) struct Articles {
    pub(crate) titles: Vec<String>,
    pub(crate) paragraphs: Vec<String>,
    now: Timestamp,
}

impl Articles {
    pub(crate) fn read(path: &Path, now: Timestamp) -> Result<Self, Box<dyn Error>> {
        let mut articles = Self { titles: Vec::new(), paragraphs: Vec::new(), now };
        for line in BufReader::new(GzDecoder::new(File::open(path)?)).lines() {
            let article: serde_json::Value = serde_json::from_str(&line?)?;
            let part = |name: &str| article.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
            articles.titles.push(part("title"));
            let text = part("text");
            let paragraphs = text.split("\n\n").filter(|paragraph| paragraph.len() > 40);
            articles.paragraphs.extend(paragraphs.map(str::to_owned));
        }
        Ok(articles)
    }

    /// The article of that number.
    pub(crate) fn make(&self, number: usize, random: &mut Random, vector: Option<Vector>) -> Document {
        let mut text = String::new();
        let mut words = 0;
        while words < WORDS {
            let paragraph = random.of(&self.paragraphs).map_or("nothing", String::as_str);
            words += paragraph.split_whitespace().count().max(1);
            text.push_str(paragraph);
            text.push_str("\n\n");
        }
        let publisher = random.below(PUBLISHERS) + 1;
        let hours = i64::try_from(random.below(24 * 365)).unwrap_or_default();
        Document {
            article: ArticleId::new(i64::try_from(number).unwrap_or(i64::MAX)),
            publisher: PublisherId::new(i64::try_from(publisher).unwrap_or(i64::MAX)),
            publisher_name: format!("Paper {publisher}"),
            title: random.of(&self.titles).cloned().unwrap_or_default(),
            text,
            authors: vec![format!("Author {}", random.below(2000))],
            hashtags: (0..5).map(|_| format!("tag{}", random.below(5000))).collect(),
            language: "en".parse().ok(),
            section: random.of(&Section::ALL).copied(),
            genre: random.of(&Genre::ALL).copied().unwrap_or_default(),
            listed: self.now - hours.hours(),
            vector,
        }
    }
}
