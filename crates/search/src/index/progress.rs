//! How far an index came, kept with each commit: `<version> <seq>`.

use std::path::Path;

use crate::{Error, Result, VERSION};

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Progress {
    pub(super) seq: i64,
}

impl Progress {
    pub(super) fn payload(self) -> String {
        format!("{VERSION} {}", self.seq)
    }
}

/// What the last commit says; an index without one is empty and of this version.
pub(super) fn read(index: &tantivy::Index, path: &Path) -> Result<Progress> {
    let metas = index.load_metas().map_err(|source| Error::opening(path.to_owned(), source))?;
    let Some(payload) = metas.payload else { return Ok(Progress::default()) };
    let (version, seq) = payload.split_once(' ').unwrap_or((&payload, ""));
    let of_this_version = version.parse() == Ok(VERSION);
    match seq.parse() {
        Ok(seq) if of_this_version => Ok(Progress { seq }),
        _ => Err(Error::OtherVersion { path: path.to_owned(), found: version.to_owned() }),
    }
}
