//! The body of a page: which part of its tree holds the article, and which of the text in it belongs to it.
//!
//! No single sign is believed. What elements say about themselves (`marks`), rows that repeat (`cards`), where prose
//! gathers (`container`) and what structured data says the text is (`described`) are weighed against each other; then
//! each run of text within the body is judged once more (`choice`). Names of sites, and of classes that only one site
//! uses, stand nowhere in here: they belong into a publisher's rule.

mod by_rule;
mod cards;
mod choice;
mod container;
mod described;
mod marks;
mod measure;
mod phrases;
mod pictures;
mod runs;
mod write;

use crate::dom::{Dom, NodeId};
use crate::metadata::title::says_the_same;
use crate::rules::Rule;
use choice::choose;
use container::Container;
use described::Described;
use marks::{Marks, marks};
use measure::Measures;
use runs::{Run, runs};

/// What is said beside the body, and not again in it.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The headline, as the page's head and its `h1` have it.
    pub(crate) titles: Vec<String>,
    /// Bylines as printed.
    pub(crate) bylines: Vec<String>,
    /// The authors' names.
    pub(crate) authors: Vec<String>,
    /// The whole text, as structured data has it; may be empty.
    pub(crate) text: String,
}

/// Which signs led to the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A rule for this publisher.
    Rule,
    /// Structured data holds the text, and so does the page: the two agree.
    Agreed,
    /// The page marks the element that holds the body.
    Marked,
    /// The shape of the page alone.
    Shape,
    /// Structured data holds the text, and the page does not.
    Described,
}

/// A body, unsanitized.
#[derive(Debug)]
pub(crate) struct Extracted {
    /// Its markup; empty when there is none.
    pub(crate) html: String,
    /// How it was found.
    pub(crate) way: Way,
    /// How sure it is that this is the body and all of it, in percent.
    pub(crate) confidence: u8,
    /// The part of its letters that stands in links, in percent, before any were dropped.
    pub(crate) linked: usize,
    /// The link to the rest of the piece, where a rule names one.
    pub(crate) next: Option<String>,
}

/// A page taken apart.
struct Page<'a> {
    dom: &'a Dom,
    marks: &'a Marks,
    runs: &'a [Run],
    known: &'a Known,
    described: &'a Described,
    headline: Option<NodeId>,
}

/// Finds the body of a page that `tame` has bounded.
pub(crate) fn extract(tamed: &str, known: &Known, rule: Option<&Rule>) -> Extracted {
    let dom = Dom::parse(tamed);
    let measures = Measures::new(&dom);
    let headline = headline(&dom, known);
    let mut marks = marks(&dom, &measures, headline);
    if let Some(rule) = rule {
        by_rule::drop(&dom, rule, &mut marks);
    }
    let runs = runs(&dom, &marks.hidden);
    let described = Described::new(&known.text, &runs);
    let page = Page { dom: &dom, marks: &marks, runs: &runs, known, described: &described, headline };
    let kept = rule.and_then(|rule| by_rule::extract(&page, rule));
    let found = kept.unwrap_or_else(|| page.extract());
    Extracted { next: rule.and_then(|rule| by_rule::next(&dom, rule)), ..found }
}

impl Page<'_> {
    fn extract(&self) -> Extracted {
        let Container { root, way, confidence } = container::find(self);
        let within = self.dom.subtree(root);
        let from = self.runs.partition_point(|run| run.first() < within.start);
        let to = self.runs.partition_point(|run| run.first() < within.end);
        let runs = self.runs.get(from..to).unwrap_or_default();
        let chosen = choose(self, runs);
        let mut is_kept = vec![false; self.dom.len()];
        let kept = runs.iter().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(run, _)| run);
        for node in kept.clone().flat_map(|run| &run.nodes) {
            if let Some(kept) = is_kept.get_mut(*node) {
                *kept = true;
            }
        }
        pictures::keep(self, root, runs, &chosen, &mut is_kept);
        let linked = linked_percent(runs.iter().filter(|run| self.is_candidate(run)));
        let html = write::write(self.dom, &self.marks.caption, root, &is_kept);
        Extracted { html, way, confidence, linked, next: None }
    }

    /// Whether a run is quoted, or a cell.
    fn is_quoted(&self, run: &Run) -> bool {
        let mut around = std::iter::once(run.block).chain(self.dom.ancestors(run.block)).take(3);
        around.any(|id| matches!(self.dom.name(id), "td" | "th" | "dd" | "blockquote" | "pre"))
    }

    /// Whether nothing around a run says that it is no part of a text.
    fn is_candidate(&self, run: &Run) -> bool {
        let at = run.first();
        !self.marks.is_furniture(at) && !self.marks.is_caption(at)
    }
}

fn linked_percent<'a>(runs: impl Iterator<Item = &'a Run>) -> usize {
    let (linked, letters) = runs.fold((0, 0), |sum, run| (sum.0 + run.linked, sum.1 + run.letters));
    linked * 100 / letters.max(1)
}

/// The element that shows the page's headline.
fn headline(dom: &Dom, known: &Known) -> Option<NodeId> {
    let headings = || (0..dom.len()).filter(|&id| matches!(dom.name(id), "h1" | "h2" | "h3"));
    let says = |id: &NodeId| {
        let text: String = dom.subtree(*id).filter_map(|id| dom.text(id)).collect();
        known.titles.iter().any(|title| says_the_same(&text, title))
    };
    headings().take(MAX_HEADINGS).find(says).or_else(|| dom.first("h1"))
}

/// Headings behind these are looked at by nobody.
const MAX_HEADINGS: usize = 200;

#[cfg(test)]
mod tests;
