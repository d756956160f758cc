//! Which open articles hold a word.
//!
//! A list keeps the newest [`LISTED`] articles of a word, and a search reads at most [`READ`] entries, rarest words
//! first: common words cost no more as the open set grows, and tell little.

use std::collections::{HashMap, VecDeque};
use std::hash::BuildHasherDefault;

use crate::assign::hashing::Hashed;
use crate::assign::open::Slot;

/// Articles a word's list holds at most.
const LISTED: usize = 768;
/// Entries read for one search.
const READ: usize = 4_000;

type Table<V> = HashMap<u32, V, BuildHasherDefault<Hashed>>;

/// Lists of articles by word.
#[derive(Debug, Default)]
pub(super) struct Postings {
    lists: Table<VecDeque<(Slot, f32)>>,
}

impl Postings {
    /// Lists an article under its words with their weights.
    pub(super) fn insert(&mut self, slot: Slot, words: &[(u32, f32)]) {
        for &(hash, weight) in words {
            let list = self.lists.entry(hash).or_default();
            if list.len() >= LISTED {
                list.pop_front();
            }
            list.push_back((slot, weight));
        }
    }

    /// Takes an article off the lists of its words.
    pub(super) fn remove(&mut self, slot: Slot, words: impl Iterator<Item = u32>) {
        for hash in words {
            let Some(list) = self.lists.get_mut(&hash) else { continue };
            list.retain(|(listed, _)| *listed != slot);
            if list.is_empty() {
                self.lists.remove(&hash);
            }
        }
    }

    /// The `most` articles that share the most weight, most first.
    pub(super) fn nearest(&self, words: &[(u32, f32)], most: usize) -> Vec<(Slot, f32)> {
        let mut lists: Vec<_> =
            words.iter().filter_map(|(hash, weight)| Some((self.lists.get(hash)?, *weight))).collect();
        lists.sort_by_key(|(list, _)| list.len());
        let mut shared: Table<f32> = Table::default();
        let mut left = READ;
        for (list, weight) in lists {
            for (slot, other) in list.iter().rev().take(left) {
                *shared.entry(slot.number()).or_default() += weight * other;
            }
            left = left.saturating_sub(list.len());
        }
        let mut near: Vec<_> = shared.into_iter().map(|(number, weight)| (Slot::new(number), weight)).collect();
        let order = |a: &(Slot, f32), b: &(Slot, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if near.len() > most {
            near.select_nth_unstable_by(most, order);
            near.truncate(most);
        }
        near.sort_unstable_by(order);
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(postings: &Postings, words: &[(u32, f32)]) -> Vec<u32> {
        postings.nearest(words, 3).into_iter().map(|(slot, _)| slot.number()).collect()
    }

    #[test]
    fn articles_that_share_more_come_first() {
        let mut postings = Postings::default();
        postings.insert(Slot::new(1), &[(7, 0.5)]);
        postings.insert(Slot::new(2), &[(7, 0.5), (8, 0.8)]);
        postings.insert(Slot::new(3), &[(9, 1.0)]);
        assert_eq!(near(&postings, &[(7, 0.6), (8, 0.8)]), [2, 1]);
        postings.remove(Slot::new(2), [7, 8].into_iter());
        assert_eq!(near(&postings, &[(7, 0.6), (8, 0.8)]), [1]);
    }

    #[test]
    fn a_flood_pushes_out_the_oldest_and_stays_bounded() {
        let mut postings = Postings::default();
        for number in 0..5_000 {
            postings.insert(Slot::new(number), &[(7, 1.0)]);
        }
        assert_eq!(postings.lists.get(&7).map(VecDeque::len), Some(LISTED));
    }
}
