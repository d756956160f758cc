use std::collections::BTreeMap;

use jiff::SignedDuration;

use super::*;
use crate::data::Dataset;
use crate::xml::element;

/// Checks a publisher's feed as it reads so many minutes after the start.
fn check(key: &str, minutes: i64, expect: impl Fn(&str, &Edition<'_>)) {
    let data = Dataset::load().unwrap();
    let home = |publisher: &Publisher| format!("http://{}.example/", publisher.key).parse().unwrap();
    let homes: BTreeMap<_, _> = data.publishers.iter().map(|p| (p.key.clone(), home(p))).collect();
    let desk = Desk::new(Dataset::load().unwrap(), "2025-06-03T12:00:00Z".parse().unwrap(), homes);
    let publisher = data.publisher(key).unwrap();
    let edition = desk.edition(publisher, desk.started() + SignedDuration::from_mins(minutes));
    let (_, text) = write(Source { desk: &desk, publisher, edition: &edition });
    expect(&text, &edition);
}

/// Each piece of a feed from its opening mark to the next.
fn pieces<'a>(feed: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    feed.split(mark).skip(1)
}

#[test]
fn every_format_lists_every_piece_with_its_names() {
    for (key, mark) in [
        ("harbour-courier", "<item>"),
        ("meridian-wire", "<entry>"),
        ("northlight", "\"content_html\""),
        ("shiokaze", "<item rdf:about"),
        ("tidal-hours", "<enclosure url"),
        ("torn-page", "<item>"),
    ] {
        check(key, 60, |feed, edition| {
            assert_eq!(pieces(feed, mark).count(), edition.pieces.len(), "{key}");
            for piece in &edition.pieces {
                assert!(feed.contains(&piece.url), "{key} {}", piece.report.slug);
                assert!(piece.report.authors.iter().all(|name| feed.contains(name.as_str())), "{key}");
            }
        });
    }
}

#[test]
fn the_newest_piece_comes_first() {
    check("harbour-courier", 0, |feed, edition| {
        let at: Vec<_> = edition.pieces.iter().filter_map(|piece| feed.find(&element("link", &piece.url))).collect();
        assert!(at.is_sorted() && at.len() > 5);
        assert!(edition.pieces.is_sorted_by(|a, b| a.published >= b.published));
    });
}

#[test]
fn excerpts_stop_before_the_text_does() {
    for (key, mark) in [("daily-plover", "<item>"), ("al-manara", "<entry>"), ("alpenfunk", "<item>")] {
        check(key, 60, |feed, edition| {
            for (text, piece) in pieces(feed, mark).zip(&edition.pieces) {
                assert!(text.contains("[…]"), "{}", piece.report.slug);
                let last = piece.body.trim().rsplit("\n\n").next().unwrap();
                assert!(!text.contains(&escape(last)), "{} carries its end", piece.report.slug);
            }
        });
    }
}

#[test]
fn a_correction_shows_in_the_text_and_the_date() {
    check("harbour-courier", 0, |feed, _| assert!(!feed.contains("<atom:updated>")));
    check("harbour-courier", 60, |feed, edition| {
        let (at, note) = edition.pieces.iter().find_map(|piece| piece.corrected).expect("a corrected piece");
        let (_, item) = feed.split_once("<atom:updated>").unwrap();
        assert!(item.starts_with(&at.strftime("%Y-%m-").to_string()));
        assert!(feed.contains(&escape(note)), "{note}");
    });
}

#[test]
fn a_withdrawal_is_announced_where_the_format_can() {
    check("meridian-wire", 0, |feed, _| assert!(!feed.contains("<at:deleted-entry")));
    check("meridian-wire", 60, |feed, edition| {
        let [(url, _)] = &edition.withdrawn[..] else { panic!("one withdrawn piece") };
        assert!(!feed.contains(url.as_str()));
        let slug = url.rsplit('/').next().unwrap();
        assert!(feed.contains(&format!("<at:deleted-entry ref=\"tag:meridian-wire.example,2024:{slug}\"")));
    });
}

#[test]
fn kinds_and_credits_travel_with_the_piece() {
    check("daily-plover", 60, |feed, _| assert!(feed.contains("<category>Sponsored content</category>")));
    check("harbour-courier", 60, |feed, _| assert!(feed.contains("Source: Meridian Wire")));
    check("hohe-warte", 60, |feed, _| assert!(feed.contains("<category>Kommentar</category>")));
}

#[test]
fn links_in_full_texts_are_absolute() {
    for key in ["harbour-courier", "northlight", "la-brujula", "la-passerelle"] {
        check(key, 60, |feed, _| assert!(!feed.contains("href=\"/") && !feed.contains("href=\\\"/"), "{key}"));
    }
}
