//! Folds the forms of a text to those of the vocabulary, by the table that comes with it.
//!
//! The table is SentencePiece's: a double array (darts-clone) over UTF-8 bytes whose leaves point at replacements that
//! end with a zero byte. The longest key wins. Runs of spaces become one, shown as `▁`, and one stands before the text.

use super::data::{Malformed, Reader};

/// How a space is written in pieces.
const SPACE: char = '\u{2581}';

pub(super) struct Normalizer {
    units: Vec<u32>,
    replacements: Vec<u8>,
}

impl Normalizer {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let bytes = reader.count()?;
        let mut table = Reader::new(reader.take(bytes)?);
        let unit_bytes = table.count()?;
        let units = table.u32s(unit_bytes / size_of::<u32>())?;
        let replacements = table.take(bytes.checked_sub(size_of::<u32>() + unit_bytes).ok_or(Malformed)?)?.to_vec();
        Ok(Self { units, replacements })
    }

    /// At most about `max` characters of the normal form, none when the text is only space.
    pub(super) fn normalize(&self, text: &str, max: usize) -> String {
        let mut normal = String::from(SPACE);
        let (mut rest, mut characters, mut after_space) = (text, 0, true);
        while !rest.is_empty() && characters < max {
            let (replacement, bytes) = self.first(rest);
            let replacement = if after_space { replacement.trim_start_matches(' ') } else { replacement };
            for character in replacement.chars() {
                normal.push(if character == ' ' { SPACE } else { character });
                characters += 1;
            }
            if let Some(last) = replacement.chars().next_back() {
                after_space = last == ' ';
            }
            rest = rest.get(bytes..).unwrap_or_default();
        }
        normal.truncate(normal.trim_end_matches(SPACE).len());
        normal
    }

    /// What the beginning of a text becomes, and how many bytes of it.
    fn first<'a>(&'a self, text: &'a str) -> (&'a str, usize) {
        let found = self.longest(text.as_bytes()).and_then(|(value, bytes)| Some((self.replacement(value)?, bytes)));
        found.unwrap_or_else(|| {
            let bytes = text.chars().next().map_or(0, char::len_utf8);
            (text.get(..bytes).unwrap_or_default(), bytes)
        })
    }

    /// Walks the double array. A unit holds its label in the low byte, whether it has a leaf in bit 8, and the
    /// distance to its children in the rest.
    fn longest(&self, text: &[u8]) -> Option<(usize, usize)> {
        let mut found = None;
        let mut at = offset(*self.units.first()?);
        for (before, byte) in text.iter().enumerate() {
            at ^= usize::from(*byte);
            let Some(unit) = self.units.get(at).copied() else { break };
            if unit & 0x8000_00ff != u32::from(*byte) {
                break;
            }
            at ^= offset(unit);
            if unit & 0x100 != 0 {
                found = Some(((*self.units.get(at)? & 0x7fff_ffff) as usize, before + 1));
            }
        }
        found
    }

    fn replacement(&self, at: usize) -> Option<&str> {
        let bytes = self.replacements.get(at..)?.split(|byte| *byte == 0).next()?;
        str::from_utf8(bytes).ok()
    }
}

fn offset(unit: u32) -> usize {
    ((unit >> 10) << ((unit & 0x200) >> 6)) as usize
}
