//! Logistic regression by Newton's method, with a penalty on squared weights.

use story::WEIGHTS;

/// A pair of articles to learn from.
#[derive(Clone, Copy)]
pub(crate) struct Example {
    pub(crate) terms: [f32; WEIGHTS],
    pub(crate) same: bool,
    pub(crate) weight: f64,
}

/// Steps; seven suffice on these data.
const STEPS: usize = 12;

/// The weights that explain the examples best. `penalty` is in units of examples' weight, on terms scaled to unit variance.
pub(crate) fn fit(examples: &[&[Example]], penalty: f64) -> [f64; WEIGHTS] {
    let scale = scales(examples);
    let mut weights = [0.0; WEIGHTS];
    for _ in 0..STEPS {
        let (slope, curve) = derivatives(examples, &scale, &weights, penalty);
        let step = solve(curve, slope);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    weights.iter_mut().zip(scale).for_each(|(weight, scale)| *weight /= scale);
    weights
}

/// The root of each term's mean square.
fn scales(examples: &[&[Example]]) -> [f64; WEIGHTS] {
    let mut squares = [0.0; WEIGHTS];
    let mut total = 0.0;
    for example in examples.iter().copied().flatten() {
        total += example.weight;
        for (square, term) in squares.iter_mut().zip(example.terms) {
            *square += example.weight * f64::from(term).powi(2);
        }
    }
    squares.map(|square| if square > 0.0 { (square / total).sqrt() } else { 1.0 })
}

type Curve = Vec<[f64; WEIGHTS]>;

/// Slope of the likelihood, and its curvature turned upside down.
fn derivatives(
    examples: &[&[Example]],
    scale: &[f64; WEIGHTS],
    weights: &[f64; WEIGHTS],
    penalty: f64,
) -> ([f64; WEIGHTS], Curve) {
    let mut slope = weights.map(|weight| -penalty * weight);
    let mut curve: Curve = vec![[0.0; WEIGHTS]; WEIGHTS];
    for (place, row) in curve.iter_mut().enumerate() {
        row.iter_mut().skip(place).take(1).for_each(|diagonal| *diagonal = penalty);
    }
    for example in examples.iter().copied().flatten() {
        // Most terms of a pair are 0: those of the other kinds.
        let terms: Vec<(usize, f64)> = example
            .terms
            .iter()
            .zip(scale)
            .enumerate()
            .filter(|(_, (term, _))| **term != 0.0)
            .map(|(place, (term, scale))| (place, f64::from(*term) / scale))
            .collect();
        let odds: f64 = terms.iter().filter_map(|(place, term)| Some(weights.get(*place)? * term)).sum();
        let chance = 1.0 / (1.0 + (-odds).exp());
        let error = example.weight * (f64::from(u8::from(example.same)) - chance);
        let bend = example.weight * chance * (1.0 - chance);
        for &(place, term) in &terms {
            if let Some(slope) = slope.get_mut(place) {
                *slope += error * term;
            }
            let Some(row) = curve.get_mut(place) else { continue };
            for &(other, second) in &terms {
                if let Some(cell) = row.get_mut(other) {
                    *cell += bend * term * second;
                }
            }
        }
    }
    (slope, curve)
}

/// Solves `matrix * x = right` for a positive definite matrix, by elimination.
fn solve(mut matrix: Curve, mut right: [f64; WEIGHTS]) -> [f64; WEIGHTS] {
    for pivot in 0..WEIGHTS {
        let Some((above, below)) = matrix.split_at_mut_checked(pivot + 1) else { break };
        let (Some(row), Some(value)) = (above.last(), right.get(pivot).copied()) else { break };
        let Some(&head) = row.get(pivot).filter(|head| head.abs() > 1e-12) else { continue };
        for (lower, lower_value) in below.iter_mut().zip(right.iter_mut().skip(pivot + 1)) {
            let factor = lower.get(pivot).map_or(0.0, |cell| cell / head);
            lower.iter_mut().zip(row).skip(pivot).for_each(|(cell, above)| *cell -= factor * above);
            *lower_value -= factor * value;
        }
    }
    let mut solution = [0.0; WEIGHTS];
    for (pivot, row) in matrix.iter().enumerate().rev() {
        let known: f64 = row.iter().zip(&solution).skip(pivot + 1).map(|(cell, value)| cell * value).sum();
        let head = row.get(pivot).copied().unwrap_or(1.0);
        if let (Some(place), Some(value)) = (solution.get_mut(pivot), right.get(pivot)) {
            *place = if head.abs() > 1e-12 { (value - known) / head } else { 0.0 };
        }
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_odds_of_a_coin_are_found() {
        let terms = std::array::from_fn(|at| if at == 0 { 1.0 } else { 0.0 });
        let examples: Vec<Example> = (0..4).map(|n| Example { terms, same: n == 0, weight: 100.0 }).collect();
        let weights = fit(&[&examples], 1e-6);
        assert!((weights[0] - (1.0_f64 / 3.0).ln()).abs() < 1e-3);
        assert!(weights[1..].iter().all(|weight| weight.abs() < 1e-9));
    }
}
