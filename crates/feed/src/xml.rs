//! XML as feeds deliver it: elements one at a time, names in known vocabularies, nesting mended, sizes bounded.

pub(crate) mod doctype;
pub(crate) mod element;
pub(crate) mod entity;
pub(crate) mod events;
pub(crate) mod markup;
mod names;
pub(crate) mod namespace;
pub(crate) mod reader;

pub(crate) use element::{Element, Node, attribute_of, tag_name};
pub(crate) use namespace::Ns;
pub(crate) use reader::{Reader, Step};
