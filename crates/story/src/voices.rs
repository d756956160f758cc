//! Voices: how many tellings of a story are independent of each other.
//!
//! A voice is one owner and one wire group, genre news. The number of voices is the largest number of reports that can
//! be picked so that no two share an owner and no two share a text, which is a maximum matching between owners and wire
//! groups. So:
//!
//! - twenty papers with one agency text are one voice, and twenty reports of one owner are one voice;
//! - a paper that prints the agency's text and a report of its own beside another that prints the agency's: two voices;
//! - groups that are merely linked by an owner who printed both do not become one.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use model::ArticleId;

use crate::Report;

#[cfg(test)]
mod tests;

/// Independent tellings among the reports, given the wire group of each.
pub fn voices(reports: &[Report], groups: &[ArticleId]) -> u32 {
    let tellings = reports.iter().zip(groups).filter(|(report, _)| report.counts());
    count(tellings.map(|(report, group)| (report.owner.as_str(), *group)))
}

/// The largest number of owners that can each be given a text of their own.
pub(crate) fn count<'a>(tellings: impl Iterator<Item = (&'a str, ArticleId)>) -> u32 {
    let mut matching = Matching::default();
    for (owner, text) in tellings {
        matching.texts.entry(owner).or_default().insert(text);
    }
    let owners: Vec<&str> = matching.texts.keys().copied().collect();
    let placed = owners.into_iter().filter(|owner| matching.place(owner)).count();
    u32::try_from(placed).unwrap_or(u32::MAX)
}

/// Owners and the text that each stands for so far.
#[derive(Default)]
struct Matching<'a> {
    texts: BTreeMap<&'a str, BTreeSet<ArticleId>>,
    holders: HashMap<ArticleId, &'a str>,
    held: HashMap<&'a str, ArticleId>,
}

impl<'a> Matching<'a> {
    /// Gives the owner a text, moving others to another text of theirs where that helps.
    fn place(&mut self, owner: &'a str) -> bool {
        let mut reached_from: HashMap<ArticleId, &'a str> = HashMap::new();
        let mut waiting = VecDeque::from([owner]);
        while let Some(asking) = waiting.pop_front() {
            for &text in self.texts.get(asking).into_iter().flatten() {
                if reached_from.contains_key(&text) {
                    continue;
                }
                reached_from.insert(text, asking);
                let Some(holder) = self.holders.get(&text) else {
                    self.shift(text, &reached_from);
                    return true;
                };
                waiting.push_back(holder);
            }
        }
        false
    }

    /// Hands the free text to who asked for it, and the text that this frees to who asked for that one, to the end.
    fn shift(&mut self, free: ArticleId, reached_from: &HashMap<ArticleId, &'a str>) {
        let mut next = Some(free);
        while let Some(text) = next {
            let Some(&owner) = reached_from.get(&text) else { break };
            self.holders.insert(text, owner);
            next = self.held.insert(owner, text);
        }
    }
}
