use proptest::prelude::*;

use super::*;
use crate::samples::{LIKE_BY_HUNDRED, UNLIKE, at, language, report};

fn of(reports: &[Report]) -> Portrait {
    portrait(reports, UNLIKE).unwrap()
}

fn check_lead(reports: &[Report], expect: i64) {
    assert_eq!(of(reports).lead.get(), expect);
}

fn titled(id: i64, owner: &str, title: &str) -> Report {
    Report { title: title.to_owned(), ..report(id, owner) }
}

fn in_language(id: i64, owner: &str, code: &str) -> Report {
    Report { language: Some(language(code)), ..report(id, owner) }
}

#[test]
fn no_articles_make_no_portrait() {
    assert_eq!(portrait(&[], UNLIKE), None);
}

#[test]
fn figures_count_articles_publishers_voices_and_languages_apart() {
    let same_publisher = Report { publisher: PublisherId::new(101), ..report(103, "a") };
    let reports = [report(101, "a"), report(102, "b"), same_publisher, in_language(201, "c", "de")];
    let portrait = portrait(&reports, LIKE_BY_HUNDRED).unwrap();
    assert_eq!((portrait.articles, portrait.publishers, portrait.voices), (4, 3, 2));
    assert_eq!(portrait.languages, [(language("en"), 3), (language("de"), 1)]);
    assert_eq!((portrait.began, portrait.latest), (at(101), at(201)));
    let wire: Vec<(i64, i64)> = portrait.wire.iter().map(|(article, group)| (article.get(), group.get())).collect();
    assert_eq!(wire, [(101, 101), (102, 101), (103, 101), (201, 201)]);
}

#[test]
fn nine_reports_are_four_independent_voices() {
    let wire = [report(101, "a"), report(102, "b"), report(103, "c"), report(104, "d")];
    let own = [report(201, "e"), report(301, "e"), report(401, "f"), report(501, "b")];
    let view = Report { genre: Genre::Opinion, ..report(601, "g") };
    let reports: Vec<Report> = wire.into_iter().chain(own).chain([view]).collect();
    let portrait = portrait(&reports, LIKE_BY_HUNDRED).unwrap();
    assert_eq!((portrait.articles, portrait.voices), (9, 4));
}

#[test]
fn news_leads_before_every_other_genre() {
    for genre in Genre::ALL.into_iter().filter(|genre| *genre != Genre::News) {
        check_lead(&[Report { genre, ..report(1, "a") }, titled(2, "b", "Ferry on fire?")], 2);
    }
}

#[test]
fn a_title_that_tells_nothing_never_leads_while_another_can() {
    let view = Report { genre: Genre::Opinion, ..report(2, "b") };
    check_lead(&[titled(1, "a", "The a Courier"), view], 2);
    check_lead(&[titled(1, "a", ""), titled(2, "b", "Ferry")], 1);
    let nameless = |id, owner| Report { title: String::new(), ..in_language(id, owner, "de") };
    check_lead(&[nameless(1, "a"), nameless(2, "b"), report(3, "c")], 3);
}

#[test]
fn the_first_full_report_leads_and_an_equal_one_does_not_take_over() {
    check_lead(&[report(2, "b"), report(1, "a"), report(3, "c")], 1);
    let notice = Report { words: 20, ..report(1, "a") };
    check_lead(&[notice.clone(), report(2, "b")], 2);
    check_lead(&[Report { words: 60, ..notice }, report(2, "b")], 1);
}

#[test]
fn questions_and_shouting_lose_the_lead_to_a_plain_headline() {
    for poor in ["What happened off Tarn Skerry to the ferry?", "FERRY CATCHES FIRE OFF TARN SKERRY"] {
        check_lead(&[titled(1, "a", poor), report(2, "b")], 2);
    }
}

#[test]
fn a_side_issue_does_not_lead_though_it_came_first() {
    let aside = titled(1, "a", "Old lighthouse keeper remembers his harbour days");
    check_lead(&[aside, report(2, "b"), report(3, "c"), report(4, "d")], 2);
}

#[test]
fn the_first_language_keeps_the_lead_until_another_is_clearly_bigger() {
    let mut reports = vec![in_language(1, "a", "de"), in_language(2, "b", "de"), report(3, "c"), report(4, "d")];
    reports.push(report(5, "e"));
    check_lead(&reports, 1);
    reports.push(report(6, "f"));
    check_lead(&reports, 3);
    let flood: Vec<Report> = (10..40).map(|id| in_language(id, "flood", "fr")).collect();
    reports.extend(flood);
    check_lead(&reports, 3);
}

#[test]
fn every_language_has_a_lead_of_its_own() {
    let reports = [report(1, "a"), in_language(2, "b", "de"), in_language(3, "c", "de")];
    let leads: Vec<(&str, i64, u32, Timestamp)> = vec![("de", 2, 2, at(3)), ("en", 1, 1, at(1))];
    let found = of(&reports).leads;
    let found: Vec<_> = found.iter().map(|l| (l.language.as_str(), l.lead.get(), l.articles, l.latest)).collect();
    assert_eq!(found, leads);
}

#[test]
fn an_unknown_language_counts_as_voice_and_has_no_lead_of_its_own() {
    let portrait = of(&[Report { language: None, ..report(1, "a") }]);
    assert_eq!((portrait.lead.get(), portrait.voices, portrait.leads.len()), (1, 1, 0));
}

