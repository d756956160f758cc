//! Who tells a story, as plain lists with counts: by language, by country, by owner.
//!
//! Only reports that may be shown are counted, because here the words beside a number would name who is hidden.

use model::{Language, Publisher};

use super::LangAttributes;
use crate::words::{Words, own_name};

/// Lines of one list; a story that more tell is summed up well enough by these.
const LINES: usize = 12;

/// A report, as far as it is counted here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Teller<'a> {
    pub(crate) language: Option<Language>,
    /// Its publisher, as far as it is known.
    pub(crate) publisher: Option<&'a Publisher>,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Nothing while unknown.
    pub(crate) name: Option<String>,
    /// `lang` and `dir` of the name.
    pub(crate) attributes: LangAttributes,
    pub(crate) count: usize,
    /// Of the list's highest count; the length of its bar.
    pub(crate) percent: usize,
}

/// The three lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) languages: Vec<Line>,
    /// ISO codes, which a script may spell out in the reader's language.
    pub(crate) countries: Vec<Line>,
    pub(crate) owners: Vec<Line>,
}

impl Tally {
    pub(crate) fn of(tellers: &[Teller<'_>], words: &Words) -> Self {
        let facts =
            |teller: &Teller<'_>| teller.publisher.map(|publisher| publisher.ownership.clone()).unwrap_or_default();
        let here = LangAttributes::of(Some(words.language()));
        let list = |names: Vec<Option<String>>| lines(names).into_iter().map(|line| Line { attributes: here, ..line });
        let of_language = |line: Line| {
            let language = line.name.as_deref().and_then(|code| code.parse().ok());
            Line { attributes: LangAttributes::of(language), name: language.map(own_name), ..line }
        };
        let codes = tellers.iter().map(|teller| teller.language.map(|language| language.to_string()));
        Self {
            languages: lines(codes.collect()).into_iter().map(of_language).collect(),
            countries: list(tellers.iter().map(|teller| facts(teller).country).collect()).collect(),
            owners: lines(tellers.iter().map(|teller| facts(teller).owner).collect()),
        }
    }
}

/// Counts names, the most frequent first, what is unknown last.
fn lines(names: Vec<Option<String>>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for name in names {
        match lines.iter_mut().find(|line| line.name == name) {
            Some(line) => line.count += 1,
            None => lines.push(Line { name, attributes: LangAttributes::of(None), count: 1, percent: 0 }),
        }
    }
    // Stable: of equals the one met first stays first.
    lines.sort_by_key(|line| (line.name.is_none(), std::cmp::Reverse(line.count)));
    lines.truncate(LINES);
    let most = lines.iter().map(|line| line.count).max().unwrap_or(1);
    for line in &mut lines {
        line.percent = line.count * 100 / most;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_stands_first_and_the_unknown_last() {
        let names = [None, Some("b"), None, Some("a"), Some("a"), None].map(|name| name.map(str::to_owned));
        let lines = lines(names.to_vec());
        let told: Vec<_> = lines.iter().map(|line| (line.name.as_deref(), line.count, line.percent)).collect();
        assert_eq!(told, [(Some("a"), 2, 66), (Some("b"), 1, 33), (None, 3, 100)]);
    }

    #[test]
    fn languages_go_by_their_own_names() {
        let teller = |code: &str| Teller { language: code.parse().ok(), publisher: None };
        let tally = Tally::of(&[teller("ar"), teller("ar"), teller("")], &Words::english());
        assert_eq!(tally.languages[0].name.as_deref(), Some("العربية"));
        assert_eq!(tally.languages[0].attributes.to_string(), r#" lang="ar" dir="rtl""#);
        assert_eq!(tally.languages[1].name, None);
        assert_eq!(tally.owners.len(), 1);
    }
}
