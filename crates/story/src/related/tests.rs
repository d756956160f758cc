use proptest::prelude::*;

use super::*;
use crate::samples::{LIKE_BY_HUNDRED, UNLIKE, at, language};

fn subject() -> Subject {
    Subject { article: ArticleId::new(1), owner: "own".to_owned(), wire: ArticleId::new(1) }
}

/// A report of the same event by another owner.
fn candidate(id: i64, owner: &str) -> Candidate {
    Candidate {
        article: ArticleId::new(id),
        owner: owner.to_owned(),
        wire: ArticleId::new(id),
        genre: Genre::News,
        language: Some(language("en")),
        listed: at(id),
        story: StoryTie::Same,
        similarity: Some(0.6),
        people: 0,
        matters: 0,
    }
}

fn apart(id: i64, owner: &str, similarity: Option<f32>, people: u32, matters: u32) -> Candidate {
    Candidate { story: StoryTie::None, similarity, people, matters, ..candidate(id, owner) }
}

fn choose(candidates: &[Candidate], likeness: Likeness<'_>, languages: &[&str]) -> Vec<Choice> {
    let languages: Vec<Language> = languages.iter().map(|code| language(code)).collect();
    related(&subject(), candidates, likeness, &languages, 6)
}

fn check(candidates: &[Candidate], expect: &[i64]) {
    let found: Vec<i64> = choose(candidates, UNLIKE, &["en"]).iter().map(|choice| choice.article.get()).collect();
    assert_eq!(found, expect);
}

fn check_relation(candidate: &Candidate, expect: Option<Relation>) {
    let found = choose(std::slice::from_ref(candidate), UNLIKE, &["en"]);
    assert_eq!(found.first().map(|choice| choice.relation), expect, "{candidate:?}");
}

#[test]
fn each_tie_has_its_reason() {
    check_relation(&candidate(2, "a"), Some(Relation::SameEvent));
    check_relation(&Candidate { story: StoryTie::Earlier, ..candidate(2, "a") }, Some(Relation::EarlierInThisStory));
    check_relation(&apart(2, "a", Some(0.35), 1, 0), Some(Relation::SamePeople));
    check_relation(&apart(2, "a", Some(0.2), 2, 0), Some(Relation::SamePeople));
    check_relation(&apart(2, "a", Some(0.4), 0, 1), Some(Relation::Background));
    check_relation(&apart(2, "a", Some(0.55), 0, 0), Some(Relation::Background));
}

#[test]
fn what_is_far_fetched_is_left_out() {
    check_relation(&apart(2, "a", Some(0.4), 0, 0), None);
    check_relation(&apart(2, "a", Some(0.1), 1, 1), None);
    check_relation(&apart(2, "a", Some(0.05), 9, 9), None);
    check_relation(&apart(2, "a", Some(f32::NAN), 9, 9), None);
    check(&[], &[]);
}

#[test]
fn where_no_vector_knows_the_language_shared_things_must_tell() {
    check_relation(&apart(2, "a", None, 2, 0), Some(Relation::SamePeople));
    check_relation(&apart(2, "a", None, 0, 3), Some(Relation::Background));
    check_relation(&apart(2, "a", None, 1, 2), None);
}

#[test]
fn the_closer_tie_comes_first_whatever_the_score() {
    let same = Candidate { similarity: Some(0.1), ..candidate(2, "a") };
    let earlier = Candidate { story: StoryTie::Earlier, similarity: Some(0.2), ..candidate(3, "b") };
    check(&[apart(5, "d", Some(0.9), 0, 0), apart(4, "c", Some(0.9), 3, 0), earlier, same], &[2, 3, 4, 5]);
}

#[test]
fn an_old_piece_may_stand_beside_a_fresh_one() {
    check(&[Candidate { listed: at(-5_000_000), ..apart(2, "a", Some(0.6), 0, 0) }], &[2]);
}

#[test]
fn the_article_itself_paid_pieces_and_satire_are_passed_over() {
    check(&[candidate(1, "own")], &[]);
    for genre in [Genre::Sponsored, Genre::PressRelease, Genre::Satire] {
        check(&[Candidate { genre, ..candidate(2, "a") }], &[]);
    }
    check(&[Candidate { genre: Genre::Opinion, ..candidate(2, "a") }], &[2]);
}

#[test]
fn one_agency_text_is_shown_once_and_not_beside_itself() {
    let wire = |id, owner, wire| Candidate { wire: ArticleId::new(wire), ..candidate(id, owner) };
    check(&[wire(2, "a", 1), wire(3, "b", 30), wire(4, "c", 30)], &[4]);
    let alike = [candidate(2, "a"), candidate(150, "b"), candidate(151, "c")];
    let found = choose(&alike, LIKE_BY_HUNDRED, &["en"]);
    assert_eq!(found.iter().map(|choice| choice.article.get()).collect::<Vec<_>>(), [151]);
}

