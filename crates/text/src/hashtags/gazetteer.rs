//! Countries, cities and themes by the names they have in many languages.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use model::{HashtagKind, Language};

use crate::words::{Case, fold, words};

use super::piece::Piece;
use super::{LEAD, Mention};

const COUNTRIES: &str = include_str!("../../data/hashtags/countries.txt");
const CITIES: &str = include_str!("../../data/hashtags/cities.txt");
const THEMES: &str = include_str!("../../data/hashtags/themes.txt");

/// What a name in the lists stands for.
#[derive(Debug, Clone, Copy)]
struct Entry {
    name: &'static str,
    kind: HashtagKind,
}

/// A name as a list has it.
#[derive(Debug)]
struct Name {
    /// The terms after the first.
    rest: Vec<String>,
    /// The first word, folded, without what Arabic hangs before words.
    first: String,
    /// The first word has a capital, and so it has in texts.
    capital: bool,
    entry: Entry,
}

/// The names of one language, longest first, by the first term.
type Names = HashMap<String, Vec<Name>>;

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
    let mut words = words(form, Some(language));
    let Some(first) = words.next() else { return };
    let name = Name {
        rest: words.map(|word| word.term.into_owned()).collect(),
        first: bare(first.surface),
        capital: first.case.is_capital(),
        entry,
    };
    let known = names.entry(language).or_default().entry(first.term.into_owned()).or_default();
    known.push(name);
    known.sort_by_key(|name| std::cmp::Reverse(name.rest.len()));
}

/// A folded word without the article and the particles that Arabic hangs before it.
fn bare(word: &str) -> String {
    let word = fold(word);
    let prefixes = ["وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل"];
    let cut = prefixes.iter().find_map(|prefix| word.strip_prefix(prefix).filter(|rest| rest.chars().count() > 2));
    cut.map_or_else(|| word.clone(), str::to_owned)
}

/// Whether a word is a form of a name's first word: stems alone would take houses for housing.
fn is_form(name: &str, word: &str) -> bool {
    let same = name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let (long, length) = (name.chars().count(), word.chars().count());
    let arabic = name.starts_with(|c| matches!(c, '\u{600}'..='\u{6FF}'));
    if arabic { name == word } else { same + 1 >= long && length <= long + 2 }
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
    let surface = bare(first.surface);
    let fits = |name: &&Name| {
        let words = piece.words.get(at + 1..at + 1 + name.rest.len());
        words.is_some_and(|words| words.iter().zip(&name.rest).all(|(word, term)| word.term == *term))
            && is_form(&name.first, &surface)
            && (first.case != Case::Lower || !name.capital)
            && (name.entry.kind != HashtagKind::Place || is_place(piece, at, name.rest.len() + 1))
    };
    known.iter().find(fits).map(|name| (name.rest.len() + 1, name.entry))
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
