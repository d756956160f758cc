//! Vectors as articles have them: around some thousand matters, some near their matter and some far.

use search::{DIMENSIONS, Vector};

use crate::random::Random;

const MATTERS: usize = 5_000;

/// An endless row of vectors.
pub(crate) struct Directions {
    random: Random,
    matters: Vec<[f32; DIMENSIONS]>,
}

impl Directions {
    pub(crate) fn new() -> Self {
        let mut random = Random(5);
        let matters = (0..MATTERS).map(|_| noise(&mut random)).collect();
        Self { random, matters }
    }
}

/// The sum of eight bytes is near enough to a bell.
fn noise(random: &mut Random) -> [f32; DIMENSIONS] {
    std::array::from_fn(|_| random.next().to_le_bytes().iter().map(|byte| f32::from(*byte)).sum::<f32>() - 1020.0)
}

impl Iterator for Directions {
    type Item = Vector;

    fn next(&mut self) -> Option<Vector> {
        let shares = [0.35_f32, 0.45, 0.55];
        let share = self.random.of(&shares).copied().unwrap_or_default();
        let at = self.random.below(MATTERS);
        let own = noise(&mut self.random);
        let matter = self.matters.get(at)?;
        let mut numbers = [0.0; DIMENSIONS];
        numbers.iter_mut().zip(matter.iter().zip(&own)).for_each(|(number, (matter, own))| {
            *number = matter * share + own * (1.0 - share);
        });
        Some(Vector::of(&numbers))
    }
}

/// The truly nearest, by comparing all.
pub(crate) fn nearest(all: &[Vector], to: &Vector, count: usize) -> Vec<usize> {
    let mut cosines: Vec<(f32, usize)> = all.iter().map(|other| cosine(to, other)).zip(0..).collect();
    cosines.sort_unstable_by(|(x, a), (y, b)| y.total_cmp(x).then(b.cmp(a)));
    cosines.into_iter().take(count).map(|(_, at)| at).collect()
}

fn cosine(a: &Vector, b: &Vector) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "512 products of two bytes stay below 2^24")]
    let dot = |a: &Vector, b: &Vector| {
        a.numbers().iter().zip(b.numbers()).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>() as f32
    };
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}
