//! Mends what would stop an XML parser before it sees the text, in one pass: junk before the first tag, forbidden
//! characters, `<` that opens nothing, constructs that the end of the file cuts off.
//!
//! The document type is taken out here, and its simple entities with it, so that the parser never sees one. What
//! needs the nesting of elements is mended in [`crate::xml::reader`].

use std::borrow::Cow;

use crate::problem::{Problem, Problems};
use crate::xml::doctype::{self, Entities};

/// Text that the XML parser reads to its end, and the entities it may name.
pub(crate) struct Repaired<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) entities: Entities,
}

/// Mends `text`; borrows it when there is nothing to mend.
pub(crate) fn repair<'a>(text: &'a str, problems: &mut Problems) -> Repaired<'a> {
    let text = without_junk_before(text, problems);
    let text = without_control_characters(text, problems);
    let mut entities = Entities::default();
    let mended = match &text {
        Cow::Borrowed(text) => mend_markup(text, &mut entities, problems),
        Cow::Owned(text) => Cow::Owned(mend_markup(text, &mut entities, problems).into_owned()),
    };
    Repaired { text: mended, entities }
}

fn without_junk_before<'a>(text: &'a str, problems: &mut Problems) -> &'a str {
    let starts_markup = |at: usize| {
        let next = text.as_bytes().get(at + 1).copied().unwrap_or_default();
        matches!(next, b'?' | b'!') || starts_name(next)
    };
    let first = text.match_indices('<').map(|(at, _)| at).find(|at| starts_markup(*at)).unwrap_or(0);
    let (junk, kept) = text.split_at_checked(first).unwrap_or(("", text));
    if !junk.trim().is_empty() {
        problems.note(Problem::JunkBefore);
    }
    kept
}

fn is_forbidden(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

fn without_control_characters<'a>(text: &'a str, problems: &mut Problems) -> Cow<'a, str> {
    if !text.bytes().any(is_forbidden) {
        return Cow::Borrowed(text);
    }
    problems.note(Problem::ControlCharacters);
    Cow::Owned(text.chars().filter(|c| !u8::try_from(*c).is_ok_and(is_forbidden)).collect())
}

/// What stands at a `<`.
enum Markup {
    /// A tag, for the parser to read.
    Tag,
    /// Something closed, so many bytes long, that is no tag.
    Closed(usize),
    /// Something to be left out.
    Dropped(usize),
    /// A character that opens nothing.
    Stray,
    /// A CDATA section or comment that the end of the file cuts off.
    Cut(&'static str),
}

fn mend_markup<'a>(text: &'a str, entities: &mut Entities, problems: &mut Problems) -> Cow<'a, str> {
    let mut mended = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| rest.find('<')) {
        at += step;
        let rest = text.get(at..).unwrap_or_default();
        let (skipped, replacement) = match markup(rest, entities, problems) {
            Markup::Tag => {
                at += 1;
                continue;
            }
            Markup::Closed(length) => {
                at += length;
                continue;
            }
            Markup::Dropped(length) => (length, ""),
            Markup::Stray => {
                problems.note(Problem::StrayLessThan);
                (1, "&lt;")
            }
            Markup::Cut(closing) => {
                problems.note(Problem::Truncated);
                mended.push_str(text.get(copied..).unwrap_or_default());
                mended.push_str(closing);
                return Cow::Owned(mended);
            }
        };
        mended.push_str(text.get(copied..at).unwrap_or_default());
        mended.push_str(replacement);
        at += skipped;
        copied = at;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    mended.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(mended)
}

fn markup(rest: &str, entities: &mut Entities, problems: &mut Problems) -> Markup {
    let closed_by = |opening: &str, closing: &'static str| {
        let inner = rest.get(opening.len()..).unwrap_or_default();
        inner.find(closing).map_or(Markup::Cut(closing), |end| Markup::Closed(opening.len() + end + closing.len()))
    };
    let second = rest.as_bytes().get(1).copied().unwrap_or_default();
    let third = rest.as_bytes().get(2).copied().unwrap_or_default();
    match second {
        b'/' if starts_name(third) => Markup::Tag,
        b'?' => closed_by("<?", "?>"),
        b'!' if rest.starts_with("<![CDATA[") => closed_by("<![CDATA[", "]]>"),
        b'!' if rest.starts_with("<!--") => closed_by("<!--", "-->"),
        b'!' if is_doctype(rest) => Markup::Dropped(doctype::read(rest, entities, problems)),
        other if starts_name(other) => Markup::Tag,
        _ => Markup::Stray,
    }
}

fn is_doctype(rest: &str) -> bool {
    rest.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case("doctype"))
}

fn starts_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':') || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str, expected_problems: &[Problem]) {
        let mut problems = Problems::default();
        assert_eq!(repair(text, &mut problems).text, expect, "{text:?}");
        assert_eq!(problems.into_vec(), expected_problems, "{text:?}");
    }

    #[test]
    fn whole_text_is_borrowed() {
        let text = "<?xml version='1.0'?><!-- a < b --><a><![CDATA[ 1 < 2 ]]></a>";
        assert!(matches!(repair(text, &mut Problems::default()).text, Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn junk_before_the_first_tag_goes() {
        check("Warning: 1 < 2 in line 3\n<rss/>", "<rss/>", &[Problem::JunkBefore]);
        check("  \n<rss/>", "<rss/>", &[]);
    }

    #[test]
    fn forbidden_characters_go() {
        check("<a>x\u{0}y\u{b}z\t</a>", "<a>xyz\t</a>", &[Problem::ControlCharacters]);
    }

    #[test]
    fn a_less_than_sign_that_opens_nothing_is_text() {
        check("<a>1 < 2 <3 </ <!x</a>", "<a>1 &lt; 2 &lt;3 &lt;/ &lt;!x</a>", &[Problem::StrayLessThan]);
    }

    #[test]
    fn what_the_end_cuts_off_is_closed() {
        check("<a><![CDATA[ half", "<a><![CDATA[ half]]>", &[Problem::Truncated]);
        check("<a><!-- half", "<a><!-- half-->", &[Problem::Truncated]);
        check("<a>b<![CD", "<a>b&lt;![CD", &[Problem::StrayLessThan]);
    }

    #[test]
    fn the_document_type_goes() {
        check("<!DOCTYPE rss [<!ENTITY x \"y\">]><rss/>", "<rss/>", &[]);
    }
}
