use std::collections::BTreeMap;

use jiff::SignedDuration;

use super::*;
use crate::data::{Dataset, Report};
use crate::desk::Found;

/// Checks the page of every report for which `wanted` holds, an hour after the start; there must be one.
fn check(wanted: impl Fn(&Report) -> bool, expect: impl Fn(&str, &Report, &Words)) {
    let data = Dataset::load().unwrap();
    let home = |publisher: &Publisher| format!("http://{}.example/", publisher.key).parse().unwrap();
    let homes: BTreeMap<_, _> = data.publishers.iter().map(|p| (p.key.clone(), home(p))).collect();
    let desk = Desk::new(Dataset::load().unwrap(), "2025-06-03T12:00:00Z".parse().unwrap(), homes);
    let now = desk.started() + SignedDuration::from_hours(1);
    let mut checked = 0;
    for (_, report) in data.reports().filter(|(_, report)| wanted(report) && report.withdrawn.is_none()) {
        let publisher = data.publisher(&report.publisher).unwrap();
        let Found::Standing(piece) = desk.find(publisher, &report.slug, now) else { panic!("{}", report.slug) };
        let edition = desk.edition(publisher, now);
        expect(&article(&desk, Frame::new(&desk, publisher), &piece, &edition), report, data.words(publisher));
        checked += 1;
    }
    assert!(checked > 0, "no such report");
}

#[test]
fn a_page_has_one_headline_and_every_paragraph() {
    check(
        |_| true,
        |page, report, _| {
            assert_eq!(page.matches("<h1").count(), 1, "{}", report.slug);
            let paragraphs = report.body.split("\n\n").filter(|block| !block.trim().is_empty()).count();
            let blocks = page.matches("<p>").count() + page.matches("<h2>").count() + page.matches("<ul>").count();
            assert!(blocks >= paragraphs.min(3), "{}", report.slug);
            assert!(!page.contains("](/a/") && !page.contains("**"), "{} shows its marks", report.slug);
        },
    );
}

#[test]
fn linked_data_is_json_and_names_the_kind() {
    check(
        |report| !["shiokaze", "torn-page"].contains(&report.publisher.as_str()),
        |page, report, _| {
            let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("linked data");
            let (json, _) = rest.split_once("</script>").unwrap();
            let data: serde_json::Value = serde_json::from_str(json).unwrap();
            let kind = data["@type"].as_str().unwrap();
            assert_eq!(kind == "OpinionNewsArticle", report.genre == model::Genre::Opinion, "{}", report.slug);
            assert_eq!(kind == "AdvertiserContentArticle", report.genre == model::Genre::Sponsored, "{}", report.slug);
            assert!(data["datePublished"].as_str().unwrap().contains('T'));
        },
    );
}

#[test]
fn a_page_says_what_kind_of_piece_it_is() {
    check(
        |report| report.genre != model::Genre::News,
        |page, report, words| assert!(page.contains(words.genre(report.genre).unwrap()), "{}", report.slug),
    );
}

#[test]
fn credits_and_corrections_stand_below_the_text() {
    check(
        |report| report.syndication.is_some(),
        |page, report, _| assert!(page.contains("class=\"source-line\""), "{}", report.slug),
    );
    check(
        |report| report.revised.is_some(),
        |page, report, _| {
            assert!(page.contains("class=\"correction\"") && page.contains("article:modified_time"), "{}", report.slug);
        },
    );
}

#[test]
fn arabic_pages_run_from_right_to_left() {
    check(
        |report| report.publisher.starts_with("al-m"),
        |page, report, _| assert!(page.contains("dir=\"rtl\""), "{}", report.slug),
    );
}

#[test]
fn every_publisher_has_a_style_of_its_own() {
    let data = Dataset::load().unwrap();
    let styles: std::collections::BTreeSet<_> = data.publishers.iter().map(style).collect();
    assert_eq!(styles.len(), data.publishers.len());
}
