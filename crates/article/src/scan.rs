//! Reading markup as a row of tokens, in one linear pass and without building a tree.
//!
//! It follows the tokenizer of the HTML standard closely enough for reading facts and for preparing input, but it is
//! no wall: whatever is shown passes `ammonia` afterwards. No input makes it slower than linear.

use std::borrow::Cow;

/// A piece of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Characters between tags, with their references undecoded.
    Text(&'a str),
    /// The content of an element that holds no markup, such as `script` or `title`.
    Raw(&'a str),
    /// A start tag.
    Open(Tag<'a>),
    /// The name in an end tag.
    Close(&'a str),
}

/// A start tag: its name as written, and its attributes unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Its name and value pairs in order; a value still holds its character references.
    pub(crate) fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.attributes }
    }

    /// The decoded value of the first attribute of that (lower-case) name.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| decode(value))
    }

    /// Whether it is an element of that (lower-case) name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The text with its character references decoded.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if text.contains('&') { html_escape::decode_html_entities(text) } else { Cow::Borrowed(text) }
}

/// Elements whose content is read as characters up to their end tag.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// The tokens of a text.
pub(crate) struct Tokens<'a> {
    rest: &'a str,
    raw: Option<&'static str>,
    /// Raw elements known to have no end tag in what is left, so that it is looked for once only.
    endless: [bool; RAW.len()],
}

/// Reads `html` from its start.
pub(crate) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html, raw: None, endless: [false; RAW.len()] }
}

impl<'a> Tokens<'a> {
    /// What stands before the next end tag of that name, if it ends within `bytes`.
    pub(crate) fn peek_to_end(&self, name: &str, bytes: usize) -> Option<&'a str> {
        let window = self.rest.get(..self.rest.floor_char_boundary(bytes))?;
        window.get(..find_end_tag(window, name)?)
    }

    /// Goes on behind the next end tag of that name; stays when there is none.
    pub(crate) fn skip_past_end(&mut self, name: &str) -> bool {
        let Some(at) = find_end_tag(self.rest, name) else { return false };
        self.take(at);
        self.next();
        true
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn raw_content(&mut self, name: &'static str) -> Option<Token<'a>> {
        let end = find_end_tag(self.rest, name).unwrap_or(self.rest.len());
        (end > 0).then(|| Token::Raw(self.take(end)))
    }

    /// Reads what starts with `<`; nothing when it was a comment or declaration.
    fn markup(&mut self) -> Option<Token<'a>> {
        let bytes = self.rest.as_bytes();
        match (bytes.get(1), bytes.get(2)) {
            (Some(first), _) if first.is_ascii_alphabetic() => Some(self.open()),
            (Some(b'/'), Some(first)) if first.is_ascii_alphabetic() => {
                let end = tag_end(self.rest, 2);
                let tag = self.take(end);
                Some(Token::Close(name_at(tag, 2)))
            }
            (Some(b'!' | b'?' | b'/'), _) => {
                let end =
                    if self.rest.starts_with("<!--") { comment_end(self.rest) } else { declaration_end(self.rest) };
                self.take(end);
                None
            }
            _ => Some(self.text()),
        }
    }

    fn open(&mut self) -> Token<'a> {
        let end = tag_end(self.rest, 1);
        let written = self.take(end);
        let name = name_at(written, 1);
        let attributes = written.get(1 + name.len()..).unwrap_or_default();
        let attributes = attributes.strip_suffix('>').unwrap_or(attributes);
        self.enter_raw(name);
        Token::Open(Tag { name, attributes })
    }

    fn enter_raw(&mut self, name: &str) {
        let Some(at) = RAW.iter().position(|raw| name.eq_ignore_ascii_case(raw)) else { return };
        let Some((raw, endless)) = RAW.get(at).zip(self.endless.get_mut(at)) else { return };
        // A script or style that never ends swallows the rest, as it does in a browser; of other elements the
        // content is worth more than the rule.
        let swallows = matches!(*raw, "script" | "style");
        *endless = *endless || (!swallows && find_end_tag(self.rest, raw).is_none());
        if !*endless {
            self.raw = Some(raw);
        }
    }

    fn text(&mut self) -> Token<'a> {
        let bytes = self.rest.as_bytes();
        let starts_markup =
            |at: usize| matches!(bytes.get(at + 1), Some(b'/' | b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z'));
        let end = self.rest.match_indices('<').map(|(at, _)| at).find(|&at| at > 0 && starts_markup(at));
        Token::Text(self.take(end.unwrap_or(bytes.len())))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            if let Some(name) = self.raw.take()
                && let Some(content) = self.raw_content(name)
            {
                return Some(content);
            }
            let token = if self.rest.starts_with('<') { self.markup() } else { Some(self.text()) };
            if token.is_some() {
                return token;
            }
        }
        None
    }
}

