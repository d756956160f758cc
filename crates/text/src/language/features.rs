//! What is looked at in a word: its n-grams and, when it is short, the word itself, each as a hash.

use super::script::Script;

/// The longest n-gram, in characters; the edges of a word count as characters.
const LONGEST: usize = 5;

/// Words up to this length, in letters, are features whole: the little words tell languages apart best.
const WHOLE_WORD: usize = 6;

/// Stands before and after a word. Not a letter.
const EDGE: char = '_';

/// Calls `take` with the hash of each feature of a word.
///
/// Chinese characters stand for themselves: the statistics that the table is made from know no longer runs of them.
/// Kana do not count, they give Japanese away without a table.
pub fn of_word(word: &[char], script: Script, mut take: impl FnMut(u32)) {
    if script == Script::Han {
        for c in word.iter().filter(|c| !is_kana(**c)) {
            take(finish(step(SEED, *c)));
        }
        return;
    }
    let edged: Vec<char> = std::iter::once(EDGE).chain(word.iter().copied()).chain([EDGE]).collect();
    for start in 0..edged.len() {
        let mut hash = SEED;
        for (n, c) in edged.iter().skip(start).take(LONGEST).enumerate() {
            hash = step(hash, *c);
            if n > 0 || *c != EDGE {
                take(finish(hash));
            }
        }
    }
    // Up to three letters, the longest n-gram has held the whole word with its edges.
    if (LONGEST - 1..=WHOLE_WORD).contains(&word.len()) {
        take(finish(word.iter().fold(!SEED, |hash, c| step(hash, *c))));
    }
}

/// A letter of the two syllabaries of Japanese.
pub(super) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}')
}

/// FNV-1a over characters, with its 32-bit offset and prime.
const SEED: u32 = 0x811c_9dc5;

fn step(hash: u32, c: char) -> u32 {
    (hash ^ u32::from(c)).wrapping_mul(0x0100_0193)
}

/// Spreads the entropy into the high bits, which choose the bucket (the finalizer of MurmurHash3).
fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    let hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}
