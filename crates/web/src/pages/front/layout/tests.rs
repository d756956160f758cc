//! What stands where, and that nothing stands twice or is lost without reason.

use jiff::tz::TimeZone;
use model::PublisherId;

use super::*;
use crate::view::{Reader, Text};
use crate::words::Words;

const NOW: &str = "2026-03-10T12:00:00Z";

/// A report in English by publisher 1, that many minutes old.
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
        publisher_id: PublisherId::new(1),
        listed,
        when: reader.moment(listed),
        excerpt: None,
        picture: None,
        genre: Genre::News,
        label: None,
        language: "en".parse().ok(),
    }
}

fn set(cards: Vec<Card>) -> Layout {
    Layout::set(cards, NOW.parse().unwrap(), "en".parse().unwrap())
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
fn a_picture_lifts_a_story_over_somewhat_newer_ones_but_not_over_a_day() {
    let pictured = |minutes| Card { picture: Some("/image/9".to_owned()), ..card(9, minutes) };
    let lead = |minutes| set(vec![card(1, 5), card(2, 10), pictured(minutes)]).lead.unwrap().id;
    assert_eq!(lead(300), 9);
    assert_eq!(lead(24 * 60), 1);
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
fn one_publisher_does_not_fill_the_top() {
    let other = Card { publisher_id: PublisherId::new(2), ..card(7, 60) };
    let mut cards: Vec<Card> = (1..6).map(|id| card(id, id)).collect();
    cards.push(other);
    assert_eq!(ids(&set(cards).seconds)[0], 7);
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
fn a_newspaper_of_another_language_is_set_in_that_language() {
    let foreign = |id, code: &str| Card { language: code.parse().ok(), ..card(id, id) };
    let layout = set(vec![foreign(1, "ar"), foreign(2, "de"), foreign(3, "ar"), card(4, 4)]);
    assert_eq!(layout.lead.map(|card| card.id), Some(1));
    assert_eq!(layout.foreign.len(), 2);
}
