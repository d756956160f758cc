//! The inner loops, written so that the compiler turns them into vector instructions.

use super::vector::{DIMENSIONS, Vector};

/// The signs of a vector, a bit each.
pub(super) type Code = [u64; DIMENSIONS / 64];

/// No vector differs in more signs than it has; this one is left out.
pub(super) const LEFT_OUT: u16 = u16::MAX;

/// The signs of a vector.
pub(super) fn code(vector: &Vector) -> Code {
    let mut code = Code::default();
    for (word, numbers) in code.iter_mut().zip(vector.numbers().chunks_exact(64)) {
        *word = numbers.iter().rev().fold(0, |bits, number| bits << 1 | u64::from(*number > 0));
    }
    code
}

/// In how many signs two vectors differ.
pub(super) fn distance(a: &Code, b: &Code) -> u16 {
    let differing: u32 = a.iter().zip(b).map(|(a, b)| (a ^ b).count_ones()).sum();
    u16::try_from(differing).unwrap_or(LEFT_OUT)
}

/// The distance up to which at least `wanted` of them lie.
pub(super) fn limit<'a>(distances: impl Iterator<Item = &'a [u16]>, wanted: usize) -> u16 {
    let mut counts = [0_usize; DIMENSIONS + 1];
    for distance in distances.flatten() {
        if let Some(count) = counts.get_mut(usize::from(*distance)) {
            *count += 1;
        }
    }
    let mut within = 0;
    let reached = counts.iter().position(|count| {
        within += count;
        within >= wanted
    });
    u16::try_from(reached.unwrap_or(DIMENSIONS)).unwrap_or(LEFT_OUT)
}

/// The product of two vectors.
pub(super) fn dot(a: &[i8; DIMENSIONS], b: &[i8; DIMENSIONS]) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(i16::from(*a) * i16::from(*b))).sum()
}

/// One divided by a vector's length; zero when it has none.
pub(super) fn inverse_length(vector: &[i8; DIMENSIONS]) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "512 products of two bytes stay below 2^24")]
    let square = dot(vector, vector) as f32;
    if square > 0.0 { square.sqrt().recip() } else { 0.0 }
}
