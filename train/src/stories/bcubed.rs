//! BCubed precision, recall and F1 (Amigo 2009): of an article's story, how much is its event, and the reverse.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

/// How good a clustering is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Score {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
}

impl Score {
    pub(crate) fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "F1 {:.4}\tP {:.4} R {:.4}", self.f1(), self.precision, self.recall)
    }
}

/// Scores articles by the event they tell and the story they were put into.
#[expect(clippy::cast_precision_loss, reason = "counts of articles")]
pub(crate) fn score<E: Eq + Hash + Copy, S: Eq + Hash + Copy>(articles: &[(E, S)]) -> Score {
    let mut events: HashMap<E, u32> = HashMap::new();
    let mut stories: HashMap<S, u32> = HashMap::new();
    let mut both: HashMap<(E, S), u32> = HashMap::new();
    for &(event, story) in articles {
        *events.entry(event).or_default() += 1;
        *stories.entry(story).or_default() += 1;
        *both.entry((event, story)).or_default() += 1;
    }
    let mut sums: Vec<(f64, f64)> = both
        .iter()
        .map(|((event, story), &count)| {
            let square = f64::from(count) * f64::from(count);
            let of = |size: Option<&u32>| square / f64::from(size.copied().unwrap_or(1));
            (of(stories.get(story)), of(events.get(event)))
        })
        .collect();
    // Tables are read in no fixed order, and sums of floats depend on it.
    sums.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let count = articles.len().max(1) as f64;
    let (precision, recall) = sums.iter().fold((0.0, 0.0), |(p, r), (of_story, of_event)| (p + of_story, r + of_event));
    Score { precision: precision / count, recall: recall / count }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_a_small_case_by_hand() {
        // Stories {a a b} and {b}: precision (2/3 + 2/3 + 1/3 + 1) / 4, recall (1 + 1 + 1/2 + 1/2) / 4.
        let score = score(&[('a', 1), ('a', 1), ('b', 1), ('b', 2)]);
        assert!((score.precision - 2.0 / 3.0).abs() < 1e-9);
        assert!((score.recall - 0.75).abs() < 1e-9);
    }

    #[test]
    fn nothing_scores_nothing() {
        assert!(score::<u8, u8>(&[]).f1().abs() < 1e-9);
    }
}
