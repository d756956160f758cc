//! The text of articles: compressed HTML in rows of its own, so that lists never drag it along.

use std::cell::RefCell;

use crate::{Error, Result};

/// Formats a packed body may have, told by its first byte.
const PLAIN_ZSTD: u8 = 1;

/// zstd's default trades speed against size best for texts of a few kilobytes.
const LEVEL: i32 = 3;

/// No article is longer; a packed body that claims more is damaged.
const MAX_HTML_BYTES: usize = 64 << 20;

/// The sanitized HTML of an article, compressed. Packing costs CPU, so it is the caller's pool that does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedBody {
    pub(crate) bytes: Vec<u8>,
    pub(crate) hash: i64,
}

impl PackedBody {
    /// Packs sanitized HTML.
    pub fn pack(_html: &str) -> Self {
        todo!()
    }

    /// The HTML that was packed.
    pub fn unpack(&self) -> Result<String> {
        todo!()
    }
}
