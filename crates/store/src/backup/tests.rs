use std::collections::BTreeSet;
use std::path::PathBuf;

use model::rights::{Audience, Basis, Display, Level};

use super::tables::{LEFT_OUT, TABLES};
use crate::samples::{all, at, document, feed, feed_of, item, lease, poll, teaser};
use crate::sql::Statement;
use crate::testing::{self, TestStore};
use crate::{Engine, Error, Store, on_both_engines};

on_both_engines!(
    what_was_saved_comes_back_on_either_engine,
    a_full_store_is_not_overwritten_unasked,
    a_damaged_file_changes_nothing,
    a_backup_is_of_one_instant,
);

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

async fn filled(store: &Store) {
    let id = feed(store, "paper").await;
    let items: Vec<_> = (0..150).map(|number| item(&format!("n{number} \u{1F5DE} ноль"))).collect();
    poll(store, id, 0, document(&items)).await;
    poll(store, id, 10, document(&[teaser("waits"), item("n1")])).await;
    let publisher = store.feed(id).await.unwrap().unwrap().publisher_id;
    let display = Display { level: Level::Headline, basis: Basis::Operator, since: at(0) };
    store.set_display(publisher, Audience::Public, Some(display)).await.unwrap();
    store.withdraw(all(store).await[3].id).await.unwrap();
    lease(store, id).await;
}

/// All that a backup is to carry, row by row.
async fn contents(store: &Store) -> Vec<String> {
    let mut connection = store.reader().await.unwrap();
    let mut contents = Vec::new();
    for table in &TABLES {
        let rows = Statement::new(table.select()).rows(&mut connection).await.unwrap();
        contents.extend(rows.iter().map(|row| format!("{} {:?}", table.name, super::writing::values(table, row))));
    }
    contents
}

async fn what_was_saved_comes_back_on_either_engine(store: TestStore) {
    filled(&store).await;
    let (folder, before) = (Folder::new(), contents(&store).await);
    store.backup(&folder.file("a")).await.unwrap();
    for other in [testing::sqlite().await, testing::postgres().await] {
        other.restore(&folder.file("a"), false).await.unwrap();
        assert_eq!(contents(&other).await, before);
        let feed = other.feeds(None, None, 1).await.unwrap().items.remove(0);
        let recorded = poll(&other, feed.id, 20, document(&[item("n1"), item("after")])).await;
        assert_eq!((recorded.new_entries, recorded.lease_lost), (1, false));
        other.backup(&folder.file("b")).await.unwrap();
        store.restore(&folder.file("b"), true).await.unwrap();
        assert_eq!(contents(&store).await, contents(&other).await);
    }
    let left: BTreeSet<_> = std::fs::read_dir(folder.0.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left, ["a", "b"].map(Into::into).into());
}

async fn a_full_store_is_not_overwritten_unasked(store: TestStore) {
    let folder = Folder::new();
    store.backup(&folder.file("empty")).await.unwrap();
    store.restore(&folder.file("empty"), false).await.unwrap();
    filled(&store).await;
    let before = contents(&store).await;
    let refused = store.restore(&folder.file("empty"), false).await.unwrap_err();
    assert!(
        refused.to_string().ends_with("the database is not empty; restoring with `force` would replace all it holds")
    );
    assert_eq!(contents(&store).await, before);
    store.restore(&folder.file("empty"), true).await.unwrap();
    assert!(contents(&store).await.is_empty());
}

async fn a_damaged_file_changes_nothing(store: TestStore) {
    filled(&store).await;
    let folder = Folder::new();
    store.backup(&folder.file("good")).await.unwrap();
    let good = std::fs::read(folder.file("good")).unwrap();
    let before = contents(&store).await;
    let plain = zstd::decode_all(good.as_slice()).unwrap();
    let packed = |bytes: &[u8]| zstd::encode_all(bytes, 1).unwrap();
    let changed = String::from_utf8(plain.clone()).unwrap().replacen("News of", "Lies of", 1);
    let newer = String::from_utf8(plain.clone()).unwrap().replacen("\"octavo_backup\":1", "\"octavo_backup\":2", 1);
    let cut = plain.len() - 200;
    for (bytes, expect) in [
        (good[..good.len() / 2].to_vec(), "it ends in the middle; the copy is not complete"),
        (packed(&plain[..cut]), "it ends in the middle; the copy is not complete"),
        (packed(changed.as_bytes()), "it is damaged (its checksum is another)"),
        (packed(newer.as_bytes()), "it was written by a newer version of Octavo; update this one first"),
        (b"not a backup".to_vec(), "it is not a backup of Octavo"),
        (packed(b"{}\n"), "it is not a backup of Octavo"),
        (Vec::new(), "it ends in the middle; the copy is not complete"),
    ] {
        std::fs::write(folder.file("bad"), bytes).unwrap();
        let Err(Error::Backup { problem, .. }) = store.restore(&folder.file("bad"), true).await else {
            panic!("taken for good: {expect}")
        };
        assert_eq!(problem, expect);
        assert_eq!(contents(&store).await, before);
    }
    assert!(matches!(store.restore(&folder.file("missing"), true).await, Err(Error::Backup { .. })));
    assert!(matches!(store.backup(&folder.file("no/such/folder")).await, Err(Error::Backup { .. })));
}

async fn a_backup_is_of_one_instant(store: TestStore) {
    let id = feed(&store, "paper").await;
    let publisher = store.feed(id).await.unwrap().unwrap().publisher_id;
    let writer = tokio::spawn({
        let store = Store::clone(&store);
        async move {
            for number in 0..30 {
                let feed = feed_of(&store, publisher, &format!("f{number}")).await;
                poll(&store, feed, 0, document(&[item(&format!("n{number}"))])).await;
            }
        }
    });
    let folder = Folder::new();
    let other = testing::sqlite().await;
    for _ in 0..5 {
        store.backup(&folder.file("a")).await.unwrap();
        // Foreign keys refuse an entry whose article was read too early, and a body likewise.
        other.restore(&folder.file("a"), true).await.unwrap();
        let counts = other.counts().await.unwrap();
        assert_eq!(counts.entries, counts.articles);
    }
    writer.await.unwrap();
}

#[tokio::test]
async fn a_backup_carries_every_column_but_leases() {
    let store = testing::sqlite().await;
    assert_eq!(store.engine(), Engine::Sqlite);
    let text = "select m.name || '.' || c.name as name from sqlite_master m join pragma_table_info(m.name) c
        where m.type = 'table' and m.name not in ('ids', 'schema_migrations', 'change_counter', 'leases')";
    let rows = Statement::new(text).rows(&mut store.reader().await.unwrap()).await.unwrap();
    let kept: BTreeSet<_> = rows.iter().map(|row| row.text("name").unwrap()).collect();
    let of = |table: &super::tables::Table| {
        let names = table.names().into_iter().map(|column| format!("{}.{column}", table.name));
        names.collect::<Vec<_>>()
    };
    let mut saved: BTreeSet<_> = TABLES.iter().flat_map(of).collect();
    for table in ["feeds", "articles", "undigested"] {
        saved.extend(LEFT_OUT.map(|column| format!("{table}.{column}")));
    }
    assert_eq!(saved, kept);
}
