//! Names in scripts with capitals: runs of capitalised words inside sentences.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::words::fold;

use super::piece::{Piece, Run};
use super::votes::{Votes, around, kind, titles};
use super::{LEAD, Mention, evidence, form};

/// Words of a name, at most.
const LONGEST: usize = 5;

/// A name while it is counted.
pub(super) struct Name {
    pub(super) words: Vec<String>,
    pub(super) folded: Vec<String>,
    pub(super) count: usize,
    first: usize,
    pub(super) votes: Votes,
}

pub(super) fn find(piece: &Piece<'_>, taken: &HashSet<usize>) -> Vec<Mention> {
    let mut names: HashMap<String, Name> = HashMap::new();
    let mut at = 0;
    while at < piece.words.len() {
        let Some(run) = run_at(piece, at) else {
            at += 1;
            continue;
        };
        at = run.end.max(at + 1);
        if !(run.start..run.end).all(|word| taken.contains(&word)) {
            count(piece, run, &mut names);
        }
    }
    let mut names = names.into_values().collect::<Vec<_>>();
    names.sort_by_key(|name| (Reverse(name.words.len()), name.first));
    merge(names, piece.is_german()).into_iter().filter_map(|name| mention(piece, &name)).collect()
}

/// The longest run of capitals that starts with word `at`, less what only starts a sentence.
fn run_at(piece: &Piece<'_>, at: usize) -> Option<Run> {
    let capital = |at: usize| piece.words.get(at).is_some_and(|word| word.case.is_capital() && !piece.shouts(at));
    if !capital(at) {
        return None;
    }
    let mut end = at + 1;
    while end - at < LONGEST {
        if piece.joins(end) && capital(end) && !piece.owns(end) {
            end += 1;
        } else if capital(end + 1) && piece.goes_on(at, end) {
            end += 2;
        } else {
            break;
        }
    }
    let mut start = at;
    if piece.starts_sentence(start) && !keeps_first(piece, start, end) {
        start += 1;
    }
    while start < end && piece.word(start).is_some_and(|word| word.stop || piece.is_inner(start)) {
        start += 1;
    }
    (start < end).then(|| Run { start: piece.head(start), end })
}

/// Whether the capital of a sentence's first word says that a name starts there: it is a title, it has a capital inside
/// sentences too, or news in English hardly knows the word.
fn keeps_first(piece: &Piece<'_>, start: usize, end: usize) -> bool {
    let Some(word) = piece.word(start) else { return false };
    let folded = fold(word.surface);
    let rare = || !word.stop && crate::keyphrases::rarity_of(&word.term) > 5.5 && !piece.is_german();
    piece.is_capital_inside(&folded) || (end - start >= 2 && (evidence::is("person", &folded) || rare()))
}

fn count(piece: &Piece<'_>, run: Run, names: &mut HashMap<String, Name>) {
    let mut votes = around(piece, run);
    let start = run.start + titles(piece, run, &mut votes);
    let shortest = if piece.is_dateline(run) { 3 } else { 6 };
    let surfaces = (start..run.end).filter_map(|at| piece.word(at));
    let mut words = surfaces.map(|word| form::calm(word.surface, shortest)).collect::<Vec<_>>();
    if let Some(last) = words.last_mut() {
        last.truncate(form::owner(last).len());
    }
    let key = form::key(&words.join(" "));
    if key.chars().count() < 2 {
        return;
    }
    let folded = words.iter().map(|word| fold(word)).collect();
    let new = Name { words, folded, count: 0, first: run.start, votes: Votes::default() };
    let name = names.entry(key).or_insert(new);
    name.count += 1;
    name.votes.add(votes);
}

/// Folds a surname, or the last words of a longer name, into the full name of the same piece. Longer names come first.
fn merge(names: Vec<Name>, german: bool) -> Vec<Name> {
    let mut merged: Vec<Name> = Vec::new();
    // Where the names that end with a word stand.
    let mut ends: HashMap<String, Vec<usize>> = HashMap::new();
    for name in names {
        let Some(last) = name.folded.last().cloned() else { continue };
        let places = ends.entry(last).or_default();
        let whole = places.iter().copied().find(|at| merged.get(*at).is_some_and(|whole| ends_with(whole, &name)));
        let Some(whole) = whole.and_then(|at| merged.get_mut(at)) else {
            places.push(merged.len());
            merged.push(name);
            continue;
        };
        let alone = name.words.len() == 1 && (2..=3).contains(&whole.words.len()) && !german;
        whole.votes.add(Votes { place: 0, organisation: 0, alone: i32::from(alone), ..name.votes });
        if name.words.len() > 1 && name.count > whole.count && name.words.iter().all(|word| word.chars().count() > 1) {
            // What stood before it once was no part of the name.
            whole.words = name.words;
            whole.folded = name.folded;
        }
        whole.count += name.count;
        whole.first = whole.first.min(name.first);
    }
    merged
}

/// Whether `short` is `long` without its first words or with initials for them.
fn ends_with(long: &Name, short: &Name) -> bool {
    let (long, short) = (&long.folded, &short.folded);
    let tail = long.len() > short.len() && long.ends_with(short);
    let given = short.iter().zip(long).rev().skip(1);
    let initials = short.len() == long.len() && short.len() > 1 && long.last() == short.last();
    let initials = initials && given.clone().all(|(a, b)| a.chars().count() == 1 && b.starts_with(a.as_str()));
    (tail || initials) && !long.iter().any(|word| evidence::is_type(word))
}

fn mention(piece: &Piece<'_>, name: &Name) -> Option<Mention> {
    let central = name.first < piece.title + LEAD || name.count >= 2;
    let kind = kind(piece, name)?;
    let drop = name.folded.iter().all(|word| evidence::is("drop", word));
    (central && !drop).then(|| Mention { name: name.words.join(" "), kind, count: name.count, first: name.first })
}
