//! Scripts, as far as they tell languages apart.

use icu::properties::{CodePointMapData, props};

/// A script, or scripts that are written together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Latin: most languages of Europe, Africa and the Americas, and many more.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Arabic.
    Arabic,
    /// Devanagari.
    Devanagari,
    /// Chinese characters with kana or bopomofo.
    Han,
    /// A script that one language of today is written in, by its place in [`SOLE`].
    Sole(u8),
}

/// Scripts of one living language each, and that language.
const SOLE: [(props::Script, &str); 22] = [
    (props::Script::Greek, "el"),
    (props::Script::Hebrew, "he"),
    (props::Script::Armenian, "hy"),
    (props::Script::Georgian, "ka"),
    (props::Script::Hangul, "ko"),
    (props::Script::Thai, "th"),
    (props::Script::Lao, "lo"),
    (props::Script::Khmer, "km"),
    (props::Script::Myanmar, "my"),
    (props::Script::Bengali, "bn"),
    (props::Script::Gujarati, "gu"),
    (props::Script::Gurmukhi, "pa"),
    (props::Script::Tamil, "ta"),
    (props::Script::Telugu, "te"),
    (props::Script::Kannada, "kn"),
    (props::Script::Malayalam, "ml"),
    (props::Script::Sinhala, "si"),
    (props::Script::Oriya, "or"),
    (props::Script::Ethiopic, "am"),
    (props::Script::Tibetan, "bo"),
    (props::Script::Thaana, "dv"),
    (props::Script::Cherokee, "chr"),
];

impl Script {
    /// Scripts that several languages share; a table numbers its groups by the place here.
    pub const SHARED: [Self; 5] = [Self::Latin, Self::Cyrillic, Self::Arabic, Self::Devanagari, Self::Han];

    /// The script of a letter, if it is one of these.
    pub fn of(letter: char) -> Option<Self> {
        if letter.is_ascii() {
            return letter.is_ascii_alphabetic().then_some(Self::Latin);
        }
        let script = CodePointMapData::<props::Script>::new().get(letter);
        match script {
            props::Script::Latin => Some(Self::Latin),
            props::Script::Cyrillic => Some(Self::Cyrillic),
            props::Script::Arabic => Some(Self::Arabic),
            props::Script::Devanagari => Some(Self::Devanagari),
            props::Script::Han | props::Script::Hiragana | props::Script::Katakana | props::Script::Bopomofo => {
                Some(Self::Han)
            }
            _ => Self::sole(|(of, _)| *of == script),
        }
    }

    /// The script that this language alone is written in.
    pub fn only_of(language: &str) -> Option<Self> {
        Self::sole(|(_, of)| *of == language)
    }

    /// The one language of this script.
    pub fn sole_language(self) -> Option<&'static str> {
        let Self::Sole(place) = self else { return None };
        SOLE.get(usize::from(place)).map(|(_, language)| *language)
    }

    /// How many letters of an alphabet one of its characters is worth when scripts are counted against each other:
    /// a Chinese character is a syllable and often a word.
    pub fn weight(self) -> u32 {
        match self {
            Self::Han => 3,
            Self::Sole(_) if self.sole_language() == Some("ko") => 2,
            _ => 1,
        }
    }

    fn sole(is_it: impl FnMut(&(props::Script, &str)) -> bool) -> Option<Self> {
        let place = SOLE.iter().position(is_it)?;
        u8::try_from(place).ok().map(Self::Sole)
    }
}
