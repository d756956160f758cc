//! The score of pairs that stories are formed by, and how good the stories are.

mod bcubed;
mod figures;
mod logistic;
mod sample;
mod sets;
mod trials;

use std::path::PathBuf;

use story::{Background, Model};

use logistic::Example;
use sets::{SETS, Set};

/// The penalty on weights, of examples that weigh 1,000 a set.
const PENALTY: f64 = 1.0;
/// What a set's examples weigh.
const WEIGHT: f64 = 1000.0;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder that holds `stories/`
    #[arg(long)]
    data: PathBuf,
    /// Where the model is written; without it, nothing is
    #[arg(long)]
    out: Option<PathBuf>,
    /// Where gists are kept between runs
    #[arg(long)]
    cache: PathBuf,
    /// Articles are one story from this mean probability on
    #[arg(long, default_value_t = 0.6)]
    threshold: f32,
    /// Other thresholds to score
    #[arg(long, value_delimiter = ',')]
    thresholds: Vec<f32>,
    /// What is added for pairs of two languages
    #[arg(long, default_value_t = 0.05)]
    across: f32,
    /// Other such additions to score
    #[arg(long, value_delimiter = ',')]
    acrosses: Vec<f32>,
    /// Also learn without each set and score on it
    #[arg(long)]
    without: bool,
    /// Also try what must not change the stories of dated sets
    #[arg(long)]
    trials: bool,
}

/// Learns from the sets, scores the stories, writes the model.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let background = Background::default();
    let mut sets = Vec::new();
    for name in SETS {
        sets.push(Set::read(&args.data, name, false, &args.cache)?);
        if name != "olympics-dev" {
            sets.push(Set::read(&args.data, name, true, &args.cache)?);
        }
    }
    let examples: Vec<Vec<Example>> =
        sets.iter().map(|set| sample::pairs(set, &background, WEIGHT * share(set))).collect();
    let all: Vec<&[Example]> = examples.iter().map(Vec::as_slice).collect();
    let learned = learn(&all, args);
    if let Some(out) = &args.out {
        std::fs::write(out, file(&learned, &sets))?;
    }
    for &threshold in args.thresholds.iter().chain([&args.threshold]) {
        for &across in args.acrosses.iter().chain([&args.across]) {
            for set in whole(&sets) {
                let model = Model { threshold, across, ..learned.clone() };
                figures::tell(&format!("in sample {threshold} {across}"), set, &model, &background);
            }
        }
    }
    if args.without {
        without_each(args, &sets, &examples, &background);
        from_halves(args, &sets, &examples, &background);
    }
    if args.trials {
        trials::run(&args.data, &args.cache, &sets, &learned, &background)?;
    }
    Ok(())
}

/// The sets as they are; the others are their headlines.
fn whole(sets: &[Set]) -> impl Iterator<Item = &Set> {
    sets.iter().filter(|set| !set.name.ends_with(":headlines"))
}

/// Learns without each set, and scores on it.
fn without_each(args: &Args, sets: &[Set], examples: &[Vec<Example>], background: &Background) {
    for set in whole(sets) {
        let others = sets.iter().zip(examples).filter(|(other, _)| !other.name.starts_with(&set.name));
        let rest: Vec<&[Example]> = others.map(|(_, examples)| examples.as_slice()).collect();
        figures::tell("without it", set, &learn(&rest, args), background);
    }
}

/// Learns from each half by time of the dated sets, and from what is not dated, and scores on the other half.
fn from_halves(args: &Args, sets: &[Set], examples: &[Vec<Example>], background: &Background) {
    let undated = sets.iter().zip(examples).filter(|(set, _)| !set.is_dated());
    let rest: Vec<&[Example]> = undated.map(|(_, examples)| examples.as_slice()).collect();
    for set in sets.iter().filter(|set| set.is_dated()) {
        let (first, second) = set.halves();
        for (from, on) in [(&first, &second), (&second, &first)] {
            let half = sample::pairs(from, background, WEIGHT * share(set));
            let parts: Vec<&[Example]> = rest.iter().copied().chain([half.as_slice()]).collect();
            figures::tell("from the other half", on, &learn(&parts, args), background);
        }
    }
}

/// How much a set counts: headlines with times twice, headlines of sets that have texts half.
fn share(set: &Set) -> f64 {
    match (set.is_dated(), set.name.ends_with(":headlines")) {
        (true, _) => 2.0,
        (false, true) => 0.5,
        (false, false) => 1.0,
    }
}

fn learn(examples: &[&[Example]], args: &Args) -> Model {
    #[expect(clippy::cast_possible_truncation, reason = "weights are small")]
    let weights = logistic::fit(examples, PENALTY).map(|weight| (weight * 1e4).round() as f32 / 1e4);
    Model { threshold: args.threshold, across: args.across, weights }
}

/// The model's file, with what it was made from.
fn file(model: &Model, sets: &[Set]) -> String {
    let names: Vec<&str> = sets.iter().map(|set| set.name.as_str()).collect();
    format!(
        "# How probable it is that two articles tell one event; see `assign::model`.\n\
         # Made by `cargo run --release -p train -- stories --data DIR --cache DIR --out crates/story/data/pairs.txt`\n\
         # from: {}.\n\
         # These are weights of what pairs of articles have in common; no text is in them.\n{model}",
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_it_is_made_from_and_reads_back() {
        let model = Model::shipped();
        let file = file(&model, &[]);
        assert_eq!(file.parse(), Ok(model));
        assert!(file.contains("-- stories --data DIR"));
    }
}
