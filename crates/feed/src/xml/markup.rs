//! Elements back to HTML: XHTML content, and HTML that somebody forgot to escape.

use super::element::split_name;
use super::{Element, Node, Ns};
use crate::html::links::{absolute_set, is_link};
use crate::html::plain::escape_into;

/// Elements that HTML closes by themselves.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// What is within an element, as HTML with its relative links resolved.
pub(crate) fn inner_html(element: &Element<'_>) -> String {
    let mut html = String::new();
    push_children(&mut html, element);
    html.trim().to_owned()
}

/// The same without the one `div` that Atom wraps around XHTML.
pub(crate) fn unwrapped_html(element: &Element<'_>) -> String {
    let mut elements = element.elements();
    let only = elements.next().filter(|child| child.name == "div" && elements.next().is_none());
    let is_bare = |node: &Node<'_>| matches!(node, Node::Text(text) if !text.trim().is_empty());
    match only {
        Some(div) if !element.children.iter().any(is_bare) => inner_html(div),
        _ => inner_html(element),
    }
}

fn push_children(html: &mut String, element: &Element<'_>) {
    for node in &element.children {
        match node {
            Node::Text(text) => escape_into(html, text),
            Node::Element(child) => push_element(html, child),
        }
    }
}

fn push_element(html: &mut String, element: &Element<'_>) {
    let name = match element.ns {
        Ns::Xhtml => element.name.as_ref(),
        // Names such as `linearGradient` keep their case.
        Ns::Drawing => split_name(element.written_name()).1,
        _ => element.written_name(),
    };
    html.push('<');
    html.push_str(name);
    for (key, value) in element.attributes().filter(|(key, _)| !key.starts_with("xml")) {
        let resolved = if is_link(key) {
            element.base.absolute(&value).map(String::from)
        } else if key.eq_ignore_ascii_case("srcset") {
            absolute_set(&value, &element.base)
        } else {
            None
        };
        html.push(' ');
        html.push_str(key);
        html.push_str("=\"");
        escape_into(html, resolved.as_ref().unwrap_or(&value));
        html.push('"');
    }
    html.push('>');
    // What stands within an unclosed `<br>` only follows it.
    push_children(html, element);
    if !VOID.contains(&element.name.as_ref()) {
        html.push_str("</");
        html.push_str(name);
        html.push('>');
    }
}
