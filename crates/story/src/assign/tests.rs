mod invented;

use ::model::{ArticleId, StoryId};
use invented::{Newsroom, article};
use proptest::prelude::*;

use super::*;

#[test]
fn one_event_is_one_story_and_another_is_another() {
    let mut room = Newsroom::new();
    let stories = room.read(&[
        "ferry aground harbour storm rescue",
        "ferry aground harbour passengers rescue",
        "minister resigns tax scandal parliament",
        "tax scandal minister resigns office",
    ]);
    assert_eq!(stories[0], stories[1]);
    assert_eq!(stories[2], stories[3]);
    assert_ne!(stories[0], stories[2]);
}

#[test]
fn languages_meet_by_direction_and_names() {
    let mut room = Newsroom::new();
    let english = article(1, "ferry aground harbour storm rescue");
    let mut german = article(2, "ferry aground harbour storm rescue");
    german.language = "de".parse().ok();
    german.gist.headline.iter_mut().for_each(|term| term.hash ^= 0xffff);
    german.gist.headline.sort_unstable();
    assert_eq!(room.assign(&english), room.assign(&german));
}

#[test]
fn an_article_stays_where_it_is_when_it_comes_again() {
    let mut room = Newsroom::new();
    let article = article(1, "ferry aground harbour");
    let story = room.assign(&article);
    assert_eq!(room.assign(&article), story);
    assert_eq!(room.assigner.len(), 1);
}

#[test]
fn the_same_text_a_thousand_times_from_one_publisher_is_one_story_and_hides_no_other() {
    let mut room = Newsroom::new();
    let first = room.assign(&article(1, "ferry aground harbour storm rescue"));
    for number in 2..1_002 {
        assert_eq!(room.assign(&article(number, "ferry aground harbour storm rescue")), first);
    }
    let mut other = article(2_000, "ferry aground harbour storm passengers");
    other.publisher = ::model::PublisherId::new(9);
    assert_eq!(room.assign(&other), first);
    assert_ne!(room.assign(&article(2_001, "minister resigns tax scandal")), first);
}

#[test]
fn titles_that_say_nothing_stand_alone() {
    let mut room = Newsroom::new();
    let mut stories: Vec<StoryId> = (1..20).map(|n| room.assign(&from(n, "news"))).collect();
    stories.extend((20..30).map(|n| room.assign(&from(n, ""))));
    let alone: std::collections::BTreeSet<_> = stories.iter().collect();
    assert_eq!(alone.len(), stories.len());
}

/// An article of its own publisher.
fn from(number: i64, words: &str) -> Incoming {
    Incoming { publisher: ::model::PublisherId::new(number), ..article(number, words) }
}

#[test]
fn a_clock_that_lies_by_years_breaks_nothing() {
    let mut room = Newsroom::new();
    for (number, second) in [(1, i64::from(i32::MIN)), (2, 253_402_207_200), (3, 0)] {
        let mut article = from(number, "ferry aground harbour storm rescue");
        article.time = Timestamp::from_second(second).ok();
        room.assign(&article);
    }
    assert_eq!(room.assigner.len(), 3);
}

#[test]
fn what_an_editor_placed_is_not_moved() {
    let mut room = Newsroom::new();
    room.read(&["ferry aground harbour storm rescue", "ferry aground harbour passengers rescue"]);
    let tax = room.read(&["minister resigns tax scandal parliament"]);
    room.assigner.fix(ArticleId::new(2), tax[0]);
    for number in 10..40 {
        room.assign(&from(number, "ferry aground harbour storm passengers"));
    }
    assert_eq!(room.assigner.story_of(ArticleId::new(2)), Some(tax[0]));
}

