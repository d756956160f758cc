//! What can go wrong with a store, by what a caller can do about it.

use std::path::PathBuf;

/// The result of a call on the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call on the store failed. After every case but the last two the same store can be used again once the cause
/// is gone; nothing of the failed call was kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The database cannot be reached: it restarts, refuses connections or broke one off. Try again later.
    #[error("the database cannot be reached")]
    Unavailable(#[source] sqlx::Error),
    /// The disk or the quota is full. Free space, then try again.
    #[error("no space is left for the database")]
    Full(#[source] sqlx::Error),
    /// Others held what this call needed for longer than it may wait. Callers see it only under a stuck writer.
    #[error("the database stayed locked")]
    Locked(#[source] sqlx::Error),
    /// The address of the database is not one we can open.
    #[error("not a database address: {0}")]
    Address(String),
    /// The schema is not what this version's migrations made.
    #[error("migration {version} {problem}")]
    Migration {
        /// The migration's number.
        version: i64,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A backup could not be written or read.
    #[error("backup {}: {problem}", path.display())]
    Backup {
        /// The backup's file.
        path: PathBuf,
        /// What is wrong, in plain words.
        problem: String,
    },
    /// A row holds what no version of this program writes.
    #[error("damaged row: {0}")]
    Damaged(String),
    /// A fault of ours: the database refused a statement.
    #[error("the database refused a statement")]
    Refused(#[source] sqlx::Error),
}
