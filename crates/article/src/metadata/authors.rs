//! Who wrote a piece: names of people, or of the organisation that signs it.

use crate::facts::{Facts, one_line};
use crate::metadata::json_ld::Described;
use crate::metadata::syndication::is_agency;
use crate::metadata::title::says_the_same;

/// Words before a name, in lower case.
#[rustfmt::skip]
const BEFORE: [&str; 44] = [
    "by ", "written by ", "words by ", "story by ", "reported by ", "posted by ", "author: ", "authors: ", "author ",
    "from ", "von ", "ein kommentar von ", "text: ", "par ", "por ", "texto: ", "di ", "da ", "door ", "av ", "af ",
    "oleh ", "oleh: ", "penulis: ", "yazan: ", "haber: ", "автор: ", "автор ", "текст: ", "بقلم: ", "بقلم ", "كتب: ",
    "كتب ", "كتبت ", "लेखक: ", "द्वारा ", "作者：", "作者:", "记者 ", "記者 ", "文／", "文/", "編集：", "執筆：",
];
/// Signs and words between names; the words stand between spaces.
#[rustfmt::skip]
const BETWEEN: [&str; 22] = [
    ", ", ";", " and ", " & ", " und ", " et ", " y ", " e ", " dan ", " ve ", " и ", " و", " और ", "、", "，", " | ",
    " / ", " • ", " · ", " with ", " mit ", " avec ",
];
/// What is no name of a person, in lower case: roles and departments.
#[rustfmt::skip]
const ROLES: [&str; 46] = [
    "editor", "reporter", "correspondent", "writer", "staff", "desk", "newsroom", "redaktion", "rédaction",
    "redacción", "redação", "redaksi", "admin", "administrator", "team", "agency", "agencies", "agencia", "agencias",
    "agence", "agentur", "agenturen", "редакция", "корреспондент", "haber merkezi", "muhabir", "journalist",
    "journaliste", "periodista", "columnist", "contributor", "news service", "online", "website", "webdesk",
    "web desk", "editorial", "編集部", "编辑部", "编辑", "記者団", "تحرير", "وكالات", "डेस्क", "संवाददाता", "guest",
];
const MAX_AUTHORS: usize = 12;
const MAX_NAME_CHARS: usize = 60;
const OFFICE_WORDS: usize = 4;

/// Those named as authors, each once. Structured data is asked first, visible bylines last; an organisation other than
/// the publisher is named where no person is.
pub(crate) fn authors(facts: &Facts) -> Vec<String> {
    let described = facts.described.iter().flat_map(|piece| piece.people.iter().map(String::as_str)).collect();
    let names =
        ["author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator", "sailthru.author"];
    let metas = facts.metas(&names).collect();
    let organisations: Vec<&str> = facts
        .metas(&["og:site_name"])
        .chain(facts.described.iter().map(|piece| piece.publisher.as_str()))
        .chain(facts.described.iter().flat_map(|piece| piece.organisations.iter().map(String::as_str)))
        .collect();
    // Each byline stands alone: the second one on a page often belongs to another piece.
    let bylines = facts.bylines.iter().map(|byline| vec![byline.as_str()]);
    let sources: [Vec<&str>; 2] = [described, metas];
    let mut found = sources.into_iter().chain(bylines).map(|source| people(&source, &organisations));
    found.find(|people| !people.is_empty()).unwrap_or_else(|| signatories(facts))
}

/// Organisations that structured data names as authors. A publisher that names itself says nothing, and an agency is a
/// credit (see `syndication`).
fn signatories(facts: &Facts) -> Vec<String> {
    let publishers =
        || facts.metas(&["og:site_name"]).chain(facts.described.iter().map(|piece| piece.publisher.as_str()));
    let mut names: Vec<String> = Vec::new();
    // Many systems call every author a person; so long a name is an office's.
    let long = |piece: &Described| -> Vec<String> {
        piece.people.iter().filter(|name| name.split_whitespace().count() >= OFFICE_WORDS).cloned().collect()
    };
    let signed = facts.described.iter().flat_map(|piece| piece.organisations.iter().cloned().chain(long(piece)));
    for name in signed {
        let is_own = publishers().any(|publisher| says_the_same(publisher, &name));
        let is_known = names.iter().any(|known| says_the_same(known, &name));
        let is_plain = (2..=MAX_NAME_CHARS).contains(&name.chars().count()) && !name.contains(['/', '@', '<']);
        if is_plain && !is_own && !is_known && !is_agency(&name) && names.len() < MAX_AUTHORS {
            names.push(name);
        }
    }
    names
}

fn people(texts: &[&str], organisations: &[&str]) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for name in texts.iter().flat_map(|text| people_in(text)) {
        let is_organisation = is_agency(&name) || organisations.iter().any(|other| says_the_same(other, &name));
        let is_known = people.iter().any(|known| says_the_same(known, &name));
        if !is_organisation && !is_known && people.len() < MAX_AUTHORS {
            people.push(name);
        }
    }
    people
}

