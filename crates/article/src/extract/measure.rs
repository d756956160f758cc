//! How much text, linked text and prose every subtree of a page holds.

use crate::dom::{Dom, NodeId};

/// Sums over subtrees, by node.
#[derive(Debug)]
pub(super) struct Measures(Vec<Measure>);

/// What a subtree holds.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Measure {
    /// Letters; those of scripts that need few of them count three times.
    pub(super) letters: usize,
    /// Letters in links.
    pub(super) linked: usize,
    /// Letters in pieces of text too long for a label and not in links.
    pub(super) prose: usize,
    /// Whether its first letters stand in a link.
    pub(super) starts_linked: bool,
    /// Whether it holds a picture.
    pub(super) has_picture: bool,
}

/// Pieces of text from this many letters on are prose more often than labels.
const MIN_PROSE_LETTERS: usize = 60;

impl Measures {
    /// Measures a page.
    pub(super) fn new(dom: &Dom) -> Self {
        let mut measures = vec![Measure::default(); dom.len()];
        let mut link_end = 0;
        for (id, own) in measures.iter_mut().enumerate() {
            match dom.name(id) {
                "a" => link_end = dom.end(id),
                "img" => own.has_picture = true,
                _ => {}
            }
            let letters = dom.text(id).map_or(0, letters);
            let is_linked = id < link_end;
            own.letters = letters;
            own.linked = if is_linked { letters } else { 0 };
            own.prose = if !is_linked && letters >= MIN_PROSE_LETTERS { letters } else { 0 };
            own.starts_linked = is_linked;
        }
        for id in (1..dom.len()).rev() {
            let Some(own) = measures.get(id).copied() else { continue };
            let Some(parent) = measures.get_mut(dom.parent(id)) else { continue };
            // The walk is backwards, so what comes last stands first.
            if own.letters > 0 {
                parent.starts_linked = own.starts_linked;
            }
            parent.letters += own.letters;
            parent.linked += own.linked;
            parent.prose += own.prose;
            parent.has_picture |= own.has_picture;
        }
        Self(measures)
    }

    /// What the subtree holds.
    pub(super) fn of(&self, id: NodeId) -> Measure {
        self.0.get(id).copied().unwrap_or_default()
    }

    /// The part of the page's prose that stands in the subtree.
    pub(super) fn prose_percent(&self, id: NodeId) -> usize {
        self.of(id).prose * 100 / self.of(0).prose.max(1)
    }
}

fn letters(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2e80}' { 3 } else { usize::from(c.is_alphanumeric()) }).sum()
}
