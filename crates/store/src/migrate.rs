//! Brings the schema up to date: a list of SQL texts, each applied once, in order, whole.
//!
//! The driver's own runner cannot substitute `blob`, the one type the engines name differently, so this is a small one.
//! All that is missing runs in one transaction under a lock; two processes that start at once do not race.

use sqlx::AnyConnection;

use crate::sql::{Statement, script};
use crate::{Engine, Error, Result, Store, keys};

/// A file of `migrations/`.
pub(crate) struct Migration {
    pub(crate) name: &'static str,
    text: &'static str,
}

macro_rules! migrations {
    ($($name:literal),* $(,)?) => {
        [$(Migration { name: $name, text: include_str!(concat!("../migrations/", $name, ".sql")) }),*]
    };
}

/// All migrations, oldest first.
pub(crate) const MIGRATIONS: [Migration; 7] = migrations![
    "20261122100000_create_publishers",
    "20261122100100_create_feeds",
    "20261122100200_create_articles",
    "20261122100300_create_entries",
    "20261122110000_create_changes",
    "20261122110100_create_digests",
    "20261122110200_create_stories",
];

const CREATE_TABLE: &str = "create table if not exists schema_migrations (
    version bigint primary key,
    name text not null,
    checksum bigint not null,
    applied bigint not null
)";

/// Any number will do that nobody else uses on the same server's database.
const LOCK: i64 = 0x6f63_7461_766f;

impl Migration {
    fn version(&self) -> i64 {
        let digits = self.name.split('_').next().unwrap_or_default();
        digits.parse().expect("a migration's name starts with its number")
    }

    fn checksum(&self) -> i64 {
        keys::of_text(self.text)
    }
}

/// The number of the last migration.
pub(crate) fn latest() -> i64 {
    MIGRATIONS.iter().map(Migration::version).max().unwrap_or_default()
}

/// A number that changes with any migration.
#[cfg(any(test, feature = "testing"))]
pub(crate) fn fingerprint() -> i64 {
    MIGRATIONS.iter().fold(0, |sum, migration| keys::of_text(&format!("{sum} {}", migration.checksum())))
}

/// Applies what is missing. Migrations that this version does not know are left alone: a newer version may run
/// beside it for a while.
pub(crate) async fn run(store: &Store) -> Result<()> {
    crate::retry::retrying!(try_run(store).await)
}

async fn try_run(store: &Store) -> Result<()> {
    let mut transaction = store.begin().await?;
    if store.engine() == Engine::Postgres {
        Statement::new("select pg_advisory_xact_lock($1)").int(LOCK).rows(&mut transaction).await?;
    }
    Statement::new(CREATE_TABLE).run(&mut transaction).await?;
    for migration in &MIGRATIONS {
        apply(&mut transaction, store.engine(), migration).await?;
    }
    Ok(transaction.commit().await?)
}

async fn apply(on: &mut AnyConnection, engine: Engine, migration: &Migration) -> Result<()> {
    let version = migration.version();
    let known =
        Statement::new("select checksum from schema_migrations where version = $1").int(version).row(on).await?;
    if let Some(known) = known {
        let same = known.int("checksum")? == migration.checksum();
        return if same {
            Ok(())
        } else {
            Err(Error::Migration { version, problem: "was changed after it was applied" })
        };
    }
    script(on, dialect(engine, migration.text)).await?;
    Statement::new("insert into schema_migrations (version, name, checksum, applied) values ($1, $2, $3, db_clock())")
        .int(version)
        .text(migration.name)
        .int(migration.checksum())
        .run(on)
        .await?;
    tracing::info!(migration = migration.name, "applied a migration");
    Ok(())
}

fn dialect(engine: Engine, text: &str) -> String {
    match engine {
        Engine::Sqlite => text.to_owned(),
        Engine::Postgres => text.replace(" blob", " bytea"),
    }
}

/// The schema as the migrations leave it; what `schema.sql` holds. For a store on SQLite.
#[cfg(any(test, feature = "testing"))]
pub(crate) async fn dump_schema(store: &Store) -> Result<String> {
    let statement = Statement::new(
        "select sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by tbl_name, type desc, name",
    );
    let rows = statement.rows(&mut *store.reader().await?).await?;
    let texts = rows.iter().map(|row| row.text("sql")).collect::<Result<Vec<_>>>()?;
    let head =
        "-- The whole schema. Written by `cargo run -p store --features testing --example dump_schema`; do not edit.\n";
    Ok(format!("{head}\n{};\n", texts.join(";\n\n")))
}

#[cfg(test)]
mod tests;
