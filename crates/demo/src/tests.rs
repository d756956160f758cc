//! The newsroom as its readers meet it: every feed, page and picture over real sockets, by a clock that tests set.

mod client;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use model::Clock;
use url::Url;

use crate::{Newsroom, Options};
use client::{Answer, get, get_with};

/// When every newsroom of these tests opened: 3 June 2025.
const STARTED: i64 = 1_748_952_000;
/// By then all has arrived, changed and gone.
const ALL_DONE_SECONDS: i64 = 3_600;

/// A newsroom whose clock shows so many seconds after its start, and the hand of that clock.
async fn newsroom(seconds: i64) -> (Newsroom, Arc<AtomicI64>) {
    let hand = Arc::new(AtomicI64::new(seconds));
    let shown = Arc::clone(&hand);
    let clock = Clock::new(move || Timestamp::from_second(STARTED + shown.load(Ordering::Relaxed)).unwrap());
    let options = Options { clock, started: Timestamp::from_second(STARTED).unwrap() };
    (crate::start(options).await.unwrap(), hand)
}

fn feed_of(newsroom: &Newsroom, name: &str) -> Url {
    newsroom.feeds.iter().find(|feed| feed.publisher.name == name).unwrap().url.clone()
}

/// The feeds that answer with a feed, and their answers.
async fn readable(newsroom: &Newsroom) -> Vec<(String, Answer)> {
    let mut answers = Vec::new();
    for feed in &newsroom.feeds {
        if !["The Old Lantern", "Glasswall Business", "The Snail Gazette"].contains(&feed.publisher.name.as_str()) {
            answers.push((feed.publisher.name.clone(), get(&feed.url).await));
        }
    }
    answers
}

/// The addresses of article pages in a feed or page, each once.
fn article_links(text: &str) -> Vec<Url> {
    let starts = text.match_indices("http://127.").map(|(at, _)| at);
    let links = starts.filter_map(|at| text[at..].split(['"', '<', '&', '\'', ' ', '\n', '\\', ')']).next());
    let mut links: Vec<Url> = links.filter(|link| link.contains("/a/")).filter_map(|link| link.parse().ok()).collect();
    links.sort();
    links.dedup();
    links
}

fn xml_error(text: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return None,
            Ok(quick_xml::events::Event::GeneralRef(name)) if name.resolve_char_ref().ok().flatten().is_none() => {
                if !["amp", "lt", "gt", "quot", "apos"].contains(&name.as_ref()) {
                    return Some(format!("unknown entity {name:?}"));
                }
            }
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}

#[tokio::test]
async fn every_publisher_has_an_address_of_its_own() {
    let (newsroom, _) = newsroom(0).await;
    assert_eq!(newsroom.feeds.len(), newsroom.addresses.len());
    let mut seen = std::collections::BTreeSet::new();
    for (feed, address) in newsroom.feeds.iter().zip(&newsroom.addresses) {
        assert!(address.ip().is_loopback() && seen.insert(*address), "{address}");
        assert_eq!(feed.url.socket_addrs(|| None).unwrap(), [*address]);
        assert!(feed.publisher.ownership.owner.is_some(), "{}", feed.publisher.name);
    }
    newsroom.stop().await;
}

#[tokio::test]
async fn feeds_are_well_formed_but_for_the_broken_one() {
    let (newsroom, _) = newsroom(ALL_DONE_SECONDS).await;
    for (name, answer) in readable(&newsroom).await {
        assert_eq!(answer.status, 200, "{name}");
        assert_eq!(answer.header("cache-control"), Some("public, max-age=5"), "{name}");
        let text = answer.text();
        assert!(!article_links(&text).is_empty(), "{name} lists no article");
        match answer.header("content-type").unwrap() {
            "application/feed+json; charset=utf-8" => {
                let feed: serde_json::Value = serde_json::from_str(&text).unwrap();
                assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
            }
            "text/xml; charset=utf-8" => assert!(xml_error(&text).is_some(), "{name} is not broken"),
            _ => assert_eq!(xml_error(&text), None, "{name}"),
        }
    }
}

#[tokio::test]
async fn every_page_and_picture_that_is_linked_can_be_read() {
    let (newsroom, _) = newsroom(ALL_DONE_SECONDS).await;
    let mut pictures = std::collections::BTreeSet::new();
    let mut pages = 0;
    for (name, answer) in readable(&newsroom).await {
        for url in article_links(&answer.text()) {
            let page = get(&url).await;
            // A text may link to a piece that was withdrawn since.
            assert!(page.status == 200 || page.status == 410, "{name} links to {url}: {}", page.status);
            let html = page.text();
            assert!(html.contains("<h1") && html.contains("rel=\"canonical\"") || page.status == 410, "{url}");
            pictures.extend(
                html.split("src=\"/img/")
                    .skip(1)
                    .map(|rest| url.join(&format!("/img/{}", &rest[..rest.find('"').unwrap()])).unwrap()),
            );
            pages += 1;
        }
    }
    assert!(pages >= 100, "{pages} pages");
    for picture in &pictures {
        let answer = get(picture).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/webp")), "{picture}");
        assert!(
            answer.body.starts_with(b"RIFF") && answer.body.len() < 46_080,
            "{picture}: {} bytes",
            answer.body.len()
        );
    }
}

#[tokio::test]
async fn front_pages_announce_their_feed() {
    let (newsroom, _) = newsroom(0).await;
    for feed in newsroom.feeds.iter().filter(|feed| feed.publisher.name != "Glasswall Business") {
        let page = get(&feed.publisher.home).await;
        assert_eq!(page.status, 200, "{}", feed.url);
        let link = format!("href=\"{}\"", feed.url.path());
        assert!(page.text().contains("rel=\"alternate\"") && page.text().contains(&link), "{}", feed.url);
        let about = get(feed.publisher.ownership.evidence.as_ref().unwrap()).await;
        assert!(about.text().contains("<h1>"), "{}", feed.url);
    }
}

