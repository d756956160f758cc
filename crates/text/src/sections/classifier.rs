//! Two linear classifiers whose judgements are added: one over the sentence vector, one over hashed words.
//!
//! The vector carries across languages and sees what words never met mean; the words are surer where the piece is long
//! and in a language that was trained on. On disk: numbers in little-endian order, packed with zstd.

use std::io::Read;

use model::Section;

use crate::encoder::DIMENSIONS;
use crate::language::letters::Letters;

/// One number a section.
pub type Scores = [f32; Section::ALL.len()];

/// Bits of a word's hash that choose its row.
pub const WORD_BITS: u32 = 16;

/// Sections, as the width of a row.
const WIDTH: usize = Section::ALL.len();

/// How many letters of a long word are a feature of their own: stems, near enough, in most languages that inflect.
const STEM: usize = 5;

/// How much of the sum of both judgements is the vector's.
const VECTOR_SHARE: f32 = 0.7;

/// Unpacked size that is never exceeded, in bytes.
const LARGEST: u64 = 4 << 20;

/// The coefficients.
#[derive(Debug)]
pub struct Classifier {
    /// A row for each number of the vector, then one that always counts.
    pub vector: Head,
    /// A row for each bucket of words, then one that always counts.
    pub words: Head,
}

/// Rows of one weight a section.
#[derive(Debug)]
pub struct Head {
    /// What a weight is multiplied with.
    pub scale: f32,
    /// The weights, row by row.
    pub weights: Vec<i8>,
}

/// The bytes are no coefficients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the coefficients of the sections")]
pub struct NotCoefficients;

impl Classifier {
    /// Reads what [`Classifier::pack`] wrote.
    pub fn unpack(packed: &[u8]) -> Result<Self, NotCoefficients> {
        let mut bytes = Vec::new();
        let reader = zstd::Decoder::new(packed).map_err(|_| NotCoefficients)?;
        reader.take(LARGEST).read_to_end(&mut bytes).map_err(|_| NotCoefficients)?;
        let mut rest = bytes.as_slice();
        let vector = Head::read(&mut rest, DIMENSIONS + 1).ok_or(NotCoefficients)?;
        let words = Head::read(&mut rest, (1 << WORD_BITS) + 1).ok_or(NotCoefficients)?;
        Ok(Self { vector, words })
    }

    /// The coefficients as kept on disk.
    pub fn pack(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for head in [&self.vector, &self.words] {
            bytes.extend(head.scale.to_le_bytes());
            bytes.extend(head.weights.iter().map(|weight| weight.cast_unsigned()));
        }
        zstd::encode_all(bytes.as_slice(), 19)
    }

    /// The log-odds of each section by the words' hashes and the vector, as far as they are there.
    pub fn scores(&self, words: &[u32], vector: Option<&[f32; DIMENSIONS]>) -> Scores {
        let by_vector = vector.map(|values| logarithms(self.vector.sums(vector_features(values))));
        let by_words = (!words.is_empty()).then(|| logarithms(self.words.sums(word_features(words))));
        match (by_vector, by_words) {
            (Some(a), Some(b)) => {
                let mut sums = a.map(|score| score * VECTOR_SHARE);
                sums.iter_mut().zip(b).for_each(|(sum, score)| *sum += score * (1.0 - VECTOR_SHARE));
                sums
            }
            (Some(scores), None) | (None, Some(scores)) => scores,
            (None, None) => [0.0; WIDTH],
        }
    }
}

impl Head {
    fn sums(&self, features: impl Iterator<Item = (usize, f32)>) -> Scores {
        let mut sums = [0.0; WIDTH];
        for (row, value) in features {
            let row = self.weights.get(row * WIDTH..(row + 1) * WIDTH).unwrap_or_default();
            row.iter().zip(&mut sums).for_each(|(weight, sum)| *sum += f32::from(*weight) * value);
        }
        sums.map(|sum| sum * self.scale)
    }

    fn read(rest: &mut &[u8], rows: usize) -> Option<Self> {
        let (scale, after) = rest.split_first_chunk::<4>()?;
        let (weights, after) = after.split_at_checked(rows * WIDTH)?;
        *rest = after;
        let weights = weights.iter().map(|byte| byte.cast_signed()).collect();
        Some(Self { scale: f32::from_le_bytes(*scale), weights })
    }
}

/// The rows that a vector lights, and how much.
pub fn vector_features(values: &[f32; DIMENSIONS]) -> impl Iterator<Item = (usize, f32)> {
    // Numbers of a vector of unit length are about 1/22; so they weigh as much as the constant.
    const SPREAD: f32 = 22.6;
    let values = values.iter().map(|value| value * SPREAD / 8.0);
    values.chain([1.0]).enumerate()
}

/// The rows that a text's words light, and how much; together they weigh the same for any length.
#[expect(clippy::cast_precision_loss, reason = "a beginning has some hundred words")]
pub fn word_features(words: &[u32]) -> impl Iterator<Item = (usize, f32)> {
    let each = 4.0 / (words.len().max(1) as f32).sqrt();
    let rows = words.iter().map(move |word| ((word >> (u32::BITS - WORD_BITS)) as usize, each));
    rows.chain([(1 << WORD_BITS, 1.0)])
}

/// Hashes of the different words of the headline and the beginning of the text, and of the stems of long ones; of
/// Chinese characters, each two that stand together.
pub fn words(title: &str, text: &str) -> Vec<u32> {
    let mut hashes = Vec::new();
    for part in [title, text] {
        for word in Letters::of(part).words() {
            read_word(word, &mut hashes);
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn read_word(word: &[char], hashes: &mut Vec<u32>) {
    let is_han = word.iter().all(|c| matches!(c, '\u{3041}'..='\u{9fff}'));
    if is_han {
        hashes.extend(word.windows(2).map(|pair| hash(pair, 0)));
    } else if word.len() > 1 {
        hashes.push(hash(word, 1));
        hashes.extend(word.get(..STEM).filter(|_| word.len() > STEM).map(|stem| hash(stem, 2)));
    }
}

/// FNV-1a over characters, with its bits mixed: the first ones choose the row.
fn hash(word: &[char], kind: u32) -> u32 {
    let hash = word.iter().fold(0x811c_9dc5 ^ kind, |hash, c| (hash ^ u32::from(*c)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)).wrapping_mul(0x9e37_79b1)
}

/// Log-odds to likelihoods that together are 1.
pub fn shares(scores: Scores) -> Scores {
    let best = scores.iter().copied().fold(f32::MIN, f32::max);
    let odds = scores.map(|score| (score - best).exp());
    let all: f32 = odds.iter().sum();
    odds.map(|share| share / all)
}

fn logarithms(sums: Scores) -> Scores {
    shares(sums).map(|share| share.max(1e-6).ln())
}
