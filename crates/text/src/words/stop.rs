//! Words that join others and say nothing by themselves.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use model::Language;

use super::normal;

/// Lines of a language's code and words; written for this project.
const LIST: &str = include_str!("../../data/words/stop.txt");

/// The folded stop words of each language.
static STOP_WORDS: LazyLock<HashMap<Language, HashSet<String>>> = LazyLock::new(|| {
    let mut lists: HashMap<Language, HashSet<String>> = HashMap::new();
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(language) = words.next().and_then(|code| code.parse().ok()) else { continue };
        lists.entry(language).or_default().extend(words.map(normal::fold));
    }
    lists
});

/// Whether `word`, in small letters, joins only. A language without a list loses its one-letter words.
pub(super) fn is_stop(word: &str, language: Option<Language>) -> bool {
    match language.and_then(|language| STOP_WORDS.get(&alike(language))) {
        Some(list) => list.contains(normal::bare(word).as_ref()) || is_lone_kana(word),
        None => is_lone_letter(word) || is_lone_kana(word),
    }
}

/// The language whose list serves for `language`.
fn alike(language: Language) -> Language {
    let code = match language.as_str() {
        "nb" | "nn" => "no",
        "bs" | "sh" | "sr" => "hr",
        "ms" => "id",
        _ => return language,
    };
    code.parse().unwrap_or(language)
}

/// A single letter of a script where words have more.
fn is_lone_letter(word: &str) -> bool {
    let mut chars = word.chars();
    let (first, rest) = (chars.next(), chars.next());
    rest.is_none() && first.is_some_and(|c| u32::from(c) < 0x0E00)
}

/// One or two hiragana: a particle or an ending.
fn is_lone_kana(word: &str) -> bool {
    word.len() <= 6 && !word.is_empty() && word.chars().all(|c| matches!(c, '\u{3041}'..='\u{309F}'))
}
