//! Ids: time-ordered, below 2^53, unique across processes.
//!
//! A process reserves blocks from a one-row counter and hands ids out of memory. The counter never runs behind
//! `(milliseconds since 2024) * 4096`, so that ids of different processes are ordered by time to about a minute.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use model::{Cursor, Page};

use crate::sql::Statement;
use crate::{Error, Result, Store};

/// 2024-01-01T00:00:00Z in milliseconds.
const EPOCH_MS: i64 = 1_704_067_200_000;

/// Ids in a millisecond before the counter runs ahead of the clock.
const PER_MS: i64 = 4096;

/// Ids reserved at a time, unless more are asked for.
const BLOCK: i64 = 4096;

/// What is left of a block after this long is given up, for the sake of the order by time.
const BLOCK_LIFE: Duration = Duration::from_mins(1);

const RESERVE: &str = "update ids set last = $1 + case
        when last > (db_clock() / 1000 - $2) * $3 then last
        else (db_clock() / 1000 - $2) * $3
    end
    returning last";

/// The ids reserved by this process.
#[derive(Debug, Default)]
pub(crate) struct Ids(Mutex<Option<Block>>);

#[derive(Debug)]
struct Block {
    next: i64,
    last: i64,
    reserved: Instant,
}

impl Ids {
    fn take(&self, count: i64) -> Option<i64> {
        let mut block = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let block = block.as_mut().filter(|block| block.reserved.elapsed() < BLOCK_LIFE)?;
        let first = block.next;
        (first + count <= block.last + 1).then(|| {
            block.next += count;
            first
        })
    }

    fn put(&self, block: Option<Block>) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = block;
    }

    /// Forgets the block; after a restore its ids may be taken.
    pub(crate) fn forget(&self) {
        self.put(None);
    }
}

impl Store {
    /// One id.
    pub(crate) async fn new_id(&self) -> Result<i64> {
        self.new_ids(1).await
    }

    /// The first of `count` ids in a row. Never called inside a transaction: the counter's row would stay locked.
    pub(crate) async fn new_ids(&self, count: usize) -> Result<i64> {
        let count = i64::try_from(count).unwrap_or(BLOCK);
        if let Some(first) = self.ids().take(count) {
            return Ok(first);
        }
        let size = count.max(BLOCK);
        let last = self.reserve(size).await?;
        let first = last - size + 1;
        self.ids().put(Some(Block { next: first + count, last, reserved: Instant::now() }));
        Ok(first)
    }

    async fn reserve(&self, size: i64) -> Result<i64> {
        let statement = || Statement::new(RESERVE).int(size).int(EPOCH_MS).int(PER_MS);
        let row = crate::retry::retrying!(self.write_row(statement()).await)?;
        row.ok_or_else(|| Error::Damaged("the counter of ids has no row".to_owned()))?.int("last")
    }
}

/// About when an id was made.
fn time_of(id: i64) -> Timestamp {
    Timestamp::from_millisecond(id / PER_MS + EPOCH_MS).unwrap_or_default()
}

/// The bound below which a page ordered by id starts, and its size as the database takes it.
pub(crate) fn page(after: Option<Cursor>, limit: usize) -> (i64, i64) {
    (after.map_or(i64::MAX, |cursor| cursor.id), i64::try_from(limit).unwrap_or(i64::MAX))
}

/// A page ordered by id, latest first. A full page may have a next one.
pub(crate) fn paged<T>(items: Vec<T>, limit: i64, id: impl Fn(&T) -> i64) -> Page<T> {
    let full = i64::try_from(items.len()).is_ok_and(|count| count >= limit);
    let next = items.last().filter(|_| full).map(|last| Cursor { time: time_of(id(last)), id: id(last) });
    Page { items, next }
}
