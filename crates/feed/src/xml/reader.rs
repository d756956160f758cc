//! Elements one at a time, out of source whose tags need not match.
//!
//! Containers (`rss`, `channel`, `feed`, the root whatever it is) are stepped into; everything directly within them
//! is read whole, so that memory holds one entry at a time. Tags that do not match are closed as their neighbours
//! suggest: an end tag closes what stands open within its element, and an entry that starts within another entry
//! ends it. Depth and size of one element are bounded; what lies beyond keeps its text and loses its markup.

use std::borrow::Cow;
use std::rc::Rc;

use model::Language;
use url::Url;

use super::doctype::Entities;
use super::element::{attributes, lower, split_name, tag_name};
use super::entity;
use super::events::{Event, Events, Tag};
use super::namespace::Scopes;
use super::{Element, Node, Ns};
use crate::link::Base;
use crate::problem::{Problem, Problems, quoted};

#[cfg(test)]
mod tests;

/// Elements nested deeper lose their markup. Also bounds the recursion of everything that walks a tree.
const MAX_DEPTH: usize = 100;
/// One element holds at most so many others.
const MAX_ELEMENTS: usize = 50_000;
/// Containers stand at most so deep: `rdf`, `channel`, and a wrapper that somebody put around them.
const MAX_CONTAINERS: usize = 4;

/// What was read.
#[derive(Debug)]
pub(crate) enum Step<'a> {
    /// A container starts; its content follows.
    Open(Element<'a>),
    /// An element directly within a container, whole.
    Child(Element<'a>),
    /// A container ends.
    Close,
    /// There is no more.
    End,
}

/// Reads elements from repaired source.
pub(crate) struct Reader<'a, 'p> {
    events: Events<'a>,
    entities: &'p Entities,
    pub(crate) problems: &'p mut Problems,
    scopes: Scopes<'a>,
    containers: Vec<Container<'a>>,
    /// An event that ended an element without belonging to it.
    pending: Option<Event<'a>>,
    base: Rc<Base>,
}

/// An open container: its name as written and what holds within it.
struct Container<'a> {
    name: &'a str,
    base: Rc<Base>,
    language: Option<Language>,
}

/// What an event did to the element that is being read.
enum Next {
    Goes,
    Done,
}

/// An element being read, with the elements open within it.
struct Tree<'a> {
    open: Vec<Element<'a>>,
    names: Vec<&'a str>,
    elements: usize,
    /// Elements open beyond the bounds.
    beyond: usize,
}

impl<'a, 'p> Reader<'a, 'p> {
    pub(crate) fn new(source: &'a str, entities: &'p Entities, base: &Url, problems: &'p mut Problems) -> Self {
        Self {
            events: Events::new(source),
            entities,
            problems,
            scopes: Scopes::default(),
            containers: Vec::new(),
            pending: None,
            base: Rc::new(Base::new(base)),
        }
    }

