use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::on_both_engines;
use crate::testing::{self, TestStore};

on_both_engines!(
    migrations_run_once,
    a_changed_migration_is_refused,
    a_newer_schema_is_left_alone,
    two_that_start_at_once_do_not_race,
);

async fn migrations_run_once(store: TestStore) {
    run(&store).await.unwrap();
    let rows = Statement::new("select version from schema_migrations").rows(&mut store.reader().await.unwrap()).await;
    assert_eq!(rows.unwrap().len(), MIGRATIONS.len());
}

async fn a_changed_migration_is_refused(store: TestStore) {
    store.write(Statement::new("update schema_migrations set checksum = checksum + 1")).await.unwrap();
    let error = Store::open(store.url()).await.unwrap_err();
    assert_eq!(error.to_string(), "migration 20261122100000 was changed after it was applied");
}

async fn a_newer_schema_is_left_alone(store: TestStore) {
    let newer = "insert into schema_migrations (version, name, checksum, applied) values (99990101000000, 'n', 1, 1)";
    store.write(Statement::new(newer)).await.unwrap();
    store.another().await;
}

async fn two_that_start_at_once_do_not_race(store: TestStore) {
    // From an empty database: nothing but what the migrations make is there.
    let tables = "schema_migrations change_counter changes leases story_edits story_apart story_links story_redirects \
        dirty_stories unassigned placements story_languages stories hashtag_days article_hashtags hashtag_spellings \
        hashtags gists undigested entries bodies articles feeds displays publishers ids";
    for table in tables.split_whitespace() {
        store.write(Statement::new(format!("drop table {table}"))).await.unwrap();
    }
    let (one, two) = tokio::join!(Store::open(store.url()), Store::open(store.url()));
    assert_eq!(one.unwrap().counts().await.unwrap(), two.unwrap().counts().await.unwrap());
}

#[test]
fn the_list_and_the_folder_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<_> = files.filter_map(|name| name.strip_suffix(".sql").map(str::to_owned)).collect();
    let listed: Vec<_> = MIGRATIONS.iter().map(|migration| migration.name.to_owned()).collect();
    assert!(listed.is_sorted(), "oldest first");
    assert_eq!(files, listed.into_iter().collect());
}

#[tokio::test]
async fn the_dumped_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.sql");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == testing::dump_schema().await,
        "schema.sql is stale: run `cargo run -p store --features testing --example dump_schema`"
    );
}
