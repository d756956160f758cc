//! The learned score: how probable it is that two articles tell one event.
//!
//! A logistic function of what a pair has in common. How much that says depends on what is known of both: whole texts or headlines
//! only, of one language or two. So each of these four kinds of pairs has its own weights, and what is known of
//! their times counts for all of them alike.
//!
//! `data/pairs.txt` says by which command the weights were made and from which sets.

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use crate::assign::pair::Features;

/// Terms of one kind of pairs: see [`own_terms`].
const OWN: usize = 9;
/// Terms of the gap in time, shared by all kinds: see [`gap_terms`].
const GAP: usize = 4;
/// Kinds of pairs.
const KINDS: usize = 4;
/// How many weights a model has.
pub const WEIGHTS: usize = KINDS * OWN + GAP;

/// What the kinds are called in the model's file.
const KIND_NAMES: [&str; KINDS] = ["texts", "texts-across-languages", "headlines", "headlines-across-languages"];

/// How probable it is that two articles tell one event, and from where on they are told together.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Articles are one story from this mean probability on.
    pub threshold: f32,
    /// Added to the probability of a pair of two languages when stories are judged: such pairs are told less surely one
    /// by one, but many of them together say as much.
    pub across: f32,
    /// What a pair's terms weigh, in log odds.
    pub weights: [f32; WEIGHTS],
}

/// The text is not a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a model of pairs: line {line}")]
pub struct ParseModelError {
    /// The first line that does not belong there, counted from 1; after the last when something is missing.
    pub line: usize,
}

impl Model {
    /// The model that ships.
    ///
    /// # Panics
    /// Never: a test reads the file.
    pub fn shipped() -> Self {
        include_str!("../../data/pairs.txt").parse().expect("the model in the tree is read by a test")
    }

    /// What a pair so described says for its stories being one: its probability, and what it lacks for its languages.
    pub fn likeness(&self, features: &Features) -> f32 {
        let [.., language, _] = *features;
        self.probability(features) + if language < 0.5 { self.across } else { 0.0 }
    }

    /// How probable it is that a pair so described tells one event, 0 to 1.
    pub fn probability(&self, features: &Features) -> f32 {
        let (kind, own) = own_terms(features);
        let weights = self.weights.get(kind * OWN..).into_iter().flatten();
        let gaps = self.weights.get(KINDS * OWN..).into_iter().flatten();
        let odds: f32 = own.iter().zip(weights).map(|(term, weight)| term * weight).sum::<f32>()
            + gap_terms(features).iter().zip(gaps).map(|(term, weight)| term * weight).sum::<f32>();
        1.0 / (1.0 + (-odds).exp())
    }
}

/// All terms of a pair, in the order of [`Model::weights`].
pub fn terms(features: &Features) -> [f32; WEIGHTS] {
    let (kind, own) = own_terms(features);
    let mut terms = [0.0; WEIGHTS];
    let places = terms.iter_mut().skip(kind * OWN);
    places.zip(own).for_each(|(place, term)| *place = term);
    let places = terms.iter_mut().skip(KINDS * OWN);
    places.zip(gap_terms(features)).for_each(|(place, term)| *place = term);
    terms
}

/// The kind of a pair, and what its own weights are for. Squares and roots: twice as near is more than twice as
/// likely, and the first words that are shared say more than the last.
fn own_terms(features: &Features) -> (usize, [f32; OWN]) {
    let known = |number: f32| if number.is_nan() { 0.0 } else { number };
    let [direction, headline, text, names, numbers, language, _] = *features;
    let kind = usize::from(text.is_nan()) * 2 + usize::from(language < 0.5);
    let (direction, text) = (known(direction), known(text));
    let nearness = direction.max(0.0);
    let terms = [
        1.0,
        direction,
        nearness * nearness,
        headline,
        text,
        text.max(0.0).sqrt(),
        names,
        names.max(0.0).sqrt(),
        known(numbers),
    ];
    (kind, terms)
}

/// What a gap in time counts: being known at all, and hours, days and weeks each for themselves.
fn gap_terms(features: &Features) -> [f32; GAP] {
    let [.., days] = *features;
    if days.is_nan() { [0.0; GAP] } else { [1.0, days.min(0.5), days.min(2.0), days.min(5.0)] }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "threshold {}\nacross {}", self.threshold, self.across)?;
        for (name, weights) in KIND_NAMES.iter().chain(&["gap"]).zip(self.weights.chunks(OWN)) {
            f.write_str(name)?;
            for weight in weights {
                write!(f, " {weight}")?;
            }
            f.write_str("\n")?;
        }
        Ok(())
    }
}

impl FromStr for Model {
    type Err = ParseModelError;

    /// Reads what `Display` writes; lines that start with `#` say what the model was made from.
    fn from_str(text: &str) -> Result<Self, ParseModelError> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let rows = ["threshold", "across"].into_iter().chain(KIND_NAMES).chain(["gap"]);
        let mut numbers: Vec<f32> = Vec::new();
        let mut rows = rows.zip([1, 1].into_iter().chain([OWN; KINDS]).chain([GAP]));
        for (at, line) in lines {
            let wrong = ParseModelError { line: at + 1 };
            let (name, count) = rows.next().ok_or(wrong.clone())?;
            let row = line.strip_prefix(name).ok_or(wrong.clone())?;
            let row =
                row.split_whitespace().map(str::parse).collect::<Result<Vec<f32>, _>>().map_err(|_| wrong.clone())?;
            if row.len() != count || row.iter().any(|number| !number.is_finite()) {
                return Err(wrong);
            }
            numbers.extend(row);
        }
        let missing = ParseModelError { line: text.lines().count() + 1 };
        let [threshold, across, weights @ ..] = numbers.as_slice() else { return Err(missing) };
        Ok(Self { threshold: *threshold, across: *across, weights: weights.try_into().map_err(|_| missing)? })
    }
}
