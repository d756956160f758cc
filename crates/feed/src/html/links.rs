//! Relative addresses within HTML, resolved against what holds where they stand.

use std::borrow::Cow;

use super::plain::{decode, escape_into};
use super::scan::{Scan, Tag, Token};
use crate::link::Base;

/// Attributes that hold one address.
const LINKS: [&str; 9] = ["href", "src", "poster", "cite", "action", "background", "data", "longdesc", "xlink:href"];
/// Whether an attribute holds an address.
pub(crate) fn is_link(name: &str) -> bool {
    LINKS.iter().any(|link| link.eq_ignore_ascii_case(name))
}

/// Every candidate of a `srcset`, resolved.
pub(crate) fn absolute_set(value: &str, base: &Base) -> Option<String> {
    // An address in a set may hold commas; a comma parts candidates only before white space or another address.
    let candidates: Vec<String> = value
        .split(", ")
        .map(|candidate| {
            let candidate = candidate.trim();
            let (address, size) = candidate.split_once(char::is_whitespace).unwrap_or((candidate, ""));
            let address = base.absolute(address).map_or_else(|| address.to_owned(), String::from);
            if size.is_empty() { address } else { format!("{address} {}", size.trim()) }
        })
        .collect();
    Some(candidates.join(", ")).filter(|resolved| resolved != value)
}

/// HTML with its relative links resolved; borrows it when there are none.
pub(crate) fn resolve_links<'a>(html: &'a str, base: &Base) -> Cow<'a, str> {
    let mut resolved = String::new();
    let mut copied = 0;
    let mut at = 0;
    for token in Scan::new(html) {
        let length = match token {
            Token::Text(text) | Token::Hidden(text) => text.len(),
            Token::Tag(tag) => {
                if !tag.is_end {
                    resolve_tag(tag, at, base, html, &mut copied, &mut resolved);
                }
                tag.source.len()
            }
        };
        at += length;
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    resolved.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(resolved)
}

fn resolve_tag(tag: Tag<'_>, at: usize, base: &Base, html: &str, copied: &mut usize, resolved: &mut String) {
    for attribute in tag.attributes() {
        let value = if is_link(attribute.name) {
            base.absolute(&decode(attribute.value)).map(String::from)
        } else if attribute.name.eq_ignore_ascii_case("srcset") {
            absolute_set(&decode(attribute.value), base)
        } else {
            None
        };
        let Some(value) = value else { continue };
        resolved.push_str(html.get(*copied..at + attribute.start).unwrap_or_default());
        resolved.push('"');
        escape_into(resolved, &value);
        resolved.push('"');
        *copied = at + attribute.end;
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    fn check(html: &str, expect: &str) {
        let base = Base::new(&Url::parse("https://paper.example/news/").unwrap());
        assert_eq!(resolve_links(html, &base), expect);
    }

    #[test]
    fn relative_links_are_resolved_where_they_stand() {
        check("<a href=x>y</a>", r#"<a href="https://paper.example/news/x">y</a>"#);
        check("<img src='/i.png' alt='/j'>", r#"<img src="https://paper.example/i.png" alt='/j'>"#);
        check("<a href=\"?a=1&amp;b=2\">", r#"<a href="https://paper.example/news/?a=1&amp;b=2">"#);
        check(
            "<img srcset=\"a.png 1x, https://cdn.example/b.png 2x\">",
            r#"<img srcset="https://paper.example/news/a.png 1x, https://cdn.example/b.png 2x">"#,
        );
    }

    #[test]
    fn other_links_stay_to_the_letter() {
        for html in ["<a href='http://a.example'>", "<a href=\"#note\">", "<a href=mailto:a@b.example>", "a href=x", ""]
        {
            check(html, html);
        }
    }

    #[test]
    fn a_long_base_cannot_blow_up_a_feed() {
        let base = Base::new(&Url::parse(&format!("https://paper.example/{}/", "x".repeat(1900))).unwrap());
        let html = "<a href=y>".repeat(100_000);
        assert!(resolve_links(&html, &base).len() < 20_000_000);
        assert_eq!(resolve_links(&html, &base), html, "the feed has used up what it may add");
    }
}
