//! quick-xml's events as slices of the source, going on where quick-xml gives up.
//!
//! Working on slices keeps everything borrowed: a feed's text is copied once, into the field it ends in.

use quick_xml::events::Event as Raw;

/// What stands next in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event<'a> {
    /// A start tag, or one that is both start and end.
    Start(Tag<'a>),
    /// An end tag, by its name.
    End(&'a str),
    /// Text without references; a stray ampersand stands at its start.
    Text(&'a str),
    /// Text in which nothing is markup.
    Literal(&'a str),
    /// The name between `&` and `;`.
    Reference(&'a str),
    /// The end; `cut` when it came in the middle of a tag.
    Eof {
        /// Whether the source broke off.
        cut: bool,
    },
}

/// A start tag: what stands between the angle brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// Name and attributes.
    pub(crate) raw: &'a str,
    /// Whether it ends itself with a slash.
    pub(crate) is_empty: bool,
}

/// A quote that never closes makes the rest of the file one tag; so many times we look for its true end.
const MAX_RESTARTS: usize = 32;

pub(crate) struct Events<'a> {
    source: &'a str,
    parser: quick_xml::Reader<&'a [u8]>,
    /// Where `parser` began, and how far it has come since.
    began: usize,
    at: usize,
    restarts: usize,
}

fn parser(source: &str) -> quick_xml::Reader<&[u8]> {
    let mut parser = quick_xml::Reader::from_str(source);
    let config = parser.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    config.check_comments = false;
    parser
}

impl<'a> Events<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Self { source, parser: parser(source), began: 0, at: 0, restarts: 0 }
    }

    /// The next event that says something.
    pub(crate) fn next(&mut self) -> Event<'a> {
        loop {
            let start = self.at;
            let event = self.parser.read_event();
            let advanced = usize::try_from(self.parser.buffer_position()).unwrap_or(usize::MAX);
            self.at = self.began.saturating_add(advanced);
            let slice = self.source.get(start..self.at).unwrap_or_default();
            let inner =
                |before: usize, after: usize| slice.get(before..slice.len().saturating_sub(after)).unwrap_or_default();
            return match event {
                Ok(Raw::Start(_)) => Event::Start(Tag { raw: inner(1, 1), is_empty: false }),
                Ok(Raw::Empty(_)) => Event::Start(Tag { raw: inner(1, 2), is_empty: true }),
                Ok(Raw::End(_)) => Event::End(inner(2, 1).trim()),
                Ok(Raw::Text(_)) if slice.is_empty() => continue,
                Ok(Raw::Text(_)) => Event::Text(slice),
                Ok(Raw::CData(_)) => Event::Literal(inner(9, 3)),
                Ok(Raw::GeneralRef(_)) => Event::Reference(inner(1, 1)),
                Ok(Raw::Comment(_) | Raw::PI(_) | Raw::Decl(_) | Raw::DocType(_)) => continue,
                Ok(Raw::Eof) => Event::Eof { cut: false },
                Err(_) => self.restart(start),
            };
        }
    }

    /// Takes the tag at `start` to end at its first `>`, whatever its quotes say, and goes on after it.
    fn restart(&mut self, start: usize) -> Event<'a> {
        self.restarts += 1;
        let rest = self.source.get(start..).unwrap_or_default();
        let tag = rest.strip_prefix('<').and_then(|tag| Some((tag, tag.find('>')?)));
        let Some((tag, end)) = tag.filter(|_| self.restarts <= MAX_RESTARTS) else {
            self.began = self.source.len();
            self.at = self.began;
            self.parser = parser("");
            return Event::Eof { cut: true };
        };
        self.began = start + end + 2;
        self.at = self.began;
        self.parser = parser(self.source.get(self.began..).unwrap_or_default());
        let raw = tag.get(..end).unwrap_or_default();
        match raw.strip_prefix('/') {
            Some(name) => Event::End(name.trim()),
            None => Event::Start(Tag { raw, is_empty: raw.ends_with('/') }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &[&str]) {
        let mut events = Events::new(source);
        let mut seen = Vec::new();
        loop {
            let event = events.next();
            seen.push(match event {
                Event::Start(tag) => format!("<{}{}", tag.raw, if tag.is_empty { "|" } else { "" }),
                Event::End(name) => format!("/{name}"),
                Event::Text(text) => format!("'{text}"),
                Event::Literal(text) => format!("!{text}"),
                Event::Reference(name) => format!("&{name}"),
                Event::Eof { cut } => format!("eof {cut}"),
            });
            if matches!(event, Event::Eof { .. }) {
                break;
            }
        }
        assert_eq!(seen, expect, "{source:?}");
    }

    #[test]
    fn events_are_slices_of_the_source() {
        check(
            "<?xml version='1.0'?><a x='1'>t &amp; u<b/><![CDATA[<c>]]><!-- d --></a >",
            &["<a x='1'", "'t ", "&amp", "' u", "<b|", "!<c>", "/a", "eof false"],
        );
    }

    #[test]
    fn stray_ampersands_are_text() {
        check("<a>b & c &d</a>", &["<a", "'b ", "'& c ", "'&d", "/a", "eof false"]);
    }

    #[test]
    fn a_quote_that_never_closes_ends_with_its_tag() {
        check("<a b=\"c>d</a>", &["<a b=\"c", "'d", "/a", "eof false"]);
        check("<a>b</", &["<a", "'b", "eof true"]);
    }
}
