//! The files and the list of messages say the same; dates and times read as they should.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use model::{Cause, Genre, Section};

use super::messages::LISTED;
use super::{FILES, Words};

/// Each message of the files with the arguments it mentions.
fn in_files() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in FILES {
        let mut name = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((start, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                start.clone_into(&mut name);
                assert!(found.insert(name.clone(), BTreeSet::new()).is_none(), "{file}.ftl repeats {name}");
            }
            for argument in line.split('$').skip(1) {
                let end = argument.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(argument.len());
                found.get_mut(&name).expect("an argument stands in a message").insert(argument[..end].to_owned());
            }
        }
    }
    found
}

#[test]
fn the_files_hold_every_listed_message_with_its_arguments_and_no_other() {
    let listed: BTreeMap<String, BTreeSet<String>> = LISTED
        .iter()
        .map(|(name, args)| ((*name).to_owned(), args.iter().map(|arg| (*arg).to_owned()).collect()))
        .collect();
    assert_eq!(listed, in_files());
}

#[test]
fn every_value_of_the_model_has_words() {
    let words = Words::english();
    for cause in Cause::ALL {
        assert!(words.cause(cause).ends_with('.'), "{cause:?}");
    }
    for genre in Genre::ALL {
        assert_eq!(words.genre(genre).is_some(), genre != Genre::News, "{genre:?}");
        assert_eq!(words.genre_note(genre).is_some(), genre != Genre::News, "{genre:?}");
    }
    let sections: BTreeSet<String> = Section::ALL.into_iter().map(|section| words.section(section)).collect();
    assert_eq!(sections.len(), Section::ALL.len());
}

/// A text without the marks that isolate its arguments' direction.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn arguments_are_isolated_and_plurals_agree() {
    let words = Words::english();
    assert_eq!(words.read_original("الجريدة"), "Read the original at \u{2068}الجريدة\u{2069}");
    assert_eq!(plain(&words.feeds_count(1)), "1 feed is followed.");
    assert_eq!(plain(&words.feeds_count(0)), "No feed is followed.");
    assert_eq!(plain(&words.feeds_count(12)), "12 feeds are followed.");
}

#[test]
fn times_are_told_from_now() {
    let words = Words::english();
    let check = |at: &str, expect: &str| {
        let now = "2026-03-10T12:00:00Z".parse().unwrap();
        let moment = words.moment(at.parse().unwrap(), now, &TimeZone::UTC);
        assert_eq!(plain(&moment.relative), expect, "{at}");
    };
    check("2026-03-10T11:59:30Z", "just now");
    check("2026-03-10T11:55:00Z", "5 min ago");
    check("2026-03-10T10:30:00Z", "1 hour ago");
    check("2026-03-09T11:00:00Z", "yesterday");
    check("2026-03-05T11:00:00Z", "5 days ago");
    check("2026-03-03T12:00:00Z", "3 Mar 2026");
    check("2026-03-10T12:00:30Z", "any moment");
    check("2026-03-10T12:20:00Z", "in 20 min");
    check("2026-03-10T15:00:00Z", "in 3 hours");
    check("2026-03-11T15:00:00Z", "tomorrow");
    check("9999-12-30T00:00:00Z", "30 Dec 9999");
}

#[test]
fn a_moment_is_told_in_the_zone_of_the_instance() {
    let words = Words::english();
    let at = "2026-03-10T23:30:00.123456Z".parse().unwrap();
    let zone = TimeZone::fixed(jiff::tz::offset(2));
    let moment = words.moment(at, at, &zone);
    assert_eq!(moment.datetime, "2026-03-10T23:30:00Z");
    assert!(moment.absolute.starts_with("11 March 2026"), "{}", moment.absolute);
    assert_eq!(words.day(at, &zone), "Wednesday, 11 March 2026");
}

/// The words that stay the same in every language: a command.
const UNTRANSLATED: &str = "octavo feed add URL";

/// What is left of a template without the block that names a class, comments, statements, expressions and tags.
fn bare_text(template: &str) -> String {
    let mut text = template.replace(UNTRANSLATED, "");
    for (open, close) in [("{% block kind %}", "{% endblock %}"), ("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<", ">")]
    {
        while let Some((before, rest)) = text.split_once(open) {
            let (_, after) = rest.split_once(close).unwrap_or_default();
            text = format!("{before}{after}");
        }
    }
    text
}

#[test]
fn no_template_holds_words_of_its_own() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = bare_text(&std::fs::read_to_string(&path).unwrap());
        assert!(!text.contains(char::is_alphabetic), "{}: {:?}", path.display(), text.trim());
    }
}
