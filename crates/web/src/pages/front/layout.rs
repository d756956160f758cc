//! Which article stands where on the front page. Pure: the same cards at the same time give the same page.
//!
//! Until stories are formed, a card's weight is its age, eased by a picture and by words to print under the headline.
//! Only reports lead. Articles in other languages than the page's stand apart, each under its language's own name, and
//! views stand apart from reports.

use jiff::Timestamp;
use model::{Direction, Genre, Language};

use crate::view::{Card, LangAttributes};
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

/// Fewer cards in the page's own language than this do not make a front page.
const HOME_MIN: usize = 4;

/// What a picture is worth, in minutes of age.
const PICTURE_MINUTES: i64 = 6 * 60;
/// What an excerpt is worth.
const EXCERPT_MINUTES: i64 = 60;
/// What it costs that the same publisher stands above already, for each time it does.
const REPEAT_MINUTES: i64 = 4 * 60;

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

/// The front page, block by block; every card stands once.
pub(crate) struct Layout {
    pub(crate) lead: Option<Card>,
    pub(crate) seconds: Vec<Card>,
    pub(crate) under: Vec<Card>,
    pub(crate) features: Vec<Card>,
    pub(crate) latest: Vec<Card>,
    pub(crate) opinion: Vec<Card>,
    pub(crate) more: Vec<Card>,
    pub(crate) foreign: Vec<Foreign>,
}

impl Layout {
    /// Sets the page from cards that come newest first.
    pub(crate) fn set(cards: Vec<Card>, now: Timestamp, page: Language) -> Self {
        let home = home_language(&cards, page);
        let (mut rest, foreign): (Vec<Card>, Vec<Card>) =
            cards.into_iter().partition(|card| card.language.is_none_or(|language| language == home));
        let opinion = take(&mut rest, OPINIONS, |card| card.genre == Genre::Opinion);
        let mut chosen = Vec::new();
        choose(&mut rest, &mut chosen, 1, now);
        let pictured = chosen.iter().any(|lead| lead.picture.is_some());
        let (seconds, under) = if pictured { (SECONDS, UNDER) } else { (PLAIN_SECONDS, 0) };
        choose(&mut rest, &mut chosen, 1 + seconds + under + FEATURES, now);
        let mut chosen = chosen.into_iter();
        let lead = chosen.next();
        let seconds = chosen.by_ref().take(seconds).collect();
        let under = chosen.by_ref().take(under).collect();
        let features = chosen.collect();
        let latest = take(&mut rest, LATEST, |_| true);
        rest.truncate(MORE);
        Self { lead, seconds, under, features, latest, opinion, more: rest, foreign: by_language(foreign) }
    }

    /// Whether the page opens with words alone; then they take the room of the picture.
    pub(crate) fn is_plain(&self) -> bool {
        self.lead.as_ref().is_none_or(|lead| lead.picture.is_none())
    }
}

/// The page's language when enough is written in it, else the one most is written in.
fn home_language(cards: &[Card], page: Language) -> Language {
    let count = |language| cards.iter().filter(|card| card.language == Some(language)).count();
    if count(page) >= HOME_MIN {
        return page;
    }
    // The first of equals, so that the newest decides.
    cards.iter().filter_map(|card| card.language).rev().max_by_key(|language| count(*language)).unwrap_or(page)
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

/// Moves the weightiest reports over until `limit` are chosen, each looking at whom the ones above came from.
fn choose(from: &mut Vec<Card>, chosen: &mut Vec<Card>, limit: usize, now: Timestamp) {
    while chosen.len() < limit {
        let weight = |card: &Card| {
            let repeats = chosen.iter().filter(|above| above.publisher_id == card.publisher_id).count();
            weight(card, now) - REPEAT_MINUTES * i64::try_from(repeats).unwrap_or_default()
        };
        // Of equals the last wins, so the list is walked from its old end.
        let best =
            from.iter().enumerate().filter(|(_, card)| may_lead(card)).rev().max_by_key(|(_, card)| weight(card));
        let Some(best) = best.map(|(at, _)| at) else { return };
        chosen.push(from.remove(best));
    }
}

fn may_lead(card: &Card) -> bool {
    matches!(card.genre, Genre::News | Genre::Analysis | Genre::Live)
}

/// Minutes: the older, the less.
fn weight(card: &Card, now: Timestamp) -> i64 {
    let age = now.duration_since(card.listed).as_mins();
    let picture = if card.picture.is_some() { PICTURE_MINUTES } else { 0 };
    let excerpt = if card.excerpt.is_some() { EXCERPT_MINUTES } else { 0 };
    picture + excerpt - age
}

/// Groups cards by language, the language of the newest first.
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
