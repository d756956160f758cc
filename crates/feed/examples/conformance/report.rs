//! Counts, and the list of what fails.

use std::collections::BTreeMap;

/// What was found in all files.
#[derive(Default)]
pub(crate) struct Report {
    files: usize,
    feeds: usize,
    left_out: usize,
    panics: Vec<String>,
    fields: BTreeMap<&'static str, (usize, usize)>,
    failures: Vec<String>,
    not_covered: BTreeMap<String, usize>,
    not_about_facts: usize,
    odd: Vec<String>,
}

/// The share of expectations that must hold.
const BAR: f64 = 0.95;

impl Report {
    pub(crate) fn panicked(&mut self, name: &str) {
        self.panics.push(name.to_owned());
    }

    pub(crate) fn read(&mut self, is_feed: bool) {
        self.files += 1;
        self.feeds += usize::from(is_feed);
    }

    pub(crate) fn left_out(&mut self) {
        self.left_out += 1;
    }

    pub(crate) fn without_expectation(&mut self, name: &str) {
        self.odd.push(format!("{name}: states no expectation that can be read"));
    }

    pub(crate) fn not_understood(&mut self, name: &str, source: &str, reason: &str) {
        self.odd.push(format!("{name}: not understood ({reason}): {source}"));
    }

    pub(crate) fn count(&mut self, field: &'static str, name: &str, holds: bool, why: impl FnOnce() -> String) {
        let (held, all) = self.fields.entry(field).or_default();
        *all += 1;
        *held += usize::from(holds);
        if !holds {
            self.failures.push(format!("{field:<16} {name}: {}", why()));
        }
    }

    pub(crate) fn not_covered(&mut self, path: &str) {
        *self.not_covered.entry(path.to_owned()).or_default() += 1;
    }

    pub(crate) fn not_about_facts(&mut self) {
        self.not_about_facts += 1;
    }

    pub(crate) fn failures(&self) -> usize {
        self.failures.len()
    }

    pub(crate) fn counted(&self) -> usize {
        self.fields.values().map(|(_, all)| all).sum()
    }

    pub(crate) fn absorb(&mut self, other: Self) {
        for (field, (held, all)) in other.fields {
            let known = self.fields.entry(field).or_default();
            *known = (known.0 + held, known.1 + all);
        }
        self.failures.extend(other.failures);
        for (path, count) in other.not_covered {
            *self.not_covered.entry(path).or_default() += count;
        }
        self.not_about_facts += other.not_about_facts;
    }

    pub(crate) fn is_good(&self) -> bool {
        self.panics.is_empty() && self.counted() > 0 && self.share() >= BAR
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
    fn share(&self) -> f64 {
        let held: usize = self.fields.values().map(|(held, _)| held).sum();
        held as f64 / self.counted().max(1) as f64
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
    pub(crate) fn print(&self) {
        self.failures.iter().for_each(|failure| println!("FAIL {failure}"));
        self.odd.iter().for_each(|line| println!("ODD  {line}"));
        println!("\nnot covered, because this project keeps no such fact:");
        self.not_covered.iter().for_each(|(path, count)| println!("  {count:>4} {path}"));
        println!("\n{} other conditions (bozo, encoding, version, HTTP headers)", self.not_about_facts);
        self.panics.iter().for_each(|name| println!("PANIC {name}"));
        println!(
            "\n{} files, {} read as feeds, {} panics, {} left out (sanitizer)",
            self.files,
            self.feeds,
            self.panics.len(),
            self.left_out
        );
        for (field, (held, all)) in &self.fields {
            println!("{field:<18} {held:>5} of {all:>5}  {:>6.2} %", 100.0 * *held as f64 / (*all).max(1) as f64);
        }
        let held: usize = self.fields.values().map(|(held, _)| held).sum();
        println!("{:<18} {held:>5} of {:>5}  {:>6.2} %", "all", self.counted(), 100.0 * self.share());
    }
}
