//! Reads what numpy writes: a zip of arrays. As much of both formats as the encoder's weights need.

use std::collections::HashMap;
use std::io::Read;

use anyhow::{Context, bail, ensure};
use flate2::read::DeflateDecoder;

/// Arrays by name.
pub(super) struct Arrays(HashMap<String, Array>);

struct Array {
    kind: String,
    dimensions: usize,
    bytes: Vec<u8>,
}

impl Arrays {
    pub(super) fn bytes(&self, name: &str) -> anyhow::Result<&[u8]> {
        Ok(&self.get(name, "|u1")?.bytes)
    }

    pub(super) fn floats(&self, name: &str) -> anyhow::Result<Vec<f32>> {
        let (values, _) = self.get(name, "<f4")?.bytes.as_chunks::<4>();
        Ok(values.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    pub(super) fn is_vector(&self, name: &str) -> anyhow::Result<bool> {
        Ok(self.get(name, "<f4")?.dimensions == 1)
    }

    fn get(&self, name: &str, kind: &str) -> anyhow::Result<&Array> {
        let array = self.0.get(name).with_context(|| format!("there is no array {name}"))?;
        ensure!(array.kind == kind, "{name} holds {}, not {kind}", array.kind);
        Ok(array)
    }
}

/// Follows the zip's central directory, whose entries tell sizes reliably.
pub(super) fn read(zip: &[u8]) -> anyhow::Result<Arrays> {
    let end = zip.windows(4).rposition(|bytes| bytes == b"PK\x05\x06").context("no zip")?;
    let entries = number(zip, end + 10, 2)?;
    let mut at = number(zip, end + 16, 4)?;
    let mut arrays = HashMap::new();
    for _ in 0..entries {
        ensure!(zip.get(at..at + 4) == Some(b"PK\x01\x02"), "the zip's directory is broken");
        let [name_bytes, extra, comment] =
            [number(zip, at + 28, 2)?, number(zip, at + 30, 2)?, number(zip, at + 32, 2)?];
        let name = str::from_utf8(zip.get(at + 46..at + 46 + name_bytes).context("cut short")?)?;
        let content = inflate(zip, at).with_context(|| format!("could not inflate {name}"))?;
        arrays.insert(name.trim_end_matches(".npy").to_owned(), parse(&content)?);
        at += 46 + name_bytes + extra + comment;
    }
    Ok(Arrays(arrays))
}

fn inflate(zip: &[u8], entry: usize) -> anyhow::Result<Vec<u8>> {
    let (method, packed, local) =
        (number(zip, entry + 10, 2)?, number(zip, entry + 20, 4)?, number(zip, entry + 42, 4)?);
    let start = local + 30 + number(zip, local + 26, 2)? + number(zip, local + 28, 2)?;
    let bytes = zip.get(start..start + packed).context("cut short")?;
    let mut content = Vec::new();
    match method {
        0 => content.extend(bytes),
        8 => drop(DeflateDecoder::new(bytes).read_to_end(&mut content)?),
        _ => bail!("compressed by method {method}"),
    }
    Ok(content)
}

/// A header in the syntax of a Python dictionary, then the values.
fn parse(array: &[u8]) -> anyhow::Result<Array> {
    ensure!(array.starts_with(b"\x93NUMPY\x01"), "not an array of version 1");
    let values = 10 + number(array, 8, 2)?;
    let header = str::from_utf8(array.get(10..values).context("cut short")?)?;
    ensure!(header.contains("'fortran_order': False"), "columns come first");
    let between = |from: &str, to: char| Some(header.split_once(from)?.1.split_once(to)?.0);
    let kind = between("'descr': '", '\'').context("no type")?.to_owned();
    let shape = between("'shape': (", ')').context("no shape")?;
    let dimensions = shape.split(',').filter(|size| !size.trim().is_empty()).count();
    Ok(Array { kind, dimensions, bytes: array.get(values..).unwrap_or_default().to_vec() })
}

fn number(bytes: &[u8], at: usize, width: usize) -> anyhow::Result<usize> {
    let bytes = bytes.get(at..at + width).context("cut short")?;
    Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}
