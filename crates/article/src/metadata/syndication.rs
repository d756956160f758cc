//! Where a text came from when its publisher did not write it: an agency's credit or a line that names the first
//! publisher. Kept as printed; who that is in truth is worked out elsewhere.

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

/// The credit as printed, if the text or one of the `bylines` has one.
pub(crate) fn syndication(text: &str, bylines: &[String]) -> Option<String> {
    let (head, tail) = ends(text);
    first_publication(head).or_else(|| first_publication(tail)).or_else(|| dateline(head)).or_else(|| {
        let lines = tail.lines().rev().take(3).chain(bylines.iter().map(String::as_str));
        lines.map(str::trim).find(|line| is_credit(line)).map(str::to_owned)
    })
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
        assert_eq!(syndication(text, &[]).unwrap_or_default(), expect, "{text}");
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
    fn brackets_in_a_sentence_are_no_credit() {
        check("The gate was shut. Reports (AP) differ.", "");
        check("The union (the largest) met.", "");
        check("", "");
    }
}
