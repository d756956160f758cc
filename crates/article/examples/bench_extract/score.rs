//! Precision and recall over 4-word shingles, every page weighing the same: the measure under which public benchmarks
//! of extraction publish their tables.

use std::collections::HashMap;

const SHINGLE: usize = 4;

/// One page's figures.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Score {
    /// Of what was extracted; none for a page from which nothing came.
    pub(crate) precision: Option<f64>,
    /// Of the true body; none for a page without one.
    pub(crate) recall: Option<f64>,
    /// Of the single words of the true body.
    pub(crate) word_recall: Option<f64>,
}

/// The means over many pages.
pub(crate) struct Total {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
    pub(crate) word_recall: f64,
}

/// Compares a text with the true one.
pub(crate) fn score(truth: &str, text: &str) -> Score {
    let (truth, text) = (words(truth), words(text));
    let (precision, recall) = overlap(&shingles(&truth, SHINGLE), &shingles(&text, SHINGLE));
    let (_, word_recall) = overlap(&shingles(&truth, 1), &shingles(&text, 1));
    Score { precision, recall, word_recall }
}

/// The means of the pages' figures, and the F1 of the two means.
pub(crate) fn total(scores: &[Score]) -> Total {
    let precision = mean(scores.iter().filter_map(|score| score.precision));
    let recall = mean(scores.iter().filter_map(|score| score.recall));
    let sum = precision + recall;
    let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
    Total { precision, recall, f1, word_recall: mean(scores.iter().filter_map(|score| score.word_recall)) }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect()
}

fn shingles<'a>(words: &'a [&'a str], size: usize) -> HashMap<&'a [&'a str], usize> {
    let mut counts = HashMap::new();
    let size = size.min(words.len()).max(1);
    for shingle in words.windows(size) {
        *counts.entry(shingle).or_default() += 1;
    }
    counts
}

fn overlap<T: std::hash::Hash + Eq>(truth: &HashMap<T, usize>, text: &HashMap<T, usize>) -> (Option<f64>, Option<f64>) {
    let hit: usize = truth.iter().map(|(key, count)| *count.min(text.get(key).unwrap_or(&0))).sum();
    let ratio = |all: usize| (all > 0).then(|| hit as f64 / all as f64);
    (ratio(text.values().sum()), ratio(truth.values().sum()))
}
