//! What was chosen of a page, written as HTML. It is sanitized afterwards.

use crate::dom::{Dom, NodeId, NodeKind};
use crate::media::{encode, encode_text};
use crate::tame::push_attribute;

/// Attributes that mean something to a reader.
#[rustfmt::skip]
const ATTRIBUTES: [&str; 15] = [
    "href", "src", "alt", "title", "width", "height", "colspan", "rowspan", "scope", "start", "reversed", "datetime",
    "lang", "dir", "cite",
];

/// Writes the kept text and pictures below `root` with the elements that hold them.
pub(super) fn write(dom: &Dom, is_caption: &[bool], root: NodeId, is_kept: &[bool]) -> String {
    let filled = filled(dom, root, is_kept);
    let has = |id: NodeId| filled.get(id) == Some(&true);
    let mut out = String::new();
    let mut open: Vec<(NodeId, &str)> = Vec::new();
    // The element that holds the body is no part of it.
    let mut id = if dom.name(root) == "table" { root } else { root + 1 };
    while id < dom.end(root) {
        while let Some((end, name)) = open.last().copied()
            && end <= id
        {
            close(&mut out, name);
            open.pop();
        }
        if !has(id) {
            id = dom.end(id);
            continue;
        }
        match dom.node(id).map(|node| &node.kind) {
            Some(NodeKind::Text(text)) => out.push_str(&encode_text(text)),
            Some(NodeKind::Element(name, _)) => {
                let name = shown(name, starts(is_caption, dom, id));
                open_tag(&mut out, dom, id, name);
                if !matches!(name, "img" | "embed" | "br" | "hr") {
                    open.push((dom.end(id), name));
                }
            }
            None => {}
        }
        id += 1;
    }
    open.iter().rev().for_each(|(_, name)| close(&mut out, name));
    out
}

/// Whether a caption starts with the element.
fn starts(is_caption: &[bool], dom: &Dom, id: NodeId) -> bool {
    is_caption.get(id) == Some(&true) && is_caption.get(dom.parent(id)) == Some(&false)
}

/// The name under which an element is written: captions get the element for them.
fn shown(name: &str, is_caption: bool) -> &str {
    if is_caption && !matches!(name, "img" | "embed" | "br") { "figcaption" } else { name }
}

/// Which nodes are kept or hold something that is. The empty cells of a row are kept with the others.
fn filled(dom: &Dom, root: NodeId, is_kept: &[bool]) -> Vec<bool> {
    let mut filled = is_kept.to_vec();
    for id in dom.subtree(root).rev() {
        if filled.get(id) == Some(&true)
            && let Some(parent) = filled.get_mut(dom.parent(id))
        {
            *parent = true;
        }
    }
    for id in dom.subtree(root) {
        let is_kept_cell = matches!(dom.name(id), "td" | "th") && filled.get(dom.parent(id)) == Some(&true);
        if is_kept_cell && let Some(filled) = filled.get_mut(id) {
            *filled = true;
        }
    }
    filled
}

fn open_tag(out: &mut String, dom: &Dom, id: NodeId, name: &str) {
    out.push('<');
    out.push_str(name);
    for (key, value) in dom.attributes(id).filter(|(key, _)| ATTRIBUTES.contains(key)) {
        push_attribute(out, key, &encode(value));
    }
    out.push('>');
}

fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}
