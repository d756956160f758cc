//! Words drawn from n-gram statistics.
//!
//! How often an n-gram starts a word is how often it is there less how often a letter stands before it; how often it
//! ends one, the same with the letter after it. So words come out with their true first four letters and lengths.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use model::Language;
use text::language::script::Script;

use super::statistics;
use crate::random::Random;

/// The longest word drawn, in letters.
const LONGEST_WORD: usize = 24;

/// Letters that the next one depends on.
const MEMORY: usize = 4;

/// What may follow a context, with running sums of the frequencies; `None` ends the word.
type Choices = Vec<(Option<char>, f64)>;

/// Words drawn for a language; sentences are put together from them.
const POOL_WORDS: usize = 100_000;

/// Words that look like a language's.
pub(super) struct Pool {
    pub(super) language: Language,
    pub(super) script: Script,
    pub(super) words: Vec<Vec<char>>,
}

impl Pool {
    /// Draws words from the statistics in a crate's folder.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let code = statistics::code(folder).context("not a lingua model crate")?;
        let all = statistics::frequencies(folder)?;
        let script = main_script(&all).context("no letters")?;
        let chain = Chain::of(&all, script);
        let mut random = Random::new(1);
        let words = std::iter::repeat_with(|| chain.word(&mut random)).take(POOL_WORDS);
        let words = words.filter(|word| !word.is_empty()).collect();
        Ok(Self { language: code.parse()?, script, words })
    }
}

/// A language's words as a Markov chain over letters.
struct Chain {
    /// By the letters of the word so far.
    openings: HashMap<String, Choices>,
    /// By the last four letters, from the fifth letter on.
    middles: HashMap<String, Choices>,
}

impl Chain {
    fn of(all: &HashMap<String, f64>, script: Script) -> Self {
        let own = |ngram: &str| ngram.chars().all(|c| Script::of(c) == Some(script));
        let starts = starts(all);
        let openings = choices(&starts, own, |length| length <= MEMORY);
        let middles = choices(all, own, |length| length > MEMORY);
        Self { openings, middles }
    }

    /// A word of this language, or what looks like one.
    fn word(&self, random: &mut Random) -> Vec<char> {
        let mut word = Vec::new();
        while word.len() < LONGEST_WORD {
            let choices = match word.len() {
                0..MEMORY => self.openings.get(&word.iter().collect::<String>()),
                length => self.middles.get(&word.iter().skip(length - MEMORY).collect::<String>()),
            };
            match choices.and_then(|choices| draw(choices, random)) {
                Some(letter) => word.push(letter),
                None => break,
            }
        }
        word
    }
}

fn draw(choices: &Choices, random: &mut Random) -> Option<char> {
    let (_, all) = choices.last()?;
    let at = random.unit() * all;
    let place = choices.partition_point(|(_, sum)| *sum <= at);
    choices.get(place)?.0
}

fn main_script(all: &HashMap<String, f64>) -> Option<Script> {
    let mut tally: BTreeMap<Script, f64> = BTreeMap::new();
    for (ngram, frequency) in all {
        let mut letters = ngram.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && let Some(script) = Script::of(letter)
        {
            *tally.entry(script).or_default() += frequency;
        }
    }
    tally.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(script, _)| script)
}

/// How often each n-gram of up to four letters starts a word.
fn starts(all: &HashMap<String, f64>) -> HashMap<String, f64> {
    let mut starts = all.clone();
    for (ngram, frequency) in all {
        let mut letters = ngram.chars();
        letters.next();
        if let Some(rest) = starts.get_mut(letters.as_str()) {
            *rest -= frequency;
        }
    }
    starts
}

/// What follows each context, for n-grams whose length is wanted; what is missing from a context's own frequency ends
/// the word there.
fn choices(
    frequencies: &HashMap<String, f64>,
    own: impl Fn(&str) -> bool,
    wanted: impl Fn(usize) -> bool,
) -> HashMap<String, Choices> {
    let mut all: HashMap<String, Choices> = HashMap::new();
    let mut sorted: Vec<(&String, f64)> = frequencies.iter().map(|(ngram, f)| (ngram, f.max(0.0))).collect();
    sorted.sort_by(|a, b| a.0.cmp(b.0));
    for (ngram, frequency) in sorted {
        let length = ngram.chars().count();
        let Some(last) = ngram.chars().last().filter(|_| wanted(length) && own(ngram)) else { continue };
        let context = ngram.get(..ngram.len() - last.len_utf8()).unwrap_or_default();
        let choices = all.entry(context.to_owned()).or_default();
        let sum = choices.last().map_or(0.0, |(_, sum)| *sum);
        choices.push((Some(last), sum + frequency));
    }
    for (context, choices) in &mut all {
        let sum = choices.last().map_or(0.0, |(_, sum)| *sum);
        let whole = frequencies.get(context).copied().unwrap_or_default();
        choices.push((None, sum.max(whole)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Statistics of the words, each as often as it stands here.
    fn statistics(words: &[&str]) -> HashMap<String, f64> {
        let mut all = HashMap::new();
        for word in words {
            let letters: Vec<char> = word.chars().collect();
            let ngrams = (1..=MEMORY + 1).flat_map(|length| letters.windows(length));
            for ngram in ngrams {
                *all.entry(ngram.iter().collect()).or_default() += 1.0;
            }
        }
        all
    }

    #[test]
    fn short_words_come_out_whole_and_as_often_as_they_were() {
        let chain = Chain::of(&statistics(&["the", "the", "the", "then", "other"]), Script::Latin);
        let mut random = Random::new(3);
        let words: Vec<String> = (0..1_000).map(|_| chain.word(&mut random).into_iter().collect()).collect();
        assert!(words.iter().all(|word| ["the", "then", "other"].contains(&word.as_str())), "{words:?}");
        let share = words.iter().filter(|word| *word == "the").count();
        assert!((550..650).contains(&share), "{share}");
    }

    #[test]
    fn letters_of_another_script_are_left_out() {
        let all = statistics(&["мир", "мир", "web"]);
        assert_eq!(main_script(&all), Some(Script::Cyrillic));
        let chain = Chain::of(&all, Script::Cyrillic);
        let mut random = Random::new(3);
        assert!((0..100).all(|_| chain.word(&mut random).iter().all(|c| Script::of(*c) == Some(Script::Cyrillic))));
    }
}
