//! Likeness that was worked out a moment ago.
//!
//! A neighbourhood is put in order again whenever an article joins it, and most of its pairs are the same as the last
//! time. The table has a fixed number of places; what falls on a taken place takes it.

use std::cell::Cell;

use crate::assign::hashing::spread;
use crate::assign::open::Member;

/// Places: a quarter of a million pairs in 4 MB.
const PLACES: usize = 1 << 18;

/// A table of pairs.
#[derive(Debug)]
pub(super) struct Remembered {
    places: Vec<Cell<(u64, f32)>>,
}

impl Default for Remembered {
    fn default() -> Self {
        Self { places: vec![Cell::new((0, 0.0)); PLACES] }
    }
}

impl Remembered {
    /// The likeness of a pair, worked out if it is not here.
    pub(super) fn likeness(&self, one: &Member, other: &Member, work_out: impl FnOnce() -> f32) -> f32 {
        let key = key(one, other);
        let place = usize::try_from(key % PLACES as u64).ok().and_then(|place| self.places.get(place));
        let Some(place) = place else { return work_out() };
        let (kept, likeness) = place.get();
        if kept == key {
            return likeness;
        }
        let likeness = work_out();
        place.set((key, likeness));
        likeness
    }
}

/// The same for either order of a pair, another once either was weighed anew.
fn key(one: &Member, other: &Member) -> u64 {
    let half = |member: &Member| spread(member.article.get().cast_unsigned() << 6 ^ u64::from(member.age));
    let (one, other) = (half(one), half(other));
    spread(one.min(other) ^ one.max(other).rotate_left(32)) | 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::words::Words;

    fn member(article: i64, age: u32) -> Member {
        Member {
            article: model::ArticleId::new(article),
            language: None,
            minute: None,
            story: model::StoryId::new(1),
            fixed: false,
            listed: true,
            copy: 0,
            age,
            components: Box::default(),
            headline: Words::default(),
            text: Words::default(),
            names: Words::default(),
            numbers: Words::default(),
        }
    }

    #[test]
    fn a_pair_is_worked_out_once_in_either_order_and_again_once_weighed_anew() {
        let remembered = Remembered::default();
        let first = remembered.likeness(&member(1, 0), &member(2, 0), || 0.5);
        let again = remembered.likeness(&member(2, 0), &member(1, 0), || 0.9);
        let anew = remembered.likeness(&member(2, 1), &member(1, 0), || 0.7);
        assert_eq!([first, again, anew].map(f32::to_bits), [0.5, 0.5, 0.7].map(f32::to_bits));
    }
}
