use jiff::SignedDuration;
use model::{ArticleId, Section, StoryId};
use proptest::prelude::*;

use super::*;
use crate::samples::{at, language};

/// When every page of these tests is made: the samples' noon.
fn now() -> Timestamp {
    at(6 * 60)
}

/// An English story of three voices that began and ended two hours before now.
fn story(id: i64) -> Story {
    Story {
        id: StoryId::new(id),
        lead: ArticleId::new(id),
        pictured: None,
        own_headline: None,
        pinned: false,
        section: None,
        began: at(4 * 60),
        latest: at(4 * 60),
        articles: 3,
        publishers: 3,
        voices: 3,
        languages: vec![(language("en"), 3)],
        importance: 2.0,
        velocity: 0.0,
    }
}

fn entrants(stories: &[Story]) -> Vec<Entrant<'_>> {
    stories.iter().map(|story| Entrant { story, owner: None }).collect()
}

fn order(stories: &[Story], languages: &[&str]) -> Vec<i64> {
    let languages: Vec<Language> = languages.iter().map(|code| language(code)).collect();
    rank(&entrants(stories), now(), &languages, 100).iter().map(|ranked| ranked.story.id.get()).collect()
}

fn check(stories: &[Story], expect: &[i64]) {
    assert_eq!(order(stories, &[]), expect);
}

#[test]
fn weight_and_freshness_make_the_order() {
    let heavy = Story { importance: 3.0, ..story(1) };
    let old = Story { began: at(-600), latest: at(-600), ..heavy.clone() };
    check(&[Story { id: StoryId::new(3), ..old }, story(2), heavy], &[1, 2, 3]);
}

#[test]
fn an_editors_pin_beats_weight_age_and_language() {
    let pinned =
        Story { pinned: true, importance: 0.1, latest: at(-9000), languages: vec![(language("ja"), 1)], ..story(9) };
    assert_eq!(order(&[story(1), pinned, story(2)], &["en"]), [9, 1, 2]);
}

#[test]
fn what_the_reader_can_read_comes_before_what_is_heavier() {
    let foreign = Story { importance: 9.0, languages: vec![(language("ja"), 3)], ..story(1) };
    let both = Story { importance: 0.5, languages: vec![(language("ja"), 3), (language("en"), 1)], ..story(2) };
    assert_eq!(order(&[foreign.clone(), both.clone()], &["en"]), [2, 1]);
    assert_eq!(order(&[foreign, both], &[]), [1, 2]);
}

#[test]
fn who_adds_to_an_old_story_day_by_day_does_not_hold_it_at_the_top() {
    let dragged = Story { importance: 3.0, began: at(-5 * 24 * 60), latest: now(), ..story(1) };
    let growing = Story { velocity: 2.0, ..dragged.clone() };
    assert!(freshness(&growing, now()) > 10.0 * freshness(&dragged, now()));
    check(&[dragged, story(2)], &[2, 1]);
}

#[test]
fn sections_and_owners_take_turns_where_scores_are_close() {
    let about = |id, section, importance| Story { section: Some(section), importance, ..story(id) };
    let sport = Section::Sport;
    check(&[about(1, sport, 2.2), about(2, sport, 2.1), about(3, Section::Health, 2.0)], &[1, 3, 2]);
    check(&[about(1, sport, 9.0), about(2, sport, 8.0), about(3, Section::Health, 1.0)], &[1, 2, 3]);
    let stories = [about(1, sport, 2.2), about(2, Section::Crime, 2.1), about(3, Section::Health, 2.0)];
    let owned: Vec<Entrant<'_>> =
        stories.iter().zip(["a", "a", "b"]).map(|(story, owner)| Entrant { story, owner: Some(owner) }).collect();
    let order: Vec<i64> = rank(&owned, now(), &[], 9).iter().map(|ranked| ranked.story.id.get()).collect();
    assert_eq!(order, [1, 3, 2]);
}

#[test]
fn every_place_can_say_why() {
    let reason = |story: Story| parts(&story, now(), &[]).reason();
    assert_eq!(reason(Story { pinned: true, ..story(1) }), Reason::Pinned);
    assert_eq!(reason(Story { velocity: 3.0, ..story(1) }), Reason::Growing);
    assert_eq!(reason(Story { importance: 3.5, ..story(1) }), Reason::ManyVoices);
    assert_eq!(reason(story(1)), Reason::Recent);
    assert_eq!(reason(Story { began: at(-900), latest: at(-900), ..story(1) }), Reason::Remaining);
}

#[test]
fn a_story_that_began_this_moment_is_whole() {
    let parts = parts(&Story { began: now(), latest: now(), ..story(1) }, now(), &[]);
    assert!((parts.freshness - 1.0).abs() < 1e-9 && (parts.score() - 2.0).abs() < 1e-9, "{parts:?}");
}

