//! Where a text came from when its publisher did not write it: an agency's credit or a line that names the first
//! publisher. Kept as printed; who that is in truth is worked out elsewhere.

use crate::metadata::credit_line;
use crate::metadata::title::says_the_same;

/// Whom a page credits outside its text.
#[derive(Debug, Default)]
pub(crate) struct Credits {
    /// Whom it names as authors, people or not.
    pub(crate) bylines: Vec<String>,
    /// Whom structured data names as supplier.
    pub(crate) sources: Vec<String>,
    /// The publisher's own names; a house does not credit itself.
    pub(crate) own: Vec<String>,
}

impl Credits {
    fn is_other(&self, name: &str) -> bool {
        !self.own.iter().any(|own| says_the_same(own, name))
    }
}

/// How lines about a first publication begin or read, in lower case.
#[rustfmt::skip]
const LINES: [&str; 34] = [
    "first published by", "first published on", "first published in", "originally published by",
    "originally published in", "originally published on", "originally appeared in", "originally appeared on",
    "first appeared in", "first appeared on", "republished from", "republished with permission",
    "this article was published by", "this story was produced by", "zuerst erschienen", "zuerst veröffentlicht",
    "ursprünglich erschienen", "publicado originalmente", "publicado por primera vez", "publié initialement",
    "publié à l'origine", "initialement publié", "publicado originalmente", "ilk olarak yayımlandı",
    "впервые опубликовано", "впервые опубликован", "نشر لأول مرة", "نُشر لأول مرة", "نُشر هذا المقال أولاً",
    "मूल रूप से प्रकाशित", "pertama kali diterbitkan", "pertama kali terbit", "初出", "本文首发于",
];
/// Agencies whose names in brackets or as a source mean that the text is theirs. Facts about the world.
#[rustfmt::skip]
const AGENCIES: [&str; 46] = [
    "AP", "AFP", "Reuters", "dpa", "EFE", "ANSA", "PA", "PA Media", "UPI", "TASS", "ТАСС", "РИА Новости", "Интерфакс",
    "Xinhua", "新华社", "新華社", "Kyodo", "共同", "時事", "Jiji", "AA", "Anadolu", "DHA", "İHA", "IHA", "Antara", "ANTARA",
    "PTI", "ANI", "IANS", "भाषा", "Lusa", "Agência Brasil", "Europa Press", "Télam", "Notimex", "KNA", "epd", "sda",
    "APA", "SID", "Yonhap", "رويترز", "أ ف ب", "د ب أ", "وكالات",
];
/// Where in a text such lines stand, in characters from either end.
const REACH_CHARS: usize = 500;
/// A line of credit is short.
const MAX_LINE_CHARS: usize = 200;

/// The credit as printed; where none is printed, the supplier that structured data names.
pub(crate) fn syndication(text: &str, credits: &Credits) -> Option<String> {
    let (head, tail) = ends(text);
    let printed = first_publication(head)
        .or_else(|| first_publication(tail))
        .or_else(|| dateline(head))
        .or_else(|| {
            let lines = tail.lines().rev().take(3).chain(credits.bylines.iter().map(String::as_str));
            lines.map(str::trim).find(|line| is_credit(line)).map(str::to_owned)
        })
        .or_else(|| own_form(text, head, credits).map(str::to_owned));
    printed.or_else(|| credits.sources.iter().find(|name| credits.is_other(name)).cloned())
}

/// A credit to a source that is in no list. Datelines and signatures in brackets are how an agency signs its own copy
/// too, so they count only where the publisher's name is known to be another.
fn own_form<'a>(text: &'a str, head: &'a str, credits: &Credits) -> Option<&'a str> {
    let is_other = |name: &str| credits.is_other(name);
    let knows_house = !credits.own.is_empty();
    credit_line::wire(head)
        .filter(|name| knows_house && is_other(name))
        .or_else(|| credit_line::find(text, is_other))
        .or_else(|| credit_line::signature(text).filter(|line| knows_house && is_other(line)))
}

/// The first and the last lines of a text.
fn ends(text: &str) -> (&str, &str) {
    let head = text.char_indices().nth(REACH_CHARS).map_or(text.len(), |(at, _)| at);
    let tail = text.char_indices().rev().nth(REACH_CHARS).map_or(0, |(at, _)| at);
    let head = text.get(head..).and_then(|rest| rest.find('\n')).map_or(text.len(), |more| head + more);
    let tail = text.get(..tail).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    (text.get(..head).unwrap_or(text), text.get(tail..).unwrap_or(text))
}