#[tokio::test]
async fn an_unchanged_feed_is_not_sent_twice() {
    let (newsroom, hand) = newsroom(-1).await;
    for feed in ["The Harbour Courier", "Meridian Wire", "Northlight", "潮風新聞"] {
        let url = feed_of(&newsroom, feed);
        let first = get(&url).await;
        let etag = first.header("etag").unwrap();
        let modified = first.header("last-modified").unwrap();
        for validator in [("If-None-Match", etag), ("If-Modified-Since", modified)] {
            let again = get_with(&url, &[validator]).await;
            assert_eq!((again.status, again.body.len()), (304, 0), "{feed} {validator:?}");
            assert_eq!(again.header("etag"), Some(etag));
        }
        assert_eq!(get_with(&url, &[("If-None-Match", "\"other\"")]).await.status, 200);
    }
    let url = feed_of(&newsroom, "The Harbour Courier");
    let etag = get(&url).await.header("etag").unwrap().to_owned();
    hand.store(ALL_DONE_SECONDS, Ordering::Relaxed);
    assert_eq!(get_with(&url, &[("If-None-Match", &etag)]).await.status, 200, "news has arrived");
}

#[tokio::test]
async fn news_arrives_and_goes_by_the_clock() {
    let (newsroom, hand) = newsroom(0).await;
    let count =
        |answers: &[(String, Answer)]| answers.iter().map(|(_, a)| article_links(&a.text()).len()).sum::<usize>();
    let at_start = readable(&newsroom).await;
    hand.store(ALL_DONE_SECONDS, Ordering::Relaxed);
    let later = readable(&newsroom).await;
    assert!(count(&later) >= count(&at_start) + 5, "{} then {}", count(&at_start), count(&later));

    let wire = get(&feed_of(&newsroom, "Meridian Wire")).await.text();
    let before = &at_start.iter().find(|(name, _)| name == "Meridian Wire").unwrap().1.text();
    assert!(wire.contains("<at:deleted-entry ref=\"tag:meridian-wire.example"), "{wire}");
    assert!(!before.contains("deleted-entry ref"));
    let gone: Vec<_> = article_links(before).into_iter().filter(|link| !wire.contains(link.as_str())).collect();
    assert!(!gone.is_empty());
    for url in gone {
        assert_eq!(get(&url).await.status, 410, "{url}");
    }
}

#[tokio::test]
async fn failures_fail_the_way_they_do_outside() {
    let (newsroom, _) = newsroom(0).await;
    assert_eq!(get(&feed_of(&newsroom, "The Old Lantern")).await.status, 410);
    let wall = get(&feed_of(&newsroom, "Glasswall Business")).await;
    assert_eq!((wall.status, wall.header("cf-mitigated")), (403, Some("challenge")));
    let nothing = feed_of(&newsroom, "Northlight").join("/a/never-written").unwrap();
    assert_eq!(get(&nothing).await.status, 404);
    assert!(get(&nothing.join("/robots.txt").unwrap()).await.text().starts_with("User-agent: *"));

    let slow = feed_of(&newsroom, "The Snail Gazette");
    let waiting = tokio::spawn(async move { get(&slow).await });
    let front = get(&feed_of(&newsroom, "The Snail Gazette").join("/").unwrap()).await;
    assert_eq!(front.status, 200, "its pages are quick");
    assert!(!waiting.is_finished());
    // The slow answer ends with the newsroom and holds it up no longer than that.
    tokio::time::timeout(Duration::from_secs(1), newsroom.stop()).await.unwrap();
    assert!(waiting.await.unwrap().body.len() < 10);
}

#[tokio::test]
async fn legacy_encodings_and_wishes_are_sent_as_promised() {
    let (newsroom, _) = newsroom(0).await;
    let feed = get(&feed_of(&newsroom, "潮風新聞")).await;
    assert_eq!(feed.header("content-type"), Some("application/rdf+xml"));
    assert!(std::str::from_utf8(&feed.body).is_err(), "it is not UTF-8");
    let (text, _, wrong) = encoding_rs::SHIFT_JIS.decode(&feed.body);
    assert!(!wrong && text.contains("encoding=\"Shift_JIS\"") && text.contains("潮風新聞"));
    let page = get(&article_links(&text)[0]).await;
    assert_eq!(page.header("content-type"), Some("text/html; charset=Shift_JIS"));
    assert!(encoding_rs::SHIFT_JIS.decode(&page.body).0.contains("charset=\"Shift_JIS\""));

    let reserved = get(&feed_of(&newsroom, "Die Hohe Warte")).await;
    assert_eq!(reserved.header("tdm-reservation"), Some("1"));
    assert_eq!(reserved.header("x-robots-tag"), Some("noarchive, max-snippet:200"));
    let page = get(&article_links(&reserved.text())[0]).await.text();
    assert!(page.contains("<meta name=\"tdm-reservation\" content=\"1\">"), "{page}");
}

#[tokio::test]
async fn episodes_can_be_heard() {
    let (newsroom, _) = newsroom(0).await;
    let url = feed_of(&newsroom, "Tidal Hours");
    let feed = get(&url).await.text();
    let (_, rest) = feed.split_once("<enclosure url=\"").expect("the podcast has episodes");
    let sound = get(&rest[..rest.find('"').unwrap()].parse().unwrap()).await;
    assert_eq!((sound.status, sound.header("content-type")), (200, Some("audio/wav")));
    assert!(feed.contains(&format!("length=\"{}\"", sound.body.len())));
}
