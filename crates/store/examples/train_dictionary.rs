//! Trains the dictionary that bodies are packed with, from a folder of texts, one article a file:
//! `cargo run --release -p store --example train_dictionary -- FOLDER`. It writes `data/body.dict`.
//!
//! A new dictionary is a new format of packed bodies: keep the old file as long as rows may name it, and give the new
//! one the next format byte in `src/bodies.rs`.

use std::error::Error;
use std::path::Path;

/// Larger ones gain little on texts of a few kilobytes and are loaded by every process.
const MAX_BYTES: usize = 64 << 10;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("name the folder with the texts")?;
    let mut samples = Vec::new();
    for file in std::fs::read_dir(folder)? {
        samples.push(std::fs::read(file?.path())?);
    }
    let dictionary = zstd::dict::from_samples(&samples, MAX_BYTES)?;
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    std::fs::create_dir_all(&data)?;
    std::fs::write(data.join("body.dict"), dictionary)?;
    Ok(())
}
