//! The classifier of sections, from labelled news and from headlines written for the purpose.
//!
//! Labels of others are wider than sections: what a set files under politics may be crime or war here. So a label only
//! says which sections a piece may have, and the seeds tell these apart ([`examples`]).

mod examples;
mod fit;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use text::encoder::DIMENSIONS;
use text::sections::classifier::{self, Classifier, Head, WORD_BITS};

use examples::{Example, Set};
use fit::{Features, Fit};

/// What to make the classifier from.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Labelled sets: a JSONL file with `title`, `text` and the label's field, as FILE:FIELD
    #[arg(long, num_args = 0..)]
    sets: Vec<String>,
    /// Folder of the seeds, a TOML file a language
    #[arg(long, default_value = "train/data/sections")]
    seeds: PathBuf,
    /// Where the coefficients go
    #[arg(long, default_value = "crates/text/data/sections/coefficients.zst")]
    out: PathBuf,
    /// Name of a set (its file without `.jsonl`) to leave out; what the others make of it goes to --answers instead
    #[arg(long, requires = "answers")]
    leave_out: Option<String>,
    /// Line number, tab, section of each piece of the set left out
    #[arg(long)]
    answers: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let mut examples = examples::seeds(&args.seeds)?;
    let seeds = examples.len();
    let mut left_out = None;
    for set in &args.sets {
        let set = Set::read(set)?;
        if args.leave_out.as_ref() == Some(&set.name) {
            left_out = Some(set);
        } else {
            examples.extend(set.examples());
        }
    }
    ensure!(left_out.is_some() == args.leave_out.is_some(), "no set of the name to leave out");
    let classifier = train(&examples);
    writeln!(std::io::stdout(), "{seeds} seeds, {} examples of sets", examples.len() - seeds)?;
    if let Some((set, to)) = left_out.zip(args.answers.as_ref()) {
        return std::fs::write(to, answers(&classifier, &set)).context("could not write the answers");
    }
    let packed = classifier.pack()?;
    writeln!(std::io::stdout(), "{} bytes", packed.len())?;
    std::fs::write(&args.out, packed).with_context(|| format!("could not write {}", args.out.display()))
}

fn train(examples: &[Example]) -> Classifier {
    let by_vector: Vec<Features> =
        examples.iter().map(|example| classifier::vector_features(example.vector.values()).collect()).collect();
    let by_words: Vec<Features> =
        examples.iter().map(|example| classifier::word_features(&example.words).collect()).collect();
    let vector = Fit { rows: DIMENSIONS + 1, rate: 0.1, decay: 1e-5, rounds: 40 };
    let words = Fit { rows: (1 << WORD_BITS) + 1, rate: 0.1, decay: 2e-4, rounds: 20 };
    Classifier { vector: head(&vector.fit(&by_vector, examples)), words: head(&words.fit(&by_words, examples)) }
}

#[expect(clippy::cast_possible_truncation, reason = "a share of the largest weight times 127")]
fn head(weights: &[f32]) -> Head {
    let largest = weights.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
    let scale = largest / 127.0;
    Head { scale, weights: weights.iter().map(|weight| (weight / scale).round() as i8).collect() }
}

fn answers(classifier: &Classifier, set: &Set) -> String {
    let mut lines = String::new();
    for (line, piece) in set.whole_pieces().enumerate() {
        let scores = classifier.scores(&piece.words, Some(piece.vector.values()));
        let best = model::Section::ALL.iter().zip(scores).max_by(|a, b| a.1.total_cmp(&b.1));
        let slug = best.map_or("", |(section, _)| section.as_str());
        writeln!(lines, "{line}\t{slug}").expect("a string takes all");
    }
    lines
}
