//! What a capitalised name names, by the words in it and around it.

use model::HashtagKind;

use crate::words::{Case, fold};

use super::capitals::Name;
use super::evidence;
use super::piece::{INNER, Piece, Run};

/// What speaks for each kind: how often, and by what.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Votes {
    /// A title before the name, part of the run: `Prof. Aiko Renshaw`.
    pub(super) titled: i32,
    /// A role before the name: `the harbour master, Rafiq Sallum`.
    pub(super) role: i32,
    /// A verb of speaking beside it.
    pub(super) said: i32,
    /// An age after it.
    pub(super) aged: i32,
    /// Its last word stands alone elsewhere.
    pub(super) alone: i32,
    pub(super) place: i32,
    pub(super) organisation: i32,
}

impl Votes {
    pub(super) fn add(&mut self, other: Self) {
        self.titled += other.titled;
        self.role += other.role;
        self.said += other.said;
        self.aged += other.aged;
        self.alone += other.alone;
        self.place += other.place;
        self.organisation += other.organisation;
    }

    /// Points for a person, each kind of evidence once: offices speak again and again too. Three decide.
    fn person(&self) -> i32 {
        3 * self.titled.min(1) + 3 * self.role.min(1) + 2 * self.said.min(1) + 3 * self.aged.min(1) + self.alone.min(1)
    }
}

/// How many words of a run stand before the name itself: titles and roles with what belongs to them, the word for a town.
pub(super) fn titles(piece: &Piece<'_>, run: Run, votes: &mut Votes) -> usize {
    let folded = |at: usize| piece.word(at).map(|word| fold(word.surface)).unwrap_or_default();
    let title = (run.start..run.end).rev().find(|at| evidence::is("person", &folded(*at)));
    let mut titles = title.map_or(0, |at| at + 1 - run.start);
    votes.titled += i32::from(titles > 0);
    while run.start + titles + 1 < run.end {
        let word = folded(run.start + titles);
        if evidence::place(&word) == evidence::place("town") && !evidence::is("toponym", &word) {
            votes.place += 3;
        } else if !piece.is_inner(run.start + titles) {
            break;
        }
        titles += 1;
    }
    // German writes roles like names: a run of three ends with the name.
    let typed = (run.start..run.end).any(|at| evidence::is_type(&folded(at)));
    let length = run.end - run.start - titles;
    if piece.is_german() && length > 2 && !typed && !(run.start..run.end).any(|at| piece.is_inner(at)) {
        votes.titled += 1;
        titles += length - 2;
    }
    titles
}

/// What stands before and after a run.
pub(super) fn around(piece: &Piece<'_>, run: Run) -> Votes {
    let mut votes = Votes::default();
    let before =
        run.start.checked_sub(1).and_then(|at| piece.word(at)).map(|word| fold(word.surface)).unwrap_or_default();
    let after = piece.word(run.end).map(|word| fold(word.surface)).unwrap_or_default();
    let follows = |at: usize| piece.gap(at) == Some(" ");
    let clause =
        piece.gap(run.start).is_some_and(|gap| gap.chars().all(|c| matches!(c, ' ' | ',' | '"' | '”' | '“' | '»')));
    let says = evidence::is("said", &after) && follows(run.end) || evidence::is("said", &before) && follows(run.start);
    votes.said += i32::from(says);
    votes.role += i32::from(evidence::is("person", &before) && clause);
    let plain = piece.gap(run.end) != Some("-") && !piece.owns(run.end);
    votes.place += i32::from(evidence::is("in", &before) && follows(run.start) && plain);
    votes.place += 3 * i32::from(piece.is_dateline(run));
    let number = piece.word(run.end).is_some_and(|word| word.number && word.surface.len() == 2);
    let within =
        |at: usize, signs: [&str; 2]| piece.gap(at).is_some_and(|gap| signs.iter().any(|sign| gap.starts_with(sign)));
    let aged = number && within(run.end, [", ", " ("]) && within(run.end + 1, [",", ")"]);
    votes.aged += i32::from(aged);
    votes.organisation +=
        6 * i32::from((run.start + 1..run.end).any(|at| piece.gap(at).is_some_and(|gap| gap.contains('&'))));
    votes
}

