//! Credits to sources that nobody has heard of: a line such as "Source: Strait Wire", a dateline such as
//! "NESS (Strait Wire) —".
//!
//! Without a list of names the form must be strict. Tables and charts name their sources in the same words, so a line
//! counts only where prose has just ended (or not yet begun) and only when it holds a name and nothing else.

/// What stands before the colon, in lower case.
#[rustfmt::skip]
const LEADS: [&str; 29] = [
    "source", "news source", "from", "agency", "wire", "quelle", "agentur", "fuente", "agencia", "fonte", "agência",
    "agence", "bron", "källa", "kilde", "źródło", "kaynak", "sumber", "источник", "المصدر", "مصدر", "وكالة", "स्रोत", "出典",
    "提供", "配信", "来源", "來源", "출처",
];
/// Words of a source of figures rather than of a text, in lower case.
#[rustfmt::skip]
const FIGURES: [&str; 25] = [
    "figures", "data", "statistics", "survey", "census", "report", "reports", "study", "calculations", "estimates",
    "daten", "statistik", "umfrage", "berechnung", "datos", "encuesta", "données", "sondage", "dados", "данные",
    "статистика", "بيانات", "統計", "調査", "数据",
];
/// Words that agencies bear in their names, in lower case.
#[rustfmt::skip]
const AGENCY_WORDS: [&str; 22] = [
    "wire", "press", "news", "newswire", "agency", "service", "presse", "agentur", "dienst", "nachrichten", "agencia",
    "noticias", "prensa", "agence", "agência", "agenzia", "ajansı", "агентство", "вести", "وكالة", "通信", "通讯社",
];
const MAX_NAME_CHARS: usize = 40;
const MAX_NAME_WORDS: usize = 5;
/// How many lines from either end are looked at.
const REACH_LINES: usize = 3;

/// The first line of credit at the start or the end of a text, as printed.
pub(crate) fn find(text: &str, is_wanted: impl Fn(&str) -> bool) -> Option<&str> {
    let is_found = |line: &str| named(line).is_some_and(&is_wanted);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let last = lines.get(lines.len().saturating_sub(REACH_LINES + 1)..).unwrap_or_default();
    let mut ends = last.iter().zip(last.iter().skip(1)).filter(|(before, _)| ends_sentence(before));
    let at_end = ends.find(|(_, line)| is_found(line)).map(|(_, line)| *line);
    at_end.or_else(|| lines.first().copied().filter(|line| is_found(line)))
}

/// The last line, if it is an agency's name in brackets.
pub(crate) fn signature(text: &str) -> Option<&str> {
    let last = text.lines().rev().map(str::trim).find(|line| !line.is_empty())?;
    in_brackets(last).filter(|name| is_agency_name(name))
}

/// The name in a line of credit, if it is one.
fn named(line: &str) -> Option<&str> {
    let line = in_brackets(line).unwrap_or(line);
    let (lead, name) = line.split_once([':', '：', '／'])?;
    let name = name.trim().trim_end_matches(['.', '。', '।']);
    (LEADS.contains(&lead.trim().to_lowercase().as_str()) && is_name(name)).then_some(name)
}

fn in_brackets(line: &str) -> Option<&str> {
    let pairs = [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】')];
    pairs.into_iter().find_map(|(open, close)| line.strip_prefix(open)?.strip_suffix(close)).map(str::trim)
}

/// Whether a text is a name and nothing else: short, of capitals where the script has them, no figures, no sentence.
fn is_name(text: &str) -> bool {
    let words = || text.split_whitespace();
    let lower = text.to_lowercase();
    let is_of_figures = FIGURES.iter().any(|word| {
        if word.is_ascii() {
            lower.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word)
        } else {
            lower.contains(word)
        }
    });
    let is_long = |word: &&str| word.chars().count() > 3;
    text.chars().count() <= MAX_NAME_CHARS
        && (1..=MAX_NAME_WORDS).contains(&words().count())
        && text.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && !words().filter(is_long).any(|word| word.starts_with(char::is_lowercase))
        && !text.contains(|c: char| c.is_numeric() || matches!(c, '?' | '!' | '"' | '“' | '。' | ';' | ':' | '/'))
        && !text.contains(". ")
        && !lower.contains("’s ")
        && !lower.contains("'s ")
        && !is_of_figures
}

