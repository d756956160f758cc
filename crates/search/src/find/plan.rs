//! A query becomes what tantivy runs.
//!
//! Only words are scored: an operator keeps or drops an article and says nothing of how well it fits.

use std::ops::Bound;

use model::Language;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as Planned, RangeQuery,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::Search;
use crate::index::fields::Fields;
use crate::terms::{is_unspaced, readings};
use crate::{Clause, Criterion, Index};

/// How much more a word in the headline counts.
const TITLE_BOOST: f32 = 2.0;

/// Languages of the index whose stemming is tried on words whose language is not known.
const MOST_LANGUAGES: usize = 8;

/// Words that a prefix stands for, the first in the order of the alphabet.
const MOST_COMPLETIONS: usize = 500;

/// Languages of the asker that are heeded; each more costs a look at the dictionary of terms for each word.
const MOST_READ: usize = 16;

pub(super) struct Plan<'a> {
    pub(super) index: &'a Index,
    pub(super) searcher: &'a Searcher,
    pub(super) search: &'a Search<'a>,
}

impl Plan<'_> {
    /// The whole query; nothing when no part of it says anything.
    pub(super) fn query(&self) -> tantivy::Result<Option<Box<dyn Planned>>> {
        self.search.query.root().map_or(Ok(None), |root| self.clause(root))
    }

    fn fields(&self) -> Fields {
        self.index.fields
    }

    fn clause(&self, clause: &Clause) -> tantivy::Result<Option<Box<dyn Planned>>> {
        match clause {
            Clause::All(parts) => self.all(parts),
            Clause::Any(parts) => {
                let planned: Vec<_> = parts.iter().map(|part| self.clause(part)).collect::<tantivy::Result<_>>()?;
                Ok(union(planned.into_iter().flatten().collect()))
            }
            Clause::Not(_) => self.all(std::slice::from_ref(clause)),
            Clause::Is(criterion) => self.criterion(criterion),
        }
    }

    fn all(&self, parts: &[Clause]) -> tantivy::Result<Option<Box<dyn Planned>>> {
        let mut planned = Vec::new();
        for part in parts {
            let (occur, part) =
                if let Clause::Not(denied) = part { (Occur::MustNot, &**denied) } else { (Occur::Must, part) };
            planned.extend(self.clause(part)?.map(|part| (occur, part)));
        }
        if planned.is_empty() {
            return Ok(None);
        }
        if planned.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            planned.push((Occur::Must, unscored(AllQuery)));
        }
        Ok(Some(Box::new(BooleanQuery::new(planned))))
    }

    fn criterion(&self, criterion: &Criterion) -> tantivy::Result<Option<Box<dyn Planned>>> {
        let fields = self.fields();
        let (now, zone) = (self.search.now, &self.search.zone);
        let kept = match criterion {
            Criterion::Word(text) => return self.wording(text, Nearness::of(text)),
            Criterion::Phrase(text) => return self.wording(text, Nearness::Adjacent),
            Criterion::Title(text) => return self.title(text),
            Criterion::Prefix(text) => return self.prefix(text),
            Criterion::Author(name) => return Ok(named(fields.author, name)),
            Criterion::PublisherName(name) => return Ok(named(fields.publisher_name, name)),
            Criterion::Publisher(id) => exact(Term::from_field_u64(fields.publisher, id.get().unsigned_abs())),
            Criterion::Hashtag(key) => exact(Term::from_field_text(fields.hashtag, key)),
            Criterion::Language(language) => exact(Term::from_field_text(fields.language, language.as_str())),
            Criterion::Section(section) => exact(Term::from_field_text(fields.section, section.as_str())),
            Criterion::Genre(genre) => exact(Term::from_field_text(fields.genre, genre.as_str())),
            Criterion::During(date) => {
                let (from, to) = date.bounds(zone);
                listed(fields, Bound::Included(from), Bound::Excluded(to))
            }
            Criterion::After(moment) => listed(fields, Bound::Included(moment.resolve(now, zone)), Bound::Unbounded),
            Criterion::Before(moment) => listed(fields, Bound::Unbounded, Bound::Excluded(moment.resolve(now, zone))),
        };
        Ok(Some(kept))
    }

    /// In which languages the words of the query are understood.
    fn languages(&self) -> Vec<Language> {
        let asked = self.search.query.wanted().into_iter().filter_map(|criterion| match criterion {
            Criterion::Language(language) => Some(*language),
            _ => None,
        });
        let mut languages: Vec<Language> = asked.collect();
        if languages.is_empty() {
            languages.extend(self.search.languages.iter().take(MOST_READ));
            languages.extend(self.index.languages().into_iter().take(MOST_LANGUAGES));
        }
        languages
    }

    /// The readings of a text all of whose terms some article has; nothing when the text has no words.
    fn readings(&self, field: Field, text: &str) -> tantivy::Result<Option<Vec<Vec<Term>>>> {
        let readings = readings(text, &self.languages());
        if readings.is_empty() {
            return Ok(None);
        }
        let mut known = Vec::new();
        for reading in readings {
            let terms: Vec<Term> = reading.iter().map(|term| Term::from_field_text(field, term)).collect();
            let mut is_known = true;
            for term in &terms {
                is_known = is_known && self.searcher.doc_freq(term)? > 0;
            }
            if is_known {
                known.push(terms);
            }
        }
        Ok(Some(known))
    }

    /// Articles that have the words; those that have them in the headline fit better.
    fn wording(&self, text: &str, nearness: Nearness) -> tantivy::Result<Option<Box<dyn Planned>>> {
        let Some(readings) = self.readings(self.fields().text, text)? else { return Ok(None) };
        let in_text = readings.into_iter().map(|terms| nearness.query(terms)).collect();
        let Some(in_text) = union(in_text) else { return Ok(Some(Box::new(EmptyQuery))) };
        let in_title = self.readings(self.fields().title, text)?.unwrap_or_default();
        let in_title = in_title.into_iter().map(|terms| (Occur::Should, boosted(nearness.query(terms))));
        let planned = std::iter::once((Occur::Must, in_text)).chain(in_title).collect();
        Ok(Some(Box::new(BooleanQuery::new(planned))))
    }

    fn title(&self, text: &str) -> tantivy::Result<Option<Box<dyn Planned>>> {
        let Some(readings) = self.readings(self.fields().title, text)? else { return Ok(None) };
        let planned = union(readings.into_iter().map(|terms| Nearness::Adjacent.query(terms)).collect());
        Ok(Some(planned.map_or_else(|| Box::new(EmptyQuery) as _, boosted)))
    }

    /// Articles with the word, or with one that starts so.
    fn prefix(&self, start: &str) -> tantivy::Result<Option<Box<dyn Planned>>> {
        let mut planned: Vec<_> = self.wording(start, Nearness::of(start))?.into_iter().collect();
        // Something in several words has no beginning of one.
        if let Some([start]) = readings(start, &[]).first().map(Vec::as_slice) {
            let completions = TermSetQuery::new(self.completions(start)?);
            planned.push(Box::new(completions));
        }
        Ok(union(planned))
    }

    fn completions(&self, start: &str) -> tantivy::Result<Vec<Term>> {
        let field = self.fields().text;
        let mut completions = Vec::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().range().ge(start).into_stream()?;
            let mut taken = 0;
            while let Some((term, _)) = terms.next() {
                let Ok(term) = std::str::from_utf8(term) else { break };
                if !term.starts_with(start) || taken >= MOST_COMPLETIONS {
                    break;
                }
                taken += 1;
                completions.push(Term::from_field_text(field, term));
            }
        }
        Ok(completions)
    }
}

