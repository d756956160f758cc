//! What the newsroom must hold, whoever edits it: the cases that pages are judged by are planted here.

use std::collections::{BTreeMap, BTreeSet};

use model::Genre;

use super::*;

/// The seventeen sections, as the top-level IPTC media topics name them.
const SECTIONS: [&str; 17] = [
    "arts-culture-entertainment-media",
    "conflict-war-peace",
    "crime-law-justice",
    "disaster-accident",
    "economy-business-finance",
    "education",
    "environment",
    "health",
    "human-interest",
    "labour",
    "lifestyle-leisure",
    "politics-government",
    "religion",
    "science-technology",
    "society",
    "sport",
    "weather",
];

/// The one event planted with `case`, or those that are.
fn planted<'a>(data: &'a Dataset, case: &str) -> Vec<&'a Event> {
    data.events.iter().filter(|event| event.facts.planted.iter().any(|name| name == case)).collect()
}

/// Checks every report and names those that fail.
fn check(expect: &str, holds: impl Fn(&Dataset, &Event, &Report) -> bool) {
    let data = Dataset::load().unwrap();
    let failing: Vec<_> =
        data.reports().filter(|(event, report)| !holds(&data, event, report)).map(|(_, report)| &report.slug).collect();
    assert!(failing.is_empty(), "{expect}: {failing:#?}");
}

fn languages<'a>(data: &'a Dataset, event: &'a Event) -> BTreeSet<&'a str> {
    event.reports.iter().filter_map(|report| data.publisher(&report.publisher)).map(Publisher::language).collect()
}

#[test]
fn the_newsroom_is_large_and_varied_enough() {
    let data = Dataset::load().unwrap();
    let working = data.publishers.iter().filter(|publisher| publisher.behaviour == Behaviour::Works);
    let mut per_publisher: BTreeMap<&str, usize> = working.map(|publisher| (publisher.key.as_str(), 0)).collect();
    for (_, report) in data.reports() {
        *per_publisher.get_mut(report.publisher.as_str()).expect("only working publishers report") += 1;
    }
    assert!(per_publisher.len() >= 10);
    assert!(per_publisher.values().all(|reports| *reports >= 4), "{per_publisher:#?}");
    assert!(data.reports().count() >= 120, "{} reports", data.reports().count());
    assert!(data.events.len() >= 38, "{} events", data.events.len());
    let spoken: BTreeSet<_> =
        data.reports().filter_map(|(_, r)| data.publisher(&r.publisher)).map(Publisher::language).collect();
    assert_eq!(spoken, BTreeSet::from(["ar", "de", "en", "es", "fr", "ja"]));
    let sections: BTreeSet<_> = data.events.iter().map(|event| event.facts.section.as_str()).collect();
    assert_eq!(sections, BTreeSet::from(SECTIONS));
}

#[test]
fn slugs_and_files_agree_and_are_unique() {
    let data = Dataset::load().unwrap();
    let slugs: BTreeSet<_> = data.reports().map(|(_, report)| &report.slug).collect();
    assert_eq!(slugs.len(), data.reports().count(), "two reports share a slug");
    let files: BTreeSet<_> =
        Files::iter().filter(|name| name.starts_with("events/")).map(|name| name.to_string()).collect();
    let named: BTreeSet<_> = data.events.iter().map(|event| format!("events/{}.toml", event.facts.slug)).collect();
    assert_eq!(files, named);
    check("a slug is made of ASCII letters, digits and hyphens", |_, _, report| {
        report.slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    });
}

#[test]
fn every_report_is_complete() {
    check("a title, a standfirst and a body", |_, event, report| {
        !event.facts.title.trim().is_empty()
            && !report.title.trim().is_empty()
            && !report.standfirst.trim().is_empty()
            && report.body.chars().count() >= 250
    });
    check("a picture that exists, with its description", |_, _, report| {
        report.image.as_deref().is_none_or(|name| image(name).is_some())
            && report.image.is_some() == report.alt.is_some()
    });
    check("links that lead to reports", |data, _, report| {
        let targets = report.body.split("](/a/").skip(1).filter_map(|rest| rest.split_once(')'));
        targets.into_iter().all(|(slug, _)| data.reports().any(|(_, other)| other.slug == slug))
    });
    check("a date within 14 days before the start and 15 minutes after", |_, _, report| {
        (-14 * 86_400..=15 * 60).contains(&report.at.seconds())
    });
    check("a correction later than its report, of words that stand in it", |_, _, report| {
        let text = format!("{}{}{}", report.title, report.standfirst, report.body);
        report.revised.as_ref().is_none_or(|r| r.at > report.at && text.contains(&r.from) && !text.contains(&r.to))
    });
}