fn is_agency_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    is_name(text)
        && AGENCY_WORDS.iter().any(|word| {
            let mut parts = lower.split(|c: char| !c.is_alphanumeric());
            parts.any(|part| part == *word) || (!word.is_ascii() && lower.ends_with(word))
        })
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '’', '\'', '»', '“', ')', '）', '」', '』', ' ']);
    line.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// The name in a dateline: a place, the name in brackets, a dash. The place is in capitals, or the name is an agency's.
pub(crate) fn wire(head: &str) -> Option<&str> {
    head.lines().take(REACH_LINES).find_map(|line| {
        let (place, rest) = line.split_once('(')?;
        let (name, rest) = rest.split_once(')')?;
        let rest = rest.trim_start();
        let place = place.trim();
        let is_short = place.chars().count() <= MAX_NAME_CHARS && !place.contains(['!', '?', '"', '“']);
        let is_capital = |c: char| c.is_uppercase() || !c.is_alphabetic();
        let is_placed = place.chars().filter(|c| c.is_uppercase()).count() >= 3 && place.chars().all(is_capital);
        let is_dashed = rest.starts_with(['–', '—', '-', '−']);
        let is_dateline = is_dashed && is_short && is_name(name) && (is_placed || is_agency_name(name));
        is_dateline.then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(find(text, |_| true), expect, "{text}");
    }

    #[test]
    fn a_source_that_is_named_after_the_text_is_found() {
        for line in [
            "Source: Strait Wire",
            "Source : Agence du Détroit",
            "(Source: The Ness Courier)",
            "Quelle: Sundbote",
            "Fuente: La Voz de Ness",
            "المصدر: وكالة المضيق",
            "出典：海峡通信",
            "提供：海峡通信社",
        ] {
            check(&format!("The gate is shut.\n\n{line}"), Some(line));
        }
        check("Source: Strait Wire\n\nThe gate is shut.\n\nIt opens again on Monday.", Some("Source: Strait Wire"));
        check("He said: “It is shut.”\n\nSource: Strait Wire\n\nCorrection: it is open.", Some("Source: Strait Wire"));
    }

    #[test]
    fn sources_of_figures_and_prose_are_no_credit() {
        for line in [
            "Source: the council's own figures",
            "Source: Council Figures",
            "Source: Harbour Office, 2024",
            "Source: Harbour Office's own count",
            "Source: https://coast.example/report",
            "The source: Ada Okoye",
            "Source: Ask anyone waiting for a ferry beside a closed bridge",
            "(Laughter)",
            "(Ada Okoye)",
            "From: noon on Monday",
        ] {
            check(&format!("The gate is shut.\n\n{line}"), None);
        }
        check("Cars a day\n\nNess 12\nOrrin 14\n\nSource: Harbour Office", None);
        check("The gate.\n\n(Strait Wire)", None);
        check("One.\n\nSource: Strait Wire\n\nTwo.\n\nThree.", Some("Source: Strait Wire"));
        check("One.\n\nTwo.\n\nThree.\n\nSource: Strait Wire\n\nFour.\n\nFive.\n\nSix.", None);
    }

    #[test]
    fn an_agency_signs_in_brackets() {
        let check = |text: &str, expect: Option<&str>| assert_eq!(signature(text), expect, "{text}");
        check("The gate is shut.\n\n(Strait Wire)", Some("Strait Wire"));
        check("The gate is shut.\n\n（海峡通信）", Some("海峡通信"));
        check("The gate is shut.\n\n(Ada Okoye)", None);
        check("The gate is shut.\n\n(Laughter)", None);
    }

    #[test]
    fn a_dateline_names_its_wire() {
        let check = |head: &str, expect: Option<&str>| assert_eq!(wire(head), expect, "{head}");
        check("TARN NESS (Strait Wire) — The gate is shut.", Some("Strait Wire"));
        check("NESS, 3 MAY (Sundbote) – The gate is shut.", Some("Sundbote"));
        check("Ness (Strait News Agency) - The gate is shut.", Some("Strait News Agency"));
        check("Mayor Ode (Labour) — who resigned — is back.", None);
        check("The union (the largest) — met.", None);
        check("NESS (Strait Wire) is a place.", None);
        check("The gate (Orrin) is shut.", None);
    }
}
