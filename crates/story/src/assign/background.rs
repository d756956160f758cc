//! What articles of each language usually hold: where counting starts.
//!
//! `data/background.tsv` says by which command it was made and from which sets.

use model::Language;

/// For how many articles a mean counts that is of no language in particular.
const AROUND: f32 = 50.0;

/// What articles usually hold, by language.
#[derive(Debug, Clone, Default)]
pub struct Background {
    languages: Vec<(Language, Usual)>,
    mean: Vec<f32>,
    directions: f32,
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
        Self { languages, ..Self::default() }
    }

    /// Of no language in particular: where articles point on average. Without it the first articles of a stream all
    /// seem to point the same way.
    #[must_use]
    pub fn around(mean: &[f32]) -> Self {
        Self { mean: mean.to_vec(), directions: AROUND, ..Self::default() }
    }

    /// The sum of the directions it stands for, and how many those are.
    pub(super) fn directions(&self) -> (Vec<f32>, f32) {
        (self.mean.iter().map(|mean| mean * self.directions).collect(), self.directions)
    }

    /// Languages and what is usual in them.
    pub fn languages(&self) -> impl Iterator<Item = (Language, &Usual)> {
        self.languages.iter().map(|(language, usual)| (*language, usual))
    }
}
