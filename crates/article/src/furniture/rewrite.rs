//! Sanitized HTML without some of its runs, and without the elements that held nothing else.

use crate::furniture::runs::{Run, placed};
use crate::scan::Token;

/// An element under way.
struct Element {
    /// Where it begins in what is written.
    start: usize,
    /// Whether something was taken from it.
    is_touched: bool,
    /// Whether it holds text or a picture.
    is_filled: bool,
    /// How many cells it has, as a table.
    cells: usize,
}

/// `html` without the runs marked in `dropped`.
pub(super) fn without_runs(html: &str, runs: &[Run], dropped: &[bool]) -> String {
    let marked = runs.iter().zip(dropped).filter(|(_, dropped)| **dropped);
    let gone: Vec<usize> = marked.flat_map(|(run, _)| run.places.iter().map(|place| place.start)).collect();
    let mut out = String::with_capacity(html.len());
    let mut open: Vec<Element> = Vec::new();
    for (token, place) in placed(html) {
        let start = out.len();
        let is_gone = matches!(token, Token::Text(_)) && gone.binary_search(&place.start).is_ok();
        if is_gone {
            for element in &mut open {
                element.is_touched = true;
            }
            continue;
        }
        out.push_str(html.get(place).unwrap_or_default());
        match token {
            Token::Open(tag) if tag.is("img") => fill(&mut open),
            Token::Open(tag) if tag.is("br") || tag.is("hr") => {}
            Token::Open(_) => open.push(Element { start, is_touched: false, is_filled: false, cells: 0 }),
            Token::Text(text) if !text.trim().is_empty() => fill(&mut open),
            Token::Close(name) => close(&mut out, &mut open, name),
            Token::Text(_) | Token::Raw(_) => {}
        }
    }
    out
}

fn fill(open: &mut [Element]) {
    if let Some(innermost) = open.last_mut() {
        innermost.is_filled = true;
    }
}

fn close(out: &mut String, open: &mut Vec<Element>, name: &str) {
    let Some(element) = open.pop() else { return };
    if element.is_touched && !element.is_filled {
        out.truncate(element.start);
        return;
    }
    if name == "table" && element.is_touched && element.cells == 1 {
        let table = out.split_off(element.start);
        unwrap_cell(out, &table);
    }
    let Some(parent) = open.last_mut() else { return };
    parent.is_filled |= element.is_filled;
    parent.cells += match name {
        "td" | "th" => 1,
        // Cells count for the table, through its rows.
        "tr" | "tbody" | "thead" | "tfoot" => element.cells,
        _ => 0,
    };
}

/// A table of which one cell is left was there for the layout.
fn unwrap_cell(out: &mut String, table: &str) {
    let mut depth = 0_usize;
    for (token, place) in placed(table) {
        let (name, is_open) = match token {
            Token::Open(tag) => (tag.name, true),
            Token::Close(name) => (name, false),
            Token::Text(_) | Token::Raw(_) => ("", false),
        };
        depth += usize::from(name == "table" && is_open);
        match name {
            "table" | "tbody" | "thead" | "tfoot" | "tr" if depth == 1 => {}
            "td" | "th" if depth == 1 => out.push_str(if is_open { "<div>" } else { "</div>" }),
            _ => out.push_str(table.get(place).unwrap_or_default()),
        }
        depth -= usize::from(name == "table" && !is_open);
    }
}
