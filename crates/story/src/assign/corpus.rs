//! What is common in each language: how many articles hold a word, and where their directions point on average.
//!
//! Both grow article by article, from what a language's articles usually are (`data/background.tsv`), so that the first
//! articles of a stream are compared much as later ones. Words are counted for each language by itself: what is
//! common in one is a name in another. A language's mean direction is mostly its own accent and the day's one big theme;
//! without it, what two articles share stands out, across languages too.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use model::Language;

use crate::assign::background::Background;
use crate::assign::hashing::Hashed;
use crate::assign::vector::Direction;
use crate::assign::words::Words;

/// Counts are halved when a language has seen so many articles: what was common a year ago need not be, and memory is bounded.
const MEMORY: f32 = 200_000.0;
/// So many articles the mean of all languages counts for in the mean of one.
const SHARED_MEAN: f32 = 20.0;

/// What is common, by language.
#[derive(Debug)]
pub(super) struct Corpus {
    languages: HashMap<Option<Language>, Counts>,
    all: Mean,
}

/// What is common in one language.
#[derive(Debug, Clone, Default)]
struct Counts {
    articles: f32,
    holding: HashMap<u32, f32, BuildHasherDefault<Hashed>>,
    mean: Mean,
}

/// A sum of directions.
#[derive(Debug, Clone, Default)]
struct Mean {
    sum: Vec<f32>,
    count: f32,
}

impl Mean {
    fn add(&mut self, direction: &Direction) {
        if self.sum.is_empty() {
            self.sum = direction.unit().collect();
        } else {
            for (sum, component) in self.sum.iter_mut().zip(direction.unit()) {
                *sum += component;
            }
        }
        self.count += 1.0;
    }

    fn halve(&mut self) {
        self.sum.iter_mut().for_each(|sum| *sum /= 2.0);
        self.count /= 2.0;
    }
}

impl Corpus {
    pub(super) fn new(background: &Background) -> Self {
        let (sum, count) = background.directions();
        let mut corpus = Self { languages: HashMap::new(), all: Mean { sum, count } };
        for (language, known) in background.languages() {
            let counts = corpus.languages.entry(Some(language)).or_default();
            counts.articles = known.articles;
            counts.holding.extend(known.holding.iter().copied());
            if !known.mean.is_empty() {
                counts.mean =
                    Mean { sum: known.mean.iter().map(|m| m * known.directions).collect(), count: known.directions };
            }
        }
        corpus
    }

    /// Counts one more article.
    pub(super) fn add(&mut self, language: Option<Language>, hashes: impl Iterator<Item = u32>, direction: &Direction) {
        let counts = self.languages.entry(language).or_default();
        counts.articles += 1.0;
        for hash in hashes {
            *counts.holding.entry(hash).or_default() += 1.0;
        }
        if direction.is_known() {
            counts.mean.add(direction);
            self.all.add(direction);
        }
        if counts.articles > MEMORY {
            counts.halve();
        }
        if self.all.count > MEMORY {
            self.all.halve();
        }
    }

    /// Weighs words by how rare they are in `language`.
    pub(super) fn weigh(&self, language: Option<Language>, words: &mut Words) {
        let counts = self.languages.get(&language);
        words.weigh(|hash| counts.map_or(1.0, |counts| counts.rarity(hash)));
    }

    /// The direction without what its language has in common.
    pub(super) fn centre(&self, language: Option<Language>, direction: &Direction) -> Direction {
        if !direction.is_known() {
            return Direction::default();
        }
        let none = Mean::default();
        let own = self.languages.get(&language).map_or(&none, |counts| &counts.mean);
        let count = own.count + SHARED_MEAN;
        let shared = SHARED_MEAN / self.all.count.max(1.0);
        let mut components: Vec<f32> = direction.unit().collect();
        for (place, component) in components.iter_mut().enumerate() {
            let own = own.sum.get(place).copied().unwrap_or_default();
            let all = self.all.sum.get(place).copied().unwrap_or_default();
            *component -= (own + all * shared) / count;
        }
        Direction::from_components(&components)
    }

    /// How often what is common in `language` has changed by enough to weigh its articles anew.
    pub(super) fn age(&self, language: Option<Language>) -> u32 {
        let articles = self.languages.get(&language).map_or(0.0, |counts| counts.articles);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number")]
        let age = (articles.max(1.0).ln() / AGE_STEP.ln()) as u32;
        age
    }
}

/// Articles of a language are weighed anew whenever it has grown by this factor.
const AGE_STEP: f32 = 1.5;

impl Counts {
    /// The logarithm of how few articles hold the word.
    fn rarity(&self, hash: u32) -> f32 {
        let holding = self.holding.get(&hash).copied().unwrap_or_default();
        ((self.articles + 1.0) / (holding + ABSENT).max(1.0)).ln().max(0.0)
    }

    fn halve(&mut self) {
        self.articles /= 2.0;
        self.mean.halve();
        self.holding.retain(|_, count| {
            *count /= 2.0;
            *count >= 1.0
        });
    }
}

/// A word that no article held before counts as held by so many.
const ABSENT: f32 = 0.0;