/// What a name names, if the votes decide.
pub(super) fn kind(piece: &Piece<'_>, name: &Name) -> Option<HashtagKind> {
    let mut votes = name.votes;
    type_votes(piece, name, &mut votes);
    let first = name.folded.first().is_some_and(|word| evidence::is("first", word));
    let person = votes.person() + 2 * i32::from(first && name.words.len() > 1);
    let single = name.words.len() == 1;
    // A single word is a place when a good part of its mentions are in it, and nothing else speaks.
    let often = i32::try_from(name.count).is_ok_and(|count| votes.place >= 2 && 4 * votes.place >= count);
    let full = name.words.iter().filter(|word| word.chars().count() > 1).count() >= 2;
    if votes.organisation >= 2 && votes.organisation >= votes.place {
        Some(HashtagKind::Organisation)
    } else if person >= 3 && person > votes.place {
        full.then_some(HashtagKind::Person)
    } else if single {
        (often && person < 3 && name.count >= 2).then_some(HashtagKind::Place)
    } else {
        (votes.place >= 2 || votes.place >= 1 && person == 0 && name.count >= 2).then_some(HashtagKind::Place)
    }
}

/// What the words of a name say themselves.
fn type_votes(piece: &Piece<'_>, name: &Name, votes: &mut Votes) {
    let folded = &name.folded;
    if let [single] = folded.as_slice() {
        return single_votes(piece, name, single, votes);
    }
    let heads_first =
        !piece.language.is_some_and(|language| matches!(language.as_str(), "en" | "sv" | "da" | "no" | "nl"));
    for (at, word) in folded.iter().enumerate() {
        let before_of = folded.get(at + 1).is_some_and(|next| INNER.contains(&next.as_str()));
        let first = at == 0 && (heads_first || evidence::is("head", word));
        let last = at + 1 == folded.len();
        if first || last || before_of {
            votes.organisation += 6 * i32::from(evidence::is("org", word));
            votes.place += 5 * i32::from(evidence::place(word).is_some() && (!last || !piece.is_romance()));
        }
    }
    let bench = folded.iter().any(|word| word == "court") && folded.iter().any(|word| evidence::is("bench", word));
    votes.organisation += 6 * i32::from(bench);
    votes.place += 3 * i32::from(folded.first().is_some_and(|word| evidence::is("toponym", word)));
}

/// What a name of one word says itself: an abbreviation is a body, a word for a kind alone is no name.
fn single_votes(piece: &Piece<'_>, name: &Name, single: &str, votes: &mut Votes) {
    let upper = name.words.first().is_some_and(|surface| Case::of(surface) == Case::Upper);
    let abbreviation = upper && (matches!(single, "eu" | "un") || (3..=5).contains(&single.len()));
    let abbreviation = abbreviation && single.chars().all(char::is_alphanumeric);
    votes.organisation += 2 * i32::from(abbreviation && name.count >= 2);
    votes.place += 5 * i32::from(piece.is_german() && is_compound(piece, single));
    let plain = evidence::is_type(single) || evidence::is("person", single) || piece.is_german() && votes.place < 3;
    if upper || plain {
        *votes = Votes { organisation: if abbreviation { votes.organisation } else { 0 }, ..Votes::default() };
    }
}

/// Whether a German word joins a name of the piece and the word for a place: `Haldenbrücke` beside `Port Halden`.
fn is_compound(piece: &Piece<'_>, word: &str) -> bool {
    let ends = word.char_indices().map(|(at, _)| word.split_at(at)).filter(|(stem, _)| stem.chars().count() >= 4);
    let mut ends = ends.filter(|(_, end)| end.chars().count() >= 3 && evidence::place(end).is_some());
    ends.any(|(stem, _)| piece.is_capital_inside(stem))
}
