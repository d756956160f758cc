//! Softmax regression by AdaGrad, where a label may leave several answers open.

use model::Section;

use super::examples::Example;
use crate::random::Random;

/// The rows that an example lights, and how much.
pub(super) type Features = Vec<(usize, f32)>;

const WIDTH: usize = Section::ALL.len();

/// The share of the rounds in which only examples with one answer are learned: they show what the others may choose from.
const PLAIN_ROUNDS: f32 = 0.2;

/// How one classifier is fitted.
pub(super) struct Fit {
    pub(super) rows: usize,
    /// Size of the first steps.
    pub(super) rate: f32,
    /// What share of its size a weight loses each time it is touched.
    pub(super) decay: f32,
    pub(super) rounds: u16,
}

impl Fit {
    /// A row of weights for each feature. An example without features says nothing.
    pub(super) fn fit(&self, features: &[Features], examples: &[Example]) -> Vec<f32> {
        let mut weights = vec![0.0_f32; self.rows * WIDTH];
        let mut squares = vec![1e-3_f32; self.rows * WIDTH];
        let mut order: Vec<(&Features, &Example)> =
            features.iter().zip(examples).filter(|(features, _)| !features.is_empty()).collect();
        let mut random = Random::new(17);
        for round in 0..self.rounds {
            random.shuffle(&mut order);
            let only_plain = f32::from(round) < f32::from(self.rounds) * PLAIN_ROUNDS;
            for (features, example) in order.iter().filter(|(_, example)| !only_plain || example.sections.len() == 1) {
                let errors = errors(&weights, features, example);
                self.step(&mut weights, &mut squares, features, errors);
            }
        }
        weights
    }

    fn step(&self, weights: &mut [f32], squares: &mut [f32], features: &Features, errors: [f32; WIDTH]) {
        for (row, value) in features {
            let row = row * WIDTH..(row + 1) * WIDTH;
            let (Some(weights), Some(squares)) = (weights.get_mut(row.clone()), squares.get_mut(row)) else { continue };
            for ((weight, square), error) in weights.iter_mut().zip(squares).zip(errors) {
                let slope = error * value;
                *square += slope * slope;
                *weight += self.rate * slope / square.sqrt() - self.decay * *weight;
            }
        }
    }
}

/// How far each section's likelihood is from what the example allows: the sections it may have share what there is in
/// the proportions they already stand in.
fn errors(weights: &[f32], features: &Features, example: &Example) -> [f32; WIDTH] {
    let mut sums = [0.0_f32; WIDTH];
    for (row, value) in features {
        let row = weights.get(row * WIDTH..(row + 1) * WIDTH).unwrap_or_default();
        row.iter().zip(&mut sums).for_each(|(weight, sum)| *sum += weight * value);
    }
    let shares = text::sections::classifier::shares(sums);
    let allowed = Section::ALL.map(|section| example.sections.contains(&section));
    let open: f32 = shares.iter().zip(allowed).filter(|(_, allowed)| *allowed).map(|(share, _)| share).sum();
    let mut errors = [0.0; WIDTH];
    for ((error, share), allowed) in errors.iter_mut().zip(shares).zip(allowed) {
        let wanted = if allowed { share / open.max(1e-9) } else { 0.0 };
        *error = (wanted - share) * example.weight;
    }
    errors
}

#[cfg(test)]
mod tests {
    use text::encoder::Vector;

    use super::*;

    fn example(sections: &[Section]) -> Example {
        Example { words: Vec::new(), vector: Vector::zero(), sections: sections.to_vec(), weight: 1.0 }
    }

    fn best(weights: &[f32], row: usize) -> Option<Section> {
        let row = weights.get(row * WIDTH..(row + 1) * WIDTH)?;
        Section::ALL.into_iter().zip(row).max_by(|a, b| a.1.total_cmp(b.1)).map(|(section, _)| section)
    }

    #[test]
    fn an_open_label_goes_to_the_section_that_plain_examples_point_to() {
        let open = [Section::Politics, Section::Crime];
        let examples = [example(&[Section::Crime]), example(&open), example(&[Section::Politics])];
        // The second piece shares a word with the first and has one of its own.
        let features = [vec![(0, 1.0)], vec![(0, 1.0), (1, 1.0)], vec![(2, 1.0)]];
        let weights = Fit { rows: 3, rate: 0.1, decay: 0.0, rounds: 50 }.fit(&features, &examples);
        assert_eq!(best(&weights, 0), Some(Section::Crime));
        assert_eq!(best(&weights, 1), Some(Section::Crime));
        assert_eq!(best(&weights, 2), Some(Section::Politics));
    }
}