#[test]
fn the_own_owner_gets_one_of_the_first_three_while_there_are_others() {
    let own = |id| Candidate { similarity: Some(0.9), ..candidate(id, "own") };
    let weaker = |id, owner| apart(id, owner, Some(0.6), 0, 0);
    check(&[own(2), own(3), own(4), weaker(5, "a"), weaker(6, "b")], &[4, 6, 5, 3, 2]);
    check(&[own(2), own(3)], &[3, 2]);
}

#[test]
fn owners_take_turns_within_one_relation() {
    let strong = |id| Candidate { similarity: Some(0.9), ..candidate(id, "a") };
    check(&[strong(2), strong(3), candidate(4, "b"), candidate(5, "c")], &[3, 5, 4, 2]);
}

#[test]
fn what_the_reader_cannot_read_comes_last_and_only_if_it_tells_the_story() {
    let german = |candidate| Candidate { language: Some(language("de")), ..candidate };
    let told = german(candidate(2, "a"));
    let about = german(apart(3, "b", Some(0.9), 3, 0));
    let background = apart(4, "c", Some(0.6), 0, 0);
    let unknown = Candidate { language: None, ..apart(5, "d", Some(0.7), 0, 0) };
    check(&[told.clone(), about.clone(), background.clone(), unknown], &[5, 4, 2]);
    let all = choose(&[told, about, background], UNLIKE, &[]);
    assert_eq!(all.iter().map(|choice| choice.article.get()).collect::<Vec<_>>(), [2, 3, 4]);
}

fn any_candidate() -> impl Strategy<Value = Candidate> {
    let tie = prop::sample::select(vec![StoryTie::Same, StoryTie::Earlier, StoryTie::None]);
    let owner = prop::sample::select(vec!["own", "a", "b", "c"]);
    let code = prop::sample::select(vec!["en", "de"]);
    let similarity = prop::option::of(-0.2..1.0_f32);
    (1_i64..900, owner, code, tie, similarity, 0_u32..3, 0_u32..4).prop_map(
        |(id, owner, code, story, similarity, people, matters)| Candidate {
            language: Some(language(code)),
            story,
            similarity,
            people,
            matters,
            ..candidate(id, owner)
        },
    )
}

fn any_candidates() -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec(any_candidate(), 0..25).prop_map(|mut candidates| {
        candidates.sort_by_key(|candidate| candidate.article);
        candidates.dedup_by_key(|candidate| candidate.article);
        candidates
    })
}

fn find<'a>(candidates: &'a [Candidate], choice: &Choice) -> &'a Candidate {
    candidates.iter().find(|candidate| candidate.article == choice.article).unwrap()
}

proptest! {
    #[test]
    fn no_two_are_near_copies_nor_is_one_of_the_article(candidates in any_candidates()) {
        let chosen = choose(&candidates, LIKE_BY_HUNDRED, &["en"]);
        let texts = chosen.iter().map(|choice| choice.article.get() / 100).chain([0]);
        let distinct: std::collections::BTreeSet<i64> = texts.collect();
        prop_assert_eq!(distinct.len(), chosen.len() + 1);
    }

    #[test]
    fn a_second_own_piece_among_the_first_three_means_nobody_else_was_left(candidates in any_candidates()) {
        let chosen = choose(&candidates, UNLIKE, &["en"]);
        let is_own = |choice: &Choice| find(&candidates, choice).owner == "own";
        if chosen.iter().take(3).filter(|choice| is_own(choice)).count() > 1 {
            prop_assert!(chosen.iter().skip(3).all(is_own));
        }
    }

    #[test]
    fn every_choice_has_a_reason_that_holds(candidates in any_candidates()) {
        for choice in choose(&candidates, UNLIKE, &["en"]) {
            prop_assert_eq!(relation(find(&candidates, &choice)), Some(choice.relation));
        }
    }

    #[test]
    fn beyond_the_mixed_places_what_can_be_read_comes_first(candidates in any_candidates()) {
        let chosen = choose(&candidates, UNLIKE, &["en"]);
        let readable = |choice: &Choice| find(&candidates, choice).language == Some(language("en"));
        let others: Vec<bool> =
            chosen.iter().filter(|choice| find(&candidates, choice).owner != "own").map(readable).collect();
        prop_assert!(others.is_sorted_by(|one, other| one >= other));
    }

    #[test]
    fn the_order_of_candidates_does_not_matter_and_the_limit_holds(candidates in any_candidates(), turn in 0_usize..25) {
        let mut turned = candidates.clone();
        turned.rotate_left(turn.min(candidates.len()));
        let chosen = choose(&candidates, LIKE_BY_HUNDRED, &["en"]);
        prop_assert!(chosen.len() <= 6);
        prop_assert_eq!(chosen, choose(&turned, LIKE_BY_HUNDRED, &["en"]));
    }
}