fn find_end_tag(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| {
        let after = text.as_bytes().get(at + 2..).unwrap_or_default();
        after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && after.get(name.len()).is_none_or(|next| matches!(next, b'>' | b'/') || next.is_ascii_whitespace())
    })
}

fn comment_end(text: &str) -> usize {
    let body = text.get(4..).unwrap_or_default();
    if body.starts_with('>') {
        return 5;
    }
    if body.starts_with("->") {
        return 6;
    }
    // `--!>` ends a comment too. Looking at each `>` once keeps a page full of comments linear.
    let end = body.match_indices('>').map(|(at, _)| at).find(|&at| {
        let before = body.get(..at).unwrap_or_default();
        before.ends_with("--") || before.ends_with("--!")
    });
    end.map_or(text.len(), |at| at + 5)
}

fn declaration_end(text: &str) -> usize {
    text.find('>').map_or(text.len(), |at| at + 1)
}

fn name_at(tag: &str, start: usize) -> &str {
    let name = tag.get(start..).unwrap_or_default();
    let end = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(name.len());
    name.get(..end).unwrap_or_default()
}

/// Where the tag that opens the text ends, behind its `>`. Quotes hide a `>` only where a value stands.
fn tag_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut value_may_follow = false;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => return at,
            b'=' => value_may_follow = true,
            b'"' | b'\'' if value_may_follow => {
                let closing = bytes.get(at..).and_then(|rest| rest.iter().position(|&other| other == byte));
                at = closing.map_or(bytes.len(), |found| at + found + 1);
                value_may_follow = false;
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => value_may_follow = false,
        }
    }
    bytes.len()
}

/// The attributes of one tag.
pub(crate) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if text.is_empty() {
            return None;
        }
        // A name takes at least one character, or a stray `=` would stop the reading.
        let first = text.chars().next().map_or(1, char::len_utf8);
        let more = text.get(first..).unwrap_or_default();
        let end = more.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '=' | '>'));
        let (name, rest) = text.split_at_checked(end.map_or(text.len(), |end| end + first))?;
        let after = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let (value, rest) = match after.strip_prefix('=') {
            Some(value) => split_value(value.trim_start_matches(|c: char| c.is_ascii_whitespace())),
            None => ("", rest),
        };
        self.rest = rest;
        Some((name, value))
    }
}

fn split_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expect: &[Token<'_>]) {
        assert_eq!(tokens(html).collect::<Vec<_>>(), expect, "{html}");
    }

    fn open<'a>(name: &'a str, attributes: &'a str) -> Token<'a> {
        Token::Open(Tag { name, attributes })
    }

    #[test]
    fn text_that_looks_like_markup_stays_text() {
        check("1 < 2 and 3<4", &[Token::Text("1 < 2 and 3<4")]);
        check("<", &[Token::Text("<")]);
        check("a<b>c</b", &[Token::Text("a"), open("b", ""), Token::Text("c"), Token::Close("b")]);
    }

    #[test]
    fn comments_and_declarations_are_passed_over() {
        check(
            "<!DOCTYPE html><?xml?>a<!-- <b> -->c<!-->d<!--->e<!-- x",
            &[Token::Text("a"), Token::Text("c"), Token::Text("d"), Token::Text("e")],
        );
        check(&"<!---->".repeat(200_000), &[]);
    }

    #[test]
    fn quotes_hide_the_end_of_a_tag_only_in_a_value() {
        check("<a title=\"1>2\" b>x", &[open("a", " title=\"1>2\" b"), Token::Text("x")]);
        check("<a title=it's>x", &[open("a", " title=it's"), Token::Text("x")]);
    }

    #[test]
    fn raw_elements_hold_characters_to_their_end_tag() {
        check(
            "<script>if (a<b) '</b>'</SCRIPT >x",
            &[open("script", ""), Token::Raw("if (a<b) '</b>'"), Token::Close("SCRIPT"), Token::Text("x")],
        );
        check("<title>a <b>c", &[open("title", ""), Token::Text("a "), open("b", ""), Token::Text("c")]);
    }

    #[test]
    fn attributes_are_read_however_they_are_written() {
        let Some(Token::Open(tag)) = tokens("<IMG SRC = 'a&amp;b' alt=\"x y\" =odd hidden data-n=1/>").next() else {
            panic!("no tag")
        };
        assert!(tag.is("img"));
        assert_eq!(tag.get("src").as_deref(), Some("a&b"));
        assert_eq!(tag.get("alt").as_deref(), Some("x y"));
        assert_eq!(tag.get("hidden").as_deref(), Some(""));
        assert_eq!(tag.get("data-n").as_deref(), Some("1/"));
        assert_eq!(tag.get("none"), None);
    }
}
