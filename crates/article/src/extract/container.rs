//! Where on a page the body stands: the smallest element that holds nearly all of its prose.

use crate::dom::NodeId;
use crate::extract::{Page, Way};

/// The element that holds the body.
#[derive(Debug)]
pub(super) struct Container {
    pub(super) root: NodeId,
    pub(super) way: Way,
    pub(super) confidence: u8,
}

/// A child with this part of the prose is where the body stands.
const MOST_PERCENT: u32 = 80;
/// One with the headline needs less, for other pieces may stand beside it.
const WITH_HEADLINE_PERCENT: u32 = 35;
/// And less still when it is an element for articles.
const ARTICLE_PERCENT: u32 = 15;
/// A standfirst has fewer words, a body more.
const MIN_BODY_WORDS: u32 = 60;
/// What a page marks as body is believed from this part of its prose on.
const MARKED_PERCENT: u32 = 40;

/// Finds the container of a page's body.
pub(super) fn find(page: &Page<'_>) -> Container {
    let prose = Prose::new(page);
    let all = prose.of(0);
    if let Some(root) = page.described.root(page) {
        return Container { root, way: Way::Agreed, confidence: confidence(95, prose.of(root), all) };
    }
    if let Some(root) = marked(page, &prose) {
        return Container { root, way: Way::Marked, confidence: confidence(90, prose.of(root), all) };
    }
    let mut root = 0;
    while let Some(child) = next(page, &prose, root) {
        root = child;
    }
    // Rows mean something within their table only.
    let is_rows = |id: &NodeId| matches!(page.dom.name(*id), "tbody" | "thead" | "tfoot" | "tr");
    let root = std::iter::once(root).chain(page.dom.ancestors(root)).find(|id| !is_rows(id)).unwrap_or(root);
    Container { root, way: Way::Shape, confidence: confidence(80, prose.of(root), all) }
}

/// Sure from the start, less so the more prose is left outside and the shorter the body is.
fn confidence(start: u32, words: u32, all: u32) -> u8 {
    let inside = words * 100 / all.max(1);
    let length = words.min(MIN_BODY_WORDS) * 100 / MIN_BODY_WORDS;
    u8::try_from(start * (50 + inside / 2) / 100 * (40 + length * 3 / 5) / 100).unwrap_or(100)
}

/// The words of prose in each subtree that nothing speaks against.
struct Prose(Vec<u32>);

impl Prose {
    fn new(page: &Page<'_>) -> Self {
        let mut words = vec![0_u32; page.dom.len()];
        for run in page.runs.iter().filter(|run| run.is_prose() && page.is_candidate(run)) {
            if let Some(own) = words.get_mut(run.block) {
                *own += run.words;
            }
        }
        for id in (1..page.dom.len()).rev() {
            let own = words.get(id).copied().unwrap_or_default();
            if let Some(parent) = words.get_mut(page.dom.parent(id)) {
                *parent += own;
            }
        }
        Self(words)
    }

    fn of(&self, id: NodeId) -> u32 {
        self.0.get(id).copied().unwrap_or_default()
    }
}

/// The one element that is marked as the body of an article.
fn marked(page: &Page<'_>, prose: &Prose) -> Option<NodeId> {
    let is_marked = |id: &NodeId| {
        let property = page.dom.attribute(*id, "itemprop");
        property.is_some_and(|property| property.split_ascii_whitespace().any(|word| word == "articleBody"))
    };
    let mut marked = (0..page.dom.len()).filter(is_marked).filter(|&id| prose.of(id) > 0);
    let first = marked.next()?;
    let is_only = marked.all(|other| page.dom.subtree(first).contains(&other));
    let is_enough = prose.of(first) * 100 >= prose.of(0) * MARKED_PERCENT;
    (is_only && is_enough).then_some(first)
}

/// The child that holds the body, if it is not spread over several.
fn next(page: &Page<'_>, prose: &Prose, at: NodeId) -> Option<NodeId> {
    let is_container = |child: &NodeId| prose.of(*child) > 0 && !is_part(page.dom.name(*child));
    let percent = |child: NodeId| prose.of(child) * 100 / prose.of(at).max(1);
    let best = page.dom.children(at).max_by_key(|&child| prose.of(child)).filter(is_container)?;
    if percent(best) >= MOST_PERCENT {
        return Some(best);
    }
    let headline = page.headline?;
    let holds_headline = |child: &NodeId| page.dom.subtree(*child).contains(&headline) && *child != headline;
    let child = page.dom.children(at).find(holds_headline).filter(is_container)?;
    let enough = match page.dom.name(child) {
        "article" | "main" => ARTICLE_PERCENT,
        // A headline with its standfirst is no body.
        "header" | "hgroup" => return None,
        _ => WITH_HEADLINE_PERCENT,
    };
    (percent(child) >= enough && prose.of(child) >= MIN_BODY_WORDS).then_some(child)
}

/// Elements that are parts of a text even when they hold most of it.
fn is_part(name: &str) -> bool {
    matches!(name, "" | "p" | "ul" | "ol" | "li" | "dl" | "dd" | "blockquote" | "figure" | "pre" | "h1" | "h2" | "h3")
}
