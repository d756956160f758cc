//! A text that changed since it was read: whether, by how much, and what its publisher says about it.

use std::collections::HashMap;

/// How a text differs from what it was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Paragraphs that were not there before, or in other words.
    pub added: usize,
    /// Paragraphs that are gone, or there in other words.
    pub removed: usize,
}

/// Compares two plain texts paragraph by paragraph. Spaces, case, signs and the order make no difference.
pub fn change(before: &str, after: &str) -> Option<Change> {
    let mut counts: HashMap<String, isize> = HashMap::new();
    for paragraph in paragraphs(after) {
        *counts.entry(paragraph).or_default() += 1;
    }
    for paragraph in paragraphs(before) {
        *counts.entry(paragraph).or_default() -= 1;
    }
    let sum = |sign: isize| counts.values().map(|count| (count * sign).max(0).unsigned_abs()).sum();
    let change = Change { added: sum(1), removed: sum(-1) };
    (change.added + change.removed > 0).then_some(change)
}

fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let letters = |line: &str| line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    text.lines().map(letters).filter(|line: &String| !line.is_empty())
}

/// How notes on a correction begin, in lower case.
#[rustfmt::skip]
const NOTES: [&str; 34] = [
    "correction", "corrections", "clarification", "editor's note", "editors' note", "this article was amended",
    "this article has been corrected", "this story has been corrected", "this story has been updated to correct",
    "berichtigung", "korrektur", "anmerkung der redaktion", "hinweis der redaktion", "rectificatif", "correctif",
    "note de la rédaction", "corrección", "fe de errores", "nota de la redacción", "correção", "errata", "nota da redação",
    "rettifica", "errata corrige", "исправление", "от редакции", "düzeltme", "ralat", "koreksi", "訂正", "更正", "정정",
    "تصحيح", "تصويب",
];
/// Notes stand at either end.
const NOTE_REACH: usize = 3;
/// Longer paragraphs are the text.
const MAX_NOTE_CHARS: usize = 800;

/// The paragraph in which a publisher says what it corrected.
pub(crate) fn correction(text: &str) -> Option<String> {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let ends = paragraphs.iter().take(NOTE_REACH).chain(paragraphs.iter().rev().take(NOTE_REACH));
    let mut notes = ends.filter(|paragraph| is_note(paragraph));
    notes.next().map(|note| (*note).to_owned())
}

fn is_note(paragraph: &str) -> bool {
    let start: String = paragraph.chars().take(60).flat_map(char::to_lowercase).collect();
    let start = start.trim_start_matches(|c: char| !c.is_alphanumeric()).replace('’', "'");
    // A colon or the like follows; "Corrections officers" are people.
    let begins = |note: &str| {
        start
            .strip_prefix(note)
            .is_some_and(|rest| !rest.trim_start().starts_with(char::is_alphabetic) || note.contains(' '))
    };
    paragraph.chars().nth(MAX_NOTE_CHARS).is_none() && NOTES.iter().any(|note| begins(note))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_says_the_same_has_not_changed() {
        assert_eq!(change("The gate is shut.\n\nBoats wait.", "The gate is  shut\n\nboats wait."), None);
        assert_eq!(change("One.\n\nTwo.", "Two.\n\nOne."), None);
    }

    #[test]
    fn paragraphs_that_came_and_went_are_counted() {
        let before = "The gate is shut.\n\nBoats wait.\n\nBoats wait.";
        assert_eq!(change(before, "The gate is open.\n\nBoats wait."), Some(Change { added: 1, removed: 2 }));
        assert_eq!(change("", "One."), Some(Change { added: 1, removed: 0 }));
    }

    #[test]
    fn notes_on_corrections_are_found_at_either_end() {
        let check = |text: &str, expect: Option<&str>| assert_eq!(correction(text).as_deref(), expect, "{text}");
        check("The gate.\n\nCorrection: it weighs four tonnes.", Some("Correction: it weighs four tonnes."));
        check("* Editor’s note: it was Monday.\n\nThe gate.", Some("* Editor’s note: it was Monday."));
        check("更正：闸门重四吨。\n\n正文。", Some("更正：闸门重四吨。"));
        check("Corrections officers went on strike.\n\nMore.", None);
        check("", None);
    }
}
