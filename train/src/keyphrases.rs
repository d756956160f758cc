//! `keyphrases`: a logistic model over the features of `text::keyphrases`, fitted on texts with keyphrases that people
//! marked. It prints the F1 at ten of each half by the weights of the other, and keeps the weights of both together.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Context;
use serde::Deserialize;
use text::keyphrases::{Features, NAMES, candidates, linear};

/// Passes over the data, and the pull of weights towards nothing: enough to settle, found by looking.
const PASSES: u32 = 3000;
const PULL: f64 = 1e-5;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Texts, one JSON object a line: `text` and the `keys` that people marked.
    #[arg(long)]
    marked: PathBuf,
    /// The weights.
    #[arg(long, default_value = "crates/text/data/words/keyphrases.txt")]
    out: PathBuf,
}

#[derive(Deserialize)]
struct Marked {
    text: String,
    keys: Vec<String>,
}

/// A text's candidates, each with whether people marked it, and how many phrases they marked.
struct Text {
    candidates: Vec<(Features, bool)>,
    marked: usize,
}

/// Weights, the bias last.
type Weights = [f64; 13];

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let lines =
        std::fs::read_to_string(&args.marked).with_context(|| format!("could not read {}", args.marked.display()))?;
    let texts = lines.lines().map(|line| Ok(read(&serde_json::from_str(line)?))).collect::<anyhow::Result<Vec<_>>>()?;
    let (even, odd): (Vec<_>, Vec<_>) = texts.iter().enumerate().partition(|(n, _)| n % 2 == 0);
    let halves = [even, odd].map(|half| half.into_iter().map(|(_, text)| text).collect::<Vec<_>>());
    let [even, odd] = &halves;
    for (fitted, other) in [(even, odd), (odd, even)] {
        let weights = fit(fitted);
        println_figure("F1 at 10 on the half fitted, on the other", f1(fitted, &weights), f1(other, &weights));
    }
    let weights = fit(&texts.iter().collect::<Vec<_>>());
    std::fs::write(&args.out, written(&weights)?)?;
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the figures are what the command is for")]
fn println_figure(name: &str, fitted: f64, other: f64) {
    println!("{name}: {fitted:.4} {other:.4}");
}

fn read(line: &Marked) -> Text {
    let marked = line.keys.iter().map(|key| flat(key)).filter(|key| !key.is_empty()).collect::<HashSet<_>>();
    let found = candidates("", &line.text, "en".parse().ok());
    let candidates =
        found.into_iter().map(|(phrase, features)| (features, marked.contains(&flat(&phrase.text)))).collect();
    Text { candidates, marked: marked.len() }
}

fn flat(phrase: &str) -> String {
    phrase.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Gradient descent with momentum over all candidates at once.
fn fit(texts: &[&Text]) -> Weights {
    let rows = texts.iter().flat_map(|text| &text.candidates).collect::<Vec<_>>();
    let mut weights: Weights = [0.0; 13];
    let mut speed: Weights = [0.0; 13];
    for _ in 0..PASSES {
        let mut slope: Weights = [0.0; 13];
        for (features, marked) in &rows {
            let inputs = inputs(features);
            let sum: f64 = inputs.iter().zip(&weights).map(|(input, weight)| input * weight).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*marked));
            slope.iter_mut().zip(inputs).for_each(|(slope, input)| *slope += error * input);
        }
        #[expect(clippy::cast_precision_loss, reason = "a count of candidates")]
        let count = rows.len().max(1) as f64;
        for ((weight, speed), slope) in weights.iter_mut().zip(&mut speed).zip(slope) {
            *speed = 0.95 * *speed - 0.05 * (slope / count + PULL * *weight);
            *weight += *speed;
        }
    }
    weights
}

fn inputs(features: &Features) -> Weights {
    let mut inputs = [1.0; 13];
    inputs.iter_mut().zip(features).for_each(|(input, feature)| *input = f64::from(*feature));
    inputs
}

/// The F1 of mean precision and mean recall of the ten best.
fn f1(texts: &[&Text], weights: &Weights) -> f64 {
    let (mut precision, mut recall) = (0.0, 0.0);
    for text in texts {
        let mut scored =
            text.candidates.iter().map(|(features, marked)| (score(features, weights), *marked)).collect::<Vec<_>>();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.truncate(10);
        let hits = u32::try_from(scored.iter().filter(|(_, marked)| *marked).count()).unwrap_or(0);
        let of = |whole: usize| f64::from(hits) / f64::from(u32::try_from(whole.max(1)).unwrap_or(u32::MAX));
        precision += of(scored.len());
        recall += of(text.marked);
    }
    let count = f64::from(u32::try_from(texts.len().max(1)).unwrap_or(u32::MAX));
    2.0 * precision * recall / (precision + recall) / count
}

#[expect(clippy::cast_possible_truncation, reason = "weights of a few units")]
fn score(features: &Features, weights: &Weights) -> f32 {
    let [rest @ .., bias] = weights;
    linear(features, &rest.map(|weight| weight as f32), *bias as f32)
}

fn written(weights: &Weights) -> anyhow::Result<String> {
    let mut out = String::from("# Weights of the keyphrase model, fitted on 500N-KPCrowd by `train keyphrases`.\n");
    for (name, weight) in NAMES.iter().chain(&["bias"]).zip(weights) {
        writeln!(out, "{name} {weight:.4}")?;
    }
    Ok(out)
}
