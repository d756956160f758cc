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
