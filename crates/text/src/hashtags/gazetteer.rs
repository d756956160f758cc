//! Countries, cities and themes by the names they have in many languages.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use model::{HashtagKind, Language};

use crate::words::{Case, words};

use super::{LEAD, Mention, Piece};

const COUNTRIES: &str = include_str!("../../data/hashtags/countries.txt");
const CITIES: &str = include_str!("../../data/hashtags/cities.txt");
const THEMES: &str = include_str!("../../data/hashtags/themes.txt");

/// What a name in the lists stands for.
#[derive(Debug, Clone, Copy)]
struct Entry {
    name: &'static str,
    kind: HashtagKind,
}

/// The names of one language: by the first term, the terms that follow it.
type Names = HashMap<String, Vec<(Vec<String>, Entry)>>;

static NAMES: LazyLock<HashMap<Language, Names>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (list, kind) in [(COUNTRIES, HashtagKind::Place), (CITIES, HashtagKind::Place), (THEMES, HashtagKind::Theme)] {
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            read(line, kind, &mut names);
        }
    }
    names
});

/// Reads `Name; en word, two words; de,nl wort`.
fn read(line: &'static str, kind: HashtagKind, names: &mut HashMap<Language, Names>) {
    let mut fields = line.split(';').map(str::trim);
    let Some(name) = fields.next().filter(|name| !name.is_empty()) else { return };
    let entry = Entry { name, kind };
    if kind == HashtagKind::Place {
        learn("en", name, entry, names);
    }
    for field in fields {
        let Some((codes, forms)) = field.split_once(' ') else { continue };
        for code in codes.split(',') {
            forms.split(',').for_each(|form| learn(code, form, entry, names));
            if kind == HashtagKind::Place && code != "en" {
                learn(code, name, entry, names);
            }
        }
    }
}

fn learn(code: &str, form: &str, entry: Entry, names: &mut HashMap<Language, Names>) {
    let Ok(language) = code.parse::<Language>() else { return };
    let mut terms = words(form, Some(language)).map(|word| word.term.into_owned());
    let Some(first) = terms.next() else { return };
    let known = names.entry(language).or_default().entry(first).or_default();
    known.push((terms.collect(), entry));
    known.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
}

/// What the lists know of a piece, and which words are taken by it.
pub(super) struct Known {
    pub(super) mentions: Vec<Mention>,
    pub(super) taken: HashSet<usize>,
}

pub(super) fn find(piece: &Piece<'_>) -> Known {
    let english = || "en".parse().ok().and_then(|english: Language| NAMES.get(&english));
    let names = piece.language.and_then(|language| NAMES.get(&language)).or_else(english);
    let mut found: HashMap<&'static str, Mention> = HashMap::new();
    let mut taken = HashSet::new();
    let mut at = 0;
    while at < piece.words.len() {
        let Some((length, entry)) = names.and_then(|names| longest(piece, names, at)) else {
            at += 1;
            continue;
        };
        if entry.kind == HashtagKind::Place {
            taken.extend(at..at + length);
        }
        let new = Mention { name: entry.name.to_owned(), kind: entry.kind, count: 0, first: at };
        found.entry(entry.name).or_insert(new).count += 1;
        at += length;
    }
    let mentions = found.into_values().filter(|mention| is_central(piece, mention)).collect();
    Known { mentions, taken }
}

/// A theme in passing is none: it stands in the headline, or early and again, or often.
fn is_central(piece: &Piece<'_>, mention: &Mention) -> bool {
    let early = mention.first < piece.title + LEAD;
    match mention.kind {
        HashtagKind::Theme => mention.first < piece.title || (early && mention.count >= 2) || mention.count >= 4,
        _ => early || mention.count >= 2,
    }
}

fn longest(piece: &Piece<'_>, names: &Names, at: usize) -> Option<(usize, Entry)> {
    let first = piece.words.get(at)?;
    let known = names.get(first.term.as_ref())?;
    let fits = |rest: &[String], entry: Entry| {
        let words = piece.words.get(at + 1..at + 1 + rest.len());
        words.is_some_and(|words| words.iter().zip(rest).all(|(word, term)| word.term == *term))
            && (entry.kind != HashtagKind::Place || is_place(piece, at, rest.len() + 1))
    };
    known.iter().find(|(rest, entry)| fits(rest, *entry)).map(|(rest, entry)| (rest.len() + 1, *entry))
}

/// Whether a listed place is not part of a longer name: `Paris` is, `Paris Hilton` and `Jordan Marsh` are not.
fn is_place(piece: &Piece<'_>, at: usize, length: usize) -> bool {
    let cased = |at: Option<usize>| at.and_then(|at| piece.words.get(at)).map_or(Case::None, |word| word.case);
    if cased(Some(at)) == Case::Lower {
        return false;
    }
    let after = piece.gap(at + length) == Some(" ") && cased(Some(at + length)).is_capital();
    let before = piece.gap(at) == Some(" ")
        && cased(at.checked_sub(1)).is_capital()
        && !piece.starts_sentence(at.saturating_sub(1));
    cased(Some(at)) == Case::None || piece.shouts(at) || !(after || before)
}
