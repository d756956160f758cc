//! Stores for tests: each test gets one of its own, on a real engine.

use std::path::Path;

use crate::{DatabaseUrl, Store};

/// A store that goes away with this value.
#[derive(Debug)]
pub struct TestStore {
    store: Store,
    _folder: Option<tempfile::TempDir>,
}

impl std::ops::Deref for TestStore {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// An empty store in a SQLite file of its own.
pub async fn sqlite() -> TestStore {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path: &Path = folder.path();
    let url = DatabaseUrl::file(&path.join("octavo.db")).expect("temporary folders are written in UTF-8");
    let store = Store::open(&url).await.expect("a new file opens");
    TestStore { store, _folder: Some(folder) }
}
