//! Names in scripts with capitals: runs of capitalised words inside sentences, and what they name.

use std::collections::{HashMap, HashSet};

use model::HashtagKind;

use crate::words::{Case, Word, fold};

use super::{LEAD, Mention, Piece, evidence, form};

/// Words of a name, at most.
const LONGEST: usize = 5;

/// Small words inside names: `University of Brennick`, `Lena van Dam`.
const INNER: [&str; 22] = [
    "of", "de", "du", "da", "do", "dos", "des", "del", "della", "di", "van", "von", "der", "den", "la", "le", "el",
    "al", "bin", "ibn", "ter", "för",
];

/// A run of words that may be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    start: usize,
    end: usize,
}

/// What speaks for each kind, in points; two decide.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    person: i32,
    place: i32,
    organisation: i32,
}

struct Name {
    words: Vec<String>,
    count: usize,
    first: usize,
    votes: Votes,
}

pub(super) fn find(piece: &Piece<'_>, taken: &HashSet<usize>) -> Vec<Mention> {
    let inside = piece.capitals_inside();
    let mut names: HashMap<String, Name> = HashMap::new();
    let mut at = 0;
    while at < piece.words.len() {
        let Some(run) = run_at(piece, at, &inside) else {
            at += 1;
            continue;
        };
        at = run.end;
        if !(run.start..run.end).all(|word| taken.contains(&word)) {
            count(piece, run, &mut names);
        }
    }
    let mut names = names.into_values().collect::<Vec<_>>();
    names.sort_by_key(|name| (std::cmp::Reverse(name.words.len()), name.first));
    merge(names).into_iter().filter_map(|name| mention(piece, &name)).collect()
}

