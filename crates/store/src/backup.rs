//! Backup and restore: one file that either engine can read.

use std::path::Path;

use crate::{Result, Store};

impl Store {
    /// Writes everything into one file, as of one instant. The file appears when it is complete.
    pub async fn backup(&self, _to: &Path) -> Result<()> {
        todo!()
    }

    /// Fills the store from a backup, all or nothing. Refuses when the store holds anything, unless `force` replaces
    /// it.
    pub async fn restore(&self, _from: &Path, _force: bool) -> Result<()> {
        todo!()
    }
}
