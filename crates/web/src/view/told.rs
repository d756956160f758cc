//! A story as one line of a list: the piece that stands for it before this reader, and what is said of the story.
//!
//! The numbers are the story's own, whoever is hidden from the audience: a number names nobody. Names, headlines and
//! pictures come from pieces that may be shown, and from no others.

use model::Story;

use super::{Piece, Reader, story_href};
use crate::words::Words;

/// A piece, and the story it stands for. Each field may be shown: pieces are opened.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// The piece whose headline is shown.
    pub(crate) piece: Piece,
    /// Its story, once it was assigned.
    pub(crate) story: Option<Story>,
    /// The piece whose picture stands for the story, when that is another.
    pub(crate) pictured: Option<Piece>,
}

impl Told {
    /// A piece by itself.
    pub(crate) fn alone(piece: Piece) -> Self {
        Self { piece, story: None, pictured: None }
    }

    /// The piece whose picture is shown, where one may be.
    pub(crate) fn photographed(&self) -> Option<&Piece> {
        let pieces = self.pictured.iter().chain([&self.piece]);
        pieces.into_iter().find(|piece| piece.photo().is_some())
    }
}

/// What a list says of a story that several reports tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) href: String,
    /// "9 reports, 4 independent voices, 5 languages".
    pub(crate) counts: String,
    /// "9 reports".
    pub(crate) reports: String,
}

impl Line {
    /// Nothing for a story of one report: its page would say less than the report's own.
    pub(crate) fn of(story: &Story, headline: &str, reader: Reader<'_>) -> Option<Self> {
        (story.articles > 1).then(|| Self {
            href: story_href(story.id, headline),
            counts: counts(story, reader.words),
            reports: reader.words.told_reports(story.articles.into()),
        })
    }
}

/// How often, how independently and in how many languages a story is told. Views and paid pieces are no voices, so a
/// story may have none.
pub(crate) fn counts(story: &Story, words: &Words) -> String {
    let languages = u64::try_from(story.languages.len()).unwrap_or(u64::MAX);
    match (story.voices, languages) {
        (0, _) => words.told_reports(story.articles.into()),
        (voices, 0 | 1) => words.told_voices(story.articles.into(), voices.into()),
        (voices, _) => words.told_languages(story.articles.into(), voices.into(), languages),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::tests::story;

    #[test]
    fn counters_say_what_there_is_to_say() {
        let words = Words::english();
        let check = |articles, voices, languages: &[&str], expect: &str| {
            let languages = languages.iter().map(|code| (code.parse().unwrap(), 1)).collect();
            let said = counts(&Story { articles, voices, languages, ..story(7) }, &words);
            assert_eq!(said.replace(['\u{2068}', '\u{2069}'], ""), expect);
        };
        check(9, 4, &["en", "de", "ar", "ja", "es"], "9 reports, 4 independent voices, 5 languages");
        check(2, 1, &["en"], "2 reports, 1 voice");
        check(3, 3, &["en"], "3 reports, 3 independent voices");
        check(2, 0, &["en", "de"], "2 reports");
    }

    #[test]
    fn a_story_of_one_report_has_no_page_worth_a_click() {
        let words = Words::english();
        let now = jiff::Timestamp::UNIX_EPOCH;
        let zone = jiff::tz::TimeZone::UTC;
        let reader = Reader { audience: model::rights::Audience::Private, words: &words, now, zone: &zone };
        assert_eq!(Line::of(&Story { articles: 1, ..story(7) }, "Wall", reader), None);
        let line = Line::of(&Story { articles: 2, ..story(7) }, "Wall", reader).unwrap();
        assert_eq!(line.href, "/story/7-wall");
    }
}
