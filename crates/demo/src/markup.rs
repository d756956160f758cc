//! The few marks that reports are written with, and the HTML they stand for.
//!
//! Paragraphs are parted by blank lines; `## ` is a subheading, `> ` a quotation, `- ` a list item; within a line
//! `[text](address)`, `*emphasis*` and `**strong**`. Everything else is text and is escaped.

use std::fmt::Write as _;

use crate::xml::escape;

/// Turns a link as written (`/a/slug`) into the one to print.
pub(crate) type Resolve<'a> = &'a dyn Fn(&str) -> String;

/// The body as HTML blocks, one a line.
pub(crate) fn to_html(body: &str, resolve: Resolve<'_>) -> String {
    blocks(body).map(|block| block_html(&block, resolve)).collect::<Vec<_>>().join("\n")
}

/// The body as HTML blocks, apart from each other, for pages that put something between them.
pub(crate) fn to_html_blocks(body: &str, resolve: Resolve<'_>) -> Vec<String> {
    blocks(body).map(|block| block_html(&block, resolve)).collect()
}

/// The first paragraph of running text without marks.
pub(crate) fn first_paragraph(body: &str) -> String {
    let paragraph = blocks(body).find(|block| mark(block).is_none()).unwrap_or_default();
    let html = inline(&joined(&paragraph), &|_| String::new());
    without_tags(&html)
}

fn blocks(body: &str) -> impl Iterator<Item = Vec<&str>> {
    let mut lines = body.lines().map(str::trim).peekable();
    std::iter::from_fn(move || {
        while lines.next_if(|line| line.is_empty()).is_some() {}
        let first = lines.next()?;
        let mut block = vec![first];
        // A subheading ends with its line; other blocks end where the kind of line changes.
        let kind = mark(&block);
        while kind != Some("## ")
            && let Some(line) = lines.next_if(|line| !line.is_empty() && mark(&[line]) == kind)
        {
            block.push(line);
        }
        Some(block)
    })
}

fn mark(block: &[&str]) -> Option<&'static str> {
    let first = block.first()?;
    ["## ", "> ", "- "].into_iter().find(|mark| first.starts_with(mark))
}

fn block_html(block: &[&str], resolve: Resolve<'_>) -> String {
    let marked = mark(block);
    let bare: Vec<&str> =
        block.iter().map(|line| marked.map_or(*line, |mark| line.get(mark.len()..).unwrap_or(""))).collect();
    match marked {
        Some("## ") => format!("<h2>{}</h2>", inline(&joined(&bare), resolve)),
        Some("> ") => format!("<blockquote><p>{}</p></blockquote>", inline(&joined(&bare), resolve)),
        Some(_) => {
            let items = bare.iter().fold(String::new(), |mut items, item| {
                let _ = write!(items, "<li>{}</li>", inline(item, resolve));
                items
            });
            format!("<ul>{items}</ul>")
        }
        None => format!("<p>{}</p>", inline(&joined(&bare), resolve)),
    }
}

/// Lines of one block as one: with a space between them, unless the script sets none.
fn joined(lines: &[&str]) -> String {
    lines.iter().fold(String::new(), |mut text, line| {
        let spaceless = |c: Option<char>| c.is_some_and(|c| ('\u{3000}'..='\u{9fff}').contains(&c) || c >= '\u{ff00}');
        let run_on = spaceless(text.chars().last()) && spaceless(line.chars().next());
        if !text.is_empty() && !run_on {
            text.push(' ');
        }
        text.push_str(line);
        text
    })
}

fn inline(text: &str, resolve: Resolve<'_>) -> String {
    let Some(at) = text.find(['*', '[']) else { return escape(text) };
    let (before, marked) = text.split_at(at);
    let read =
        read_strong(marked, resolve).or_else(|| read_emphasis(marked, resolve)).or_else(|| read_link(marked, resolve));
    let (html, rest) = read.unwrap_or_else(|| {
        // A lone asterisk or bracket is text.
        let (mark, rest) = marked.split_at(1);
        (mark.to_owned(), rest)
    });
    format!("{}{html}{}", escape(before), inline(rest, resolve))
}

fn read_strong<'a>(text: &'a str, resolve: Resolve<'_>) -> Option<(String, &'a str)> {
    let (inner, rest) = text.strip_prefix("**")?.split_once("**")?;
    Some((format!("<strong>{}</strong>", inline(inner, resolve)), rest))
}

fn read_emphasis<'a>(text: &'a str, resolve: Resolve<'_>) -> Option<(String, &'a str)> {
    let (inner, rest) = text.strip_prefix('*')?.split_once('*')?;
    let spaced = inner.is_empty() || inner.starts_with(' ') || inner.ends_with(' ');
    (!spaced).then(|| (format!("<em>{}</em>", inline(inner, resolve)), rest))
}

fn read_link<'a>(text: &'a str, resolve: Resolve<'_>) -> Option<(String, &'a str)> {
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, rest) = rest.split_once(')')?;
    Some((format!("<a href=\"{}\">{}</a>", escape(&resolve(address)), inline(label, resolve)), rest))
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, rest)| rest));
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expect: &str) {
        assert_eq!(to_html(body, &|link| format!("http://x{link}")), expect, "{body:?}");
    }

    #[test]
    fn blocks_are_parted_by_blank_lines_and_marks() {
        check("One.\n\n\nTwo\nlines.\n", "<p>One.</p>\n<p>Two lines.</p>");
        check("## Head\nText", "<h2>Head</h2>\n<p>Text</p>");
        check("> a\n> b\n- c\n- d", "<blockquote><p>a b</p></blockquote>\n<ul><li>c</li><li>d</li></ul>");
        check("海峡の\n風", "<p>海峡の風</p>");
        check("", "");
    }

    #[test]
    fn marks_within_a_line_nest_and_text_is_escaped() {
        check("*so* **very *so***", "<p><em>so</em> <strong>very *so</strong>*</p>");
        check("[a & **b**](/a/c)", "<p><a href=\"http://x/a/c\">a &amp; <strong>b</strong></a></p>");
        check("2 * 3 < [7]", "<p>2 * 3 &lt; [7]</p>");
    }

    #[test]
    fn the_first_paragraph_is_plain_text() {
        assert_eq!(first_paragraph("## Head\n\nAn *early* [ferry](/a/b) & more."), "An early ferry & more.");
    }
}
