//! The section a piece belongs to: what it is about, at the coarsest.
//!
//! Three witnesses are heard. A [`classifier`] reads the meaning of the piece (its sentence vector, the same in every
//! language the encoder knows) and its words. The [`Hints`] are what the publisher says: the feed's categories, the
//! page's section, the address. A publisher's word outweighs a weak guess, and gives way to a text that is plainly about
//! something else, for whole sites are filed under one word.

pub mod classifier;
mod hints;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use model::Section;

use crate::encoder::{DIMENSIONS, Vector};
use classifier::Classifier;
pub use hints::Hints;

/// Trained by `train sections`; README.md beside it says from what.
static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(|| {
    let packed = include_bytes!("../data/sections/coefficients.zst");
    Classifier::unpack(packed).expect("the coefficients in the tree are whole, a test reads them")
});

/// Words in one passage: what the encoder reads best.
const PASSAGE_WORDS: usize = 25;

/// Characters in one passage, for scripts that do not part words.
const PASSAGE_CHARS: usize = 200;

/// Passages after the headline; what follows says little more.
const PASSAGES: usize = 4;

/// The section of a piece and how likely it is, from 0 to 1; nothing when neither text nor hints say anything.
///
/// `vector` is the mean of the vectors of the piece's [`passages`], or that of its headline alone.
pub fn section(title: &str, text: &str, vector: Option<&Vector>, hints: &Hints<'_>) -> Option<(Section, f32)> {
    let words = classifier::words(title, text);
    let vector = vector.filter(|vector| !vector.is_zero());
    let told = hints.sections();
    if words.is_empty() && vector.is_none() && told.is_empty() {
        return None;
    }
    let mut scores = CLASSIFIER.scores(&words, vector.map(Vector::values));
    for (section, weight) in told {
        if let Some((_, score)) = Section::ALL.iter().zip(&mut scores).find(|(of, _)| **of == section) {
            *score += weight;
        }
    }
    let shares = classifier::shares(scores);
    Section::ALL.into_iter().zip(shares).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// The headline and the beginning of the text in passages of a length that the encoder reads well.
pub fn passages(title: &str, text: &str) -> Vec<String> {
    let mut passages: Vec<String> =
        Some(title.trim()).filter(|title| !title.is_empty()).map(str::to_owned).into_iter().collect();
    let mut rest = text;
    for _ in 0..PASSAGES {
        let (passage, after) = cut(rest);
        if passage.is_empty() {
            break;
        }
        passages.push(passage.to_owned());
        rest = after;
    }
    passages
}

/// One passage, and what is left.
fn cut(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let mut spaces = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let by_words = spaces.nth(PASSAGE_WORDS - 1).unwrap_or(text.len());
    let by_chars = text.char_indices().nth(PASSAGE_CHARS).map_or(text.len(), |(at, _)| at);
    text.split_at(by_words.min(by_chars))
}

/// The direction of the mean of these vectors: the meaning of a piece, from those of its passages.
pub fn mean(vectors: &[Vector]) -> Vector {
    let mut sum = [0.0_f32; DIMENSIONS];
    for vector in vectors {
        sum.iter_mut().zip(vector.values()).for_each(|(sum, value)| *sum += value);
    }
    Vector::pointing(sum)
}
