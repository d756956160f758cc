//! HTML cut into text, tags and what is neither. Linear in the input, whatever is left open.

/// A piece of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text, with its entities.
    Text(&'a str),
    /// A start or end tag.
    Tag(Tag<'a>),
    /// A comment, a declaration, or what stands within `script` and its kin.
    Hidden(&'a str),
}

/// A tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// All of it, with its brackets.
    pub(crate) source: &'a str,
    /// Its name as written.
    pub(crate) name: &'a str,
    /// Whether it is an end tag.
    pub(crate) is_end: bool,
}

/// An attribute of a tag as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attribute<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// Its value without quotes, with its entities.
    pub(crate) value: &'a str,
    /// Where the value stands in the tag's source, quotes and all.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

/// Elements whose content is no text for readers.
const HIDING: [&str; 7] = ["script", "style", "iframe", "noembed", "noframes", "xmp", "template"];

/// Cuts HTML into tokens.
pub(crate) struct Scan<'a> {
    rest: &'a str,
    /// The element whose content comes next and is hidden.
    hiding: Option<&'a str>,
    /// Quotes that are known not to occur any more, so that nobody looks for them twice.
    absent_quotes: [bool; 2],
}

impl<'a> Scan<'a> {
    pub(crate) fn new(html: &'a str) -> Self {
        Self { rest: html, hiding: None, absent_quotes: [false; 2] }
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn hidden_content(&mut self, name: &str) -> &'a str {
        let end = self.rest.match_indices("</").find(|(at, _)| {
            let candidate = self.rest.get(at + 2..at + 2 + name.len());
            candidate.is_some_and(|candidate| candidate.eq_ignore_ascii_case(name))
        });
        let end = end.map_or(self.rest.len(), |(at, _)| at);
        self.take(end)
    }

    fn tag(&mut self) -> Token<'a> {
        let is_end = self.rest.starts_with("</");
        let name_at = if is_end { 2 } else { 1 };
        let length = self.tag_length();
        let source = self.take(length);
        let name = source.get(name_at..).unwrap_or_default();
        let name = name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default();
        if !is_end && !source.ends_with("/>") {
            self.hiding = HIDING.iter().any(|hides| hides.eq_ignore_ascii_case(name)).then_some(name);
        }
        Token::Tag(Tag { source, name, is_end })
    }

    /// Up to the `>` outside of quotes; a quote that never closes is none.
    fn tag_length(&mut self) -> usize {
        let bytes = self.rest.as_bytes();
        let mut at = 1;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'>' => return at + 1,
                b'"' | b'\'' if bytes.get(at - 1).is_some_and(|before| matches!(before, b'=' | b' ' | b'\n')) => {
                    at = self.after_quote(*byte, at);
                }
                _ => at += 1,
            }
        }
        bytes.len()
    }

    fn after_quote(&mut self, quote: u8, at: usize) -> usize {
        let [double_absent, single_absent] = &mut self.absent_quotes;
        let is_absent = if quote == b'"' { double_absent } else { single_absent };
        if *is_absent {
            return at + 1;
        }
        let close = self.rest.get(at + 1..).and_then(|rest| rest.find(char::from(quote)));
        *is_absent = close.is_none();
        close.map_or(at + 1, |close| at + close + 2)
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some(name) = self.hiding.take() {
            let content = self.hidden_content(name);
            if !content.is_empty() {
                return Some(Token::Hidden(content));
            }
        }
        if self.rest.starts_with("<!--") {
            let end = self.rest.get(4..).and_then(|rest| rest.find("-->")).map_or(self.rest.len(), |end| end + 7);
            return Some(Token::Hidden(self.take(end)));
        }
        let second = self.rest.as_bytes().get(1).copied().unwrap_or_default();
        if self.rest.starts_with('<') && (second == b'!' || second == b'?') {
            let end = self.rest.find('>').map_or(self.rest.len(), |end| end + 1);
            return Some(Token::Hidden(self.take(end)));
        }
        if opens_tag(self.rest) {
            return Some(self.tag());
        }
        let skip = usize::from(self.rest.starts_with('<'));
        let end = self.rest.get(skip..).and_then(|rest| rest.find('<')).map_or(self.rest.len(), |end| end + skip);
        Some(Token::Text(self.take(end)))
    }
}

