//! Weighted words: what two texts share, each word counting by how rare it is.

use model::Term;

/// Words ascending by hash, with weights that make a vector of length 1.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(Box<[Word]>);

/// A word as weighed.
#[derive(Debug, Clone, Copy)]
struct Word {
    hash: u32,
    /// In units of 1 / 65535: eight bytes a word, and open sets hold ten million of them.
    weight: u16,
    count: u8,
}

const UNIT: f32 = 65_535.0;

impl Words {
    /// Keeps `terms`, ascending by hash, all unweighed.
    pub(super) fn of(terms: &[Term]) -> Self {
        Self(terms.iter().map(|term| Word { hash: term.hash, weight: 0, count: term.count.max(1) }).collect())
    }

    /// Keeps `hashes`, ascending, each as standing there once.
    pub(super) fn once(hashes: &[u32]) -> Self {
        Self(hashes.iter().map(|&hash| Word { hash, weight: 0, count: 1 }).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn hashes(&self) -> impl Iterator<Item = u32> {
        self.0.iter().map(|word| word.hash)
    }

    /// Weighs every word anew by how rare it is.
    pub(super) fn weigh(&mut self, rarity: impl Fn(u32) -> f32) {
        let raw: Vec<f32> = self.0.iter().map(|word| (1.0 + f32::from(word.count).ln()) * rarity(word.hash)).collect();
        let length = raw.iter().map(|weight| weight * weight).sum::<f32>().sqrt();
        for (word, weight) in self.0.iter_mut().zip(raw) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 65535")]
            let weight = if length > 0.0 { (weight / length * UNIT).round().clamp(0.0, UNIT) as u16 } else { 0 };
            word.weight = weight;
        }
    }

    /// The cosine with `other`: 0 when they share nothing, 1 when they say the same.
    pub(super) fn cosine(&self, other: &Self) -> f32 {
        let mut rest = &*other.0;
        let mut shared = 0_u64;
        for word in &self.0 {
            while let Some((next, behind)) = rest.split_first() {
                if next.hash > word.hash {
                    break;
                }
                if next.hash == word.hash {
                    shared += u64::from(word.weight) * u64::from(next.weight);
                }
                rest = behind;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a ratio is wanted")]
        let shared = shared as f32;
        (shared / (UNIT * UNIT)).min(1.0)
    }

    /// The `most` heaviest words and their weights, heaviest first.
    pub(super) fn heaviest(&self, most: usize) -> Vec<(u32, f32)> {
        let mut words: Vec<_> = self.0.iter().filter(|word| word.weight > 0).collect();
        words.sort_unstable_by_key(|word| (std::cmp::Reverse(word.weight), word.hash));
        words.iter().take(most).map(|word| (word.hash, f32::from(word.weight) / UNIT)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(hashes: &[u32]) -> Words {
        let mut words = Words::once(hashes);
        words.weigh(|_| 1.0);
        words
    }

    #[test]
    fn the_cosine_counts_what_is_shared_by_its_weight() {
        for (one, other, expect) in [
            (&[1, 2, 3, 4][..], &[1, 2, 3, 4][..], 1.0),
            (&[1, 2, 3, 4], &[3, 4, 5, 6], 0.5),
            (&[1, 2], &[3, 4], 0.0),
            (&[], &[3, 4], 0.0),
        ] {
            assert!((words(one).cosine(&words(other)) - expect).abs() < 1e-3, "{one:?} and {other:?}");
            assert!((words(other).cosine(&words(one)) - expect).abs() < 1e-3, "{other:?} and {one:?}");
        }
    }

    #[test]
    fn rare_words_weigh_more() {
        let mut words = Words::once(&[1, 2, 3]);
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        words.weigh(|hash| hash as f32);
        let order: Vec<u32> = words.heaviest(2).into_iter().map(|(hash, _)| hash).collect();
        assert_eq!(order, [3, 2]);
    }

    #[test]
    fn words_that_are_everywhere_weigh_nothing_and_break_nothing() {
        let mut words = Words::once(&[1, 2]);
        words.weigh(|_| 0.0);
        assert!(words.cosine(&words).abs() < f32::EPSILON);
        assert!(words.heaviest(5).is_empty());
    }
}
