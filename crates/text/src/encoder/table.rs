//! The embedding table: 512 numbers of six bits for each piece, as Huffman codes read straight from the binary.
//!
//! Nothing is inflated: a row takes about a microsecond to read, and the pages of the binary are shared by all
//! processes and given back by the system when memory is short. Each row belongs to a class that has its own code.

use super::data::{Malformed, Reader};

/// Numbers in a row.
pub(super) const WIDTH: usize = 512;

const CLASSES: usize = 64;
const SYMBOLS: usize = 64;

/// The longest code in bits.
const LONGEST: usize = 10;

/// Symbols that a word of 64 bits surely holds behind up to seven bits of those before.
const AT_ONCE: usize = 5;

/// By the next ten bits: the symbol, and its length in the upper byte.
type Code = Box<[u16; 1 << LONGEST]>;

pub(super) struct Table<'a> {
    codes: Vec<Code>,
    classes: Vec<u8>,
    starts: Vec<u32>,
    bits: &'a [u8],
}

impl<'a> Table<'a> {
    pub(super) fn read(reader: &mut Reader<'_>, bits: &'a [u8], rows: usize) -> Result<Self, Malformed> {
        let classes = reader.take(rows)?.to_vec();
        let lengths = reader.take(CLASSES * SYMBOLS)?;
        let codes = lengths.chunks_exact(SYMBOLS).map(code).collect();
        let mut end = 0;
        let mut starts = Vec::with_capacity(rows);
        for bytes in reader.u16s(rows)? {
            starts.push(end);
            end += u32::from(bytes);
        }
        if end as usize != bits.len() || classes.iter().any(|class| usize::from(*class) >= CLASSES) {
            return Err(Malformed);
        }
        Ok(Self { codes, classes, starts, bits })
    }

    /// Writes the row of a piece; a piece without one leaves `row` as it is.
    pub(super) fn row(&self, piece: u32, row: &mut [u8; WIDTH]) {
        let piece = piece as usize;
        let (Some(class), Some(start)) = (self.classes.get(piece), self.starts.get(piece)) else { return };
        let Some(code) = self.codes.get(usize::from(*class)) else { return };
        let mut bit = *start as usize * 8;
        for values in row.chunks_mut(AT_ONCE) {
            let mut word = self.word(bit / 8) << (bit % 8);
            for value in values {
                let [symbol, length] = lookup(code, word).to_le_bytes();
                *value = symbol;
                word <<= length;
                bit += usize::from(length);
            }
        }
    }

    /// Eight bytes, zeros behind the end.
    fn word(&self, at: usize) -> u64 {
        let bytes = self.bits.get(at..).unwrap_or_default();
        bytes.first_chunk().map_or_else(
            || bytes.iter().chain(std::iter::repeat(&0)).take(8).fold(0, |word, byte| word << 8 | u64::from(*byte)),
            |bytes| u64::from_be_bytes(*bytes),
        )
    }
}

#[expect(clippy::indexing_slicing, reason = "ten bits cannot pass the end of a table of 2^10")]
#[expect(clippy::cast_possible_truncation, reason = "ten bits are left of the word")]
fn lookup(code: &Code, word: u64) -> u16 {
    code[(word >> (u64::BITS as usize - LONGEST)) as usize]
}

/// Fills the table of a canonical code from its lengths: shorter codes first, then by symbol. Zero: never occurs.
fn code(lengths: &[u8]) -> Code {
    let mut table = Box::new([0; 1 << LONGEST]);
    let mut slots = table.iter_mut();
    for length in 1..=LONGEST {
        for (symbol, _) in lengths.iter().enumerate().filter(|(_, of)| usize::from(**of) == length) {
            let [symbol, _] = u16::try_from(symbol).unwrap_or_default().to_le_bytes();
            let [length_byte, _] = u16::try_from(length).unwrap_or_default().to_le_bytes();
            for slot in slots.by_ref().take(1 << (LONGEST - length)) {
                *slot = u16::from_le_bytes([symbol, length_byte]);
            }
        }
    }
    table
}
