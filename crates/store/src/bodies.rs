//! The text of articles: compressed HTML in rows of its own, so that lists never drag it along.

use std::cell::RefCell;

use model::ArticleId;
use sqlx::AnyConnection;
use zstd::bulk::{Compressor, Decompressor};

use crate::sql::{Statement, clean, insert_all};
use crate::{Error, Result, Store, keys};

/// The first byte of a packed body tells its format, so that others can be added while old rows stay.
const PLAIN_ZSTD: u8 = 1;

/// zstd's default trades speed against size best for texts of a few kilobytes.
const LEVEL: i32 = 3;

/// No article is longer; a packed body that claims more is damaged.
const MAX_HTML_BYTES: usize = 64 << 20;

thread_local! {
    // Setting up a compressor's tables takes longer than packing a body.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// The sanitized HTML of an article, compressed. Packing costs CPU, so it is the caller's pool that does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedBody {
    pub(crate) bytes: Vec<u8>,
    pub(crate) hash: i64,
}

impl PackedBody {
    /// Packs sanitized HTML.
    pub fn pack(html: &str) -> Self {
        let html = clean(html);
        let mut bytes = vec![PLAIN_ZSTD];
        bytes.extend(compress(html.as_bytes()).expect("zstd compresses any bytes in memory"));
        Self { bytes, hash: keys::of_bytes(html.as_bytes()) }
    }

    /// The HTML that was packed.
    pub fn unpack(&self) -> Result<String> {
        unpack(&self.bytes)
    }
}

fn compress(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|compressor| match compressor {
        Some(compressor) => compressor.compress(bytes),
        None => compressor.insert(Compressor::new(LEVEL)?).compress(bytes),
    })
}

pub(crate) fn unpack(bytes: &[u8]) -> Result<String> {
    let damaged = |what: &str| Error::Damaged(format!("a body {what}"));
    let packed = match bytes.split_first() {
        Some((&PLAIN_ZSTD, packed)) if !packed.is_empty() => packed,
        _ => return Err(damaged("has an unknown format")),
    };
    let html = decompress(packed).map_err(|_| damaged("does not unpack"))?;
    String::from_utf8(html).map_err(|_| damaged("is not text"))
}

fn decompress(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let capacity = Decompressor::upper_bound(packed).unwrap_or(MAX_HTML_BYTES).min(MAX_HTML_BYTES);
    DECOMPRESSOR.with_borrow_mut(|decompressor| match decompressor {
        Some(decompressor) => decompressor.decompress(packed, capacity),
        None => decompressor.insert(Decompressor::new()?).decompress(packed, capacity),
    })
}

const INSERT: &str = "insert into bodies (article_id, hash, packed)";

const REPLACE: &str = "on conflict (article_id) do update set hash = excluded.hash, packed = excluded.packed";

/// Keeps bodies in place of what was kept for the same articles.
pub(crate) async fn keep(on: &mut AnyConnection, bodies: &[(i64, &PackedBody)]) -> Result<()> {
    let bind = |statement: Statement, (article_id, body): &(i64, &PackedBody)| {
        statement.int(*article_id).int(body.hash).bytes(body.bytes.clone())
    };
    insert_all(on, (INSERT, 3, REPLACE), bodies, bind).await.map(drop)
}

impl Store {
    /// An article's text as sanitized HTML.
    pub async fn body(&self, id: ArticleId) -> Result<Option<String>> {
        let statement = Statement::new("select packed from bodies where article_id = $1").int(id.get());
        let row = statement.row(&mut *self.reader().await?).await?;
        row.map(|row| unpack(&row.bytes("packed")?)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back() {
        for html in ["", "<p>Short.</p>", &"<p>Ébauche 記事 </p>".repeat(100_000)] {
            assert_eq!(PackedBody::pack(html).unpack().unwrap(), html);
        }
        assert_eq!(PackedBody::pack("a\0b").unpack().unwrap(), "ab");
    }

    #[test]
    fn damaged_bytes_are_an_error_and_not_a_panic() {
        let good = PackedBody::pack(&"<p>words and more words</p>".repeat(50)).bytes;
        let truncated = good[..good.len() / 2].to_vec();
        for bytes in [vec![], vec![9], vec![PLAIN_ZSTD], vec![PLAIN_ZSTD, 1, 2, 3], truncated] {
            assert!(matches!(unpack(&bytes), Err(Error::Damaged(_))), "{bytes:?}");
        }
    }
}
