//! Whom a line of credit names, for comparison with another such line.

/// Words that name no agency in particular.
#[rustfmt::skip]
const NOBODY: [&str; 14] = [
    "agencies", "agency", "agenturen", "agences", "agencias", "agenzie", "ajanslar", "агентства", "وكالات", "staff",
    "source", "quelle", "wire", "wires",
];
/// A part of more words is a sentence around a name.
const NAME_WORDS: usize = 4;

/// A line of credit: all its words, and the parts of it that may be names.
#[derive(Debug, Default)]
pub(super) struct Credit {
    /// Every word, each between two spaces, so that a name is found in it by whole words.
    line: String,
    names: Vec<String>,
}

impl Credit {
    /// Reads a line as printed, such as `Quelle: dpa/AFP` or `First published by Meridian Wire`.
    pub(super) fn read(line: &str) -> Self {
        let stated = line.rsplit_once([':', '：']).map_or(line, |(_, names)| names);
        let parts = stated.split(['/', ',', ';', '&', '+', '،', '、', '|']).map(words);
        let is_name = |part: &String| {
            let count = part.split_whitespace().count();
            (1..=NAME_WORDS).contains(&count) && !NOBODY.contains(&part.trim())
        };
        Self { line: words(line), names: parts.filter(is_name).collect() }
    }

    /// The names in it, in lower case; none where it is a sentence.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether one names whom the other names.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let within = |names: &[String], line: &str| names.iter().any(|name| line.contains(name.as_str()));
        within(&self.names, &other.line) || within(&other.names, &self.line)
    }
}

/// The words of a text in lower case, each between two spaces: ` meridian wire `.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut line = String::with_capacity(lower.len() + 2);
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        line.push(' ');
        line.push_str(word);
    }
    if !line.is_empty() {
        line.push(' ');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, expect: bool) {
        let (one_read, other_read) = (Credit::read(one), Credit::read(other));
        assert_eq!(one_read.agrees(&other_read), expect, "{one:?} and {other:?}");
        assert_eq!(other_read.agrees(&one_read), expect, "{other:?} and {one:?}");
    }

    #[test]
    fn one_agency_is_known_however_it_is_printed() {
        check("(AP)", "AP", true);
        check("Quelle: dpa/AFP", "AFP", true);
        check("Meridian Wire", "This article was first published by Meridian Wire.", true);
        check("来源：新华社", "新华社", true);
        check("With material from Meridian Wire", "MERIDIAN WIRE", true);
    }

    #[test]
    fn different_or_unnamed_agencies_do_not_agree() {
        check("AP", "AFP", false);
        check("AP", "Apa", false);
        check("Agencies", "agencies", false);
        check("", "", false);
        check("AP", "", false);
        check("First published by somebody else", "First published by Meridian Wire", false);
    }
}