fn opens_tag(rest: &str) -> bool {
    let Some(inner) = rest.strip_prefix('<') else { return false };
    inner.strip_prefix('/').unwrap_or(inner).starts_with(|c: char| c.is_ascii_alphabetic())
}

impl<'a> Tag<'a> {
    /// Its attributes in order.
    pub(crate) fn attributes(&self) -> Attributes<'a> {
        let at = 1 + usize::from(self.is_end) + self.name.len();
        Attributes { source: self.source, at }
    }

    /// The decoded value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let attribute = self.attributes().find(|attribute| attribute.name.eq_ignore_ascii_case(name))?;
        Some(super::plain::decode(attribute.value).trim().to_owned())
    }
}

/// Walks a tag's attributes.
pub(crate) struct Attributes<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Attributes<'a> {
    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.source.get(self.at..).unwrap_or_default();
        let end = rest.bytes().position(|b| !wanted(b)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        self.take_while(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\'' | b'='));
        let name = self.take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/'));
        if name.is_empty() {
            return None;
        }
        self.take_while(|b| b.is_ascii_whitespace());
        if self.source.as_bytes().get(self.at) != Some(&b'=') {
            return Some(Attribute { name, value: "", start: self.at, end: self.at });
        }
        self.at += 1;
        self.take_while(|b| b.is_ascii_whitespace());
        let start = self.at;
        let quote = self.source.as_bytes().get(start).copied().filter(|b| matches!(b, b'"' | b'\''));
        let value = match quote {
            Some(quote) => {
                self.at += 1;
                let value = self.take_while(|b| b != quote);
                self.at += 1;
                value
            }
            None => self.take_while(|b| !b.is_ascii_whitespace() && b != b'>'),
        };
        Some(Attribute { name, value, start, end: self.at.min(self.source.len()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expect: &[&str]) {
        let seen: Vec<String> = Scan::new(html)
            .map(|token| match token {
                Token::Text(text) => format!("'{text}"),
                Token::Hidden(text) => format!("!{text}"),
                Token::Tag(tag) => {
                    let attributes: String = tag.attributes().flat_map(|a| [" ", a.name, "=", a.value]).collect();
                    format!("{}{}{attributes}", if tag.is_end { "/" } else { "<" }, tag.name)
                }
            })
            .collect();
        assert_eq!(seen, expect, "{html:?}");
        let length: usize = Scan::new(html)
            .map(|token| match token {
                Token::Text(text) | Token::Hidden(text) => text.len(),
                Token::Tag(tag) => tag.source.len(),
            })
            .sum();
        assert_eq!(length, html.len(), "every byte belongs to a token");
    }

    #[test]
    fn tags_and_their_attributes_are_found() {
        check("a <b>c</b><br/>", &["'a ", "<b", "'c", "/b", "<br"]);
        check(r#"<a href="x>y" title='q' checked id=z>"#, &["<a href=x>y title=q checked= id=z"]);
        check("1 < 2 <3", &["'1 ", "'< 2 ", "'<3"]);
    }

    #[test]
    fn scripts_and_comments_are_hidden() {
        check("<script>a<b>c</SCRIPT>d", &["<script", "!a<b>c", "/SCRIPT", "'d"]);
        check("<!-- <b> -->x<!doctype y><?php z ?>", &["!<!-- <b> -->", "'x", "!<!doctype y>", "!<?php z ?>"]);
        check("<style>a", &["<style", "!a"]);
    }

    #[test]
    fn what_is_left_open_ends_at_the_next_bracket_or_the_end() {
        check("<a href=\"x>y", &["<a href=x>", "'y"]);
        check("a<b", &["'a", "<b"]);
        check("<!-- a", &["!<!-- a"]);
    }
}
