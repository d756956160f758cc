//! The language of a text, as far as pages, feeds and readers tell it apart.

mod codes;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text does not start with a two or three letter language code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language code: expected two or three letters, as in `en` or `pt-BR`")]
pub struct ParseLanguageError;

/// Which way a script runs; what `dir` says on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the HTML attribute `dir`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A language by its primary BCP 47 subtag, in lower case: `en`, `ar`, `yue`.
///
/// Region and script are left out on purpose: readers choose languages, editions choose countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Language([u8; 3]);

/// Languages written from right to left in their usual script.
const RIGHT_TO_LEFT: [&str; 11] = ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

impl Language {
    /// The code, two or three letters.
    pub fn as_str(&self) -> &str {
        let bytes = self.0.strip_suffix(&[0]).unwrap_or(&self.0);
        std::str::from_utf8(bytes).unwrap_or("und")
    }

    /// Which way its usual script runs.
    pub fn direction(self) -> Direction {
        if RIGHT_TO_LEFT.contains(&self.as_str()) { Direction::Rtl } else { Direction::Ltr }
    }
}

impl FromStr for Language {
    type Err = ParseLanguageError;

    /// Reads `en`, `EN`, `en-GB`, `zh_Hant`, `eng`: the first subtag counts, in its shortest form.
    fn from_str(text: &str) -> Result<Self, ParseLanguageError> {
        let first = text.trim().split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        if !(2..=3).contains(&first.len()) || !first.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Err(ParseLanguageError);
        }
        let mut code = [0; 3];
        for (to, from) in code.iter_mut().zip(codes::usual(&first).bytes()) {
            *to = from;
        }
        Ok(Self(code))
    }
}

impl TryFrom<String> for Language {
    type Error = ParseLanguageError;

    fn try_from(text: String) -> Result<Self, ParseLanguageError> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.as_str().to_owned()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_subtag_counts_and_case_does_not() {
        for (text, code) in [("en", "en"), ("EN-gb", "en"), (" zh_Hant ", "zh"), ("yue", "yue"), ("de_DE.utf8", "de")] {
            assert_eq!(text.parse::<Language>().map(|l| l.to_string()), Ok(code.to_owned()), "{text:?}");
        }
        for text in ["", "e", "engl", "e1", "-en", "日本"] {
            assert_eq!(text.parse::<Language>(), Err(ParseLanguageError), "{text:?}");
        }
    }

    #[test]
    fn long_and_withdrawn_codes_become_the_usual_ones() {
        for (text, code) in
            [("eng", "en"), ("GER", "de"), ("zho-CN", "zh"), ("arb", "ar"), ("iw", "he"), ("yue", "yue")]
        {
            assert_eq!(text.parse::<Language>().map(|l| l.to_string()), Ok(code.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn arabic_and_hebrew_run_from_right_to_left() {
        let direction = |code: &str| code.parse::<Language>().map(Language::direction);
        assert_eq!(direction("ar-EG"), Ok(Direction::Rtl));
        assert_eq!(direction("he"), Ok(Direction::Rtl));
        assert_eq!(direction("ja"), Ok(Direction::Ltr));
    }
}