/// The names in a byline without its agency: "Ada Okoye Associated Press" is a person, "Reuters, Oslo" is none.
fn people_in(byline: &str) -> Vec<String> {
    let mut names = names_in(byline);
    for name in &mut names {
        let signed = SIGNED.iter().find_map(|agency| name.strip_suffix(agency)).map(|name| name.trim().to_owned());
        *name = signed.unwrap_or_else(|| std::mem::take(name));
    }
    if names.iter().any(|name| is_agency(name)) {
        names.retain(|name| name.contains(' ') || is_agency(name));
    }
    names
}

/// Agencies whose name follows that of a person without a sign between them.
const SIGNED: [&str; 3] = [" The Associated Press", " Associated Press", " Agence France-Presse"];

/// The names in a byline.
pub(crate) fn names_in(byline: &str) -> Vec<String> {
    let mut rest = one_line(byline);
    for separator in BETWEEN {
        rest = replace_ignoring_case(&rest, separator, "\n");
    }
    rest.lines().map(without_lead).filter(|name| is_name(name)).map(str::to_owned).collect()
}

fn replace_ignoring_case(text: &str, from: &str, to: &str) -> String {
    let text = text.replace(from, to);
    let upper = from.to_uppercase();
    if upper == from { text } else { text.replace(&upper, to) }
}

fn without_lead(name: &str) -> &str {
    let mut name = name.trim();
    while let Some(lead) = BEFORE.iter().find(|lead| starts_with_ignoring_case(name, lead)) {
        name = name.get(lead.len()..).unwrap_or_default().trim();
    }
    name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '|' | '@' | '"'))
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.to_lowercase() == *start)
}

fn is_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let chars = name.chars().count();
    let is_plain = !lower.contains("http")
        && !lower.contains("www.")
        && !name.contains(['@', '/', '<', '{', '=', '_', '?', '!', '*', '(']);
    let is_role = ROLES.iter().any(|role| {
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == *role)
            || (!role.is_ascii() && lower.contains(role))
            || lower == *role
    });
    let digits = name.chars().filter(char::is_ascii_digit).count();
    (2..=MAX_NAME_CHARS).contains(&chars)
        && is_plain
        && !is_role
        && digits == 0
        && name.split_whitespace().count() <= 7
        && name.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(byline: &str, expect: &[&str]) {
        assert_eq!(names_in(byline), expect, "{byline}");
    }

    #[test]
    fn bylines_become_names() {
        check("By Ada Okoye", &["Ada Okoye"]);
        check("BY ADA OKOYE AND JON VALE, Staff Writer", &["ADA OKOYE", "JON VALE"]);
        check("Von Greta Halm und Jan Ott", &["Greta Halm", "Jan Ott"]);
        check("Por Lucía Ramos y Iván Gil", &["Lucía Ramos", "Iván Gil"]);
        check("بقلم: ليلى حداد", &["ليلى حداد"]);
        check("Автор: Анна Белова", &["Анна Белова"]);
        check("記者 山田花子、佐藤一郎", &["山田花子", "佐藤一郎"]);
        check("Byron Deyne", &["Byron Deyne"]);
    }

    #[test]
    fn agencies_and_their_places_are_no_people() {
        let check = |byline: &str, expect: &[&str]| assert_eq!(people(&[byline], &[]), expect, "{byline}");
        check("Ada Okoye Associated Press", &["Ada Okoye"]);
        check("Reuters, Oslo", &[]);
        check("Reuters, Ada Okoye", &["Ada Okoye"]);
        check("Ada", &["Ada"]);
    }

    #[test]
    fn an_organisation_signs_where_no_person_does() {
        let check = |authors: &str, expect: &[&str]| {
            let html = format!(
                "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":[{authors}],\
                 \"publisher\":{{\"name\":\"Ness Courier\"}}}}</script>"
            );
            assert_eq!(super::authors(&crate::facts::read_facts(&html)), expect, "{authors}");
        };
        let office = r#"{"@type":"Organization","name":"Office of the Harbour Administrator"}"#;
        check(office, &["Office of the Harbour Administrator"]);
        check(&format!(r#"{office},{{"@type":"Person","name":"Ada Okoye"}}"#), &["Ada Okoye"]);
        check(r#"{"@type":"Person","name":"Office of the Administrator"}"#, &["Office of the Administrator"]);
        check(r#"{"@type":"Person","name":"Site Administrator"}"#, &[]);
        check(r#"{"@type":"Organization","name":"Ness Courier"}"#, &[]);
        check(r#"{"@type":"NewsMediaOrganization","name":"Reuters"}"#, &[]);
    }

    #[test]
    fn what_is_no_person_is_left_out() {
        check("https://coast.example/ada", &[]);
        check("ada@coast.example", &[]);
        check("Coast newsroom", &[]);
        check("admin", &[]);
        check("Published 12 March 2024", &[]);
        check("", &[]);
    }
}
