//! The table of the n-gram model: for each script a row of weights a bucket, one weight a language.
//!
//! A bucket is the first bits of a feature's hash. Features that share a bucket share their weights, and training
//! knows it. On disk: the groups one after the other, numbers in little-endian order, all of it packed with zstd.

use std::io::Read;

use model::Language;

use super::features;
use super::script::Script;

/// Unpacked size that is never exceeded, in bytes.
const LARGEST: u64 = 32 << 20;

/// Bytes of a language's code, the short ones filled up with spaces.
const CODE: usize = 3;

/// The weights of every shared script.
#[derive(Debug)]
pub struct Table {
    /// One group a script.
    pub groups: Vec<Group>,
}

/// The languages of one script.
#[derive(Debug)]
pub struct Group {
    /// The script they share.
    pub script: Script,
    /// One a column.
    pub languages: Vec<Language>,
    /// How many bits of a hash choose its bucket.
    pub bits: u8,
    /// What a weight is multiplied with to be a log-odds.
    pub scale: f32,
    /// The weights, row by row.
    pub weights: Vec<i8>,
}

/// The bytes are no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language table")]
pub struct NotATable;

impl Table {
    /// Reads what [`Table::pack`] wrote.
    pub fn unpack(packed: &[u8]) -> Result<Self, NotATable> {
        let mut bytes = Vec::new();
        let reader = zstd::Decoder::new(packed).map_err(|_| NotATable)?;
        reader.take(LARGEST).read_to_end(&mut bytes).map_err(|_| NotATable)?;
        let mut rest = bytes.as_slice();
        let mut groups = Vec::new();
        while !rest.is_empty() {
            groups.push(Group::read(&mut rest).ok_or(NotATable)?);
        }
        Ok(Self { groups })
    }

    /// The table as kept on disk.
    pub fn pack(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for group in &self.groups {
            group.write(&mut bytes);
        }
        zstd::encode_all(bytes.as_slice(), 19)
    }

    pub(super) fn group(&self, script: Script) -> Option<&Group> {
        self.groups.iter().find(|group| group.script == script)
    }
}

impl Group {
    pub(super) fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// How likely each language is for these words; together they are 1.
    pub fn shares<'a>(&self, words: impl Iterator<Item = &'a [char]>) -> Vec<f32> {
        let mut sums = vec![0_i32; self.languages.len()];
        let mut count = 0_u16;
        for word in words {
            features::of_word(word, self.script, |hash| {
                self.row(hash).iter().zip(&mut sums).for_each(|(weight, sum)| *sum += i32::from(*weight));
                count = count.saturating_add(1);
            });
        }
        let scale = self.scale / f32::from(count.max(1)).sqrt();
        softmax(&sums, scale)
    }

    fn row(&self, hash: u32) -> &[i8] {
        let bucket = (hash >> (32 - u32::from(self.bits))) as usize;
        let width = self.languages.len();
        self.weights.get(bucket * width..(bucket + 1) * width).unwrap_or_default()
    }

    fn read(rest: &mut &[u8]) -> Option<Self> {
        let [script, columns, bits] = *take::<3>(rest)?;
        let script = *Script::SHARED.get(usize::from(script))?;
        let scale = f32::from_le_bytes(*take::<4>(rest)?);
        let mut languages = Vec::new();
        for _ in 0..columns {
            let code = std::str::from_utf8(take::<CODE>(rest)?).ok()?;
            languages.push(code.trim_end().parse().ok()?);
        }
        let size = usize::from(columns).checked_shl(u32::from(bits)).filter(|_| bits <= 24)?;
        let (weights, after) = rest.split_at_checked(size)?;
        *rest = after;
        let weights = weights.iter().map(|byte| byte.cast_signed()).collect();
        Some(Self { script, languages, bits, scale, weights })
    }

    fn write(&self, out: &mut Vec<u8>) {
        let place = Script::SHARED.iter().position(|script| *script == self.script).unwrap_or(usize::MAX);
        let numbers = [place, self.languages.len(), usize::from(self.bits)];
        out.extend(numbers.map(|number| u8::try_from(number).expect("a group is of a shared script and under 256")));
        out.extend(self.scale.to_le_bytes());
        for language in &self.languages {
            out.extend(format!("{:<CODE$}", language.as_str()).bytes());
        }
        out.extend(self.weights.iter().map(|weight| weight.cast_unsigned()));
    }
}

fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (first, after) = rest.split_first_chunk::<N>()?;
    *rest = after;
    Some(first)
}

#[expect(clippy::cast_precision_loss, reason = "sums of a page's features stay far below 2^24")]
fn softmax(sums: &[i32], scale: f32) -> Vec<f32> {
    let best = sums.iter().copied().max().unwrap_or_default();
    let odds: Vec<f32> = sums.iter().map(|sum| ((sum - best) as f32 * scale).exp()).collect();
    let all: f32 = odds.iter().sum();
    odds.into_iter().map(|share| share / all).collect()
}
