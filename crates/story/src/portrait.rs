//! The portrait of a story: all that is said of it at a glance, made anew from its articles.
//!
//! It depends on nothing but the set of reports: not on their order, not on an earlier portrait. What stands for the
//! story is steady all the same, because the earliest of those that do nearly as well as the best is taken: a later
//! article takes over only when it is clearly better.
//!
//! **Importance** is `log2(1 + voices) * (1 + 0.2 log2(languages) + 0.1 log2(countries))`, where each owner brings the
//! language and country of its first news report and neither number exceeds the voices. It grows ever more slowly with
//! voices, and one publisher that floods changes nothing. **Velocity** is the number of voices that a story gained in
//! the six hours before its newest article, by the hour.

mod lead;
mod title;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, Genre, Language, PublisherId, Section};

use crate::voices::{self, voices};
use crate::{Likeness, Report, wire_groups};

#[cfg(test)]
mod tests;

/// The hours over which new voices are counted.
const VELOCITY_HOURS: u32 = 6;

/// All that is said of a story at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Portrait {
    /// The article whose headline stands for it.
    pub lead: ArticleId,
    /// The article whose picture stands for it.
    pub pictured: Option<ArticleId>,
    /// What it is about, by a vote in which each owner has one voice.
    pub section: Option<Section>,
    /// When its first article was listed.
    pub began: Timestamp,
    /// When its newest article was listed.
    pub latest: Timestamp,
    /// How many articles it holds, whatever their genre.
    pub articles: u32,
    /// How many publishers tell it.
    pub publishers: u32,
    /// Independent tellings.
    pub voices: u32,
    /// The languages it is told in, most articles first.
    pub languages: Vec<(Language, u32)>,
    /// What stands for it in each language, in the order of `languages`.
    pub leads: Vec<LanguageLead>,
    /// What it weighs by its voices.
    pub importance: f64,
    /// New voices an hour in the six hours before `latest`.
    pub velocity: f64,
    /// The wire group of each article, by article: the id of the group's article first seen here, or its own.
    pub wire: Vec<(ArticleId, ArticleId)>,
}

/// What stands for a story in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LanguageLead {
    /// The language.
    pub language: Language,
    /// The article whose headline stands for it there.
    pub lead: ArticleId,
    /// How many articles tell it in this language.
    pub articles: u32,
    /// When the newest of them was listed.
    pub latest: Timestamp,
}

/// The portrait of a story with these articles; nothing when there are none.
pub fn portrait(reports: &[Report], likeness: Likeness<'_>) -> Option<Portrait> {
    let groups = wire_groups(reports, likeness);
    let began = reports.iter().map(|report| report.listed).min()?;
    let latest = reports.iter().map(|report| report.listed).max()?;
    let leads = language_leads(reports);
    let lead = lead::overall(reports)?;
    let voices = voices(reports, &groups);
    let (languages, countries) = spread(reports);
    let mut wire: Vec<(ArticleId, ArticleId)> =
        reports.iter().zip(&groups).map(|(report, group)| (report.article, *group)).collect();
    wire.sort_unstable();
    Some(Portrait {
        lead: lead.article,
        pictured: lead::pictured(reports, lead).map(|report| report.article),
        section: section(reports),
        began,
        latest,
        articles: count(reports.len()),
        publishers: count(reports.iter().map(|report| report.publisher).collect::<BTreeSet<PublisherId>>().len()),
        voices,
        languages: leads.iter().map(|lead| (lead.language, lead.articles)).collect(),
        leads,
        importance: importance(voices, languages, countries),
        velocity: velocity(reports, &groups, latest),
        wire,
    })
}

/// What a story weighs that so many independent voices tell, in so many languages and from so many countries.
pub fn importance(voices: u32, languages: u32, countries: u32) -> f64 {
    let spread = |number: u32| f64::from(number.clamp(1, voices.max(1))).log2();
    (1.0 + f64::from(voices)).log2() * (1.0 + 0.2 * spread(languages) + 0.1 * spread(countries))
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// Languages and countries of the owners, each by its first news report.
fn spread(reports: &[Report]) -> (u32, u32) {
    let firsts = first_of_each_owner(reports.iter().filter(|report| report.counts()));
    let languages: BTreeSet<Language> = firsts.iter().filter_map(|report| report.language).collect();
    let countries: BTreeSet<&str> = firsts.iter().filter_map(|report| report.country.as_deref()).collect();
    (count(languages.len()), count(countries.len()))
}

/// The report of each owner that was seen here first, in the order of arrival.
fn first_of_each_owner<'a>(reports: impl Iterator<Item = &'a Report>) -> Vec<&'a Report> {
    let mut firsts: BTreeMap<&str, &Report> = BTreeMap::new();
    for report in reports {
        let first = firsts.entry(&report.owner).or_insert(report);
        if report.arrival() < first.arrival() {
            *first = report;
        }
    }
    let mut firsts: Vec<&Report> = firsts.into_values().collect();
    firsts.sort_by_key(|report| report.arrival());
    firsts
}

fn velocity(reports: &[Report], groups: &[ArticleId], latest: Timestamp) -> f64 {
    let Ok(since) = latest.checked_sub(SignedDuration::from_hours(i64::from(VELOCITY_HOURS))) else { return 0.0 };
    let told = reports.iter().zip(groups).filter(|(report, _)| report.counts());
    let before = told.filter(|(report, _)| report.listed < since);
    let before = voices::count(before.map(|(report, group)| (report.owner.as_str(), *group)));
    f64::from(voices(reports, groups) - before) / f64::from(VELOCITY_HOURS)
}

fn language_leads(reports: &[Report]) -> Vec<LanguageLead> {
    let mut told: BTreeMap<Language, Vec<&Report>> = BTreeMap::new();
    for report in reports {
        if let Some(language) = report.language {
            told.entry(language).or_default().push(report);
        }
    }
    let mut leads: Vec<LanguageLead> = told
        .into_iter()
        .filter_map(|(language, reports)| {
            let latest = reports.iter().map(|report| report.listed).max()?;
            let lead = lead::best(&reports)?.article;
            Some(LanguageLead { language, lead, articles: count(reports.len()), latest })
        })
        .collect();
    leads.sort_by_key(|lead| (std::cmp::Reverse(lead.articles), lead.language));
    leads
}

/// The section that most owners see. Each owner has one voice, split over its reports; views and paid pieces count a
/// quarter of a report.
fn section(reports: &[Report]) -> Option<Section> {
    let mut weights: BTreeMap<&str, BTreeMap<Section, u32>> = BTreeMap::new();
    for report in reports {
        if let Some(section) = report.section {
            let weight = if matches!(report.genre, Genre::News | Genre::Analysis | Genre::Live) { 4 } else { 1 };
            *weights.entry(&report.owner).or_default().entry(section).or_default() += weight;
        }
    }
    let mut votes: BTreeMap<Section, f64> = BTreeMap::new();
    for sections in weights.values() {
        // Somebody who has nothing but views has a quarter of a voice.
        let whole = f64::from(sections.values().sum::<u32>().max(4));
        for (&section, &weight) in sections {
            *votes.entry(section).or_default() += f64::from(weight) / whole;
        }
    }
    // Sums of shares differ in their last digits by the order of owners, which is fixed, so equal votes stay equal.
    votes.into_iter().rev().max_by(|one, other| one.1.total_cmp(&other.1)).map(|(section, _)| section)
}
