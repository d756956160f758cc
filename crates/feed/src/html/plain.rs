//! HTML to the plain text of a title.

use super::scan::{Scan, Token};
use crate::xml::doctype::Entities;
use crate::xml::entity;

/// Tags that do not part words.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "mark", "q", "ruby", "s", "small",
    "span", "strong", "sub", "sup", "u",
];

/// The text of a fragment of HTML on one line: tags removed, entities decoded once, scripts gone.
pub(crate) fn plain_text(html: &str) -> String {
    let text = stripped(html);
    // Markup that was escaped twice is text after one decoding; a script is not worth the honesty.
    if holds_script(&text) { stripped(&text) } else { text }
}

/// Text that is not HTML, on one line. A script is taken out all the same.
pub(crate) fn plain_line(text: &str) -> String {
    if holds_script(text) || holds_end_tag(text) { plain_text(text) } else { on_one_line(text) }
}

fn stripped(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return on_one_line(html);
    }
    let mut text = String::with_capacity(html.len());
    for token in Scan::new(html) {
        match token {
            Token::Text(piece) => text.push_str(&decode(piece)),
            Token::Tag(tag) if !INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(tag.name)) => text.push(' '),
            Token::Tag(_) | Token::Hidden(_) => {}
        }
    }
    on_one_line(&text)
}

/// Publishers put HTML where plain text is asked; an end tag gives it away, a lone `<blink>` may be meant.
pub(crate) fn holds_end_tag(text: &str) -> bool {
    text.contains("</") && Scan::new(text).any(|token| matches!(token, Token::Tag(tag) if tag.is_end))
}

fn holds_script(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        ["script", "iframe", "style", "object", "embed", "svg"].iter().any(|name| {
            let candidate = text.get(at + 1..at + 1 + name.len());
            candidate.is_some_and(|candidate| candidate.eq_ignore_ascii_case(name))
        })
    })
}

/// Replaces the entities of HTML.
pub(crate) fn decode(text: &str) -> std::borrow::Cow<'_, str> {
    entity::decode(text, &Entities::default())
}

/// Runs of white space become one space; invisible marks that confuse comparing go.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().filter(|c| !matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')));
    }
    line
}

/// Plain text as HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape_into(&mut escaped, text);
    escaped
}

/// Appends plain text as HTML.
pub(crate) fn escape_into(html: &mut String, text: &str) {
    for piece in text.split_inclusive(['&', '<', '>', '"']) {
        let plain = piece.strip_suffix(['&', '<', '>', '"']).unwrap_or(piece);
        html.push_str(plain);
        html.push_str(match piece.get(plain.len()..) {
            Some("&") => "&amp;",
            Some("<") => "&lt;",
            Some(">") => "&gt;",
            Some("\"") => "&quot;",
            _ => "",
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expect: &str) {
        assert_eq!(plain_text(html), expect, "{html:?}");
    }

    #[test]
    fn tags_go_and_entities_are_decoded_once() {
        check("Rain &amp; <b>wind</b>", "Rain & wind");
        check("a&amp;lt;b", "a&lt;b");
        check("<p>One</p><p>two</p> th<i>ree</i>", "One two three");
        check(" 5 &lt; 6 \n and\t7 ", "5 < 6 and 7");
        check("1 < 2", "1 < 2");
    }

    #[test]
    fn scripts_never_survive() {
        check("a<script>alert(1)</script>b", "a b");
        check("a&lt;script&gt;alert(1)&lt;/script&gt;b", "a b");
        check("<img src=x onerror=alert(1)>x", "x");
        assert_eq!(plain_line("a<ScRipt src=x>b"), "a");
    }

    #[test]
    fn plain_text_keeps_what_only_looks_like_a_tag() {
        assert_eq!(plain_line("The history of the <blink> tag"), "The history of the <blink> tag");
        assert_eq!(plain_line("A <b>bold</b> claim"), "A bold claim");
        assert_eq!(plain_line("AT&amp;T"), "AT&amp;T");
    }

    #[test]
    fn escaping_and_plain_text_are_inverse() {
        let text = "a < b & \"c\" > d";
        assert_eq!(plain_text(&escape(text)), text);
    }
}
