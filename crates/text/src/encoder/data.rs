//! The data file: a packed head with all but the rows of the table, then the rows.

use std::io::Read;

/// Made by `train encoder`.
pub(super) const FILE: &[u8] = include_bytes!("../../data/encoder/weights.bin");

const MAGIC: &[u8] = b"OCTENC01";

/// More than the head can hold: 128,010 pieces and 3.4 million weights of a byte.
const MAX_HEAD_BYTES: u64 = 16 << 20;

/// The file is not what `train encoder` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the encoder's data is cut short or broken")]
pub(super) struct Malformed;

/// The head, inflated, and the rows as they stand in the file.
pub(super) fn open(file: &[u8]) -> Result<(Vec<u8>, &[u8]), Malformed> {
    let mut reader = Reader::new(file);
    if reader.take(MAGIC.len())? != MAGIC {
        return Err(Malformed);
    }
    let packed = reader.count()?;
    let packed = reader.take(packed)?;
    let mut head = Vec::new();
    let inflate = zstd::Decoder::new(packed).map_err(|_| Malformed)?;
    inflate.take(MAX_HEAD_BYTES).read_to_end(&mut head).map_err(|_| Malformed)?;
    Ok((head, reader.rest))
}

/// Reads numbers one after the other, little end first.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn take(&mut self, bytes: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.rest.split_at_checked(bytes).ok_or(Malformed)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn count(&mut self) -> Result<usize, Malformed> {
        let count = self.u32s(1)?;
        count.first().and_then(|count| usize::try_from(*count).ok()).ok_or(Malformed)
    }

    pub(super) fn u16s(&mut self, count: usize) -> Result<Vec<u16>, Malformed> {
        self.each(count, u16::from_le_bytes)
    }

    pub(super) fn u32s(&mut self, count: usize) -> Result<Vec<u32>, Malformed> {
        self.each(count, u32::from_le_bytes)
    }

    pub(super) fn floats(&mut self, count: usize) -> Result<Vec<f32>, Malformed> {
        self.each(count, f32::from_le_bytes)
    }

    fn each<const N: usize, T>(&mut self, count: usize, read: fn([u8; N]) -> T) -> Result<Vec<T>, Malformed> {
        let bytes = self.take(count.checked_mul(N).ok_or(Malformed)?)?;
        Ok(bytes.as_chunks().0.iter().map(|bytes| read(*bytes)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{FILE, Malformed, open};

    #[test]
    fn a_file_cut_short_is_refused() {
        for bytes in [0, 7, 8, 11, 12, 1000, 1 << 20] {
            assert_eq!(open(&FILE[..bytes]).err(), Some(Malformed), "{bytes} bytes");
        }
    }

    #[test]
    fn a_file_of_another_kind_is_refused() {
        assert_eq!(open(b"OCTENC99 and so on, for many bytes").err(), Some(Malformed));
    }
}
