//! What articles of each language usually hold: where counting starts.
//!
//! `data/background.tsv` says by which command it was made and from which sets.

use model::Language;

/// What articles usually hold, by language.
#[derive(Debug, Clone, Default)]
pub struct Background {
    languages: Vec<(Language, Usual)>,
}

/// What articles of one language usually hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Usual {
    /// For how many articles it counts.
    pub articles: f32,
    /// In how many of them each word stands.
    pub holding: Vec<(u32, f32)>,
    /// Their mean direction; empty when unknown.
    pub mean: Vec<f32>,
    /// For how many articles the mean counts.
    pub directions: f32,
}

impl Background {
    /// Of the languages given.
    pub fn new(languages: Vec<(Language, Usual)>) -> Self {
        Self { languages }
    }

    /// Languages and what is usual in them.
    pub fn languages(&self) -> impl Iterator<Item = (Language, &Usual)> {
        self.languages.iter().map(|(language, usual)| (*language, usual))
    }
}
