//! The body as a publisher's rule names it.

use crate::dom::{Dom, NodeId};
use crate::extract::marks::Marks;
use crate::extract::{Extracted, Page, Way, write};
use crate::rules::Rule;
use crate::rules::selector::Selector;

/// Sites change without telling us.
const CONFIDENCE: u8 = 95;

/// Marks what the rule drops.
pub(super) fn drop(dom: &Dom, rule: &Rule, marks: &mut Marks) {
    for id in met(dom, &rule.drop) {
        for hidden in marks.hidden.iter_mut().skip(id).take(dom.end(id) - id) {
            *hidden = true;
        }
    }
}

/// The body, where what the rule keeps stands on the page.
pub(super) fn extract(page: &Page<'_>, rule: &Rule) -> Option<Extracted> {
    let mut is_kept = vec![false; page.dom.len()];
    for id in met(page.dom, &rule.keep).flat_map(|id| page.dom.subtree(id)) {
        let is_shown = page.dom.text(id).is_some() || matches!(page.dom.name(id), "img" | "embed" | "br");
        if is_shown
            && !page.marks.is_hidden(id)
            && let Some(kept) = is_kept.get_mut(id)
        {
            *kept = true;
        }
    }
    let html = is_kept.contains(&true).then(|| write::write(page.dom, &page.marks.caption, 0, &is_kept))?;
    Some(Extracted { html, way: Way::Rule, confidence: CONFIDENCE, linked: 0, next: None })
}

/// Where the rest of the piece is.
pub(super) fn next(dom: &Dom, rule: &Rule) -> Option<String> {
    let mut links = met(dom, &rule.next).filter_map(|id| dom.attribute(id, "href"));
    links.next().map(str::to_owned)
}

/// The outermost elements that one of the selectors means.
fn met<'a>(dom: &'a Dom, selectors: &'a [Selector]) -> impl Iterator<Item = NodeId> {
    let mut behind = 0;
    (0..dom.len()).filter(move |&id| {
        let is_met = id >= behind && selectors.iter().any(|selector| selector.is_met(dom, id));
        if is_met {
            behind = dom.end(id);
        }
        is_met
    })
}