/// The longest run of capitals that starts with word `at`, less what only starts a sentence.
fn run_at(piece: &Piece<'_>, at: usize, inside: &HashSet<String>) -> Option<Run> {
    let capital = |at: usize| piece.words.get(at).is_some_and(|word| word.case.is_capital() && !piece.shouts(at));
    if !capital(at) {
        return None;
    }
    let mut end = at + 1;
    while end - at < LONGEST + 1 {
        if piece.joins(end) && capital(end) {
            end += 1;
        } else if piece.joins(end) && piece.joins(end + 1) && piece.is_inner(end) && capital(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    let mut start = at;
    if piece.starts_sentence(start) && !piece.word(start).is_some_and(|word| inside.contains(&fold(word.surface))) {
        let keeps =
            end - start >= 2 && piece.word(start).is_some_and(|word| !word.stop && is_rare(word) && !piece.is_german());
        start += usize::from(!keeps);
    }
    while start < end && piece.word(start).is_some_and(|word| word.stop || piece.is_inner(start)) {
        start += 1;
    }
    Some(Run { start, end: end.max(start) }).filter(|run| run.end > at)
}

/// A word that news in English hardly knows is a name even where every word has a capital.
fn is_rare(word: &Word<'_>) -> bool {
    crate::keyphrases::rarity_of(&word.term) > 5.5
}

fn count(piece: &Piece<'_>, run: Run, names: &mut HashMap<String, Name>) {
    let mut votes = around(piece, run);
    let mut start = run.start;
    while start < run.end && piece.word(start).is_some_and(|word| evidence::is("person", &fold(word.surface))) {
        votes.person += 3;
        start += 1;
    }
    let words =
        (start..run.end).filter_map(|at| piece.word(at)).map(|word| form::calm(word.surface)).collect::<Vec<_>>();
    let key = form::key(&words.join(" "));
    if key.chars().count() < 2 {
        return;
    }
    let name = names.entry(key).or_insert(Name { words, count: 0, first: run.start, votes: Votes::default() });
    name.count += 1;
    name.votes.person += votes.person;
    name.votes.place += votes.place;
}

/// What stands before and after a run.
fn around(piece: &Piece<'_>, run: Run) -> Votes {
    let mut votes = Votes::default();
    let before =
        run.start.checked_sub(1).and_then(|at| piece.word(at)).map(|word| fold(word.surface)).unwrap_or_default();
    let after = piece.word(run.end).map(|word| fold(word.surface)).unwrap_or_default();
    let clause = |at: usize| {
        piece.gap(at).is_some_and(|gap| gap.chars().all(|c| matches!(c, ' ' | ',' | '"' | '”' | '“' | '»')))
    };
    if evidence::is("said", &after) && clause(run.end) || evidence::is("said", &before) && clause(run.start) {
        votes.person += 2;
    }
    if evidence::is("person", &before) && clause(run.start) {
        votes.person += 2;
    }
    if evidence::is("in", &before) && piece.gap(run.start) == Some(" ") {
        votes.place += 1;
    }
    let aged = piece.word(run.end).is_some_and(|word| word.number && word.surface.len() == 2);
    if aged && piece.gap(run.end).is_some_and(|gap| matches!(gap, ", " | " (")) {
        votes.person += 2;
    }
    votes
}

/// Folds a surname, or the last words of a longer name, into the full name of the same piece.
fn merge(names: Vec<Name>) -> Vec<Name> {
    let mut merged: Vec<Name> = Vec::new();
    for name in names {
        let whole = merged.iter_mut().find(|whole| ends_with(&whole.words, &name.words));
        match whole {
            Some(whole) => {
                let alone = name.words.len() == 1 && (2..=3).contains(&whole.words.len());
                whole.votes.person += name.votes.person + i32::from(alone);
                whole.count += name.count;
                whole.first = whole.first.min(name.first);
            }
            None => merged.push(name),
        }
    }
    merged
}

/// Whether `short` is `long` without its first words or with initials for them.
fn ends_with(long: &[String], short: &[String]) -> bool {
    let Some((last, rest)) = short.split_last() else { return false };
    let same = |a: &String, b: &String| form::key(a) == form::key(b);
    let initials = || {
        rest.len() + 1 == long.len()
            && rest.iter().zip(long).all(|(a, b)| a.chars().count() == 1 && b.starts_with(a.as_str()))
    };
    let tail = || long.len() > short.len() && short.iter().rev().zip(long.iter().rev()).all(|(a, b)| same(a, b));
    long.last().is_some_and(|end| same(end, last)) && (tail() || initials()) && !is_typed(long)
}

/// Whether a word of the name says what it is.
fn is_typed(words: &[String]) -> bool {
    words.iter().any(|word| evidence::is("org", &fold(word)) || evidence::place(&fold(word)).is_some())
}

fn mention(piece: &Piece<'_>, name: &Name) -> Option<Mention> {
    let central = name.first < piece.title + LEAD || name.count >= 2;
    let kind = kind(piece, name)?;
    let drop = name.words.iter().all(|word| evidence::is("drop", &fold(word)));
    (central && !drop).then(|| Mention { name: name.words.join(" "), kind, count: name.count, first: name.first })
}

fn kind(piece: &Piece<'_>, name: &Name) -> Option<HashtagKind> {
    let mut votes = name.votes;
    for (at, word) in name.words.iter().enumerate() {
        let folded = fold(word);
        let ends = at == 0
            || at + 1 == name.words.len()
            || name.words.get(at + 1).is_some_and(|next| INNER.contains(&next.as_str()));
        if name.words.len() > 1 && ends {
            votes.organisation += 6 * i32::from(evidence::is("org", &folded));
            votes.place += 5 * i32::from(evidence::place(&folded).is_some());
        }
        let abbreviation =
            Case::of(word) == Case::Upper && name.words.len() == 1 && (2..=5).contains(&word.chars().count());
        votes.organisation += 2 * i32::from(abbreviation);
    }
    let single = name.words.len() == 1;
    if single && (piece.is_german() || name.count < 2) && votes.organisation == 0 {
        return None;
    }
    let best = votes.person.max(votes.place).max(votes.organisation);
    match best {
        ..2 => None,
        best if best == votes.organisation => Some(HashtagKind::Organisation),
        best if best == votes.person && votes.person > votes.place => (!single).then_some(HashtagKind::Person),
        _ => Some(HashtagKind::Place),
    }
}

impl<'a> Piece<'a> {
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
    fn joins(&self, at: usize) -> bool {
        matches!(self.gap(at), Some(" " | "-" | "\u{a0}" | "'" | "’" | "&" | " & ")) || self.is_abbreviated(at)
    }

    fn is_inner(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| INNER.contains(&word.surface))
    }

    pub(super) fn is_german(&self) -> bool {
        self.language.is_some_and(|language| matches!(language.as_str(), "de" | "lb"))
    }

    /// Whether a word stands in a headline that gives most of its words a capital, where capitals say nothing.
    pub(super) fn shouts(&self, at: usize) -> bool {
        if at >= self.title || self.is_german() {
            return false;
        }
        let title = self.words.get(..self.title).unwrap_or_default();
        let (capital, small) = title.iter().fold((0, 0), |(capital, small), word| match word.case {
            Case::Capital | Case::Upper => (capital + 1, small),
            Case::Lower if !word.stop => (capital, small + 1),
            _ => (capital, small),
        });
        title.len() >= 4 && capital > 2 * small + 1
    }

    /// The folded words that have a capital inside a sentence.
    fn capitals_inside(&self) -> HashSet<String> {
        let words = self.words.iter().enumerate();
        let inside =
            words.filter(|(at, word)| word.case.is_capital() && !self.starts_sentence(*at) && !self.shouts(*at));
        inside.map(|(_, word)| fold(word.surface)).collect()
    }
}
