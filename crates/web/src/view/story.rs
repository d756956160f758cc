//! A story as its own page shows it: its head, and its reports on shelves.
//!
//! Near-copies of one agency text are folded under the one first seen here, which says nothing about who wrote it.
//! Views and what the involved say about themselves stand apart from reports; reports in other languages than the
//! reader's follow under their languages' own names.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::{ArticleId, Direction, Hashtag, Language, Story};
use story::Shelf;

use super::{Card, LangAttributes, Picture, Piece, Reader, SectionLink, TagLink, Text, Told, counts, headline};
use crate::words::own_name;

/// The longest excerpt under the headline.
const EXCERPT_CHARS: u32 = 400;

/// The head of the page.
#[derive(Debug, Clone)]
pub(crate) struct StoryView {
    /// The article whose headline it is, for read marks.
    pub(crate) lead: i64,
    pub(crate) headline: Text,
    pub(crate) standfirst: Option<Text>,
    pub(crate) counts: String,
    pub(crate) began: String,
    pub(crate) latest: String,
    pub(crate) section: Option<SectionLink>,
    pub(crate) hashtags: Vec<TagLink>,
    pub(crate) picture: Option<Picture>,
}

impl StoryView {
    pub(crate) fn new(told: &Told, story: &Story, hashtags: &[Hashtag], reader: Reader<'_>) -> Self {
        let words = reader.words;
        let headline = headline(story, &told.piece);
        Self {
            lead: told.piece.id().get(),
            standfirst: told.piece.excerpt(EXCERPT_CHARS).filter(|excerpt| excerpt.text != headline.text),
            counts: counts(story, words),
            began: words.story_began(&reader.moment(story.began).absolute),
            latest: words.story_latest(&reader.moment(story.latest).relative),
            section: story.section.map(|section| SectionLink::new(section, words)),
            hashtags: hashtags.iter().map(TagLink::new).collect(),
            picture: told.photographed().and_then(|piece| Picture::of(piece, words)),
            headline,
        }
    }
}

/// A report of a story, and which near-copies of one agency text it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    pub(crate) piece: Piece,
    pub(crate) wire_group: Option<i64>,
}

/// One row of the page.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) card: Card,
    /// Whether no report of the story was seen here before.
    pub(crate) is_first_here: bool,
    /// The same agency text in other papers.
    pub(crate) copies: Vec<Card>,
    pub(crate) copies_label: String,
}

/// The reports of one day.
#[derive(Debug, Clone)]
pub(crate) struct DayRows {
    pub(crate) name: String,
    pub(crate) rows: Vec<Row>,
}

/// The reports in one language.
#[derive(Debug, Clone)]
pub(crate) struct Tongue {
    /// The language by its own name.
    pub(crate) name: String,
    pub(crate) attributes: LangAttributes,
    pub(crate) direction: Direction,
    pub(crate) rows: Vec<Row>,
}

/// All rows of one page, each once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shelves {
    pub(crate) reports: Vec<DayRows>,
    pub(crate) opinion: Vec<Row>,
    pub(crate) others: Vec<Row>,
    pub(crate) languages: Vec<Tongue>,
}

impl Shelves {
    /// Puts reports that come newest first on their shelves, for a reader of `own`. `is_whole` says that no older
    /// report is on another page.
    pub(crate) fn new(tellings: Vec<Telling>, own: Option<Language>, is_whole: bool, reader: Reader<'_>) -> Self {
        let first = tellings.iter().filter(|_| is_whole).map(arrival).min().map(|(_, id)| id);
        let mut shelves = Self::default();
        for folded in fold(tellings) {
            let (shelf, language) = (Shelf::of(folded.first.genre()), folded.first.language());
            let row = folded.row(first, reader);
            match shelf {
                Shelf::Opinion => shelves.opinion.push(row),
                Shelf::Others => shelves.others.push(row),
                Shelf::Reports => match language.filter(|language| Some(*language) != own) {
                    Some(language) => shelves.add_foreign(language, row),
                    None => shelves.add_report(row, reader),
                },
            }
        }
        shelves
    }

    fn add_report(&mut self, row: Row, reader: Reader<'_>) {
        let date = |at: Timestamp| -> Date { reader.zone.to_datetime(at).date() };
        let at = row.card.listed;
        match self.reports.last_mut() {
            Some(day) if day.rows.last().is_some_and(|last| date(last.card.listed) == date(at)) => day.rows.push(row),
            _ => self.reports.push(DayRows { name: reader.words.day(at, reader.zone), rows: vec![row] }),
        }
    }

    fn add_foreign(&mut self, language: Language, row: Row) {
        let name = own_name(language);
        match self.languages.iter_mut().find(|tongue| tongue.name == name) {
            Some(tongue) => tongue.rows.push(row),
            None => self.languages.push(Tongue {
                attributes: LangAttributes::of(Some(language)),
                direction: language.direction(),
                rows: vec![row],
                name,
            }),
        }
    }
}

/// A text and the near-copies of it.
struct Folded {
    first: Piece,
    copies: Vec<Piece>,
}

impl Folded {
    fn row(self, first: Option<ArticleId>, reader: Reader<'_>) -> Row {
        let copies: Vec<Card> = self.copies.iter().map(|piece| Card::new(piece, reader)).collect();
        Row {
            is_first_here: first == Some(self.first.id()),
            copies_label: reader.words.story_copies(copies.len().try_into().unwrap_or(u64::MAX)),
            copies,
            card: Card::new(&self.first, reader),
        }
    }
}

/// Folds each wire group under the one first seen here, in whose place of the order it then stands.
fn fold(mut tellings: Vec<Telling>) -> Vec<Folded> {
    let mut firsts: HashMap<i64, (Timestamp, ArticleId)> = HashMap::new();
    for telling in &tellings {
        if let Some(group) = telling.wire_group {
            let first = firsts.entry(group).or_insert_with(|| arrival(telling));
            *first = (*first).min(arrival(telling));
        }
    }
    let is_copy = |telling: &mut Telling| {
        telling.wire_group.and_then(|group| firsts.get(&group)).is_some_and(|(_, first)| *first != telling.piece.id())
    };
    let mut copies: HashMap<i64, Vec<Piece>> = HashMap::new();
    for copy in tellings.extract_if(.., is_copy) {
        copies.entry(copy.wire_group.unwrap_or_default()).or_default().push(copy.piece);
    }
    let folded = |telling: Telling| Folded {
        copies: telling.wire_group.and_then(|group| copies.remove(&group)).unwrap_or_default(),
        first: telling.piece,
    };
    tellings.into_iter().map(folded).collect()
}

/// Its place in the order of arrival here, which needs no publisher's clock.
fn arrival(telling: &Telling) -> (Timestamp, ArticleId) {
    (telling.piece.times().first_seen, telling.piece.id())
}
