//! The document type: left out, but for the simple entities it declares.
//!
//! An entity is expanded only when its value is short text without references of its own; that rules out both
//! entity bombs and files of other people. What all expansions together may add is bounded by [`Entities::resolve`].

use std::cell::Cell;

use crate::problem::{Problem, Problems, quoted};

/// More entities than this are not remembered.
const MAX_ENTITIES: usize = 200;
/// Longer values are not expanded.
const MAX_VALUE_BYTES: usize = 1024;
/// What all expansions in a file may add up to.
const MAX_EXPANDED_BYTES: usize = 256 * 1024;

/// The entities that a document declares for itself.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    declared: Vec<(String, String)>,
    expanded_bytes: Cell<usize>,
    was_read: bool,
}

impl Entities {
    /// The value of an entity, while the bound on all expansions holds.
    pub(crate) fn resolve(&self, name: &str) -> Option<&str> {
        let (_, value) = self.declared.iter().find(|(declared, _)| declared == name)?;
        let total = self.expanded_bytes.get() + value.len();
        if total > MAX_EXPANDED_BYTES {
            return None;
        }
        self.expanded_bytes.set(total);
        Some(value)
    }

    /// Whether the document declares nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.declared.is_empty()
    }

    fn declare(&mut self, declaration: &str, problems: &mut Problems) {
        let Some((name, rest)) = declaration.trim_start().split_once(|c: char| c.is_ascii_whitespace()) else { return };
        let rest = rest.trim_start();
        let value = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .and_then(|quote| rest.get(1..)?.split_once(quote))
            .map(|(value, _)| value);
        match value {
            Some(value) if is_simple(value) && self.declared.len() < MAX_ENTITIES => {
                self.declared.push((name.to_owned(), super::entity::decode(value, &Self::default()).into_owned()));
            }
            _ => problems.note(Problem::RefusedEntity(quoted(name))),
        }
    }
}

/// Short, and referring to nothing but characters.
fn is_simple(value: &str) -> bool {
    let refers = value.split('&').skip(1).any(|reference| !reference.starts_with('#'));
    value.len() <= MAX_VALUE_BYTES && !refers && !value.contains('%')
}

/// Reads the document type at the start of `text`: remembers its simple entities and returns its length in bytes.
///
/// One that never ends is cut after its first `>`, so that the feed after it is not lost. Only the first may declare
/// anything: reading each of many that never end would take the square of the file's length.
pub(crate) fn read(text: &str, entities: &mut Entities, problems: &mut Problems) -> usize {
    let first_close = text.find('>').map_or(text.len(), |at| at + 1);
    if std::mem::replace(&mut entities.was_read, true) {
        return first_close;
    }
    let Some(bracket) = text.get(..first_close).and_then(|head| head.find('[')) else { return first_close };
    let mut at = bracket + 1;
    while let Some(step) = text.get(at..).and_then(|rest| rest.find(['<', ']'])) {
        at += step;
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with(']') {
            let close = rest.find('>').map_or(rest.len(), |end| end + 1);
            return at + close;
        }
        let Some(length) = declaration_length(rest) else { break };
        if let Some(declaration) = rest.strip_prefix("<!ENTITY") {
            entities.declare(declaration, problems);
        }
        at += length;
    }
    problems.note(Problem::MismatchedTags);
    first_close
}

/// The length of a declaration or comment, whose quoted values may hold `>`.
fn declaration_length(rest: &str) -> Option<usize> {
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|end| end + 3);
    }
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, rest: &str, expect: &[(&str, &str)]) {
        let mut entities = Entities::default();
        let length = read(text, &mut entities, &mut Problems::default());
        assert_eq!(text.get(length..), Some(rest), "{text:?}");
        let declared: Vec<_> = entities.declared.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(declared, expect, "{text:?}");
    }

    #[test]
    fn simple_entities_are_remembered() {
        check("<!DOCTYPE rss><rss/>", "<rss/>", &[]);
        check(
            r#"<!DOCTYPE rss PUBLIC "x" "y" [<!ENTITY a "b>c"><!-- > --><!ENTITY  d 'e&#38;f'>] ><rss/>"#,
            "<rss/>",
            &[("a", "b>c"), ("d", "e&f")],
        );
    }

    #[test]
    fn entities_that_refer_are_refused() {
        check(
            r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///x"><!ENTITY % p "q">]>"#,
            "",
            &[("a", "aaaa")],
        );
    }

    #[test]
    fn a_document_type_without_end_does_not_swallow_the_feed() {
        check("<!DOCTYPE x [<!ENTITY a \"b><rss/>", "<rss/>", &[]);
        check("<!DOCTYPE x", "", &[]);
    }

    #[test]
    fn all_expansions_together_are_bounded() {
        let mut entities = Entities::default();
        read(&format!("<!DOCTYPE x [<!ENTITY a \"{}\">]>", "b".repeat(1000)), &mut entities, &mut Problems::default());
        let expanded = (0..10_000).filter(|_| entities.resolve("a").is_some()).count();
        assert_eq!(expanded, MAX_EXPANDED_BYTES / 1000);
    }
}