#[test]
fn the_leads_picture_stands_before_others_and_paid_ones_never() {
    let with_image = |id, owner, genre| Report { has_image: true, genre, ..report(id, owner) };
    let pictured = |reports: &[Report]| of(reports).pictured.map(ArticleId::get);
    assert_eq!(
        pictured(&[report(1, "a"), with_image(2, "b", Genre::Opinion), with_image(3, "c", Genre::News)]),
        Some(3)
    );
    assert_eq!(pictured(&[with_image(1, "a", Genre::News), with_image(2, "b", Genre::News)]), Some(1));
    assert_eq!(pictured(&[report(1, "a"), with_image(2, "b", Genre::Sponsored)]), None);
}

#[test]
fn the_section_is_voted_by_owners_not_by_articles() {
    let about = |id, owner, section| Report { section: Some(section), ..report(id, owner) };
    let mut reports: Vec<Report> = (1..20).map(|id| about(id, "flood", Section::Sport)).collect();
    reports.extend([about(30, "b", Section::Disaster), about(31, "c", Section::Disaster), report(32, "d")]);
    assert_eq!(of(&reports).section, Some(Section::Disaster));
    let view = |id, owner| Report { genre: Genre::Opinion, ..about(id, owner, Section::Politics) };
    assert_eq!(of(&[about(1, "a", Section::Crime), view(2, "b"), view(3, "c")]).section, Some(Section::Crime));
    assert_eq!(of(&[report(1, "a")]).section, None);
}

#[test]
fn importance_grows_ever_more_slowly_and_with_spread() {
    let steps: Vec<f64> = (0..6).map(|voices| importance(voices + 1, 1, 1) - importance(voices, 1, 1)).collect();
    assert!(steps.windows(2).all(|pair| pair[0] > pair[1] && pair[1] > 0.0), "{steps:?}");
    assert!(importance(8, 4, 1) > importance(8, 1, 1));
    assert!(importance(8, 1, 3) > importance(8, 1, 1));
    // More languages than voices is wire in translation.
    assert!((importance(1, 9, 9) - 1.0).abs() < 1e-9);
    assert!(importance(0, 3, 3).abs() < 1e-9);
}

#[test]
fn velocity_counts_what_was_new_in_six_hours() {
    let hour = |hours: i64, owner: &str| report(hours * 60, owner);
    let reports = [hour(0, "a"), hour(1, "b"), hour(10, "c"), hour(11, "d"), hour(12, "e"), hour(13, "a")];
    let velocity = of(&reports).velocity;
    assert!((velocity - 0.5).abs() < 1e-9, "{velocity}");
}

#[test]
fn two_megabyte_titles_and_empty_names_are_read() {
    let huge = titled(1, "", &"浪 wave ".repeat(250_000));
    check_lead(&[huge, titled(2, "", "\u{0}"), report(3, "b")], 3);
}

fn any_report() -> impl Strategy<Value = Report> {
    let title = prop::sample::select(vec![
        "",
        "Ferry",
        "Ferry burns?",
        "Ferry burns off Tarn Skerry, all rescued",
        "WHAT A NIGHT AT SEA",
    ]);
    let code = prop::sample::select(vec!["en", "de", "ja"]);
    (0_i64..900, 0_u8..6, 0_usize..7, code, title, 0_u32..200).prop_map(|(id, owner, genre, code, title, words)| {
        Report {
            genre: Genre::ALL[genre],
            language: Some(language(code)),
            title: title.to_owned(),
            words,
            has_image: words.is_multiple_of(2),
            section: Section::ALL.get(genre).copied(),
            ..report(id, &format!("owner {owner}"))
        }
    })
}

fn any_reports() -> impl Strategy<Value = Vec<Report>> {
    prop::collection::vec(any_report(), 1..14).prop_map(|mut reports| {
        reports.sort_by_key(|report| report.article);
        reports.dedup_by_key(|report| report.article);
        reports
    })
}

proptest! {
    #[test]
    fn the_order_of_reports_does_not_matter(reports in any_reports(), turn in 0_usize..14) {
        let mut turned = reports.clone();
        turned.rotate_left(turn % reports.len());
        prop_assert_eq!(portrait(&reports, LIKE_BY_HUNDRED), portrait(&turned, LIKE_BY_HUNDRED));
    }

    #[test]
    fn a_flood_from_one_publisher_changes_no_weight(reports in any_reports(), flood in 1_i64..30) {
        let first = report(1000, "flood");
        let once: Vec<Report> = reports.iter().cloned().chain([first.clone()]).collect();
        let more = (1001..1000 + flood).map(|id| Report { listed: first.listed, ..report(id, "flood") });
        let flooded: Vec<Report> = once.iter().cloned().chain(more).collect();
        let (calm, loud) = (of(&once), of(&flooded));
        prop_assert_eq!(calm.voices, loud.voices);
        prop_assert!((calm.importance - loud.importance).abs() < 1e-9);
        prop_assert!((calm.velocity - loud.velocity).abs() < 1e-9);
        prop_assert_eq!(calm.section, loud.section);
        prop_assert_eq!(calm.lead, loud.lead);
    }
}
