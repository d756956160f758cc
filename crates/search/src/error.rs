//! What can go wrong with an index, by what a caller can do about it.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError};

/// The result of a call on the index.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call on the index failed. What was committed before stays; what was not is to be put again.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Its files cannot be read as an index. It holds nothing that the store has not: [`crate::Index::reset`] it.
    #[error("damaged search index {}", path.display())]
    Damaged {
        /// Its folder.
        path: PathBuf,
        /// What was found.
        #[source]
        source: TantivyError,
    },
    /// Another version of the program made it. [`crate::Index::reset`] it.
    #[error("search index {} is of version {found}, this program's is {}", path.display(), crate::VERSION)]
    OtherVersion {
        /// Its folder.
        path: PathBuf,
        /// What it says of itself.
        found: String,
    },
    /// Another process writes to it. It can still be searched.
    #[error("another process writes to the search index")]
    InUse,
    /// The disk or the quota is full. Free space, then put again what was not committed.
    #[error("no space is left for the search index")]
    Full(#[source] Arc<std::io::Error>),
    /// Anything else: the folder cannot be reached, or a fault of ours.
    #[error("the search index failed")]
    Failed(#[source] TantivyError),
}

impl Error {
    /// What a failure to open the index in that folder means.
    pub(crate) fn opening(path: PathBuf, source: TantivyError) -> Self {
        if is_damage(&source) { Self::Damaged { path, source } } else { Self::from(source) }
    }
}

/// Whether files are there that are not as they were written.
fn is_damage(error: &TantivyError) -> bool {
    // A cut file is told as an IO error of these kinds.
    let is_cut = |kind: ErrorKind| matches!(kind, ErrorKind::UnexpectedEof | ErrorKind::InvalidData);
    match error {
        TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::SchemaError(_)
        | TantivyError::FieldNotFound(_)
        | TantivyError::MissingPlugin(_)
        | TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_)) => true,
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => is_cut(io_error.kind()),
        TantivyError::IoError(error) => is_cut(error.kind()),
        _ => false,
    }
}

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::InUse,
            TantivyError::IoError(error) if error.kind() == ErrorKind::StorageFull => Self::Full(error),
            error => Self::Failed(error),
        }
    }
}

impl From<OpenDirectoryError> for Error {
    fn from(error: OpenDirectoryError) -> Self {
        Self::from(TantivyError::from(error))
    }
}
