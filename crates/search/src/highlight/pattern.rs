//! The words of a query, and where they stand in a text.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use model::Language;

use super::Part;
use crate::index::MAX_WORDS;
use crate::terms::{Token, is_unspaced, tokens};
use crate::{Criterion, Query};

/// A place in a text, and which of the query's words stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) pattern: usize,
}

/// The words of a query as one language reads them.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    language: Option<Language>,
    rows: Vec<Vec<String>>,
    by_first: HashMap<String, Vec<usize>>,
    prefixes: Vec<String>,
}

impl Patterns {
    pub(super) fn of(query: &Query, language: Option<Language>, part: Part) -> Self {
        let mut patterns = Self { language, ..Self::default() };
        for criterion in query.wanted() {
            match criterion {
                Criterion::Word(text) if is_unspaced(text) => patterns.add_each(text),
                Criterion::Word(text) | Criterion::Phrase(text) => patterns.add(text),
                Criterion::Title(text) if part == Part::Title => patterns.add(text),
                Criterion::Prefix(text) => patterns.add_prefix(text),
                _ => {}
            }
        }
        patterns
    }

    fn add(&mut self, text: &str) {
        self.add_row(terms(text, self.language));
    }

    fn add_each(&mut self, text: &str) {
        for term in terms(text, self.language) {
            self.add_row(vec![term]);
        }
    }

    fn add_row(&mut self, row: Vec<String>) {
        if let Some(first) = row.first().filter(|_| !self.rows.contains(&row)) {
            self.by_first.entry(first.clone()).or_default().push(self.rows.len());
            self.rows.push(row);
        }
    }

    fn add_prefix(&mut self, text: &str) {
        self.add(text);
        if let [start] = terms(text, None).as_slice() {
            self.prefixes.push(start.clone());
        }
    }

    /// Every place, in order of their starts.
    pub(super) fn find(&self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        let longest = self.rows.iter().map(Vec::len).max().unwrap_or(1);
        let mut ahead: VecDeque<Token> = VecDeque::with_capacity(longest);
        let mut words = tokens(text, self.language).take(MAX_WORDS);
        loop {
            let missing = longest - ahead.len();
            ahead.extend(words.by_ref().take(missing));
            let Some(first) = ahead.front() else { return marks };
            let rows = self.by_first.get(&first.term).into_iter().flatten();
            for (pattern, row) in rows.filter_map(|at| self.rows.get(*at).map(|row| (*at, row))) {
                marks.extend(end_of(row, &ahead).map(|end| Mark { range: first.range.start..end, pattern }));
            }
            for (at, _) in self.prefixes.iter().enumerate().filter(|(_, start)| first.term.starts_with(*start)) {
                marks.push(Mark { range: first.range.clone(), pattern: self.rows.len() + at });
            }
            ahead.pop_front();
        }
    }
}

fn terms(text: &str, language: Option<Language>) -> Vec<String> {
    tokens(text, language).map(|token| token.term).collect()
}

/// Where the row ends, if the words ahead are the row's.
fn end_of(row: &[String], ahead: &VecDeque<Token>) -> Option<usize> {
    let is_here = ahead.len() >= row.len() && row.iter().zip(ahead).all(|(term, token)| *term == token.term);
    ahead.get(row.len() - 1).filter(|_| is_here).map(|last| last.range.end)
}
