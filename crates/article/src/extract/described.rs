//! What structured data says the text is, found again on the page: it has the words, the page has their form.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::dom::NodeId;
use crate::extract::Page;
use crate::extract::runs::Run;
use crate::words::is_spaceless;

/// Which runs of a page stand in the text that structured data holds.
#[derive(Debug, Default)]
pub(super) struct Described {
    /// One for each run.
    is_said: Vec<bool>,
    /// Whether most of that text stands on the page.
    is_found: bool,
}

/// So many words in a row are no accident.
const SHINGLE: usize = 4;
/// Shorter texts are summaries.
const MIN_WORDS: usize = 80;

impl Described {
    /// Compares a text (it may hold markup) with the runs of a page.
    pub(super) fn new(text: &str, runs: &[Run]) -> Self {
        let words = words(text);
        if words.len() < MIN_WORDS {
            return Self::default();
        }
        let said: HashSet<u64> = words.windows(SHINGLE).map(hash).collect();
        let mut found = HashSet::new();
        let is_said = runs.iter().map(|run| is_said(run, &said, &mut found)).collect();
        // Words between two paragraphs are in the text but on no line of the page.
        Self { is_said, is_found: found.len() * 10 >= said.len() * 7 }
    }

    /// Whether the run stands in the text, where the page holds the text at all.
    pub(super) fn says(&self, at: usize) -> bool {
        self.is_found && self.is_said.get(at) == Some(&true)
    }

    /// The smallest element that holds all that is said.
    pub(super) fn root(&self, page: &Page<'_>) -> Option<NodeId> {
        let mut said = page.runs.iter().enumerate().filter(|(at, run)| self.says(*at) && page.is_candidate(run));
        let first = said.next()?.1;
        let last = said.next_back()?.1;
        page.dom.ancestors(first.first()).find(|&id| page.dom.subtree(id).contains(&last.first()))
    }
}

fn is_said(run: &Run, said: &HashSet<u64>, found: &mut HashSet<u64>) -> bool {
    let words = words(&run.text);
    let shingles: Vec<u64> = words.windows(SHINGLE).map(hash).collect();
    let hits = shingles.iter().filter(|shingle| said.contains(shingle)).count();
    found.extend(shingles.iter().filter(|shingle| said.contains(shingle)));
    hits > 0 && hits * 10 >= shingles.len() * 8
}

fn hash(words: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Words; in scripts that write no spaces, characters.
fn words(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts
        .flat_map(|part| {
            let is_spaceless = part.chars().next().is_some_and(is_spaceless);
            let whole = (!is_spaceless).then_some(part);
            let characters = if is_spaceless { part } else { "" };
            characters
                .char_indices()
                .map(|(at, c)| characters.get(at..at + c.len_utf8()).unwrap_or_default())
                .chain(whole)
        })
        .collect()
}
