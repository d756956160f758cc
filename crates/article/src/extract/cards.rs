//! Rows of cards: a link to another piece, often with its picture and first words, many times in the same form.

use crate::dom::{Dom, NodeId};
use crate::extract::measure::Measures;
use crate::extract::runs::is_inline;

/// Fewer are no row.
const MIN_CARDS: usize = 3;
/// A card with more letters is a piece of its own.
const MAX_CARD_LETTERS: usize = 600;
/// A headline has more letters than a button.
const MIN_TITLE_LETTERS: usize = 15;
/// A page that is nothing but cards is judged elsewhere.
const MAX_PROSE_PERCENT: usize = 60;

/// The cards of a page.
pub(super) fn cards(dom: &Dom, measures: &Measures) -> Vec<NodeId> {
    let mut found = Vec::new();
    let holds_paragraphs = hold_paragraphs(dom);
    for id in (0..dom.len()).filter(|&id| dom.text(id).is_none()) {
        let blocks: Vec<NodeId> = dom.children(id).filter(|&child| is_block(dom, child)).collect();
        if blocks.len() < MIN_CARDS {
            continue;
        }
        // Paragraphs beside a list make it a part of a text.
        let in_text = holds_paragraphs.get(dom.parent(id)) == Some(&true);
        let full = blocks.iter().filter(|&&block| measures.of(block).letters > 0).count();
        let cards: Vec<NodeId> = blocks.into_iter().filter(|&block| is_card(dom, measures, block, in_text)).collect();
        let prose: usize = cards.iter().map(|&card| measures.of(card).prose).sum();
        let is_row = cards.len() >= MIN_CARDS && cards.len() * 3 >= full * 2;
        if is_row && prose * 100 <= measures.of(0).prose * MAX_PROSE_PERCENT {
            found.extend(cards);
        }
    }
    found
}

fn is_block(dom: &Dom, id: NodeId) -> bool {
    let name = dom.name(id);
    !matches!(name, "" | "p" | "br" | "hr" | "td" | "th" | "h1" | "h2" | "h3" | "h4" | "blockquote")
        && (!is_inline(name) || name == "a")
}

/// Which elements hold paragraphs directly.
fn hold_paragraphs(dom: &Dom) -> Vec<bool> {
    let mut holds = vec![false; dom.len()];
    for id in (0..dom.len()).filter(|&id| dom.name(id) == "p") {
        if let Some(holds) = holds.get_mut(dom.parent(id)) {
            *holds = true;
        }
    }
    holds
}

fn is_card(dom: &Dom, measures: &Measures, id: NodeId, in_text: bool) -> bool {
    let measure = measures.of(id);
    if measure.letters > MAX_CARD_LETTERS || measure.linked < MIN_TITLE_LETTERS {
        return false;
    }
    measure.linked * 5 >= measure.letters * 4
        || has_linked_title(dom, measures, id)
        || (measure.starts_linked && (measure.has_picture || !in_text))
}

/// Whether a block of the card is a link and nothing else.
fn has_linked_title(dom: &Dom, measures: &Measures, id: NodeId) -> bool {
    let mut blocks = dom.subtree(id).skip(1).filter(|&id| !is_inline(dom.name(id)) && dom.text(id).is_none());
    blocks.any(|block| {
        let measure = measures.of(block);
        measure.linked >= MIN_TITLE_LETTERS && measure.linked * 5 >= measure.letters * 4
    })
}
