//! Keyphrases: the words and phrases that say what a text is about.
//!
//! Candidates are runs of up to three words with no stop word among them; how often and how early they stand, how
//! rare their words are in other news and how long they are decides, by weights of a logistic model. Rarity comes from
//! a table of English news; in other languages, words that are no stop words count as equally rare.

mod rarity;
#[cfg(test)]
mod tests;
mod weights;

use std::collections::HashMap;

use model::Language;

use crate::words::{Word, fold, words};

pub use weights::{Features, NAMES, linear};

/// Words of a phrase, at most.
const LONGEST: usize = 3;

/// Words of a text that are looked at: what comes later decides nothing, and a huge text must not cost more.
const MAX_WORDS: usize = 5000;

/// A phrase that says what a text is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// As first written.
    pub text: String,
    /// How sure we are that a reader would mark it; more is better, 0 is even odds.
    pub score: f32,
    /// How many words it has.
    pub words: usize,
    /// How often it stands in the text.
    pub count: usize,
    /// It is written with capitals inside sentences: a name, in languages with case.
    pub named: bool,
}

/// The `most` best phrases of a text, best first, each spelled once.
pub fn keyphrases(title: &str, text: &str, language: Option<Language>, most: usize) -> Vec<Phrase> {
    let mut found = candidates(title, text, language);
    found.sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score));
    found.truncate(most);
    found.into_iter().map(|(phrase, _)| phrase).collect()
}

/// How rare a term is in English news, as the natural logarithm of how many texts there are to one that has it.
pub(crate) fn rarity_of(term: &str) -> f32 {
    rarity::of(term, None)
}

/// Every candidate with what its score was made from, in order of first standing.
pub fn candidates(title: &str, text: &str, language: Option<Language>) -> Vec<(Phrase, Features)> {
    let whole = format!("{title}\n{text}");
    let words = words(&whole, language).take(MAX_WORDS).collect::<Vec<_>>();
    let mut runs = Runs { whole: &whole, words: &words, language, found: Vec::new(), places: HashMap::new() };
    for start in 0..words.len() {
        runs.start_at(start);
    }
    let length = words.len();
    runs.found.into_iter().map(|run| run.score(length)).collect()
}

/// A candidate while it is counted.
struct Run {
    text: String,
    words: usize,
    first: usize,
    last: usize,
    count: usize,
    capital: usize,
    rarity: f32,
    rarest: f32,
    number: bool,
    letters: usize,
}

impl Run {
    fn score(self, length: usize) -> (Phrase, Features) {
        let features = weights::features(&self, length);
        let named = self.capital * 2 > self.count;
        let score = weights::score(&features);
        (Phrase { text: self.text, score, words: self.words, count: self.count, named }, features)
    }
}

struct Runs<'a> {
    whole: &'a str,
    words: &'a [Word<'a>],
    language: Option<Language>,
    found: Vec<Run>,
    /// Where a phrase stands in `found`, by its letters without spaces and case.
    places: HashMap<String, usize>,
}

impl Runs<'_> {
    /// Counts the runs that start with word `start`.
    fn start_at(&mut self, start: usize) {
        let mut key = String::new();
        let words = self.words;
        let mut before: Option<&Word<'_>> = None;
        for (at, word) in words.iter().enumerate().skip(start).take(LONGEST) {
            if word.stop || before.is_some_and(|before| !self.adjoin(before, word)) {
                break;
            }
            key.push_str(&fold(word.surface));
            if key.len() > 1 {
                self.count(&key, start, at);
            }
            before = Some(word);
        }
    }

    fn adjoin(&self, before: &Word<'_>, word: &Word<'_>) -> bool {
        let gap = self.whole.get(before.range.end..word.range.start).unwrap_or("\n");
        gap.chars().all(|c| c == ' ' || c == '\u{a0}')
    }

    fn count(&mut self, key: &str, start: usize, end: usize) {
        let Some(words) = self.words.get(start..=end) else { return };
        let capital = usize::from(words.iter().all(|word| word.case.is_capital()) && !self.starts_sentence(start));
        if let Some(run) = self.places.get(key).and_then(|place| self.found.get_mut(*place)) {
            run.count += 1;
            run.capital += capital;
            run.last = start;
            return;
        }
        self.places.insert(key.to_owned(), self.found.len());
        let run = self.first_run(words, start, capital);
        self.found.push(run);
    }

    fn first_run(&self, words: &[Word<'_>], start: usize, capital: usize) -> Run {
        let rarities = words.iter().map(|word| rarity::of(&word.term, self.language)).collect::<Vec<_>>();
        #[expect(clippy::cast_precision_loss, reason = "three words at most")]
        let mean = rarities.iter().sum::<f32>() / rarities.len() as f32;
        let bounds = words.first().zip(words.last()).map(|(first, last)| first.range.start..last.range.end);
        Run {
            text: bounds.and_then(|bounds| self.whole.get(bounds)).unwrap_or_default().to_owned(),
            words: words.len(),
            first: start,
            last: start,
            count: 1,
            capital,
            rarity: mean,
            rarest: rarities.iter().copied().fold(0.0, f32::max),
            number: words.iter().any(|word| word.number),
            letters: words.last().map_or(0, |word| word.surface.chars().count()),
        }
    }

    /// Whether the word follows the end of a sentence, where every word has a capital.
    fn starts_sentence(&self, at: usize) -> bool {
        let Some((before, word)) = at.checked_sub(1).and_then(|before| self.words.get(before)).zip(self.words.get(at))
        else {
            return true;
        };
        let gap = self.whole.get(before.range.end..word.range.start).unwrap_or_default();
        gap.contains(['.', '!', '?', '\n', ':', '“', '"', '«', '„', '…'])
    }
}
