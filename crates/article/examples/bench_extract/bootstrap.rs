//! Whether one reader beats another or was lucky with the pages: a paired bootstrap over them.

use crate::score::{Score, total};

const ROUNDS: usize = 2_000;

/// The interval in which the difference of the two F1 lies in 95 % of the samples drawn.
pub(crate) fn lead(own: &[Score], other: &[Score]) -> (f64, f64) {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut leads: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let drawn: Vec<usize> = (0..own.len()).map(|_| draw(&mut state, own.len())).collect();
            f1(own, &drawn) - f1(other, &drawn)
        })
        .collect();
    leads.sort_by(f64::total_cmp);
    let at = |share: usize| leads.get(ROUNDS * share / 1_000).copied().unwrap_or_default();
    (at(25), at(975))
}

fn f1(scores: &[Score], drawn: &[usize]) -> f64 {
    let sample: Vec<Score> = drawn.iter().filter_map(|&at| scores.get(at).copied()).collect();
    total(&sample).f1
}

/// A number below `limit` (SplitMix64).
fn draw(state: &mut u64, limit: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap_or_default()
}
