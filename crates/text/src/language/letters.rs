//! The letters of a text in words of one script each, in lower case: all that a language is told by.

use icu::properties::CodePointMapData;
use icu::properties::props::{GeneralCategory, GeneralCategoryGroup};
use model::Language;

use super::features;
use super::script::Script;

/// Characters of a text that are read: a page of print, more would not make it surer.
const READ_CHARS: usize = 2_000;

/// Kana in a text of Chinese characters above one in this many make it Japanese.
const KANA_SHARE: usize = 12;

/// Words of one script each.
#[derive(Debug, Default)]
pub struct Letters {
    words: Vec<(Script, Vec<char>)>,
}

impl Letters {
    /// Reads the beginning of a text, without addresses and mentions.
    pub fn of(text: &str) -> Self {
        let end = text.char_indices().nth(READ_CHARS).map_or(text.len(), |(at, _)| at);
        let mut letters = Self::default();
        let tokens = text.get(..end).unwrap_or_default().split_whitespace();
        for token in tokens.filter(|token| !is_address(token)) {
            letters.read(token);
        }
        letters
    }

    fn read(&mut self, token: &str) {
        let mut open = false;
        for c in token.chars().flat_map(char::to_lowercase) {
            match kind(c) {
                Kind::Letter(script) => self.push(c, script, open),
                // An accent belongs to its letter; a vowel sign of Devanagari parts what stands around it.
                Kind::Mark if self.last_script() != Some(Script::Devanagari) => continue,
                _ => {}
            }
            open = matches!(kind(c), Kind::Letter(_));
        }
    }

    fn push(&mut self, letter: char, script: Script, open: bool) {
        match self.words.last_mut() {
            Some((last, word)) if open && *last == script => word.push(letter),
            _ => self.words.push((script, vec![letter])),
        }
    }

    fn last_script(&self) -> Option<Script> {
        self.words.last().map(|(script, _)| *script)
    }

    /// The script that most of the text is in.
    pub fn main_script(&self) -> Option<Script> {
        let mut tally: Vec<(Script, u32)> = Vec::new();
        for (script, word) in &self.words {
            let weight = script.weight() * u32::try_from(word.len()).unwrap_or(u32::MAX);
            match tally.iter_mut().find(|(of, _)| of == script) {
                Some((_, sum)) => *sum += weight,
                None => tally.push((*script, weight)),
            }
        }
        tally.into_iter().max_by_key(|(script, sum)| (*sum, *script)).map(|(script, _)| script)
    }

    /// The words in the main script.
    pub fn words(&self) -> impl Iterator<Item = &[char]> {
        let main = self.main_script();
        self.words.iter().filter(move |(script, _)| Some(*script) == main).map(|(_, word)| word.as_slice())
    }

    /// The language that a text mostly in this script must be in, where the script alone says so.
    pub(super) fn only_language(&self, script: Script) -> Option<Language> {
        let code = match script {
            Script::Han if self.has_kana() => "ja",
            _ => script.sole_language()?,
        };
        code.parse().ok()
    }

    fn has_kana(&self) -> bool {
        let all: usize = self.words().map(<[char]>::len).sum();
        let kana = self.words().flatten().filter(|c| features::is_kana(**c)).count();
        kana * KANA_SHARE > all
    }
}

enum Kind {
    Letter(Script),
    Mark,
    Other,
}

fn kind(c: char) -> Kind {
    if c.is_ascii() {
        return if c.is_ascii_alphabetic() { Kind::Letter(Script::Latin) } else { Kind::Other };
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    if GeneralCategoryGroup::Mark.contains(category) {
        return Kind::Mark;
    }
    let script = GeneralCategoryGroup::Letter.contains(category).then(|| Script::of(c)).flatten();
    script.map_or(Kind::Other, Kind::Letter)
}

fn is_address(token: &str) -> bool {
    token.contains("://") || token.contains('@') || token.starts_with("www.")
}
