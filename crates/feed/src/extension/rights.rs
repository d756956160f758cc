//! What publishers ask of those who reuse a feed: Creative Commons, TDM reservation, Really Simple Licensing.

use crate::draft::Facts;
use crate::rss;
use crate::xml::{Element, Ns};

/// Reads an element of one of the vocabularies.
pub(super) fn read(element: &Element<'_>, facts: &mut Facts) {
    match (element.ns, element.name.as_ref()) {
        // The module's licence is an address, which says more than any copyright line.
        (Ns::Creative, "license") => {
            facts.wishes.licence = rss::licence(element).or_else(|| facts.wishes.licence.take());
        }
        (Ns::Tdm, "reservation") => facts.wishes.tdm_reserved |= element.text() == "1",
        (Ns::Tdm, "policy") => {
            facts.wishes.licence = facts.wishes.licence.take().or_else(|| rss::licence(element));
        }
        (Ns::Rsl, _) => licensing(element, facts, 0),
        _ => {}
    }
}

/// RSL nests `content`, `license`, and `permits` and `prohibits` of kinds of use.
fn licensing(element: &Element<'_>, facts: &mut Facts, nesting: usize) {
    let address = match element.name.as_ref() {
        "content" => element.attribute("server"),
        "rsl" | "license" => element.attribute("href"),
        _ => None,
    };
    facts.wishes.licence = facts.wishes.licence.take().or(address);
    if element.name == "prohibits" {
        for usage in element.text().split([',', ' ']) {
            match usage.trim() {
                "all" => (facts.wishes.no_ai, facts.wishes.tdm_reserved) = (true, true),
                "ai-all" | "ai-train" | "train-ai" | "ai-input" => facts.wishes.no_ai = true,
                "search" => facts.wishes.no_index = true,
                _ => {}
            }
        }
    }
    if nesting < 8 {
        element.elements().for_each(|child| licensing(child, facts, nesting + 1));
    }
}
