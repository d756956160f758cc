//! How rare a word is in English news: the table that `cargo xtask train` counted.

use std::sync::LazyLock;

use model::Language;

/// Records of five bytes in order: the hash of a term, and its rarity in twentieths.
const TABLE: &[u8] = include_bytes!("../../data/words/rarity-en.bin");

/// The rarity of a word that the table does not know, and the most there is.
const RAREST: f32 = 7.5;

/// The rarity of any word of a language without a table: that of a plain noun.
const PLAIN: f32 = 4.0;

static RARITIES: LazyLock<Vec<(u32, u8)>> = LazyLock::new(|| {
    let (records, _) = TABLE.as_chunks::<5>();
    records.iter().map(|[a, b, c, d, rarity]| (u32::from_le_bytes([*a, *b, *c, *d]), *rarity)).collect()
});

/// The natural logarithm of how many texts there are to one that has `term`.
pub(super) fn of(term: &str, language: Option<Language>) -> f32 {
    if language.is_some_and(|language| language.as_str() != "en") {
        return PLAIN;
    }
    let hash = crate::words::hash(term);
    let place = RARITIES.binary_search_by_key(&hash, |(hash, _)| *hash);
    place.ok().and_then(|place| RARITIES.get(place)).map_or(RAREST, |(_, rarity)| f32::from(*rarity) / 20.0)
}
