//! Reads a SentencePiece model: the few fields that its unigram segmentation and its normaliser need.

use anyhow::{Context, bail, ensure};

/// The vocabulary, in the order of its numbers, and the normaliser's table.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) texts: Vec<String>,
    pub(super) scores: Vec<f32>,
    pub(super) charsmap: Vec<u8>,
}

impl Pieces {
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }
}

/// In the model: 1 a piece (1 text, 2 score), 3 the normaliser (2 its table).
pub(super) fn read(model: &[u8]) -> anyhow::Result<Pieces> {
    let mut pieces = Pieces::default();
    fields(model, |field, value| {
        match field {
            1 => fields(value, |field, value| {
                match field {
                    1 => pieces.texts.push(String::from_utf8(value.to_vec())?),
                    2 => pieces.scores.push(f32::from_le_bytes(value.try_into()?)),
                    _ => {}
                }
                Ok(())
            })?,
            3 => fields(value, |field, value| {
                if field == 2 {
                    pieces.charsmap = value.to_vec();
                }
                Ok(())
            })?,
            _ => {}
        }
        // A score of zero is left out.
        pieces.scores.resize(pieces.texts.len(), 0.0);
        Ok(())
    })?;
    ensure!(!pieces.charsmap.is_empty(), "the model has no normaliser");
    ensure!(pieces.texts.iter().all(|text| (1..=255).contains(&text.len())), "a piece is empty or too long");
    Ok(pieces)
}

/// Goes over the fields of a protocol buffer message.
fn fields(mut rest: &[u8], mut each: impl FnMut(u64, &[u8]) -> anyhow::Result<()>) -> anyhow::Result<()> {
    while !rest.is_empty() {
        let tag = varint(&mut rest)?;
        let length = match tag & 7 {
            0 => {
                varint(&mut rest)?;
                continue;
            }
            1 => 8,
            2 => usize::try_from(varint(&mut rest)?)?,
            5 => 4,
            wire => bail!("wire type {wire}"),
        };
        let (value, after) = rest.split_at_checked(length).context("cut short")?;
        each(tag >> 3, value)?;
        rest = after;
    }
    Ok(())
}

fn varint(rest: &mut &[u8]) -> anyhow::Result<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, after) = rest.split_first().context("cut short")?;
        *rest = after;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    bail!("a number without end")
}
