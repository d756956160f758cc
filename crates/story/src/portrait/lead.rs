//! Which article stands for a story.
//!
//! News first; live pages, analysis, views and the rest only where there is no news with a usable title. Among those of
//! the same kind a score is summed: the title's form (to 1), whether the text is a full report (to 0.3), and how many of
//! the first headlines of other owners in its language share words with it (to 0.5), so that a side issue does not lead.
//! The earliest of those within [`MARGIN`] of the best is taken.

use std::collections::{BTreeMap, BTreeSet};

use model::{Genre, Language};

use crate::portrait::{first_of_each_owner, title};
use crate::{Report, Shelf};

/// What a later article must be better by to take over.
const MARGIN: f64 = 0.25;
/// Words of a full report, and of one that is more than a notice.
const FULL_WORDS: [u32; 2] = [120, 40];
/// Headlines of other owners that are compared with, the earliest.
const WITNESSES: usize = 40;
/// Letters of a word that are compared, which forgives endings.
const STEM_CHARS: usize = 6;

/// What stands first: news with a usable title.
const FIRST: (bool, u8) = (false, 0);

/// The article that stands for all: the best in the language of most owners.
pub(super) fn overall(reports: &[Report]) -> Option<&Report> {
    let mut owners: BTreeMap<Option<Language>, BTreeSet<&str>> = BTreeMap::new();
    let mut arrivals = BTreeMap::new();
    for report in reports.iter().filter(|report| standing(report) == FIRST) {
        owners.entry(report.language).or_default().insert(&report.owner);
        let first = arrivals.entry(report.language).or_insert(report.arrival());
        *first = report.arrival().min(*first);
    }
    let most = owners.values().map(BTreeSet::len).max().unwrap_or_default();
    // The language of the first report keeps the lead until another has half as many owners again.
    let leading = owners.iter().filter(|(_, owners)| owners.len() * 3 >= most * 2).map(|(language, _)| language);
    let language = leading.min_by_key(|language| arrivals.get(language));
    let told = |report: &&Report| language.is_none_or(|language| report.language == *language);
    best(&reports.iter().filter(told).collect::<Vec<_>>())
}

/// The article whose headline stands for these, which are of one language.
pub(super) fn best<'a>(reports: &[&'a Report]) -> Option<&'a Report> {
    let rank = reports.iter().map(|report| standing(report)).min()?;
    let peers: Vec<&Report> = reports.iter().copied().filter(|report| standing(report) == rank).collect();
    let witnesses = Witnesses::of(&peers);
    let scored: Vec<(f64, &Report)> = peers.iter().map(|report| (score(report, &witnesses), *report)).collect();
    let best = scored.iter().map(|(score, _)| *score).fold(f64::MIN, f64::max);
    let nearly = scored.into_iter().filter(|(score, _)| *score >= best - MARGIN);
    nearly.map(|(_, report)| report).min_by_key(|report| report.arrival())
}

/// The article whose picture stands for the story: the lead where it has one, else the first of the best genre; none
/// that somebody paid for.
pub(super) fn pictured<'a>(reports: &'a [Report], lead: &'a Report) -> Option<&'a Report> {
    let foreign = |report: &Report| report.language != lead.language;
    let fit = |report: &&Report| report.article == lead.article || Shelf::of(report.genre) != Shelf::Others;
    let with_image = reports.iter().filter(|report| report.has_image).filter(fit);
    with_image.min_by_key(|report| {
        (report.article != lead.article, genre_order(report.genre), foreign(report), report.arrival())
    })
}

/// What comes first whatever the score: a usable title, then the genre.
fn standing(report: &Report) -> (bool, u8) {
    let usable = title::quality(&report.title, &report.publisher_name).is_some();
    (!usable, genre_order(report.genre))
}

fn genre_order(genre: Genre) -> u8 {
    match genre {
        Genre::News => 0,
        Genre::Live => 1,
        Genre::Analysis => 2,
        Genre::Opinion => 3,
        Genre::PressRelease | Genre::Sponsored | Genre::Satire => 4,
    }
}

fn score(report: &Report, witnesses: &Witnesses<'_>) -> f64 {
    let fullness = FULL_WORDS.into_iter().filter(|words| report.words >= *words).count();
    let fullness = 0.15
        * if fullness == 2 {
            2.0
        } else if fullness == 1 {
            1.0
        } else {
            0.0
        };
    let form = title::quality(&report.title, &report.publisher_name).unwrap_or_default();
    form + fullness + 0.5 * witnesses.agreement(report)
}

/// The first headline of each owner, as word stems.
struct Witnesses<'a>(Vec<(&'a str, BTreeSet<String>)>);

impl<'a> Witnesses<'a> {
    fn of(reports: &[&'a Report]) -> Self {
        let firsts = first_of_each_owner(reports.iter().copied());
        Self(firsts.into_iter().take(WITNESSES).map(|report| (report.owner.as_str(), stems(&report.title))).collect())
    }

    /// The share of other owners' headlines that have two stems in common with the report's.
    fn agreement(&self, report: &Report) -> f64 {
        let own = stems(&report.title);
        let mut others = 0_u32;
        let mut agreeing = 0_u32;
        for (_, stems) in self.0.iter().filter(|(owner, _)| *owner != report.owner) {
            others += 1;
            agreeing += u32::from(own.intersection(stems).nth(1).is_some());
        }
        if others == 0 { 0.0 } else { f64::from(agreeing) / f64::from(others) }
    }
}

/// Words of four letters or more cut to their stems; pairs of characters in scripts without spaces.
fn stems(title: &str) -> BTreeSet<String> {
    let lower = title::head(title).to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .flat_map(|word| {
            let chars: Vec<char> = word.chars().collect();
            if chars.iter().copied().any(title::is_unspaced) {
                chars.windows(2).map(|pair| pair.iter().collect()).collect()
            } else if chars.len() >= 4 {
                vec![chars.into_iter().take(STEM_CHARS).collect()]
            } else {
                Vec::new()
            }
        })
        .collect()
}
