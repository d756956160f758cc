//! Reading a backup's file: lines into blocks of rows, and the proof that nothing is missing.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::{BLOCK_BYTES, End, FORMAT, Head, TableHead, hex, io_problem, problem};
use crate::{Error, Result};

/// No row is longer; a file that says otherwise is none of ours.
const MAX_LINE_BYTES: u64 = 512 << 20;

/// A head is a few numbers.
const MAX_HEAD_BYTES: u64 = 1024;

/// What a backup holds, bit by bit.
pub(super) enum Block {
    Head(Head),
    Rows {
        table: TableHead,
        rows: Vec<Vec<Value>>,
    },
    /// The file is whole.
    End,
}

/// Where the rows go; a receiver that has gone ends the reading.
type Blocks = mpsc::Sender<Result<Block>>;

/// Reads the file and sends what it holds, or what is wrong with it.
pub(super) fn read_file(path: &Path, blocks: &Blocks) {
    let read = Reading::open(path).and_then(|mut reading| reading.run(blocks));
    if let Err(error) = read {
        drop(blocks.blocking_send(Err(error)));
    }
}

struct Reading<'a> {
    path: &'a Path,
    input: BufReader<zstd::Decoder<'static, BufReader<File>>>,
    hasher: Sha256,
    count: u64,
    table: Option<TableHead>,
    rows: Vec<Vec<Value>>,
    bytes: usize,
}

impl<'a> Reading<'a> {
    fn open(path: &'a Path) -> Result<Self> {
        let file = File::open(path).map_err(|error| io_problem(path, error))?;
        let decoder = zstd::Decoder::new(file).map_err(|error| io_problem(path, error))?;
        let input = BufReader::new(decoder);
        Ok(Self { path, input, hasher: Sha256::new(), count: 0, table: None, rows: Vec::new(), bytes: 0 })
    }

    fn run(&mut self, blocks: &Blocks) -> Result<()> {
        let mut going = blocks.blocking_send(Ok(Block::Head(self.head()?))).is_ok();
        while going {
            let line = self.next()?;
            if line.first() == Some(&b'[') {
                self.take_row(&line)?;
                going = self.bytes < BLOCK_BYTES || self.send_rows(blocks)?;
            } else if let Ok(end) = serde_json::from_slice(&line) {
                self.send_rows(blocks)?;
                self.check(&end)?;
                // Nobody to hear it is nobody to mislead.
                drop(blocks.blocking_send(Ok(Block::End)));
                return Ok(());
            } else {
                going = self.send_rows(blocks)?;
                self.hasher.update(&line);
                self.table = Some(self.parsed(&line)?);
            }
        }
        Ok(())
    }

    fn take_row(&mut self, line: &[u8]) -> Result<()> {
        self.hasher.update(line);
        self.bytes += line.len();
        self.count += 1;
        let row = self.parsed(line)?;
        self.rows.push(row);
        Ok(())
    }

    /// Sends the rows gathered so far; says whether there is still somebody to send to.
    fn send_rows(&mut self, blocks: &Blocks) -> Result<bool> {
        let rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        if rows.is_empty() {
            return Ok(true);
        }
        let table = self.table.clone().ok_or_else(|| problem(self.path, "it is damaged (rows of no table)"))?;
        Ok(blocks.blocking_send(Ok(Block::Rows { table, rows })).is_ok())
    }

    fn head(&mut self) -> Result<Head> {
        let not_ours = || problem(self.path, "it is not a backup of Octavo");
        let mut first = Vec::new();
        match self.input.by_ref().take(MAX_HEAD_BYTES).read_until(b'\n', &mut first) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Err(self.cut_off()),
            read => read.map_err(|_| not_ours())?,
        };
        let head: Head = serde_json::from_slice(&first).map_err(|_| not_ours())?;
        if head.octavo_backup > FORMAT {
            return Err(problem(self.path, "it was written by a newer version of Octavo; update this one first"));
        }
        self.hasher.update(&first);
        Ok(head)
    }

    /// The next line. A file that ends without its last one was cut off.
    fn next(&mut self) -> Result<Vec<u8>> {
        let mut line = Vec::new();
        match self.input.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Err(self.cut_off()),
            Err(error) => Err(problem(self.path, format!("it is damaged ({error})"))),
            Ok(_) if line.last() != Some(&b'\n') => Err(self.cut_off()),
            Ok(_) => Ok(line),
        }
    }

    fn cut_off(&self) -> Error {
        problem(self.path, "it ends in the middle; the copy is not complete")
    }

    fn parsed<T: DeserializeOwned>(&self, line: &[u8]) -> Result<T> {
        serde_json::from_slice(line).map_err(|error| problem(self.path, format!("it is damaged ({error})")))
    }

    fn check(&mut self, end: &End) -> Result<()> {
        if end.rows == self.count && end.sha256 == hex(&self.hasher.finalize_reset()) {
            Ok(())
        } else {
            Err(problem(self.path, "it is damaged (its checksum is another)"))
        }
    }
}
