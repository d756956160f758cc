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

impl Error {
    /// Whether two transactions met at a bad moment, so that the same call may well succeed at once. On PostgreSQL
    /// that can be a row that came (23505) or went (23503) between two statements.
    pub(crate) fn is_race(&self) -> bool {
        match self {
            Self::Locked(_) => true,
            Self::Refused(sqlx::Error::Database(error)) => {
                error.code().is_some_and(|code| code == "23505" || code == "23503")
            }
            _ => false,
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match kind(&error) {
            Kind::Unavailable => Self::Unavailable(error),
            Kind::Full => Self::Full(error),
            Kind::Locked => Self::Locked(error),
            Kind::Damaged => Self::Damaged(error.to_string()),
            Kind::Refused => Self::Refused(error),
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Unavailable,
    Full,
    Locked,
    Damaged,
    Refused,
}

fn kind(error: &sqlx::Error) -> Kind {
    match error {
        sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => Kind::Full,
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed => Kind::Unavailable,
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Kind::Damaged,
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            if code.len() == 5 { postgres_kind(&code) } else { sqlite_kind(code.parse().unwrap_or_default()) }
        }
        _ => Kind::Refused,
    }
}

/// SQLSTATE classes: 08 connection, 57P operator intervention, 53 resources, 40 rollback, 55P03 lock timeout.
fn postgres_kind(code: &str) -> Kind {
    match code {
        "53100" => Kind::Full,
        "40001" | "40P01" | "55P03" => Kind::Locked,
        "53300" => Kind::Unavailable,
        _ if code.starts_with("08") || code.starts_with("57P") => Kind::Unavailable,
        _ => Kind::Refused,
    }
}

/// The low byte is the result code, the rest a detail: <https://sqlite.org/rescode.html>.
fn sqlite_kind(code: i32) -> Kind {
    match code & 0xff {
        5 | 6 => Kind::Locked,
        // I/O error, cannot open.
        10 | 14 => Kind::Unavailable,
        13 => Kind::Full,
        // Corrupt, not a database.
        11 | 26 => Kind::Damaged,
        _ => Kind::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_engines_are_told_apart() {
        for (code, expect) in [
            ("53100", Kind::Full),
            ("40P01", Kind::Locked),
            ("55P03", Kind::Locked),
            ("57P01", Kind::Unavailable),
            ("57P03", Kind::Unavailable),
            ("08006", Kind::Unavailable),
            ("53300", Kind::Unavailable),
            ("42P01", Kind::Refused),
        ] {
            assert_eq!(postgres_kind(code), expect, "{code}");
        }
        // The last two carry a detail in their upper bytes: a constraint, and a write that failed.
        let codes = [(5, Kind::Locked), (13, Kind::Full), (26, Kind::Damaged), (2067, Kind::Refused)];
        for (code, expect) in codes.into_iter().chain([(778, Kind::Unavailable)]) {
            assert_eq!(sqlite_kind(code), expect, "{code}");
        }
    }

    #[test]
    fn a_server_that_does_not_answer_in_time_is_unavailable() {
        assert!(matches!(Error::from(sqlx::Error::PoolTimedOut), Error::Unavailable(_)));
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        assert!(matches!(Error::from(sqlx::Error::Io(full)), Error::Full(_)));
    }
}