/// How near each other the words of one criterion stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nearness {
    /// One right after the other.
    Adjacent,
    /// Anywhere.
    Apart,
}

impl Nearness {
    /// What is written as one word is one, such as `e-mail`; but where words run together, a row of them is a list.
    fn of(text: &str) -> Self {
        if is_unspaced(text) { Self::Apart } else { Self::Adjacent }
    }

    fn query(self, mut terms: Vec<Term>) -> Box<dyn Planned> {
        match (terms.len(), self) {
            (1, _) => terms.pop().map_or_else(|| Box::new(EmptyQuery) as _, scored),
            (_, Self::Adjacent) => Box::new(PhraseQuery::new(terms)),
            (_, Self::Apart) => Box::new(BooleanQuery::intersection(terms.into_iter().map(scored).collect())),
        }
    }
}

fn scored(term: Term) -> Box<dyn Planned> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn boosted(query: Box<dyn Planned>) -> Box<dyn Planned> {
    Box::new(BoostQuery::new(query, TITLE_BOOST))
}

fn unscored(query: impl Planned) -> Box<dyn Planned> {
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

fn exact(term: Term) -> Box<dyn Planned> {
    unscored(TermQuery::new(term, IndexRecordOption::Basic))
}

/// Names of which these words are a part.
fn named(field: Field, name: &str) -> Option<Box<dyn Planned>> {
    let reading = readings(name, &[]).pop()?;
    let terms: Vec<Term> = reading.iter().map(|term| Term::from_field_text(field, term)).collect();
    Some(unscored(Nearness::Adjacent.query(terms)))
}

fn listed(fields: Fields, from: Bound<i64>, to: Bound<i64>) -> Box<dyn Planned> {
    let term = |micros: i64| Term::from_field_i64(fields.listed, micros);
    unscored(RangeQuery::new(from.map(term), to.map(term)))
}

fn union(mut queries: Vec<Box<dyn Planned>>) -> Option<Box<dyn Planned>> {
    if queries.len() < 2 { queries.pop() } else { Some(Box::new(BooleanQuery::union(queries))) }
}
