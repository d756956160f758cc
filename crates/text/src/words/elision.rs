//! Words that lean on the next one with an apostrophe: `l'homme`, `dell'arte`, `qu'il`.

use std::ops::Range;

/// What stands before the apostrophe in French, Italian, Catalan and Occitan.
const LEANING: [&str; 31] = [
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "un", "all", "dall",
    "dell", "nell", "sull", "coll", "quell", "quest", "bell", "sant", "gl", "anch", "cent", "dov", "com", "tutt",
];

/// Where the apostrophe stands when `word` is two words.
pub(super) fn cut(word: &str, elides: bool) -> Option<Range<usize>> {
    if !elides {
        return None;
    }
    let (at, apostrophe) = word.char_indices().take(8).find(|(_, c)| matches!(c, '\'' | '’'))?;
    let end = at + apostrophe.len_utf8();
    let before = word.get(..at)?;
    let leans = LEANING.iter().any(|known| before.eq_ignore_ascii_case(known)) && end < word.len();
    leans.then_some(at..end)
}