    /// The next step.
    pub(crate) fn step(&mut self) -> Step<'a> {
        loop {
            let event = self.pending.take().unwrap_or_else(|| self.events.next());
            match event {
                Event::Start(tag) if self.is_container(tag) => {
                    let element = self.element(tag, self.containers.last().map(Container::inherited));
                    if tag.is_empty {
                        self.scopes.leave(self.containers.len());
                        return Step::Open(element);
                    }
                    let (base, language) = (Rc::clone(&element.base), element.language);
                    self.containers.push(Container { name: tag_name(tag.raw), base, language });
                    return Step::Open(element);
                }
                Event::Start(tag) => return Step::Child(self.read_whole(tag)),
                Event::End(name) => {
                    if self.close_container(name) {
                        return Step::Close;
                    }
                }
                Event::Eof { cut } => {
                    if cut || !self.containers.is_empty() {
                        self.problems.note(Problem::Truncated);
                    }
                    return Step::End;
                }
                Event::Text(_) | Event::Literal(_) | Event::Reference(_) => {}
            }
        }
    }

    fn is_container(&self, tag: Tag<'a>) -> bool {
        let depth = self.containers.len();
        let (_, local) = split_name(tag_name(tag.raw));
        let is_one = ["rss", "rdf", "channel", "feed", "urlset"].iter().any(|name| local.eq_ignore_ascii_case(name));
        !is_entry(tag_name(tag.raw)) && (depth == 0 || (is_one && depth < MAX_CONTAINERS))
    }

    fn close_container(&mut self, name: &str) -> bool {
        let Some(at) = self.containers.iter().rposition(|container| container.name == name) else {
            self.problems.note(Problem::MismatchedTags);
            return false;
        };
        self.containers.truncate(at);
        self.scopes.leave(at);
        true
    }

    /// The element that starts with `tag`, and everything within it.
    fn read_whole(&mut self, tag: Tag<'a>) -> Element<'a> {
        let first = self.element(tag, self.containers.last().map(Container::inherited));
        let mut tree = Tree { open: vec![first], names: vec![tag_name(tag.raw)], elements: 0, beyond: 0 };
        if !tag.is_empty {
            while matches!(self.grow(&mut tree), Next::Goes) {}
        }
        while tree.open.len() > 1 {
            tree.close_last();
        }
        self.scopes.leave(self.containers.len());
        tree.open.pop().expect("the first element stays until the end")
    }

    fn grow(&mut self, tree: &mut Tree<'a>) -> Next {
        match self.events.next() {
            Event::Start(tag) if tree.ends_before(tag_name(tag.raw)) => {
                self.problems.note(Problem::MismatchedTags);
                self.pending = Some(Event::Start(tag));
                return Next::Done;
            }
            Event::Start(tag) => self.open_within(tree, tag),
            Event::End(name) => return self.close_within(tree, name),
            Event::Text(text) => {
                if text.starts_with('&') {
                    self.problems.note(Problem::StrayAmpersand);
                }
                tree.push_text(entity::without_c1(Cow::Borrowed(text)));
            }
            Event::Literal(text) => tree.push_text(entity::without_c1(Cow::Borrowed(text))),
            Event::Reference(name) => {
                let text = self.reference(name);
                tree.push_text(text);
            }
            Event::Eof { cut } => {
                self.pending = Some(Event::Eof { cut });
                self.problems.note(Problem::Truncated);
                return Next::Done;
            }
        }
        Next::Goes
    }

    fn open_within(&mut self, tree: &mut Tree<'a>, tag: Tag<'a>) {
        if tree.beyond > 0 || tree.open.len() >= MAX_DEPTH || tree.elements >= MAX_ELEMENTS {
            let problem = if tree.elements >= MAX_ELEMENTS { Problem::TooLarge } else { Problem::TooDeep };
            self.problems.note(problem);
            tree.beyond += usize::from(!tag.is_empty);
            return;
        }
        tree.elements += 1;
        let inherited = tree.open.last().map(|parent| (Rc::clone(&parent.base), parent.language));
        let depth = tree.open.len();
        let element = self.element_at(tag, inherited, self.containers.len() + depth);
        if tag.is_empty {
            self.scopes.leave(self.containers.len() + depth);
            tree.push(element);
        } else {
            tree.names.push(tag_name(tag.raw));
            tree.open.push(element);
        }
    }

    fn close_within(&mut self, tree: &mut Tree<'a>, name: &'a str) -> Next {
        if tree.beyond > 0 && !is_entry(name) {
            tree.beyond -= 1;
            return Next::Goes;
        }
        let Some(at) = tree.names.iter().rposition(|open| open.eq_ignore_ascii_case(name)) else {
            self.problems.note(Problem::MismatchedTags);
            let ends_container = self.containers.iter().any(|container| container.name == name);
            if ends_container {
                self.pending = Some(Event::End(name));
                return Next::Done;
            }
            return Next::Goes;
        };
        if at + 1 < tree.names.len() {
            self.problems.note(Problem::MismatchedTags);
        }
        if at == 0 {
            return Next::Done;
        }
        while tree.open.len() > at {
            tree.close_last();
        }
        self.scopes.leave(self.containers.len() + at);
        Next::Goes
    }

    fn reference(&mut self, name: &'a str) -> Cow<'a, str> {
        if let Some(value) = entity::resolve(name, self.entities) {
            return Cow::Owned(value.into_owned());
        }
        let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'#' | b'.' | b'-' | b'_'));
        self.problems.note(if is_name { Problem::UnknownEntity(quoted(name)) } else { Problem::StrayAmpersand });
        Cow::Owned(format!("&{name};"))
    }

    fn element(&mut self, tag: Tag<'a>, inherited: Option<(Rc<Base>, Option<Language>)>) -> Element<'a> {
        self.element_at(tag, inherited, self.containers.len())
    }

    fn element_at(
        &mut self,
        tag: Tag<'a>,
        inherited: Option<(Rc<Base>, Option<Language>)>,
        depth: usize,
    ) -> Element<'a> {
        let (mut base, mut language) = inherited.unwrap_or_else(|| (Rc::clone(&self.base), None));
        // Most tags say nothing of the kind, and this is the hottest place of the crate.
        if tag.raw.contains("xml") {
            for (key, value) in attributes(tag.raw) {
                match key {
                    "xml:base" => base = base.join(&entity::decode(&value, self.entities)).map_or(base, Rc::new),
                    "xml:lang" => language = value.parse().ok(),
                    "xmlns" => {
                        let is_container = depth == self.containers.len() && self.is_container(tag);
                        self.scopes.declare_default(depth, &value, is_container);
                    }
                    _ => {
                        if let Some(prefix) = key.strip_prefix("xmlns:") {
                            self.scopes.declare(depth, prefix, &value);
                        }
                    }
                }
            }
        }
        let name = tag_name(tag.raw);
        let (prefix, local) = split_name(name);
        let ns = self.vocabulary(prefix);
        Element { ns, name: lower(local), base, language, children: Vec::new(), raw: tag.raw }
    }

    fn vocabulary(&mut self, prefix: &'a str) -> Ns {
        let (ns, is_declared) = self.scopes.find(prefix);
        if !is_declared {
            self.problems.note(Problem::UndeclaredPrefix(quoted(prefix)));
        }
        ns
    }
}

/// Whether a tag or name is that of an entry, which never stands within another.
fn is_entry(name: &str) -> bool {
    matches!(lower(name).as_ref(), "item" | "entry" | "atom:entry" | "rss:item" | "url")
}

impl Container<'_> {
    fn inherited(&self) -> (Rc<Base>, Option<Language>) {
        (Rc::clone(&self.base), self.language)
    }
}

impl<'a> Tree<'a> {
    /// Whether a tag starts an entry that cannot be part of what is being read.
    fn ends_before(&self, name: &str) -> bool {
        let Some(first) = self.names.first().filter(|_| is_entry(name)) else { return false };
        // `<url>` also stands within `<image>`.
        let is_next =
            if is_entry(first) { first.eq_ignore_ascii_case(name) } else { !name.eq_ignore_ascii_case("url") };
        is_next && self.open.iter().all(|element| !matches!(element.ns, Ns::Xhtml | Ns::Other))
    }

    fn push(&mut self, element: Element<'a>) {
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(Node::Element(element));
        }
    }

    fn push_text(&mut self, text: Cow<'a, str>) {
        if let Some(parent) = self.open.last_mut() {
            parent.push_text(text);
        }
    }

    fn close_last(&mut self) {
        self.names.pop();
        if let Some(element) = self.open.pop() {
            self.push(element);
        }
    }
}
