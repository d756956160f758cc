//! Makes the models that the product carries, from data on disk, and says from which.
//!
//! One module a model. Nothing here ships, and what is made is the same byte for byte whenever the data is.

mod encoder;
mod keyphrases;
mod language;
mod pace;
mod random;
mod rarity;
mod sections;
mod stories;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about)]
struct Cli {
    #[command(subcommand)]
    model: Model,
}

#[derive(Subcommand)]
enum Model {
    /// The sentence encoder: packs its weights and vocabulary
    Encoder(encoder::Args),
    /// The mean of the sentence encoder's vectors over headlines
    EncoderMean(encoder::mean::Args),
    /// The weights that tell keyphrases, from texts with keyphrases that people marked
    Keyphrases(keyphrases::Args),
    /// The table that tells languages apart
    Language(language::Args),
    /// No model: how fast articles are understood with the models there are
    Pace(pace::Args),
    /// The table of how rare English words are, counted over articles
    Rarity(rarity::Args),
    /// The classifier of sections
    Sections(sections::Args),
    /// The score of pairs that stories are formed by
    Stories(stories::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().model {
        Model::Encoder(args) => encoder::run(&args),
        Model::EncoderMean(args) => encoder::mean::run(&args),
        Model::Keyphrases(args) => keyphrases::run(&args),
        Model::Language(args) => language::run(&args),
        Model::Pace(args) => pace::run(&args),
        Model::Rarity(args) => rarity::run(&args),
        Model::Sections(args) => sections::run(&args),
        Model::Stories(args) => stories::run(&args),
    }
}