#[test]
fn nothing_real_is_named() {
    #[rustfmt::skip]
    const REAL: [&str; 24] = [
        "Reuters", "BBC", "CNN", "Google", "Facebook", "Microsoft", "Amazon", "Apple", "YouTube", "Twitter", "Netflix",
        "Wikipedia", "FIFA", "UEFA", "NATO", "OTAN", "London", "Paris", "Berlin", "Madrid", "Tokyo", "東京", "ロンドン",
        "باريس",
    ];
    check("no name of the real world", |_, _, report| {
        let text = format!("{} {} {} {}", report.title, report.standfirst, report.body, report.tags.join(" "));
        REAL.iter().all(|name| match text.find(name) {
            // Within a longer word it is another word.
            Some(at) => text[..at].chars().next_back().is_some_and(char::is_alphabetic),
            None => true,
        })
    });
}

#[test]
fn sections_and_encodings_are_known() {
    let data = Dataset::load().unwrap();
    for publisher in &data.publishers {
        let words = data.words(publisher);
        assert!(SECTIONS.iter().all(|slug| words.knows_section(slug)), "{}", publisher.key);
        assert!(publisher.sections.iter().all(|slug| words.knows_section(slug)), "{}", publisher.key);
        assert_eq!((words.months.len(), words.share_targets.len()), (12, 4));
        let label = publisher.encoding.as_deref().unwrap_or("utf-8");
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        for (_, report) in data.reports().filter(|(_, report)| report.publisher == publisher.key) {
            let text = format!("{}{}{}", report.title, report.standfirst, report.body);
            let odd: Vec<_> = text.chars().filter(|c| encoding.encode(c.encode_utf8(&mut [0; 4])).2).collect();
            assert!(odd.is_empty(), "{} cannot be written in {label}: {odd:?}", report.slug);
        }
    }
}

#[test]
fn every_planted_case_is_there() {
    let data = Dataset::load().unwrap();
    let [long] = planted(&data, "story-of-25")[..] else { panic!("one story of 25 reports") };
    assert!(long.reports.len() >= 25, "{} reports", long.reports.len());
    let [single] = planted(&data, "single-report")[..] else { panic!("one story of a single report") };
    assert_eq!(single.reports.len(), 1);
    let [quake] = planted(&data, "five-languages")[..] else { panic!("one event in five languages") };
    assert!(languages(&data, quake).len() >= 5);
    let [figures] = planted(&data, "figures-disagree")[..] else { panic!("one event with two figures") };
    for figure in ["14", "21"] {
        assert!(figures.reports.iter().any(|report| report.body.contains(figure)), "{figure}");
    }
    let alike = planted(&data, "look-alikes");
    assert_eq!(alike.len(), 2);
    let hours: Vec<_> =
        alike.iter().filter_map(|event| event.reports.first()).map(|r| r.at.seconds() / 3_600).collect();
    assert!(hours.iter().all(|hour| hour.abs_diff(hours[0]) < 12), "look-alikes are of one day: {hours:?}");
    assert!(!planted(&data, "podcast").is_empty());
}

#[test]
fn every_genre_and_every_change_is_there() {
    let data = Dataset::load().unwrap();
    for genre in Genre::ALL {
        assert!(data.reports().any(|(_, report)| report.genre == genre), "{genre:?}");
    }
    let in_planted = |case: &str, holds: &dyn Fn(&Report) -> bool| {
        let events = planted(&data, case);
        assert!(events.iter().any(|event| event.reports.iter().any(holds)), "{case}");
    };
    in_planted("opinion", &|report| report.genre == Genre::Opinion);
    in_planted("sponsored", &|report| report.genre == Genre::Sponsored);
    in_planted("correction", &|report| report.revised.is_some());
    in_planted("withdrawal", &|report| report.withdrawn.is_some());
    let arriving = data.reports().filter(|(_, report)| !report.at.is_past()).count();
    assert!((6..=20).contains(&arriving), "{arriving} reports arrive while the demo runs");
}

#[test]
fn wire_copies_carry_the_agency_text_word_for_word() {
    let data = Dataset::load().unwrap();
    let [event] = planted(&data, "wire-copies")[..] else { panic!("one event with wire copies") };
    let copies: Vec<_> = event.reports.iter().filter(|report| report.syndication.is_some()).collect();
    assert_eq!(copies.len(), 3);
    for copy in copies {
        let agency =
            data.publishers.iter().find(|publisher| Some(&publisher.name) == copy.syndication.as_ref()).unwrap();
        let original = event.reports.iter().find(|report| report.publisher == agency.key).unwrap();
        let paragraphs: BTreeSet<_> = original.body.split("\n\n").map(str::trim).collect();
        let (same, own): (Vec<_>, Vec<_>) =
            copy.body.split("\n\n").map(str::trim).partition(|p| paragraphs.contains(p));
        assert!(same.len() >= 3 && own.len() <= 1, "{}: {} paragraphs differ", copy.slug, own.len());
    }
}
