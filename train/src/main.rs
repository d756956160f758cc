//! Makes the models that the product carries, from data on disk, and says from which.
//!
//! One module a model. Nothing here ships, and what is made is the same byte for byte whenever the data is.

mod language;
mod random;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about)]
struct Cli {
    #[command(subcommand)]
    model: Model,
}

#[derive(Subcommand)]
enum Model {
    /// The table that tells languages apart
    Language(language::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().model {
        Model::Language(args) => language::run(&args),
    }
}
