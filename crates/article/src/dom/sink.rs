//! What the tree builder builds: linked nodes, laid out in the order of the document when it is done.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

use super::{Dom, Node, NodeKind};

/// Stands for no node.
const NONE: usize = usize::MAX;

/// The tree under way. Comments and the like are nodes without content and are left behind.
#[derive(Default)]
pub(super) struct Sink {
    nodes: RefCell<Nodes>,
}

struct Nodes(Vec<Linked>);

impl Default for Nodes {
    fn default() -> Self {
        Self(vec![Linked::new(Content::Nothing)])
    }
}

struct Linked {
    parent: usize,
    previous: usize,
    next: usize,
    first: usize,
    last: usize,
    content: Content,
}

enum Content {
    Nothing,
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
}

impl Linked {
    fn new(content: Content) -> Self {
        Self { parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE, content }
    }
}

impl Nodes {
    fn add(&mut self, content: Content) -> usize {
        self.0.push(Linked::new(content));
        self.0.len() - 1
    }

    fn with(&mut self, id: usize, change: impl FnOnce(&mut Linked)) {
        if let Some(node) = self.0.get_mut(id) {
            change(node);
        }
    }

    fn get(&self, id: usize, link: impl FnOnce(&Linked) -> usize) -> usize {
        self.0.get(id).map_or(NONE, link)
    }

    fn detach(&mut self, id: usize) {
        let (parent, previous, next) =
            self.0.get(id).map_or((NONE, NONE, NONE), |node| (node.parent, node.previous, node.next));
        self.with(previous, |node| node.next = next);
        self.with(next, |node| node.previous = previous);
        self.with(parent, |node| {
            if node.first == id {
                node.first = next;
            }
            if node.last == id {
                node.last = previous;
            }
        });
        self.with(id, |node| (node.parent, node.previous, node.next) = (NONE, NONE, NONE));
    }

    fn append(&mut self, parent: usize, child: NodeOrText<usize>) {
        self.free(&child);
        let last = self.get(parent, |node| node.last);
        let Some(id) = self.placed(last, child) else { return };
        self.with(id, |node| (node.parent, node.previous) = (parent, last));
        self.with(last, |node| node.next = id);
        self.with(parent, |node| {
            node.last = id;
            if node.first == NONE {
                node.first = id;
            }
        });
    }

    fn insert_before(&mut self, sibling: usize, child: NodeOrText<usize>) {
        self.free(&child);
        let (parent, previous) = self.0.get(sibling).map_or((NONE, NONE), |node| (node.parent, node.previous));
        let Some(id) = self.placed(previous, child) else { return };
        self.with(id, |node| (node.parent, node.previous, node.next) = (parent, previous, sibling));
        self.with(sibling, |node| node.previous = id);
        self.with(previous, |node| node.next = id);
        self.with(parent, |node| {
            if node.first == sibling {
                node.first = id;
            }
        });
    }

    /// A node leaves its place before its new neighbours are looked at, for it may be one of them.
    fn free(&mut self, child: &NodeOrText<usize>) {
        if let NodeOrText::AppendNode(id) = child {
            self.detach(*id);
        }
    }

    /// The node to be linked; none for text that became part of the text before it.
    fn placed(&mut self, previous: usize, child: NodeOrText<usize>) -> Option<usize> {
        match child {
            NodeOrText::AppendNode(id) => Some(id),
            NodeOrText::AppendText(text) => match self.0.get_mut(previous).map(|node| &mut node.content) {
                Some(Content::Text(known)) => {
                    known.push_tendril(&text);
                    None
                }
                _ => Some(self.add(Content::Text(text))),
            },
        }
    }

    /// The nodes in the order of the document.
    fn laid_out(mut self) -> Dom {
        let mut nodes: Vec<Node> = Vec::with_capacity(self.0.len());
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut next = self.get(0, |root| root.first);
        loop {
            while next == NONE {
                let Some((linked, place)) = open.pop() else { return Dom { nodes } };
                let end = nodes.len();
                if let Some(node) = nodes.get_mut(place) {
                    node.end = end;
                }
                next = self.get(linked, |node| node.next);
            }
            let at = next;
            let parent = open.last().map_or(0, |(_, place)| *place);
            let place = nodes.len();
            let Some(linked) = self.0.get_mut(at) else { return Dom { nodes } };
            let kind = match std::mem::replace(&mut linked.content, Content::Nothing) {
                Content::Element(name, attributes) => NodeKind::Element(name.local, attributes),
                Content::Text(text) => NodeKind::Text(text),
                Content::Nothing => {
                    next = linked.next;
                    continue;
                }
            };
            next = linked.first;
            nodes.push(Node { parent, end: place + 1, kind });
            open.push((at, place));
        }
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Dom;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Dom {
        self.nodes.into_inner().laid_out()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Self::ElemName<'a> {
        Ref::map(self.nodes.borrow(), |nodes| match nodes.0.get(*target).map(|node| &node.content) {
            Some(Content::Element(name, _)) => name,
            _ => unreachable!("the tree builder asks for names of elements only"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> usize {
        self.nodes.borrow_mut().add(Content::Element(name, attributes))
    }

    fn create_comment(&self, _text: StrTendril) -> usize {
        self.nodes.borrow_mut().add(Content::Nothing)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> usize {
        self.nodes.borrow_mut().add(Content::Nothing)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.nodes.borrow_mut().append(*parent, child);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        let mut nodes = self.nodes.borrow_mut();
        if nodes.get(*element, |node| node.parent) == NONE {
            nodes.append(*previous, child);
        } else {
            nodes.insert_before(*element, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, node: NodeOrText<usize>) {
        self.nodes.borrow_mut().insert_before(*sibling, node);
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        self.nodes.borrow_mut().with(*target, |node| {
            let Content::Element(_, known) = &mut node.content else { return };
            for attribute in attributes {
                if !known.iter().any(|other| other.name == attribute.name) {
                    known.push(attribute);
                }
            }
        });
    }

    fn remove_from_parent(&self, target: &usize) {
        self.nodes.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let mut child = nodes.get(*node, |node| node.first);
        while child != NONE {
            let next = nodes.get(child, |node| node.next);
            nodes.append(*new_parent, NodeOrText::AppendNode(child));
            child = next;
        }
    }
}
