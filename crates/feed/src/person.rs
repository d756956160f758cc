//! Names out of the many ways in which feeds write a person.

use crate::html::plain::plain_text;

/// Longer is a biography.
const MAX_NAME_CHARS: usize = 200;

/// The name in `Name`, `me@paper.example (Name)`, `Name <me@paper.example>` and the like; the address when it is all
/// there is, unless it is a machine's.
pub(crate) fn name(text: &str) -> Option<String> {
    let text = plain_keeping_address(text);
    let text = text.strip_prefix("mailto:").unwrap_or(&text);
    let (outside, inside) = text.split_once(['(', '<']).unwrap_or((text, ""));
    let (outside, inside) = (outside.trim(), inside.trim_end().trim_end_matches([')', '>']).trim());
    let chosen = match (is_address(outside), is_address(inside)) {
        (true, false) if !inside.is_empty() => inside,
        (_, true) if !outside.is_empty() => outside,
        (true, _) => outside,
        (false, true) => inside,
        // Parentheses that hold no address belong to the name.
        (false, false) => return known(&without_address(text)),
    };
    known(chosen)
}

/// A person of whom name and address are told apart.
pub(crate) fn name_or_address(name: Option<String>, address: Option<String>) -> Option<String> {
    name.and_then(|text| self::name(&text)).or_else(|| known(&address?))
}

/// `Name <me@paper.example>` would lose its address as if that were a tag.
fn plain_keeping_address(text: &str) -> String {
    match text.split_once('<') {
        Some((before, after)) if is_address(after.trim_end().trim_end_matches('>')) => {
            format!("{} <{}", plain_text(before), after.trim())
        }
        _ => plain_text(text),
    }
}

/// `Name me@paper.example`.
fn without_address(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').filter(|word| !is_address(word)).collect();
    words.join(" ")
}

fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && !host.is_empty() && !host.contains('@') && !text.contains(char::is_whitespace)
    })
}

fn known(name: &str) -> Option<String> {
    let name = name.trim().trim_matches(['"', ',', ';']).trim();
    let machine = name.to_ascii_lowercase();
    let is_machine = machine.starts_with("noreply@") || machine.starts_with("no-reply@") || machine == "unknown";
    (!name.is_empty() && !is_machine && name.chars().count() <= MAX_NAME_CHARS).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(name(text).as_deref(), expect, "{text:?}");
    }

    #[test]
    fn names_are_told_from_addresses() {
        check("Ada Birch", Some("Ada Birch"));
        check("ada@paper.example (Ada Birch)", Some("Ada Birch"));
        check("Ada Birch <ada@paper.example>", Some("Ada Birch"));
        check("Ada Birch (ada@paper.example)", Some("Ada Birch"));
        check("Ada Birch ada@paper.example", Some("Ada Birch"));
        check("mailto:ada@paper.example", Some("ada@paper.example"));
        check("<ada@paper.example>", Some("ada@paper.example"));
        check("Ada Birch (Harbour desk)", Some("Ada Birch (Harbour desk)"));
    }

    #[test]
    fn machines_and_markup_are_no_names() {
        check("noreply@paper.example", None);
        check("noreply@paper.example (The Ledger)", Some("The Ledger"));
        check("<b>Ada</b> &amp; Ben", Some("Ada & Ben"));
        check(" ", None);
        check(&"x".repeat(1000), None);
    }
}
