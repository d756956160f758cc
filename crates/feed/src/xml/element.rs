//! An element and what is in it, borrowed from the source wherever nothing had to be decoded.

use std::borrow::Cow;
use std::rc::Rc;

use model::Language;
use quick_xml::events::attributes::Attributes;

use super::doctype::Entities;
use super::{Ns, entity};
use crate::link::Base;

/// A start tag may be all attributes; nobody reads more than these.
const MAX_ATTRIBUTES: usize = 64;

/// An element.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// Its vocabulary.
    pub(crate) ns: Ns,
    /// Its name without prefix, in lower case.
    pub(crate) name: Cow<'a, str>,
    /// What `xml:base` says here.
    pub(crate) base: Rc<Base>,
    /// What `xml:lang` says here.
    pub(crate) language: Option<Language>,
    /// Its content in order.
    pub(crate) children: Vec<Node<'a>>,
    /// The name as written, and the attributes after it.
    pub(super) raw: &'a str,
}

/// A piece of an element's content.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    /// An element.
    Element(Element<'a>),
    /// Text, decoded.
    Text(Cow<'a, str>),
}

/// The name that a start tag begins with.
pub(crate) fn tag_name(raw: &str) -> &str {
    raw.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default()
}

/// A name's prefix (empty when it has none) and its local part.
pub(super) fn split_name(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// The name in lower case, borrowed when it is so already.
pub(super) fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

/// The attributes of a start tag as written, tolerant of missing quotes and of doubles.
pub(super) fn attributes(raw: &str) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let mut attributes = Attributes::html(raw, tag_name(raw).len());
    attributes.with_checks(false);
    attributes
        .take(MAX_ATTRIBUTES)
        .filter_map(Result::ok)
        .map(|attribute| (attribute.key.into_inner(), attribute.value))
}

/// The decoded value of the first of the named attributes that a start tag has and that is not empty.
pub(crate) fn attribute_of(raw: &str, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let (_, value) = attributes(raw).find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        let value = entity::decode(&value, &Entities::default());
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    })
}

impl<'a> Element<'a> {
    /// Its name as written.
    pub(crate) fn written_name(&self) -> &'a str {
        tag_name(self.raw)
    }

    /// Its attributes, decoded, by their names as written.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, String)> {
        // Documents that declare entities use them in text; in attributes the names of HTML must do.
        let none = Entities::default();
        attributes(self.raw).map(move |(name, value)| (name, entity::decode(&value, &none).into_owned()))
    }

    /// The value of an attribute; its prefix and case do not matter. Empty counts as absent.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let raw = attributes(self.raw).find(|(key, _)| split_name(key).1.eq_ignore_ascii_case(name));
        let (_, value) = raw.or_else(|| attributes(self.raw).find(|(key, _)| key.eq_ignore_ascii_case(name)))?;
        let value = entity::decode(&value, &Entities::default());
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// The elements directly within it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of that name directly within it, whatever its vocabulary.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// Whether it holds elements.
    pub(crate) fn has_elements(&self) -> bool {
        self.elements().next().is_some()
    }

    /// All text within it at any depth, without white space around it.
    pub(crate) fn text(&self) -> String {
        if let [Node::Text(text)] = self.children.as_slice() {
            return entity::unscrambled(text.trim().to_owned());
        }
        let mut gathered = String::new();
        self.gather_text(&mut gathered);
        entity::unscrambled(gathered.trim().to_owned())
    }

    /// Its text, when there is any.
    pub(crate) fn some_text(&self) -> Option<String> {
        Some(self.text()).filter(|text| !text.is_empty())
    }

    fn gather_text(&self, gathered: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => gathered.push_str(text),
                Node::Element(element) => element.gather_text(gathered),
            }
        }
    }

    /// Adds text after what is in it.
    pub(super) fn push_text(&mut self, text: Cow<'a, str>) {
        if let Some(Node::Text(last)) = self.children.last_mut() {
            last.to_mut().push_str(&text);
        } else if !text.is_empty() {
            self.children.push(Node::Text(text));
        }
    }
}
