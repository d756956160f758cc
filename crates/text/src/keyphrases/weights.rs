//! The logistic model that tells keyphrases: what it looks at and the weights that `cargo xtask train` fitted.

use std::sync::LazyLock;

use super::Run;

/// What the model sees of a candidate, in the order of [`NAMES`].
pub type Features = [f32; 12];

/// The names of the features, as they stand beside their weights.
pub const NAMES: [&str; 12] = [
    "count",
    "first",
    "first-share",
    "rarity",
    "rarity-squared",
    "rarest",
    "two-words",
    "three-words",
    "letters",
    "letters-squared",
    "named",
    "number",
];

/// Lines of a feature's name and weight, the bias last.
const WEIGHTS: &str = include_str!("../../data/words/keyphrases.txt");

static MODEL: LazyLock<([f32; 12], f32)> = LazyLock::new(|| {
    let weight = |name: &str| {
        let line = WEIGHTS.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.and_then(|weight| weight.trim().parse().ok()).unwrap_or(0.0)
    };
    (NAMES.map(weight), weight("bias"))
});

#[expect(clippy::cast_precision_loss, reason = "counts of words and letters")]
pub(super) fn features(run: &Run, length: usize) -> Features {
    let count = run.count as f32;
    let letters = run.letters.min(16) as f32 / 10.0;
    let rarity = run.rarity / 4.0;
    [
        count.ln(),
        (1.0 + run.first as f32).ln(),
        run.first as f32 / length.max(1) as f32,
        rarity,
        rarity * rarity,
        run.rarest / 4.0,
        f32::from(u8::from(run.words == 2)),
        f32::from(u8::from(run.words == 3)),
        letters,
        letters * letters,
        run.capital as f32 / count,
        f32::from(u8::from(run.number)),
    ]
}

pub(super) fn score(features: &Features) -> f32 {
    let (weights, bias) = &*MODEL;
    linear(features, weights, *bias)
}

/// The sum that the logistic function is taken of.
pub fn linear(features: &Features, weights: &Features, bias: f32) -> f32 {
    features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum::<f32>() + bias
}
