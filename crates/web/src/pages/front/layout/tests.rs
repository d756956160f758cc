//! What stands where, and that nothing stands twice or is lost without reason.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;
use crate::view::{Reader, Text};
use crate::words::Words;

const NOW: &str = "2026-03-10T12:00:00Z";

/// A report in English, that many minutes old.
fn card(id: i64, minutes: i64) -> Card {
    let words = Words::english();
    let now: Timestamp = NOW.parse().unwrap();
    let reader = Reader { audience: model::rights::Audience::Private, words: &words, now, zone: &TimeZone::UTC };
    let listed = now - jiff::SignedDuration::from_mins(minutes);
    Card {
        id,
        href: format!("/article/{id}"),
        headline: Text::new(format!("Headline {id}"), None),
        publisher: "The Ferry Post".to_owned(),
        publisher_href: "/publisher/1".to_owned(),
        listed,
        when: reader.moment(listed),
        excerpt: None,
        picture: None,
        genre: Genre::News,
        label: None,
        language: "en".parse().ok(),
        section: None,
        story: None,
        why: None,
    }
}

fn set(cards: Vec<Card>) -> Layout {
    Layout::set(cards, "en".parse().unwrap())
}

fn ids(cards: &[Card]) -> Vec<i64> {
    cards.iter().map(|card| card.id).collect()
}

#[test]
fn every_card_of_a_small_page_stands_once() {
    for count in 0..40 {
        let layout = set((0..count).map(|id| card(id, id * 10)).collect());
        let mut all = ids(&layout.seconds);
        all.extend(ids(&layout.under));
        all.extend(layout.lead.iter().map(|card| card.id));
        for block in [&layout.features, &layout.latest, &layout.opinion, &layout.more] {
            all.extend(ids(block));
        }
        all.sort_unstable();
        assert_eq!(all, (0..count).collect::<Vec<_>>());
    }
}

#[test]
fn places_follow_the_order_of_the_cards_and_time_has_a_column_of_its_own() {
    let layout = set((0..30).map(|id| card(id, 300 - id * 10)).collect());
    assert_eq!(layout.lead.map(|card| card.id), Some(0));
    assert_eq!(ids(&layout.seconds), [1, 2, 3, 4, 5, 6]);
    assert_eq!(ids(&layout.features), [7, 8, 9, 10]);
    assert_eq!(ids(&layout.latest), [29, 28, 27, 26, 25, 24, 23, 22]);
    assert_eq!(ids(&layout.more), (11..22).collect::<Vec<_>>());
}

#[test]
fn sections_with_enough_left_get_a_row_the_best_first() {
    let of = |id, section| Card { section: Some(section), ..card(id, id) };
    let mut cards: Vec<Card> = (0..30).map(|id| card(id, id)).collect();
    cards.extend((30..32).map(|id| of(id, Section::Weather)));
    cards.extend((40..43).map(|id| of(id, Section::Sport)));
    cards.extend((50..60).map(|id| of(id, Section::Politics)));
    let layout = set(cards);
    let rows: Vec<_> = layout.sections.iter().map(|row| (row.href.as_str(), ids(&row.cards))).collect();
    let expect = [("/section/sport", vec![40, 41, 42]), ("/section/politics-and-government", vec![50, 51, 52, 53])];
    assert_eq!(rows, expect);
    assert!(ids(&layout.more).contains(&30), "two of the weather are no row");
}

#[test]
fn where_no_picture_leads_more_stories_stand_below() {
    let plain = set((0..20).map(|id| card(id, id)).collect());
    assert!(plain.is_plain());
    assert_eq!((plain.seconds.len(), plain.under.len(), plain.features.len()), (PLAIN_SECONDS, 0, FEATURES));
    let mut cards: Vec<Card> = (0..20).map(|id| card(id, id)).collect();
    cards[0].picture = Some("/image/0".to_owned());
    let pictured = set(cards);
    assert!(!pictured.is_plain());
    assert_eq!((pictured.seconds.len(), pictured.under.len(), pictured.features.len()), (SECONDS, UNDER, FEATURES));
}

#[test]
fn only_reports_lead() {
    let other = |id, genre| Card { genre, picture: Some(format!("/image/{id}")), ..card(id, 1) };
    let layout = set(vec![
        other(1, Genre::Sponsored),
        other(2, Genre::Opinion),
        other(3, Genre::Satire),
        other(4, Genre::PressRelease),
        card(5, 600),
    ]);
    assert_eq!(layout.lead.map(|card| card.id), Some(5));
    assert_eq!(ids(&layout.opinion), [2]);
    assert_eq!(ids(&layout.latest), [1, 3, 4]);
}

#[test]
fn other_languages_stand_apart_under_their_own_names() {
    let foreign = |id, code: &str| Card { language: code.parse().ok(), ..card(id, 1) };
    let mut cards: Vec<Card> = (1..6).map(|id| card(id, id)).collect();
    cards.extend([foreign(20, "ja"), foreign(21, "ar"), foreign(22, "ja"), foreign(23, "ja"), foreign(24, "ja")]);
    let layout = set(cards);
    let blocks: Vec<_> = layout.foreign.iter().map(|block| (block.name.as_str(), ids(&block.cards))).collect();
    assert_eq!(blocks, [("日本語", vec![20, 22, 23]), ("العربية", vec![21])]);
}

#[test]
fn a_card_of_no_known_language_stands_at_home() {
    let layout = set(vec![Card { language: None, ..card(1, 1) }]);
    assert_eq!(layout.lead.map(|card| card.id), Some(1));
}
