//! Text with its language, so that fonts, hyphens, quotes, voices and direction follow the text and not the page.

use std::fmt;

use askama::filters::HtmlSafe;
use model::Language;

/// A headline beyond this would fill a screen by itself.
const LONG_CHARS: usize = 110;

/// Words of a publisher and the language they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    /// The words, unescaped.
    pub(crate) text: String,
    language: Option<Language>,
}

impl Text {
    pub(crate) fn new(text: String, language: Option<Language>) -> Self {
        Self { text, language }
    }

    /// Whether it is too long for the largest letters.
    pub(crate) fn is_long(&self) -> bool {
        self.text.chars().count() > LONG_CHARS
    }

    /// `lang` and `dir` for the element around it, to be printed inside the start tag.
    pub(crate) fn attributes(&self) -> LangAttributes {
        LangAttributes(self.language)
    }
}

/// Prints ` lang="ar" dir="rtl"`, or what HTML says for "unknown".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LangAttributes(Option<Language>);

impl LangAttributes {
    pub(crate) fn of(language: Option<Language>) -> Self {
        Self(language)
    }
}

impl fmt::Display for LangAttributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(language) => write!(f, r#" lang="{language}" dir="{}""#, language.direction().as_str()),
            None => f.write_str(r#" lang="" dir="auto""#),
        }
    }
}

impl askama::FastWritable for LangAttributes {
    fn write_into(&self, dest: &mut dyn fmt::Write, _values: &dyn askama::Values) -> askama::Result<()> {
        write!(dest, "{self}").map_err(Into::into)
    }
}

/// A [`Language`] is two or three ASCII letters, so nothing here needs escaping.
impl HtmlSafe for LangAttributes {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_brings_its_direction_and_an_unknown_one_is_said_to_be_unknown() {
        let check = |code: &str, expect: &str| {
            assert_eq!(Text::new(String::new(), code.parse().ok()).attributes().to_string(), expect);
        };
        check("ar", r#" lang="ar" dir="rtl""#);
        check("ja", r#" lang="ja" dir="ltr""#);
        check("", r#" lang="" dir="auto""#);
    }
}
