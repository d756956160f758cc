//! A linear classifier over hashed n-grams, fitted to sentences of drawn words by AdaGrad.

use text::language::features;
use text::language::script::Script;
use text::language::table::Group;

use super::chain::Pool;
use crate::random::Random;

/// The longest sentence, in words; of Chinese characters, four times as many.
const SENTENCE_WORDS: usize = 14;

/// One word in this many is of another language of the script: names and loans are everywhere.
const FOREIGN: usize = 14;

/// How far the first steps go.
const RATE: f32 = 0.6;

/// Sentences of each language, and bits of a bucket's number: more where more languages and letters must be told apart.
fn effort(script: Script) -> (usize, u8) {
    match script {
        Script::Latin => (60_000, 16),
        Script::Cyrillic => (50_000, 14),
        // Fourteen thousand characters in a few columns: room for each to have a row of its own.
        Script::Han => (50_000, 16),
        _ => (50_000, 13),
    }
}

/// The weights that tell these languages apart.
pub(super) fn fit(script: Script, pools: &[&Pool]) -> Group {
    let (sentences, bits) = effort(script);
    let mut random = Random::new(u64::from(bits));
    let mut fit = Fit::new(pools.len(), bits);
    for right in (0..sentences).flat_map(|_| 0..pools.len()) {
        let buckets = sentence(pools, right, script, bits, &mut random);
        fit.learn(&buckets, right);
    }
    let (weights, scale) = fit.quantized();
    let languages = pools.iter().map(|pool| pool.language).collect();
    Group { script, languages, bits, scale, weights }
}

/// The buckets of a sentence's features.
fn sentence(pools: &[&Pool], right: usize, script: Script, bits: u8, random: &mut Random) -> Vec<usize> {
    let longest = if script == Script::Han { SENTENCE_WORDS * 4 } else { SENTENCE_WORDS };
    let mut buckets = Vec::new();
    for place in 0..=random.below(longest) {
        let is_foreign = place > 0 && random.below(FOREIGN) == 0;
        let of = if is_foreign { random.below(pools.len()) } else { right };
        let Some(words) = pools.get(of).map(|pool| &pool.words) else { continue };
        let word = words.get(random.below(words.len())).map(Vec::as_slice).unwrap_or_default();
        features::of_word(word, script, |hash| buckets.push((hash >> (32 - u32::from(bits))) as usize));
    }
    buckets
}

struct Fit {
    columns: usize,
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Fit {
    fn new(columns: usize, bits: u8) -> Self {
        let size = columns << bits;
        Self { columns, weights: vec![0.0; size], squares: vec![0.0; size] }
    }

    #[expect(clippy::cast_precision_loss, reason = "a sentence has some hundred features")]
    fn learn(&mut self, buckets: &[usize], right: usize) {
        let mut errors = self.shares(buckets);
        let each = 1.0 / (buckets.len().max(1) as f32).sqrt();
        for (column, error) in errors.iter_mut().enumerate() {
            *error = (f32::from(u8::from(column == right)) - *error) * each;
        }
        for bucket in buckets {
            let row = bucket * self.columns..(bucket + 1) * self.columns;
            let (Some(weights), Some(squares)) = (self.weights.get_mut(row.clone()), self.squares.get_mut(row)) else {
                continue;
            };
            for ((weight, square), error) in weights.iter_mut().zip(squares).zip(&errors) {
                *square += error * error;
                *weight += RATE * error / (*square + 1e-4).sqrt();
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a sentence has some hundred features")]
    fn shares(&self, buckets: &[usize]) -> Vec<f32> {
        let mut sums = vec![0.0_f32; self.columns];
        for bucket in buckets {
            let row = self.weights.get(bucket * self.columns..(bucket + 1) * self.columns).unwrap_or_default();
            row.iter().zip(&mut sums).for_each(|(weight, sum)| *sum += weight);
        }
        let each = 1.0 / (buckets.len().max(1) as f32).sqrt();
        let best = sums.iter().copied().fold(f32::MIN, f32::max);
        let odds: Vec<f32> = sums.iter().map(|sum| ((sum - best) * each).exp()).collect();
        let all: f32 = odds.iter().sum();
        odds.into_iter().map(|share| share / all).collect()
    }

    #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of an i8")]
    fn quantized(&self) -> (Vec<i8>, f32) {
        let mut sizes: Vec<f32> = self.weights.iter().map(|weight| weight.abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len() - sizes.len() / 5_000 - 1).copied().unwrap_or(1.0);
        let scale = largest.max(f32::MIN_POSITIVE) / 127.0;
        let weights = self.weights.iter().map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8);
        (weights.collect(), scale)
    }
}
