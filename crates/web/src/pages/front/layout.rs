//! Which story stands where on the front page. Pure: the same cards in the same order give the same page.
//!
//! Cards come best first, and sizes and places follow that order. Only reports lead. Stories in other languages than
//! the page's stand apart, each under its language's own name, and views stand apart from reports.

use std::collections::HashSet;

use model::{Direction, Genre, Language, Section};

use crate::view::{Card, LangAttributes, section_href};
use crate::words::own_name;

/// Stories beside the lead.
const SECONDS: usize = 3;
/// Stories under a lead with a picture: its column is the widest and would end first.
const UNDER: usize = 2;
/// Stories below it when it has no picture: two rows, in the room that the picture leaves.
const PLAIN_SECONDS: usize = 6;
/// Stories in the row below.
const FEATURES: usize = 4;
/// Views in their own column.
const OPINIONS: usize = 4;
/// Headlines in the column that goes by time alone.
const LATEST: usize = 8;
/// The small items that fill the page.
const MORE: usize = 24;
/// Headlines of one other language.
const PER_LANGUAGE: usize = 3;
/// Other languages that get a column.
const LANGUAGES: usize = 8;

/// Sections that get a row, the stories of a row, and fewer than make none.
const SECTIONS: usize = 5;
const PER_SECTION: usize = 4;
const SECTION_MIN: usize = 3;

/// A row of stories from one section.
pub(crate) struct SectionRow {
    pub(crate) section: Section,
    pub(crate) href: String,
    pub(crate) cards: Vec<Card>,
}

/// Headlines of another language.
pub(crate) struct Foreign {
    /// The language by its own name.
    pub(crate) name: String,
    /// `lang` and `dir` of that name.
    pub(crate) attributes: LangAttributes,
    /// The side its column begins on.
    pub(crate) direction: Direction,
    pub(crate) cards: Vec<Card>,
}

/// The front page, block by block; every card stands once, or not at all where there is no room left.
pub(crate) struct Layout {
    pub(crate) lead: Option<Card>,
    pub(crate) seconds: Vec<Card>,
    pub(crate) under: Vec<Card>,
    pub(crate) features: Vec<Card>,
    pub(crate) latest: Vec<Card>,
    pub(crate) opinion: Vec<Card>,
    pub(crate) sections: Vec<SectionRow>,
    pub(crate) more: Vec<Card>,
    pub(crate) foreign: Vec<Foreign>,
}

impl Layout {
    /// Sets a page in the language `home` from cards that come best first.
    pub(crate) fn set(cards: Vec<Card>, home: Language) -> Self {
        let (mut rest, foreign): (Vec<Card>, Vec<Card>) =
            cards.into_iter().partition(|card| card.language.is_none_or(|language| language == home));
        let opinion = take(&mut rest, OPINIONS, |card| card.genre == Genre::Opinion);
        let lead = take(&mut rest, 1, may_lead).pop();
        let pictured = lead.as_ref().is_some_and(|lead| lead.picture.is_some());
        let (seconds, under) = if pictured { (SECONDS, UNDER) } else { (PLAIN_SECONDS, 0) };
        let seconds = take(&mut rest, seconds, may_lead);
        let under = take(&mut rest, under, may_lead);
        let features = take(&mut rest, FEATURES, may_lead);
        let latest = latest(&mut rest);
        let sections = sections(&mut rest);
        rest.truncate(MORE);
        Self { lead, seconds, under, features, latest, opinion, sections, more: rest, foreign: by_language(foreign) }
    }

    /// Whether the page opens with words alone; then they take the room of the picture.
    pub(crate) fn is_plain(&self) -> bool {
        self.lead.as_ref().is_none_or(|lead| lead.picture.is_none())
    }
}

/// Takes the first `limit` cards that fit out of `from`.
fn take(from: &mut Vec<Card>, limit: usize, fits: impl Fn(&Card) -> bool) -> Vec<Card> {
    let mut taken = Vec::new();
    from.extract_if(.., |card| {
        taken.len() < limit && fits(card) && {
            taken.push(card.clone());
            true
        }
    })
    .for_each(drop);
    taken
}

/// Takes the newest, newest first, whatever they weigh.
fn latest(from: &mut Vec<Card>) -> Vec<Card> {
    let mut newest: Vec<&Card> = from.iter().collect();
    newest.sort_by_key(|card| std::cmp::Reverse(card.listed));
    let ids: HashSet<i64> = newest.iter().take(LATEST).map(|card| card.id).collect();
    let mut latest = take(from, LATEST, |card| ids.contains(&card.id));
    latest.sort_by_key(|card| std::cmp::Reverse(card.listed));
    latest
}

/// Takes a row for each section that has enough left, the section of the best card first.
fn sections(from: &mut Vec<Card>) -> Vec<SectionRow> {
    let mut order: Vec<Section> = Vec::new();
    for section in from.iter().filter(|card| may_lead(card)).filter_map(|card| card.section) {
        if !order.contains(&section) {
            order.push(section);
        }
    }
    let fits = |card: &Card, section| may_lead(card) && card.section == Some(section);
    order.retain(|section| from.iter().filter(|card| fits(card, *section)).count() >= SECTION_MIN);
    let row = |section: Section| SectionRow {
        section,
        href: section_href(section),
        // So far down the order of the page explains itself.
        cards: take(from, PER_SECTION, |card| fits(card, section)).into_iter().map(without_why).collect(),
    };
    order.into_iter().take(SECTIONS).map(row).collect()
}

fn without_why(card: Card) -> Card {
    Card { why: None, ..card }
}

fn may_lead(card: &Card) -> bool {
    matches!(card.genre, Genre::News | Genre::Analysis | Genre::Live)
}

/// Groups cards by language, the language of the best first.
fn by_language(cards: Vec<Card>) -> Vec<Foreign> {
    let mut groups: Vec<(Language, Vec<Card>)> = Vec::new();
    for card in cards {
        let Some(language) = card.language else { continue };
        if let Some((_, cards)) = groups.iter_mut().find(|(known, _)| *known == language) {
            if cards.len() < PER_LANGUAGE {
                cards.push(card);
            }
        } else if groups.len() < LANGUAGES {
            groups.push((language, vec![card]));
        }
    }
    let foreign = |(language, cards)| Foreign {
        name: own_name(language),
        attributes: LangAttributes::of(Some(language)),
        direction: language.direction(),
        cards,
    };
    groups.into_iter().map(foreign).collect()
}

#[cfg(test)]
mod tests;