#[test]
fn what_an_editor_keeps_apart_is_not_merged_until_allowed() {
    let mut room = Newsroom::new();
    let one = room.assign(&from(1, "ferry aground harbour storm rescue"));
    let other = room.found(&from(2, "ferry aground harbour storm rescue"));
    room.assigner.keep_apart(one, other);
    for number in 3..30 {
        room.assign(&from(number, "ferry aground harbour storm rescue"));
    }
    assert_ne!(room.assigner.story_of(ArticleId::new(1)), room.assigner.story_of(ArticleId::new(2)));
    room.assigner.allow(one, other);
    for number in 30..40 {
        room.assign(&from(number, "ferry aground harbour storm rescue"));
    }
    assert_eq!(room.assigner.story_of(ArticleId::new(1)), room.assigner.story_of(ArticleId::new(2)));
}

#[test]
fn what_an_editor_merged_is_not_split() {
    let mut room = Newsroom::new();
    let ferry = room.assign(&from(1, "ferry aground harbour storm rescue"));
    let tax = room.assign(&from(2, "minister resigns tax scandal parliament"));
    room.assigner.merged_by_editor(tax, ferry);
    for number in 3..20 {
        room.assign(&from(number, "ferry aground harbour storm passengers"));
        room.assign(&from(100 + number, "minister resigns tax scandal office"));
    }
    assert_eq!(room.assigner.story_of(ArticleId::new(1)), Some(ferry));
    assert_eq!(room.assigner.story_of(ArticleId::new(2)), Some(ferry));
}

#[test]
fn closed_stories_and_withdrawn_articles_are_joined_no_more() {
    let mut room = Newsroom::new();
    let closed = room.assign(&from(1, "ferry aground harbour storm rescue"));
    room.assigner.close_before(Timestamp::from_second(4_000_000_000).expect("a time"));
    assert!(room.assigner.is_empty());
    let next = room.assign(&from(2, "ferry aground harbour storm rescue"));
    assert_ne!(next, closed);
    room.assigner.forget(ArticleId::new(2));
    assert!(room.assigner.is_empty());
    assert_ne!(room.assign(&from(3, "ferry aground harbour storm rescue")), next);
}

#[test]
fn a_room_put_back_from_the_store_goes_on_as_before() {
    let mut room = Newsroom::new();
    let kept: Vec<Incoming> = (1..9).map(|n| from(n, "ferry aground harbour storm rescue")).collect();
    let stories: Vec<StoryId> = kept.iter().map(|article| room.assign(article)).collect();
    let mut again = Newsroom::new();
    for (article, story) in kept.iter().zip(&stories) {
        again.assigner.restore(article, *story);
    }
    assert_eq!(again.assign(&from(20, "ferry aground harbour rescue storm")), stories[0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever comes, what the outcomes say is what the assigner holds.
    #[test]
    fn outcomes_tell_every_move(texts in proptest::collection::vec("(ferry|storm|tax|vote|cup|goal|rain)( (ferry|storm|tax|vote|cup|goal|rain|mayor|bus)){0,4}", 1..60)) {
        let mut room = Newsroom::new();
        for (number, text) in (1..).zip(&texts) {
            room.assign(&from(number, text));
        }
        for number in (1..).take(texts.len()) {
            let article = ArticleId::new(number);
            prop_assert_eq!(room.assigner.story_of(article), room.told.get(&article).copied());
        }
        for (from, into) in &room.merges {
            prop_assert!(from != into);
        }
    }

    /// The order in which a minute's articles are handed over does not matter once they are sorted.
    #[test]
    fn a_batch_in_order_is_the_same_in_any_batches(seed in any::<u64>()) {
        let texts = ["ferry storm harbour", "tax vote mayor", "ferry storm rescue", "vote tax scandal", "cup goal rain"];
        let mut batch: Vec<Incoming> = (1..).zip(texts).map(|(number, text)| from(number, text)).collect();
        let sorted: Vec<StoryId> = { let mut room = Newsroom::new(); batch.iter().map(|a| room.assign(a)).collect() };
        batch.sort_by_key(|article| hashing::spread(seed ^ article.article.get().cast_unsigned()));
        batch.sort_by_key(Incoming::order);
        let again: Vec<StoryId> = { let mut room = Newsroom::new(); batch.iter().map(|a| room.assign(a)).collect() };
        prop_assert_eq!(sorted, again);
    }
}
