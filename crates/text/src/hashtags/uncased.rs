//! Names in scripts without capitals: what stands beside a word for a kind of place, a body or a person.

use std::collections::HashMap;

use model::HashtagKind;

use crate::words::{Case, fold};

use super::piece::Piece;
use super::{LEAD, Mention, evidence};

pub(super) fn find(piece: &Piece<'_>) -> Vec<Mention> {
    let japanese = counted(katakana(piece)).filter(|mention| is_early(piece, mention) || mention.count >= 2);
    let titled = counted(titled(piece)).filter(|mention| is_early(piece, mention) || mention.count >= 2);
    // A name is foreign here when the same two words stand together again.
    let headed = counted(headed(piece)).filter(|mention| mention.count >= 2);
    japanese.chain(titled).chain(headed).collect()
}

/// Words are short here: a lead has more of them.
fn is_early(piece: &Piece<'_>, mention: &Mention) -> bool {
    mention.first < piece.title + 3 * LEAD
}

fn counted(named: Vec<(String, HashtagKind, usize)>) -> impl Iterator<Item = Mention> {
    let mut found: HashMap<String, Mention> = HashMap::new();
    for (name, kind, first) in named {
        let new = Mention { name: name.clone(), kind, count: 0, first };
        found.entry(name).or_insert(new).count += 1;
    }
    found.into_values()
}

/// Foreign names in Japanese: a run of katakana before a title or the word for a place or a body.
fn katakana(piece: &Piece<'_>) -> Vec<(String, HashtagKind, usize)> {
    let mut found = Vec::new();
    let mut rest = piece.whole;
    while let Some(start) = rest.find(is_katakana) {
        let run = rest.get(start..).unwrap_or_default();
        let length = run.find(|c| !is_katakana(c) && !matches!(c, '・' | '＝')).unwrap_or(run.len());
        let (name, after) = run.split_at(length);
        let place = piece.whole.len() - run.len();
        let first = piece.words.partition_point(|word| word.range.end <= place);
        found.extend(suffix(name, after).map(|(name, kind)| (name, kind, first)));
        rest = after;
    }
    found
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー')
}

fn suffix(name: &str, after: &str) -> Option<(String, HashtagKind)> {
    let longest = |class: &str| {
        let fits = evidence::all(class).filter(|mark| !mark.is_ascii() && after.starts_with(mark.as_str()));
        fits.max_by_key(|mark| mark.len())
    };
    let name = name.trim_matches(['・', '＝']);
    if name.chars().count() < 2 {
        return None;
    }
    if longest("honorific").is_some() && name.contains('・') {
        return Some((name.to_owned(), HashtagKind::Person));
    }
    let (place, body) = (longest("place"), longest("org"));
    match (place, body) {
        (_, Some(body)) if place.is_none_or(|place| place.len() <= body.len()) => {
            Some((format!("{name}{body}"), HashtagKind::Organisation))
        }
        (Some(place), _) => Some((format!("{name}{place}"), HashtagKind::Place)),
        _ => None,
    }
}

/// Names in Arabic: the word that follows the one for a place or a body, the words that follow a title.
fn headed(piece: &Piece<'_>) -> Vec<(String, HashtagKind, usize)> {
    let heads = piece.words.iter().enumerate().filter(|(_, word)| word.case == Case::None && is_arabic(word.surface));
    heads.filter_map(|(at, word)| headed_by(piece, at, word.surface)).collect()
}

fn is_arabic(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '\u{600}'..='\u{6FF}'))
}

fn headed_by(piece: &Piece<'_>, at: usize, head: &str) -> Option<(String, HashtagKind, usize)> {
    let folded = fold(head);
    let place = evidence::place(&folded).is_some();
    if !place && !evidence::is("org", &folded) {
        return None;
    }
    let first = foreign(piece, at + 1)?;
    let kind = if place { HashtagKind::Place } else { HashtagKind::Organisation };
    Some((format!("{head} {first}"), kind, at))
}

/// People in Arabic: two words after a title, and after the office that some titles have.
fn titled(piece: &Piece<'_>) -> Vec<(String, HashtagKind, usize)> {
    let titles = piece.words.iter().enumerate();
    let titles = titles.filter(|(_, word)| is_arabic(word.surface) && evidence::is("person", &fold(word.surface)));
    titles.filter_map(|(at, word)| titled_by(piece, at, word.surface)).collect()
}

fn titled_by(piece: &Piece<'_>, at: usize, title: &str) -> Option<(String, HashtagKind, usize)> {
    let whole = title.starts_with("ال");
    let office =
        piece.gap(at + 1) == Some(" ") && piece.word(at + 1).is_some_and(|word| word.surface.starts_with("ال"));
    let first = match (whole, office) {
        (true, false) => at + 1,
        (false, true) => at + 2,
        _ => return None,
    };
    let name = format!("{} {}", foreign(piece, first)?, foreign(piece, first + 1)?);
    Some((name, HashtagKind::Person, first))
}

/// A word that goes on after the one before and may be a foreign name: no article, no word that tells a kind.
fn foreign<'a>(piece: &Piece<'a>, at: usize) -> Option<&'a str> {
    let word = piece.word(at).filter(|_| piece.gap(at) == Some(" "))?;
    let folded = fold(word.surface);
    let says = ["generic", "org", "person", "said", "in", "drop"].iter().any(|class| evidence::is(class, &folded));
    let plain =
        word.stop || word.number || says || evidence::place(&folded).is_some() || word.surface.starts_with("ال");
    (!plain && word.surface.chars().count() > 2).then_some(word.surface)
}
