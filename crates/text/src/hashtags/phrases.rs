//! Themes that no list knows: two words of a piece that stand together again and again, `marsh fever`, `cargo bikes`.
//!
//! English only, where the table of rare words tells a theme from a turn of phrase.

use std::collections::HashMap;

use model::HashtagKind;

use crate::keyphrases::rarity_of;
use crate::words::{Case, Word};

use super::piece::Piece;
use super::{LEAD, Mention};

/// How often a pair must stand in a piece.
const OFTEN: usize = 3;

/// Rarity from which on a word is more than small change.
const RARE: f32 = 2.5;

pub(super) fn find(piece: &Piece<'_>) -> Vec<Mention> {
    if piece.language.is_none_or(|language| language.as_str() != "en") {
        return Vec::new();
    }
    let mut pairs: HashMap<(&str, &str), Mention> = HashMap::new();
    for (at, pair) in piece.words.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        if piece.gap(at + 1) == Some(" ") && is_plain(piece, at, first) && is_plain(piece, at + 1, second) {
            let name = || format!("{} {}", first.surface.to_lowercase(), second.surface.to_lowercase());
            let new = || Mention { name: name(), kind: HashtagKind::Theme, count: 0, first: at };
            pairs.entry((&first.term, &second.term)).or_insert_with(new).count += 1;
        }
    }
    let themes = pairs.into_iter().filter(|((first, second), mention)| is_theme(piece, first, second, mention));
    themes.map(|(_, mention)| mention).collect()
}

fn is_theme(piece: &Piece<'_>, first: &str, second: &str, mention: &Mention) -> bool {
    let rare =
        rarity_of(first) > RARE && rarity_of(second) > RARE && rarity_of(first) + rarity_of(second) > 2.0 * RARE + 3.0;
    mention.count >= OFTEN && mention.first < piece.title + LEAD && rare
}

/// A word of small letters, or the capital of a sentence's start.
fn is_plain(piece: &Piece<'_>, at: usize, word: &Word<'_>) -> bool {
    let small =
        word.case == Case::Lower || word.case == Case::Capital && (piece.starts_sentence(at) || piece.shouts(at));
    small && !word.stop && !word.number && word.surface.len() > 2
}