#[test]
fn figures_that_cannot_be_and_clocks_that_lie_do_no_harm() {
    let broken = Story { importance: f64::NAN, velocity: f64::INFINITY, ..story(1) };
    let ancient = Story { began: Timestamp::MIN, latest: Timestamp::MIN, ..story(2) };
    let future = Story { began: Timestamp::MAX, latest: Timestamp::MAX, ..story(3) };
    for ranked in rank(&entrants(&[broken, ancient, future]), now(), &[], 9) {
        assert!(ranked.parts.score().is_finite(), "{ranked:?}");
    }
}

#[test]
fn the_limit_holds() {
    let stories: Vec<Story> = (0..20).map(story).collect();
    assert_eq!(rank(&entrants(&stories), now(), &[], 7).len(), 7);
    assert_eq!(hot(&stories, 7).len(), 7);
    assert!(rank(&[], now(), &[], 7).is_empty());
}

#[test]
fn the_most_covered_are_told_by_most_voices_however_old() {
    let old = Story { voices: 9, latest: at(-9000), ..story(1) };
    let copied = Story { publishers: 40, ..story(2) };
    let stories = [story(3), copied, old];
    assert_eq!(hot(&stories, 9).iter().map(|story| story.id.get()).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn not_told_here_is_big_and_in_no_language_of_the_reader() {
    let foreign = |id, voices| Story { voices, languages: vec![(language("ja"), voices)], ..story(id) };
    let heavier = Story { importance: 5.0, ..foreign(2, 9) };
    let stories = [story(1), heavier, foreign(3, 3), foreign(4, 2)];
    let missed = |codes: &[&str]| -> Vec<i64> {
        let languages: Vec<Language> = codes.iter().map(|code| language(code)).collect();
        not_told_here(&stories, now(), &languages, 9).iter().map(|ranked| ranked.story.id.get()).collect()
    };
    assert_eq!(missed(&["en"]), [2, 3]);
    assert_eq!(missed(&["en", "ja"]), [] as [i64; 0]);
    assert_eq!(missed(&[]), [] as [i64; 0]);
}

fn any_story() -> impl Strategy<Value = Story> {
    let code = prop::sample::select(vec!["en", "de"]);
    let section = prop::sample::select(vec![None, Some(Section::Sport), Some(Section::Health)]);
    (0.0..6.0_f64, 0.0..5.0_f64, 0_i64..3000, 0_i64..3000, code, section, prop::bool::weighted(0.1)).prop_map(
        |(importance, velocity, since, told_for, code, section, pinned)| Story {
            importance,
            velocity,
            latest: at(360 - since),
            began: at(360 - since - told_for),
            languages: vec![(language(code), 1)],
            section,
            pinned,
            ..story(0)
        },
    )
}

fn any_stories() -> impl Strategy<Value = Vec<Story>> {
    prop::collection::vec(any_story(), 1..12)
        .prop_map(|stories| (1..).zip(stories).map(|(id, story)| Story { id: StoryId::new(id), ..story }).collect())
}

/// The place of the first story, before and after a change to it.
fn places(stories: &[Story], change: impl Fn(&mut Story)) -> (usize, usize) {
    let place = |stories: &[Story]| order(stories, &["en"]).iter().position(|id| *id == 1).unwrap();
    let mut changed = stories.to_vec();
    change(&mut changed[0]);
    (place(stories), place(&changed))
}

proptest! {
    #[test]
    fn more_weight_never_ranks_lower(stories in any_stories(), more in 0.0..3.0_f64) {
        let (before, after) = places(&stories, |story| story.importance += more);
        prop_assert!(after <= before);
    }

    #[test]
    fn faster_growth_never_ranks_lower(stories in any_stories(), more in 0.0..3.0_f64) {
        let (before, after) = places(&stories, |story| story.velocity += more);
        prop_assert!(after <= before);
    }

    #[test]
    fn older_never_ranks_higher(stories in any_stories(), minutes in 0_i64..3000) {
        let back = SignedDuration::from_mins(minutes);
        let (before, after) = places(&stories, |story| {
            story.began -= back;
            story.latest -= back;
        });
        prop_assert!(after >= before);
    }

    #[test]
    fn a_pinned_story_is_among_the_first(stories in any_stories()) {
        let pinned = stories.iter().filter(|story| story.pinned).count();
        let first: Vec<i64> = order(&stories, &["en"]).into_iter().take(pinned).collect();
        prop_assert!(stories.iter().filter(|story| story.pinned).all(|story| first.contains(&story.id.get())));
    }

    #[test]
    fn the_order_of_entrants_does_not_matter(stories in any_stories(), turn in 0_usize..12) {
        let mut turned = stories.clone();
        turned.rotate_left(turn % stories.len());
        prop_assert_eq!(order(&stories, &["en"]), order(&turned, &["en"]));
    }
}
