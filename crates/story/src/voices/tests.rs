use model::Genre;
use proptest::prelude::*;

use super::*;
use crate::samples::report;

/// Tellings as owner and wire group.
fn check(tellings: &[(&str, i64)], expect: u32) {
    let found = count(tellings.iter().map(|(owner, text)| (*owner, ArticleId::new(*text))));
    assert_eq!(found, expect, "{tellings:?}");
}

#[test]
fn nobody_is_no_voice_and_strangers_are_one_each() {
    check(&[], 0);
    check(&[("a", 1)], 1);
    check(&[("a", 1), ("b", 2), ("c", 3)], 3);
}

#[test]
fn many_papers_with_one_agency_text_are_one_voice() {
    check(&[("a", 1), ("b", 1), ("c", 1), ("d", 1)], 1);
}

#[test]
fn many_reports_of_one_owner_are_one_voice() {
    check(&[("a", 1), ("a", 2), ("a", 3), ("b", 4)], 2);
}

#[test]
fn a_paper_with_the_agencys_text_and_its_own_leaves_the_agencys_to_another() {
    check(&[("a", 1), ("a", 2), ("b", 1)], 2);
    check(&[("b", 1), ("a", 1), ("a", 2)], 2);
    check(&[("a", 1), ("a", 2), ("b", 2), ("b", 3), ("c", 3)], 3);
}

#[test]
fn a_chain_of_agency_texts_is_not_one_voice() {
    check(&[("a", 1), ("b", 1), ("b", 2), ("c", 2), ("d", 2)], 2);
}

#[test]
fn only_news_counts() {
    let of_genre = |(id, genre)| Report { genre, ..report(id, &format!("owner {id}")) };
    let reports: Vec<Report> = (1..).zip(Genre::ALL).map(of_genre).collect();
    let groups: Vec<ArticleId> = reports.iter().map(|report| report.article).collect();
    assert_eq!(voices(&reports, &groups), 1);
}

/// The same number by trying every way to pick.
fn by_trial(tellings: &[(&'static str, i64)]) -> u32 {
    let Some(((owner, text), rest)) = tellings.split_first() else { return 0 };
    let others: Vec<_> = rest.iter().copied().filter(|(o, t)| o != owner && t != text).collect();
    by_trial(rest).max(1 + by_trial(&others))
}

fn tellings() -> impl Strategy<Value = Vec<(&'static str, i64)>> {
    prop::collection::vec((prop::sample::select(vec!["a", "b", "c", "d", "e"]), 0_i64..5), 0..9)
}

proptest! {
    #[test]
    fn it_is_the_most_that_any_picking_finds(tellings in tellings()) {
        check(&tellings, by_trial(&tellings));
    }

    #[test]
    fn another_report_adds_at_most_one_voice_and_takes_none(tellings in tellings(), text in 0_i64..5) {
        let before = by_trial(&tellings);
        let more = tellings.iter().copied().chain([("a", text)]);
        let after = count(more.map(|(owner, text)| (owner, ArticleId::new(text))));
        prop_assert!(after == before || after == before + 1);
    }
}
