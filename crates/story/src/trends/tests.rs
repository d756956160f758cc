use proptest::prelude::*;

use super::*;
use crate::samples::at;

fn usage(id: i64, owners: u32, past: &[u32]) -> Usage {
    Usage { hashtag: HashtagId::new(id), owners, past: past.to_vec(), last_used: at(0) }
}

fn check(usages: &[Usage], expect: &[i64]) {
    let found: Vec<i64> = trends(usages, at(0), 10).iter().map(|trend| trend.hashtag.get()).collect();
    assert_eq!(found, expect);
}

#[test]
fn a_burst_beats_what_is_always_much_used() {
    check(&[usage(1, 42, &[40; 28]), usage(2, 9, &[0; 28])], &[2]);
    check(&[usage(1, 90, &[40; 28]), usage(2, 6, &[2; 28])], &[1, 2]);
}

#[test]
fn nobody_makes_a_trend_alone() {
    check(&[usage(1, 2, &[0; 28]), usage(2, 0, &[]), usage(3, 5, &[0; 28])], &[3]);
}

#[test]
fn a_tag_without_a_past_is_no_burst_until_several_owners_use_it() {
    check(&[usage(1, 3, &[]), usage(2, 6, &[])], &[2]);
}

#[test]
fn what_returns_every_week_is_no_news_on_its_day() {
    let mut weekly = [0; 28];
    for day in [6, 13, 20, 27] {
        weekly[day] = 12;
    }
    let mut scattered = [0; 28];
    for day in [2, 11, 17, 24] {
        scattered[day] = 12;
    }
    check(&[usage(1, 13, &weekly), usage(2, 13, &scattered)], &[2]);
}

#[test]
fn nearer_days_weigh_more() {
    let mut rising = [0; 28];
    rising[..5].fill(6);
    let mut falling = [0; 28];
    falling[23..].fill(6);
    let trends = trends(&[usage(1, 9, &rising), usage(2, 9, &falling)], at(0), 10);
    assert_eq!(trends.first().map(|trend| trend.hashtag.get()), Some(2));
}

#[test]
fn days_beyond_four_weeks_are_passed_over() {
    let mut long = vec![0; 28];
    long.extend([1000; 100]);
    check(&[usage(1, 9, &long)], &[1]);
}

#[test]
fn a_trend_fades_with_the_time_since_its_last_use() {
    let stale = Usage { last_used: at(-12 * 60), ..usage(1, 9, &[0; 28]) };
    let found = trends(&[stale, usage(2, 9, &[0; 28])], at(0), 10);
    let scores: Vec<f64> = found.iter().map(|trend| trend.score).collect();
    assert_eq!(found.first().map(|trend| trend.hashtag.get()), Some(2));
    assert!((scores[0] - 2.0 * scores[1]).abs() < 1e-9, "{scores:?}");
}

#[test]
fn the_surprise_reads_like_standard_deviations() {
    for (owners, expected, deviations) in [(121, 100.0, 2.0), (430, 400.0, 1.5), (9, 1.0, 4.9)] {
        let found = surprise(owners, expected);
        assert!((found - deviations).abs() < 0.1, "{owners} of {expected}: {found}");
    }
    assert!(surprise(3, 5.0).abs() < 1e-9);
}

proptest! {
    #[test]
    fn more_owners_never_trend_less(past in prop::collection::vec(0_u32..50, 0..40), owners in 0_u32..100, more in 1_u32..50) {
        let score = |owners| trends(&[usage(1, owners, &past)], at(0), 1).first().map_or(0.0, |trend| trend.score);
        prop_assert!(score(owners + more) >= score(owners));
    }

    #[test]
    fn every_trend_is_above_its_past(past in prop::collection::vec(0_u32..u32::MAX, 0..40), owners in 0_u32..u32::MAX) {
        for trend in trends(&[usage(1, owners, &past)], at(0), 1) {
            prop_assert!(trend.score.is_finite() && f64::from(trend.owners) > trend.expected);
        }
    }
}
