//! A page as a tree that is cheap to walk: its nodes in the order of the document, each knowing where its subtree ends.
//!
//! The tree builder is that of the HTML standard (`html5ever`); nothing here recurses, whatever the nesting. A pass from
//! front to back hands knowledge down, one from back to front gathers it upwards.

mod sink;

use std::ops::Range;

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, ParseOpts, parse_document};

use sink::Sink;

/// The place of a node in the order of the document.
pub(crate) type NodeId = usize;

/// A parsed page.
#[derive(Debug, Default)]
pub(crate) struct Dom {
    nodes: Vec<Node>,
}

/// A node and where it stands.
#[derive(Debug)]
pub(crate) struct Node {
    /// The element that holds it; the root holds itself.
    pub(crate) parent: NodeId,
    /// Behind its last descendant.
    pub(crate) end: NodeId,
    /// What it is.
    pub(crate) kind: NodeKind,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum NodeKind {
    /// An element with its attributes.
    Element(LocalName, Vec<Attribute>),
    /// Characters.
    Text(StrTendril),
}

impl Dom {
    /// Parses markup that `tame` has bounded.
    pub(crate) fn parse(html: &str) -> Self {
        parse_document(Sink::default(), ParseOpts::default()).one(html)
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node, while there is one.
    pub(crate) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// The element's (lower-case) name; empty for text.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        match self.nodes.get(id).map(|node| &node.kind) {
            Some(NodeKind::Element(name, _)) => name,
            _ => "",
        }
    }

    /// The characters of a text node.
    pub(crate) fn text(&self, id: NodeId) -> Option<&str> {
        match &self.nodes.get(id)?.kind {
            NodeKind::Text(text) => Some(text),
            NodeKind::Element(..) => None,
        }
    }

    /// The value of the (lower-case) attribute.
    pub(crate) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attributes(id).find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// All attributes of an element.
    pub(crate) fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&str, &str)> {
        let attributes = match self.nodes.get(id).map(|node| &node.kind) {
            Some(NodeKind::Element(_, attributes)) => attributes.as_slice(),
            _ => &[],
        };
        attributes.iter().map(|attribute| (&*attribute.name.local, &*attribute.value))
    }

    /// The element that holds the node; the root is held by itself.
    pub(crate) fn parent(&self, id: NodeId) -> NodeId {
        self.nodes.get(id).map_or(0, |node| node.parent)
    }

    /// Behind the node's last descendant.
    pub(crate) fn end(&self, id: NodeId) -> NodeId {
        self.nodes.get(id).map_or(id + 1, |node| node.end)
    }

    /// The node and all below it.
    pub(crate) fn subtree(&self, id: NodeId) -> Range<NodeId> {
        id..self.end(id)
    }

    /// What the node holds directly.
    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let end = self.end(id);
        let mut next = id + 1;
        std::iter::from_fn(move || {
            let child = next;
            next = self.end(child);
            (child < end).then_some(child)
        })
    }

    /// The node's holders, innermost first, without the root.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let mut next = id;
        std::iter::from_fn(move || {
            next = self.parent(next);
            (next > 0).then_some(next)
        })
    }

    /// The first element of that name.
    pub(crate) fn first(&self, name: &str) -> Option<NodeId> {
        (0..self.len()).find(|&id| self.name(id) == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tame::{Kind, tame};

    fn tree(html: &str) -> Dom {
        Dom::parse(&tame(html, Kind::Page).expect("few tags"))
    }

    #[test]
    fn nodes_stand_in_the_order_of_the_document_whatever_the_tree_builder_moved() {
        let dom = tree("<table><p>moved</p><tr><td>cell</table><b><p>one</b>two");
        let texts: Vec<&str> = (0..dom.len()).filter_map(|id| dom.text(id)).collect();
        assert_eq!(texts, ["moved", "cell", "one", "two"]);
        for id in 1..dom.len() {
            assert!(dom.parent(id) < id && dom.end(id) <= dom.end(dom.parent(id)), "{id}");
            assert!(dom.children(dom.parent(id)).any(|child| child == id), "{id} is no child of its parent");
        }
    }

    #[test]
    fn trees_grow_no_faster_than_their_markup() {
        // Without bounds before it the tree builder makes a tree of the second power of each of these.
        for unit in
            ["<p><font size=1>", "<b><p>", "<a href=x><div>", "<table><tr><td>", "<i><table>", "<li><b>", "<div>x"]
        {
            let nodes = |times: usize| tree(&unit.repeat(times)).len();
            let (once, twice) = (nodes(1_000), nodes(2_000));
            assert!(twice <= once * 21 / 10 + 100, "{unit}: {once}, then {twice}");
        }
    }
}
