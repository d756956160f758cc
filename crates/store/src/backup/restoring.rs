//! Restoring: a backup's rows into the database, all or nothing.

use std::path::Path;

use serde_json::Value;
use sqlx::AnyConnection;
use tokio::sync::mpsc;

use super::reading::{Block, read_file};
use super::tables::{Kind, TABLES, Table};
use super::{BLOCKS, Head, TableHead, joined, problem, unhex};
use crate::bodies::PackedBody;
use crate::retry::retrying;
use crate::sql::{Statement, insert_all};
use crate::{Result, Store, migrate};

const FIRST_ROW: &str = "
    select id from publishers
    union all select id from feeds
    union all select id from articles
    limit 1";

/// Numbers go on above those of the backup and those that were given out here before.
const RAISE_CHANGES: &str = "
    update change_counter set last = (
        select max(number) from (
            select last as number from change_counter
            union all select max(seq) as number from changes
            union all select max(id) as number from story_edits
        ) numbers
    )";

const RAISE_IDS: &str = "update ids set last = $1 where last < $1";

impl Store {
    /// Fills the store from a backup, all or nothing. Refuses when the store holds anything, unless `force` replaces
    /// it. No other process may use the database meanwhile.
    pub async fn restore(&self, from: &Path, force: bool) -> Result<()> {
        retrying!(self.try_restore(from, force).await)?;
        // Ids that were reserved before may be taken now.
        self.ids().forget();
        Ok(())
    }

    async fn try_restore(&self, from: &Path, force: bool) -> Result<()> {
        let (sender, mut blocks) = mpsc::channel(BLOCKS);
        let path = from.to_owned();
        let reader = tokio::task::spawn_blocking(move || {
            read_file(&path, &sender);
            Ok(())
        });
        let restored = self.fill(from, force, &mut blocks).await;
        // Lets a reader go that still wants to send.
        drop(blocks);
        restored.and(joined(from, reader).await)
    }

    async fn fill(&self, from: &Path, force: bool, blocks: &mut mpsc::Receiver<Result<Block>>) -> Result<()> {
        let mut transaction = self.begin().await?;
        make_room(&mut transaction, from, force).await?;
        while let Some(block) = blocks.recv().await {
            match block? {
                Block::Head(head) => take_head(&mut transaction, from, &head).await?,
                Block::Rows { table, rows } => insert(&mut transaction, from, &table, &rows).await?,
                Block::End => {
                    Statement::new(RAISE_CHANGES).run(&mut transaction).await?;
                    return Ok(transaction.commit().await?);
                }
            }
        }
        Err(problem(from, "its reader has gone"))
    }
}

async fn make_room(on: &mut AnyConnection, from: &Path, force: bool) -> Result<()> {
    if Statement::new(FIRST_ROW).row(on).await?.is_none() {
        return Ok(());
    }
    if !force {
        return Err(problem(from, "the database is not empty; restoring with `force` would replace all it holds"));
    }
    for table in TABLES.iter().rev() {
        Statement::new(format!("delete from {}", table.name)).run(on).await?;
    }
    Ok(())
}

async fn take_head(on: &mut AnyConnection, from: &Path, head: &Head) -> Result<()> {
    if head.migration > migrate::latest() {
        return Err(problem(from, "it was written by a newer version of Octavo; update this one first"));
    }
    Statement::new(RAISE_IDS).int(head.last_id).run(on).await.map(drop)
}

/// Columns that the backup lacks, because an older version wrote it, take their defaults.
async fn insert(on: &mut AnyConnection, from: &Path, head: &TableHead, rows: &[Vec<Value>]) -> Result<()> {
    let unknown = |what: &str| problem(from, format!("it is damaged (unknown {what})"));
    let table = TABLES.iter().find(|table| table.name == head.table).ok_or_else(|| unknown(&head.table))?;
    let kind = |column: &String| kind_of(table, column).ok_or_else(|| unknown(column));
    let kinds = head.columns.iter().map(kind).collect::<Result<Vec<_>>>()?;
    if rows
        .iter()
        .any(|row| row.len() != kinds.len() || row.iter().zip(&kinds).any(|(value, kind)| !fits(value, *kind)))
    {
        return Err(problem(from, format!("it is damaged (a row of {})", table.name)));
    }
    let text = format!("insert into {} ({})", table.name, head.columns.join(", "));
    let bind =
        |statement, row: &Vec<Value>| row.iter().zip(&kinds).fold(statement, |s, (value, kind)| add(s, value, *kind));
    insert_all(on, (&text, kinds.len(), ""), rows, bind).await.map(drop)
}

fn kind_of(table: &Table, column: &str) -> Option<Kind> {
    table.columns().find(|(name, _)| *name == column).map(|(_, kind)| kind)
}

fn fits(value: &Value, kind: Kind) -> bool {
    match kind {
        Kind::Int => value.is_i64() || value.is_null(),
        Kind::Text => value.is_string() || value.is_null(),
        Kind::Real => value.is_number(),
        Kind::Body => value.is_string(),
        Kind::Bytes => value.as_str().is_some_and(|text| unhex(text).is_some()),
    }
}

fn add(statement: Statement, value: &Value, kind: Kind) -> Statement {
    match kind {
        Kind::Int => statement.maybe_int(value.as_i64()),
        Kind::Text => statement.maybe_text(value.as_str()),
        Kind::Real => statement.real(value.as_f64().unwrap_or_default()),
        Kind::Bytes => statement.bytes(value.as_str().and_then(unhex).unwrap_or_default()),
        Kind::Body => statement.bytes(PackedBody::pack(value.as_str().unwrap_or_default()).bytes),
    }
}
