//! Pieces whose section is known, or known to be one of a few.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use model::Section;
use serde_json::Value;
use text::encoder::{Encoder, Vector};
use text::sections::{classifier, mean, passages};

/// How much more a seed weighs than a piece of a set: there are few, and they alone know all sections.
const SEED_WEIGHT: f32 = 12.0;

/// What the labels of sets may stand for.
const LABELS: [(&str, &[Section]); 14] = [
    ("business", &[Section::Economy, Section::Labour]),
    ("entertainment", &[Section::Arts, Section::Lifestyle, Section::HumanInterest]),
    ("health", &[Section::Health]),
    ("politics", &[Section::Politics, Section::Conflict, Section::Crime, Section::Society, Section::Disaster]),
    ("world", &[Section::Politics, Section::Conflict, Section::Disaster, Section::Crime, Section::Society]),
    ("religion", &[Section::Religion]),
    ("science", &[Section::Science]),
    ("sport", &[Section::Sport]),
    ("sports", &[Section::Sport]),
    ("tech", &[Section::Science]),
    ("technology", &[Section::Science]),
    ("environment", &[Section::Environment]),
    ("education", &[Section::Education]),
    ("crime", &[Section::Crime]),
];

/// A piece as the classifier sees it.
pub(super) struct Example {
    pub(super) words: Vec<u32>,
    pub(super) vector: Vector,
    /// The sections it may have.
    pub(super) sections: Vec<Section>,
    pub(super) weight: f32,
}

/// The seeds of every language in a folder.
pub(super) fn seeds(folder: &Path) -> Result<Vec<Example>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| format!("could not read {}", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut headlines = Vec::new();
    for file in &files {
        let text = std::fs::read_to_string(file)?;
        let sections: BTreeMap<String, Vec<String>> = toml::from_str(&text).context("a list of headlines a section")?;
        for (slug, of_section) in sections {
            let section = Section::from_word(&slug).with_context(|| format!("{slug} is no section"))?;
            headlines.extend(of_section.into_iter().map(|headline| (headline, section)));
        }
    }
    let texts: Vec<&str> = headlines.iter().map(|(headline, _)| headline.as_str()).collect();
    let vectors = Encoder::shared().encode(&texts);
    let examples = headlines.iter().zip(vectors).map(|((headline, section), vector)| Example {
        words: classifier::words(headline, ""),
        vector,
        sections: vec![*section],
        weight: SEED_WEIGHT,
    });
    Ok(examples.collect())
}

/// A labelled set.
pub(super) struct Set {
    pub(super) name: String,
    pieces: Vec<Piece>,
}

struct Piece {
    title: String,
    text: String,
    /// Of the passages, the headline first.
    vectors: Vec<Vector>,
    sections: Vec<Section>,
}

impl Set {
    /// Reads `FILE:FIELD`.
    pub(super) fn read(of: &str) -> Result<Self> {
        let (file, field) = of.rsplit_once(':').context("a set is given as FILE:FIELD")?;
        let rows = std::fs::read_to_string(file).with_context(|| format!("could not read {file}"))?;
        let pieces = rows.lines().map(|row| Piece::read(row, field)).collect::<Result<Vec<Piece>>>()?;
        ensure!(!pieces.is_empty(), "{file} is empty");
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, pieces })
    }

    /// Each piece twice: whole, and by its headline alone, which is all that many feeds give.
    pub(super) fn examples(&self) -> impl Iterator<Item = Example> {
        let labelled = self.pieces.iter().filter(|piece| !piece.sections.is_empty());
        labelled.flat_map(|piece| [piece.whole(), piece.headline()])
    }

    pub(super) fn whole_pieces(&self) -> impl Iterator<Item = Example> {
        self.pieces.iter().map(Piece::whole)
    }
}

impl Piece {
    fn read(row: &str, field: &str) -> Result<Self> {
        let row: Value = serde_json::from_str(row)?;
        let get = |field: &str| row.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (title, text, label) = (get("title"), get("text"), get(field));
        let passages = passages(&title, &text);
        let vectors = Encoder::shared().encode(&passages.iter().map(String::as_str).collect::<Vec<&str>>());
        let sections = LABELS.iter().find(|(of, _)| *of == label).map(|(_, sections)| sections.to_vec());
        Ok(Self { title, text, vectors, sections: sections.unwrap_or_default() })
    }

    fn whole(&self) -> Example {
        self.example(classifier::words(&self.title, &self.text), mean(&self.vectors))
    }

    fn headline(&self) -> Example {
        let vector = self.vectors.first().cloned().unwrap_or_else(Vector::zero);
        self.example(classifier::words(&self.title, ""), vector)
    }

    fn example(&self, words: Vec<u32>, vector: Vector) -> Example {
        Example { words, vector, sections: self.sections.clone(), weight: 1.0 }
    }
}
