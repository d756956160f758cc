//! Backup and restore: one file that either engine can read.
//!
//! The file is zstd over lines of JSON: a head, then for each table its name and columns followed by its rows as
//! arrays, then an end with the number of rows and a checksum of all before it. Bodies stand there as HTML, so that a
//! backup depends on no dictionary of ours. Leases stay behind: whoever held one works on another database.
//!
//! Both directions stream: rows pass through a short channel between the database and a thread that packs or unpacks.

mod reading;
mod restoring;
mod tables;
#[cfg(test)]
mod tests;
mod writing;

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// The version of this format; a reader refuses higher ones.
const FORMAT: u32 = 1;

/// Blocks under way between the database and the file.
const BLOCKS: usize = 4;

/// About how large a block is.
const BLOCK_BYTES: usize = 1 << 20;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    octavo_backup: u32,
    /// The latest migration of the store that wrote it.
    migration: i64,
    /// The counter of ids, so that new ids stay above those of the backup.
    last_id: i64,
}

/// The line before a table's rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct TableHead {
    table: String,
    columns: Vec<String>,
}

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
struct End {
    rows: u64,
    sha256: String,
}

fn problem(path: &Path, problem: impl Into<String>) -> Error {
    Error::Backup { path: path.to_owned(), problem: problem.into() }
}

fn io_problem(path: &Path, error: std::io::Error) -> Error {
    if error.kind() == std::io::ErrorKind::StorageFull {
        Error::Full(sqlx::Error::Io(error))
    } else {
        problem(path, error.to_string())
    }
}

fn line(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).expect("plain structs are JSON");
    line.push(b'\n');
    line
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The bytes that were written by [`hex`]; nothing when it was not that.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.chars().map(|digit| u8::try_from(digit.to_digit(16)?).ok()).collect::<Option<Vec<_>>>()?;
    let (pairs, []) = digits.as_chunks::<2>() else { return None };
    Some(pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

/// A thread that ended badly takes the call with it, as a panic in it would.
async fn joined<T: Send + 'static>(path: &Path, task: tokio::task::JoinHandle<Result<T>>) -> Result<T> {
    task.await.map_err(|error| problem(path, error.to_string()))?
}
