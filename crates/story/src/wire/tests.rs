use proptest::prelude::*;

use super::*;
use crate::samples::{LIKE_BY_HUNDRED, UNLIKE, at, report};

/// The groups of reports, by the ids alone.
fn check(reports: &[Report], likeness: Likeness<'_>, expect: &[i64]) {
    let groups: Vec<i64> = wire_groups(reports, likeness).into_iter().map(ArticleId::get).collect();
    assert_eq!(groups, expect);
}

fn credited(id: i64, owner: &str, credit: &str) -> Report {
    Report { syndication: Some(credit.to_owned()), ..report(id, owner) }
}

#[test]
fn texts_of_their_own_stand_alone() {
    check(&[], UNLIKE, &[]);
    check(&[report(3, "a"), report(1, "b")], UNLIKE, &[3, 1]);
}

#[test]
fn a_group_is_named_after_what_was_seen_first_here_whatever_a_feed_claims() {
    let mut seen_late = report(101, "a");
    seen_late.first_seen = at(900);
    seen_late.listed = at(0);
    check(&[seen_late, report(102, "b"), report(201, "c")], LIKE_BY_HUNDRED, &[102, 102, 201]);
}

#[test]
fn a_shared_credit_makes_up_for_cuts_and_another_credit_does_not() {
    let partly: Likeness<'_> = &|_, _| 0.3;
    check(&[credited(1, "a", "Meridian Wire"), credited(2, "b", "(Meridian Wire)")], partly, &[1, 1]);
    check(&[credited(1, "a", "Meridian Wire"), credited(2, "b", "Ister Press")], partly, &[1, 2]);
    check(&[credited(1, "a", "Meridian Wire"), credited(2, "b", "Meridian Wire")], UNLIKE, &[1, 2]);
}

#[test]
fn an_agency_that_does_not_credit_itself_is_in_its_own_group() {
    let agency = Report { publisher_name: "Meridian Wire".to_owned(), ..report(1, "m") };
    check(&[agency, credited(2, "b", "Source: Meridian Wire")], &|_, _| 0.3, &[1, 1]);
}

#[test]
fn two_uncredited_teasers_prove_nothing() {
    let teaser = |id, owner| Report { words: 12, ..report(id, owner) };
    check(&[teaser(101, "a"), teaser(102, "b")], LIKE_BY_HUNDRED, &[101, 102]);
    let credited_teaser = |id, owner| Report { words: 12, ..credited(id, owner, "AP") };
    check(&[credited_teaser(101, "a"), credited_teaser(102, "b")], LIKE_BY_HUNDRED, &[101, 101]);
}

#[test]
fn cut_versions_meet_through_the_whole_text() {
    let likeness: Likeness<'_> = &|one, other| if one.get() == 2 || other.get() == 2 { 0.8 } else { 0.2 };
    check(&[report(1, "a"), report(2, "b"), report(3, "c")], likeness, &[1, 1, 1]);
}

#[test]
fn two_thousand_articles_are_grouped_without_comparing_all_pairs() {
    let reports: Vec<Report> =
        (0..2000).map(|id| Report { words: 100 + u32::try_from(id).unwrap() / 100 * 40, ..report(id, "a") }).collect();
    let asked = std::cell::Cell::new(0_u32);
    let counting: Likeness<'_> = &|one, other| {
        asked.set(asked.get() + 1);
        LIKE_BY_HUNDRED(one, other)
    };
    let expect: Vec<i64> = (0..2000).map(|id| id / 100 * 100).collect();
    check(&reports, counting, &expect);
    assert!(asked.get() < 200_000, "{} comparisons", asked.get());
}

#[test]
fn near_lengths_share_a_step_and_no_length_is_far() {
    for words in [0, 9, 40, 100, 1000, 50_000] {
        let longer = words + words / 11;
        assert!(length_step(longer) - length_step(words) <= 1, "{words}");
    }
    assert!(length_step(u32::MAX) < 300);
}

proptest! {
    #[test]
    fn the_order_of_reports_does_not_matter(ids in prop::sample::subsequence((100..160_i64).collect::<Vec<_>>(), 0..40), turn in 0_usize..40) {
        let by_seven: Likeness<'_> = &|one, other| if one.get() / 7 == other.get() / 7 { 0.9 } else { 0.1 };
        let reports: Vec<Report> = ids.iter().map(|id| report(*id, "a")).collect();
        let mut turned = reports.clone();
        turned.rotate_left(turn.min(ids.len()));
        let named = |reports: &[Report]| -> BTreeMap<ArticleId, ArticleId> {
            reports.iter().map(|report| report.article).zip(wire_groups(reports, by_seven)).collect()
        };
        prop_assert_eq!(named(&reports), named(&turned));
    }

    #[test]
    fn no_credit_breaks_the_reader(one in "\\PC{0,60}", other in "\\PC{0,60}") {
        let reports = [credited(1, "a", &one), credited(2, "b", &other)];
        prop_assert_eq!(wire_groups(&reports, UNLIKE).len(), 2);
    }
}
