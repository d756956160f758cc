//! The language a text is written in.
//!
//! The script decides first: Greek letters are Greek, Hangul is Korean. Where many languages share a script, a linear
//! model over the n-grams of its words tells them apart ([`table`]). Only letters count: digits, addresses, mentions
//! and emoji are passed over, and of a long text the beginning is read.
//!
//! [`detect`] looks at nothing but the text. [`decide`] also weighs what a feed or a page says of itself, which is
//! often right where a headline is too short to tell, and sometimes plainly wrong.

pub mod features;
mod hint;
pub mod letters;
pub mod script;
pub mod table;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use model::Language;

use letters::Letters;
use script::Script;
use table::{Group, Table};

/// The languages that share a script, learned by `train language`; README.md beside it says from what.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let packed = include_bytes!("../data/language/ngrams.zst");
    Table::unpack(packed).expect("the table in the tree is whole, a test reads it")
});

/// A language and how sure the text makes of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// The most likely language.
    pub language: Language,
    /// How likely it is to be right, from 0 to 1.
    pub confidence: f32,
}

/// The language of a text, from the text alone; nothing for a text without letters of a known script.
pub fn detect(text: &str) -> Option<Guess> {
    candidates(&Letters::of(text)).into_iter().next()
}

/// The language of a text whose feed or page declares one: the declaration stands unless the text speaks against it.
pub fn decide(text: &str, declared: Option<Language>) -> Option<Language> {
    let letters = Letters::of(text);
    let guesses = candidates(&letters);
    match declared {
        Some(declared) => Some(hint::weigh(declared, letters.main_script(), &guesses)),
        None => guesses.first().map(|guess| guess.language),
    }
}

/// What each Chinese character in a text without kana takes from Japanese, where about every other letter is kana.
const NO_KANA: f32 = 0.5;

/// Every language the text may be in, best first.
fn candidates(letters: &Letters) -> Vec<Guess> {
    let Some(script) = letters.main_script() else {
        return Vec::new();
    };
    if let Some(language) = letters.only_language(script) {
        return vec![Guess { language, confidence: 1.0 }];
    }
    TABLE.group(script).map(|group| ranked(group, letters)).unwrap_or_default()
}

fn ranked(group: &Group, letters: &Letters) -> Vec<Guess> {
    let mut shares = group.shares(letters.words());
    if group.script == Script::Han {
        let characters: usize = letters.words().map(<[char]>::len).sum();
        temper(&mut shares, &group.languages, NO_KANA.powi(i32::try_from(characters).unwrap_or(i32::MAX)));
    }
    let languages = group.languages().iter().copied();
    let mut guesses: Vec<Guess> =
        languages.zip(shares).map(|(language, confidence)| Guess { language, confidence }).collect();
    guesses.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    guesses
}

/// Makes Japanese less likely by this factor; the shares still are 1 together.
fn temper(shares: &mut [f32], languages: &[Language], factor: f32) {
    let japanese = languages.iter().zip(shares.iter_mut()).find(|(language, _)| language.as_str() == "ja");
    if let Some((_, share)) = japanese {
        *share *= factor;
    }
    let all: f32 = shares.iter().sum();
    for share in shares {
        *share /= all.max(f32::MIN_POSITIVE);
    }
}
