//! The words of a piece, as the finders of names look at them: where sentences start, what joins two words, where capitals
//! say something.

use std::collections::HashSet;

use model::Language;

use crate::words::{Case, Word, fold, words};

use super::evidence;

/// Words of a text that are looked at.
const MAX_WORDS: usize = 4000;

/// Small words inside names: `University of Brennick`, `Lena van Dam`.
pub(super) const INNER: [&str; 22] = [
    "of", "de", "du", "da", "do", "dos", "des", "del", "della", "di", "van", "von", "der", "den", "la", "le", "el",
    "al", "bin", "ibn", "ter", "för",
];

/// A run of words that may be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The words of a piece.
pub(super) struct Piece<'a> {
    /// Headline and text, as far as words of it are looked at.
    pub(super) whole: &'a str,
    pub(super) words: Vec<Word<'a>>,
    /// Words of the headline.
    pub(super) title: usize,
    pub(super) language: Option<Language>,
    /// The headline gives most of its words a capital.
    loud: bool,
    /// The folded words that have a capital inside a sentence.
    inside: HashSet<String>,
}

impl<'a> Piece<'a> {
    pub(super) fn of(title: &str, whole: &'a str, language: Option<Language>) -> Self {
        let words = words(whole, language).take(MAX_WORDS).collect::<Vec<_>>();
        let whole = words.last().and_then(|last| whole.get(..last.range.end)).unwrap_or(whole);
        let title = words.partition_point(|word| word.range.end <= title.len());
        let loud = is_loud(words.get(..title).unwrap_or_default(), language);
        let mut piece = Self { whole, words, title, language, loud, inside: HashSet::new() };
        let inside = piece
            .words
            .iter()
            .enumerate()
            .filter(|(at, word)| word.case.is_capital() && !piece.starts_sentence(*at) && !piece.shouts(*at));
        piece.inside = inside.map(|(_, word)| fold(word.surface)).collect();
        piece
    }

    pub(super) fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at)
    }

    /// What stands between a word and the one before.
    pub(super) fn gap(&self, at: usize) -> Option<&'a str> {
        let before = self.words.get(at.checked_sub(1)?)?;
        self.whole.get(before.range.end..self.words.get(at)?.range.start)
    }

    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        let ends = |gap: &str| {
            gap.contains(['.', '!', '?', '\n', ':', '“', '"', '«', '„', '…', '*', '>', '#', '¿', '¡', '–', '—'])
        };
        self.gap(at).is_none_or(|gap| ends(gap) && !self.is_abbreviated(at))
    }

    /// Whether the point before a word ends an abbreviation: `Dr. Osk`, `St. Orrin`, `A. Novak`.
    fn is_abbreviated(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        let short = before.is_some_and(|word| {
            let folded = fold(word.surface);
            matches!(
                folded.as_str(),
                "dr" | "st" | "mr" | "mrs" | "ms" | "prof" | "col" | "gen" | "lt" | "sr" | "sra" | "ing" | "m"
            ) || (folded.chars().count() == 1 && word.case.is_capital())
        });
        short && self.gap(at) == Some(". ")
    }

    /// Whether a word goes on with the name of the word before it.
    pub(super) fn joins(&self, at: usize) -> bool {
        matches!(self.gap(at), Some(" " | "-" | "\u{a0}" | "'" | "’" | "&" | " & ")) || self.is_abbreviated(at)
    }

    /// Whether the word before `at` owns what follows, and is not part of its name: `Ana's Bank`, but `Ana's Hill`.
    pub(super) fn owns(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        let owner = before.is_some_and(|word| word.surface.ends_with("'s") || word.surface.ends_with("’s"));
        owner && !self.word(at).is_some_and(|word| evidence::is_type(&fold(word.surface)))
    }

    /// Whether the small word `end` carries on a name: `University of Brennick`; in German only after the word for a
    /// kind, because nouns have capitals anyway.
    pub(super) fn goes_on(&self, at: usize, end: usize) -> bool {
        let first = self.word(at).map(|word| fold(word.surface)).unwrap_or_default();
        self.joins(end) && self.joins(end + 1) && self.is_inner(end) && (!self.is_german() || evidence::is_type(&first))
    }

    /// Where a name starts whose word for a kind is written small: `îles Lanthe`, `puente de Halden`.
    pub(super) fn head(&self, start: usize) -> usize {
        let kind = |at: Option<usize>| {
            let word = at.and_then(|at| self.word(at)).filter(|word| word.case == Case::Lower)?;
            let folded = fold(word.surface);
            (evidence::place(&folded).is_some() && evidence::place(&folded) != evidence::place("town")).then_some(())
        };
        if !self.is_romance() || !self.joins(start) {
            return start;
        }
        let of = start.checked_sub(1).filter(|at| self.is_inner(*at) && self.joins(*at));
        match (kind(start.checked_sub(1)), kind(of.and_then(|at| at.checked_sub(1)))) {
            (Some(()), _) => start - 1,
            (_, Some(())) => start - 2,
            _ => start,
        }
    }

    /// Whether a run stands where agencies write the place: `BRENNICK (Meridian Wire) —`.
    pub(super) fn is_dateline(&self, run: Run) -> bool {
        let opens = self.gap(run.start).is_some_and(|gap| gap.contains('\n'));
        let closes = self
            .gap(run.end)
            .is_some_and(|gap| gap.starts_with(" (") || gap.starts_with(" —") || gap.starts_with(" –"));
        opens && closes && (run.start..run.end).all(|at| self.word(at).is_some_and(|word| word.case == Case::Upper))
    }

    pub(super) fn is_inner(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| INNER.contains(&word.surface))
    }

    /// Whether the word for a kind stands before the name, small: `îles Lanthe`.
    pub(super) fn is_romance(&self) -> bool {
        self.language
            .is_some_and(|language| matches!(language.as_str(), "fr" | "es" | "it" | "pt" | "ca" | "gl" | "ro"))
    }

    pub(super) fn is_german(&self) -> bool {
        self.language.is_some_and(|language| matches!(language.as_str(), "de" | "lb"))
    }

    /// Whether a word stands in a headline that gives most of its words a capital, where capitals say nothing.
    pub(super) fn shouts(&self, at: usize) -> bool {
        at < self.title && self.loud
    }

    /// Whether a folded word has a capital inside a sentence.
    pub(super) fn is_capital_inside(&self, folded: &str) -> bool {
        self.inside.contains(folded)
    }
}

/// Whether a headline gives most of its words a capital.
fn is_loud(title: &[Word<'_>], language: Option<Language>) -> bool {
    let german = language.is_some_and(|language| language.as_str() == "de");
    let capital = title.iter().filter(|word| word.case.is_capital()).count();
    let small = title.iter().filter(|word| word.case == Case::Lower && !word.stop).count();
    !german && title.len() >= 4 && capital > 2 * small + 1
}
