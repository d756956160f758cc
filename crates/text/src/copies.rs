//! Near-copies: whether two texts are one text, but for a few words.
//!
//! A [`Fingerprint`] samples a text's runs of three words by their smallest hashes ([bottom-k sketch]), twice: over the
//! whole text, and over its beginning, because agency texts are cut from the end. Samples do not depend on where a run
//! stands, so another headline or first sentence changes little. Most runs are shared by copies only: two reporters who
//! tell one event share words and names, a quote at most.
//!
//! [bottom-k sketch]: https://doi.org/10.1145/1265530.1265560

#[cfg(test)]
mod tests;

/// Words of a run.
const RUN: usize = 3;

/// Hashes of a sample.
const KEPT: usize = 16;

/// Runs that count as a text's beginning: what most publishers print at least.
const BEGINNING: u32 = 128;

/// Fewer runs than this are no text that copies could be told from chance: headlines, a line of teaser.
const FEWEST: u32 = 12;

/// Likeness from which on two texts are one text to wire groups. With a fifth of the words changed here and there,
/// half of the runs stay (.8 ^ 3); of two reports in own words one run in twenty is the same.
pub const COPY: f32 = 0.35;

/// Texts of like length that share less than this over all share a greeting only, however alike they begin: a daily
/// letter's first paragraph. A copy falls below it one time in a hundred.
const GREETING: f32 = 0.2;

/// What is kept of a text to find its near-copies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fingerprint {
    /// How many different runs the text has.
    runs: u32,
    whole: Sample,
    beginning: Sample,
}

impl Fingerprint {
    /// The most bytes of [`Fingerprint::to_bytes`].
    pub const MAX_BYTES: usize = 4 * (1 + 2 * KEPT);

    /// The fingerprint of a text by its terms in order ([`crate::words`]), stop words included.
    pub fn of<'a>(terms: impl IntoIterator<Item = &'a str>) -> Self {
        let mut run = [0; RUN];
        let mut hashes = Vec::new();
        for (count, term) in terms.into_iter().enumerate() {
            run.rotate_left(1);
            if let Some(last) = run.last_mut() {
                *last = hash_word(term);
            }
            if count + 1 >= RUN {
                hashes.push(hash_run(run));
            }
        }
        let beginning = Sample::of(hashes.iter().copied().take(BEGINNING as usize).collect());
        hashes.sort_unstable();
        hashes.dedup();
        Self { runs: u32::try_from(hashes.len()).unwrap_or(u32::MAX), whole: Sample::of(hashes), beginning }
    }

    /// Whether the text is long enough to tell its copies.
    pub const fn is_known(&self) -> bool {
        self.runs >= FEWEST
    }

    /// How much of the shorter text stands in the longer, 0 to 1, an estimate: from [`COPY`] on they are near-copies.
    /// None when either text is too short to say.
    pub fn likeness(&self, other: &Self) -> Option<f32> {
        if !self.is_known() || !other.is_known() {
            return None;
        }
        let begun = |runs: u32| runs.min(BEGINNING);
        let whole = self.whole.shared_with(&other.whole, [self.runs, other.runs]);
        let beginning = self.beginning.shared_with(&other.beginning, [begun(self.runs), begun(other.runs)]);
        let like_length = self.runs.min(other.runs) > self.runs.max(other.runs) / 2;
        Some(if like_length && whole < GREETING { whole } else { whole.max(beginning) })
    }

    /// The fingerprint as stored: little-endian words; the number of runs, the sample of the whole, that of the beginning.
    pub fn to_bytes(&self) -> Vec<u8> {
        let hashes = self.whole.0.iter().chain(&self.beginning.0);
        std::iter::once(&self.runs).chain(hashes).flat_map(|word| word.to_le_bytes()).collect()
    }

    /// Reads [`Fingerprint::to_bytes`]; anything else is the fingerprint of an empty text.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let (words, rest) = bytes.as_chunks::<4>();
        let mut words = words.iter().map(|word| u32::from_le_bytes(*word));
        let Some(runs) = words.next() else { return Self::default() };
        let whole = Sample(words.by_ref().take(KEPT.min(runs as usize)).collect());
        let beginning = Sample(words.collect());
        let fits = whole.0.len() == KEPT.min(runs as usize) && beginning.0.len() <= whole.0.len();
        let read = Self { runs, whole, beginning };
        if rest.is_empty() && fits && read.whole.ascends() && read.beginning.ascends() { read } else { Self::default() }
    }
}

/// The least hashes of a text's runs, ascending. With fewer than [`KEPT`] it is all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Sample(Vec<u32>);

impl Sample {
    fn of(mut hashes: Vec<u32>) -> Self {
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(KEPT);
        Self(hashes)
    }

    fn ascends(&self) -> bool {
        self.0.windows(2).all(|pair| pair.first() < pair.last())
    }

    /// How much of the smaller set of runs stands in the larger, as far as the samples tell: up to the last hash of
    /// either, both are complete. One run in common may be chance and counts nothing.
    fn shared_with(&self, other: &Self, [a, b]: [u32; 2]) -> f32 {
        let end = self.end().min(other.end());
        let (ours, theirs) = (self.up_to(end), other.up_to(end));
        let both = common(ours, theirs);
        let all = ours.len() + theirs.len() - both;
        if both < 2 {
            return 0.0;
        }
        let [fewer, more] = [a.min(b), a.max(b)].map(f64::from);
        #[expect(clippy::cast_precision_loss, reason = "counts up to 32")]
        let alike = both as f64 / all as f64;
        #[expect(clippy::cast_possible_truncation, reason = "a share")]
        let share = (alike / (1.0 + alike) * (fewer + more) / fewer) as f32;
        share.min(1.0)
    }

    fn up_to(&self, end: u32) -> &[u32] {
        self.0.get(..self.0.partition_point(|hash| *hash <= end)).unwrap_or_default()
    }

    /// The hash up to which this sample is complete.
    fn end(&self) -> u32 {
        self.0.get(KEPT - 1).copied().unwrap_or(u32::MAX)
    }
}

/// How many hashes two ascending samples have in common.
fn common(mut ours: &[u32], mut theirs: &[u32]) -> usize {
    let mut both = 0;
    while let (Some((a, rest_of_ours)), Some((b, rest_of_theirs))) = (ours.split_first(), theirs.split_first()) {
        both += usize::from(a == b);
        if a <= b {
            ours = rest_of_ours;
        }
        if b <= a {
            theirs = rest_of_theirs;
        }
    }
    both
}

/// FNV-1a.
fn hash_word(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The words of a run in their order, mixed well: which hashes are least must not depend on which words there are.
fn hash_run(words: [u64; RUN]) -> u32 {
    let hash = words.iter().fold(0, |hash, word| mix(hash ^ word));
    u32::try_from(hash >> 32).unwrap_or(0)
}

/// The finisher of [splitmix64](https://prng.di.unimi.it/splitmix64.c).
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
