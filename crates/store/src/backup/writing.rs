//! Writing a backup: a snapshot of the database, streamed into a file that appears when it is complete.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use futures::StreamExt;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;
use tokio::sync::mpsc;

use super::tables::{Kind, TABLES, Table};
use super::{BLOCK_BYTES, BLOCKS, End, FORMAT, Head, TableHead, hex, io_problem, joined, line, problem};
use crate::sql::{Row, Statement};
use crate::{Error, Result, Store, bodies};

/// Texts shrink to a third at this level already, and the database is the slower part.
const LEVEL: i32 = 3;

const LAST: &str = "select last, (select max(version) from schema_migrations) as migration from ids";

impl Store {
    /// Writes everything into one file, as of one instant. The file appears when it is complete, in place of what was
    /// there.
    pub async fn backup(&self, to: &Path) -> Result<()> {
        let (blocks, receiver) = mpsc::channel(BLOCKS);
        let file = to.to_owned();
        let writer = tokio::task::spawn_blocking(move || write_file(&file, receiver));
        let rows = match self.send_all(&blocks).await {
            // A writer that has gone tells better what happened.
            Err(Error::Backup { .. }) => None,
            sent => Some(sent),
        };
        let complete = matches!(rows, Some(Ok(())));
        if complete {
            drop(blocks.send(Block::Complete).await);
        }
        drop(blocks);
        let written = joined(to, writer).await;
        rows.unwrap_or(Ok(())).and(written)
    }

    async fn send_all(&self, blocks: &mpsc::Sender<Block>) -> Result<()> {
        let mut snapshot = self.begin_snapshot().await?;
        let last = Statement::new(LAST).row(&mut snapshot).await?;
        let last = last.ok_or_else(|| Error::Damaged("the counter of ids has no row".to_owned()))?;
        let head = Head { octavo_backup: FORMAT, migration: last.int("migration")?, last_id: last.int("last")? };
        send(blocks, line(&head), 0).await?;
        for table in &TABLES {
            send_table(&mut snapshot, table, blocks).await?;
        }
        Ok(())
    }
}

/// What goes to the writing thread.
enum Block {
    Lines { bytes: Vec<u8>, rows: u64 },
    Complete,
}

async fn send(blocks: &mpsc::Sender<Block>, bytes: Vec<u8>, rows: u64) -> Result<()> {
    let sent = blocks.send(Block::Lines { bytes, rows }).await;
    sent.map_err(|_| problem(Path::new(""), "its writer has gone"))
}

async fn send_table(on: &mut AnyConnection, table: &Table, blocks: &mpsc::Sender<Block>) -> Result<()> {
    let columns = table.names().into_iter().map(str::to_owned).collect();
    let mut bytes = line(&TableHead { table: table.name.to_owned(), columns });
    let mut count = 0;
    let mut rows = Statement::new(table.select()).stream(on);
    while let Some(row) = rows.next().await {
        bytes.extend(line(&values(table, &row?)?));
        count += 1;
        if bytes.len() >= BLOCK_BYTES {
            send(blocks, std::mem::take(&mut bytes), std::mem::take(&mut count)).await?;
        }
    }
    send(blocks, bytes, count).await
}

pub(super) fn values(table: &Table, row: &Row) -> Result<Vec<Value>> {
    let value = |(name, kind)| {
        Ok(match kind {
            Kind::Int => row.maybe_int(name)?.into(),
            Kind::Text => row.maybe_text(name)?.into(),
            Kind::Real => row.real(name)?.into(),
            Kind::Bytes => hex(&row.bytes(name)?).into(),
            Kind::Body => bodies::unpack(&row.bytes(name)?)?.into(),
        })
    };
    table.columns().map(value).collect()
}

fn write_file(to: &Path, blocks: mpsc::Receiver<Block>) -> Result<()> {
    let part = part_of(to);
    let written = write_part(&part, blocks).map_err(|error| io_problem(to, error));
    let kept = match written {
        Ok(true) => fs::rename(&part, to).and_then(|()| sync_folder(to)).map_err(|error| io_problem(to, error)),
        Ok(false) => Ok(()),
        Err(error) => Err(error),
    };
    // Gone after a rename; what else is left is not a backup.
    drop(fs::remove_file(&part));
    kept
}

fn part_of(to: &Path) -> PathBuf {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    to.with_file_name(name)
}

/// Writes what comes; says whether it was complete.
fn write_part(part: &Path, mut blocks: mpsc::Receiver<Block>) -> std::io::Result<bool> {
    let mut encoder = zstd::Encoder::new(File::create(part)?, LEVEL)?;
    encoder.include_checksum(true)?;
    let (mut hasher, mut count) = (Sha256::new(), 0);
    while let Some(block) = blocks.blocking_recv() {
        match block {
            Block::Lines { bytes, rows } => {
                hasher.update(&bytes);
                encoder.write_all(&bytes)?;
                count += rows;
            }
            Block::Complete => {
                encoder.write_all(&line(&End { rows: count, sha256: hex(&hasher.finalize()) }))?;
                encoder.finish()?.sync_all()?;
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A rename is on the disk when its folder is.
fn sync_folder(of: &Path) -> std::io::Result<()> {
    let folder = of.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