fn first_publication(text: &str) -> Option<String> {
    text.lines()
        .map(str::trim)
        .find(|line| {
            let lower = line.to_lowercase();
            line.chars().count() <= MAX_LINE_CHARS && LINES.iter().any(|mark| lower.contains(mark))
        })
        .map(str::to_owned)
}

/// An agency in brackets before the first sentence ends, as in "OSLO (Reuters) –" or "Ness, 3 May (AP) —".
fn dateline(head: &str) -> Option<String> {
    head.lines().take(3).find_map(|line| {
        let start: String = line.chars().take(90).collect();
        let brackets = [('(', ')'), ('（', '）'), ('/', '/')];
        let (before, inside) = brackets.into_iter().find_map(|(open, close)| {
            let (before, rest) = start.split_once(open)?;
            rest.split_once(close).map(|(inside, _)| (before, inside))
        })?;
        let is_dateline =
            !before.trim().is_empty() && before.split_whitespace().count() <= 8 && !holds_sentence(before);
        (is_dateline && is_agency(inside)).then(|| inside.trim().to_owned())
    })
}

/// Whether a sentence ends in the text; the dots of "3. Mai", "Jan. 3" and "D.C." end none.
fn holds_sentence(text: &str) -> bool {
    let after_word = |before: &str| before.chars().rev().take(2).filter(|c| c.is_lowercase()).count() == 2;
    let before_capital = |after: &str| after.trim_start().starts_with(char::is_uppercase);
    let mut dots = text.match_indices(". ").map(|(at, _)| text.split_at(at));
    text.contains(['!', '?', '。'])
        || dots.any(|(before, after)| after_word(before) && before_capital(after.trim_start_matches('.')))
}

/// Whether a text names an agency, alone or with others.
pub(crate) fn is_agency(text: &str) -> bool {
    text.split(['/', ',', '-', '&', '،', '、']).map(str::trim).any(|part| AGENCIES.contains(&part))
}

/// A last line such as "(AP)", "Source: Reuters", "dpa", "Quelle: dpa/AFP".
fn is_credit(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| {
        matches!(c, '(' | ')' | '[' | ']' | '（' | '）' | '.' | '—' | '–' | '-' | '©') || c.is_whitespace()
    });
    let name =
        bare.rsplit_once([':', '：']).filter(|(lead, _)| lead.chars().count() <= 20).map_or(bare, |(_, name)| name);
    name.chars().count() <= 40 && is_agency(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(syndication(text, &Credits::default()).unwrap_or_default(), expect, "{text}");
    }

    #[test]
    fn credits_are_found_where_they_are_printed() {
        check("NESS (Reuters) – The gate is shut.\n\nMore.", "Reuters");
        check("Ness, 3. Mai (dpa/lno) – Das Tor ist zu.", "dpa/lno");
        check("The gate is shut.\n\n(AP)", "(AP)");
        check("El cierre sigue.\n\nFuente: EFE", "Fuente: EFE");
        check(
            "The gate.\n\nThis article was first published by The Ness Courier.",
            "This article was first published by The Ness Courier.",
        );
        check("【ネス共同】", "");
        check("水門が閉じた。（共同）", "");
        check("水門が閉じた。\n\n（共同）", "（共同）");
    }

    #[test]
    fn suppliers_that_structured_data_names_count_unless_they_are_the_house() {
        let own = || vec!["Ness Courier".to_owned()];
        let check = |text: &str, source: &str, expect: Option<&str>| {
            let credits = Credits { sources: vec![source.to_owned()], own: own(), ..Credits::default() };
            assert_eq!(syndication(text, &credits).as_deref(), expect, "{text} {source}");
        };
        check("The gate is shut.", "Strait Wire", Some("Strait Wire"));
        check("The gate is shut.", "The Ness Courier", Some("The Ness Courier"));
        check("The gate is shut.", "NESS COURIER", None);
        check("The gate is shut.\n\nSource: Strait Wire", "Strait Wire", Some("Source: Strait Wire"));
        check("The gate is shut.\n\nSource: Ness Courier", "Ness Courier", None);
        check("NESS (Ness Courier) — The gate is shut.", "Ness Courier", None);
    }

    #[test]
    fn brackets_in_a_sentence_are_no_credit() {
        check("The gate was shut. Reports (AP) differ.", "");
        check("The union (the largest) met.", "");
        check("", "");
    }
}
