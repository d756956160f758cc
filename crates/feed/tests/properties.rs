//! What holds for all bytes, not only for those we thought of.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::time::{Duration, Instant};

use feed::opml::{Folder, Item, Outline, Subscription};
use feed::{Input, NotAFeed, ParsedFeed};
use proptest::collection::vec;
use proptest::prelude::*;
use url::Url;

fn parse(bytes: &[u8], content_type: Option<&str>) -> Result<ParsedFeed, NotAFeed> {
    let base = Url::parse("https://ledger.example/feeds/all.xml").unwrap();
    feed::parse(Input { bytes, content_type, base: &base, now: "2024-05-02T00:00:00Z".parse().unwrap() })
}

/// Everything that must hold of a feed, however broken its source.
fn check(bytes: &[u8], content_type: Option<&str>) {
    let base = Url::parse("https://ledger.example/").unwrap();
    let _ = feed::opml::parse(bytes);
    let _ = feed::discover(bytes, content_type, &base);
    let Ok(feed) = parse(bytes, content_type) else { return };
    let mut guids: Vec<&str> = feed.entries.iter().map(|entry| entry.guid.as_str()).collect();
    guids.sort_unstable();
    assert!(guids.is_sorted_by(|one, next| one < next), "guids are told apart");
    assert!(feed.entries.len() <= 2000 && feed.problems.len() <= 20);
    for entry in &feed.entries {
        assert!(!entry.guid.is_empty() && entry.guid.len() <= 1000);
        assert!(!entry.title.contains(['\n', '\0']) && !entry.title.to_ascii_lowercase().contains("<script"));
        let links = entry.url.iter().chain(entry.enclosures.iter().map(|file| &file.url));
        assert!(links.clone().all(|url| matches!(url.scheme(), "http" | "https")));
    }
    assert_eq!(parse(bytes, content_type).as_ref(), Ok(&feed), "the same bytes are the same feed");
}

/// Pieces that mean something to the readers.
#[rustfmt::skip]
const PIECES: [&str; 70] = [
    "<rss>", "<channel>", "</channel>", "<item>", "</item>", "<item", "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<entry>", "</entry>", "<title>", "</title>", "<title type='html'>", "<link href='/x'/>", "<link>", "</link>",
    "<guid>", "</guid>", "<content type='xhtml'>", "<div xmlns='http://www.w3.org/1999/xhtml'>", "</div>", "<br>",
    "<description>", "</description>", "<![CDATA[", "]]>", "<!--", "-->", "&amp;", "&lt;script&gt;", "&#0;", "&",
    "&nosuch;", "&eacute;", "<", ">", "\"", "'", "=", "<?xml version='1.0' encoding='shift_jis'?>", "<?", "?>",
    "<!DOCTYPE rss [", "<!ENTITY a 'b'>", "]>", "&a;", "<pubDate>", "</pubDate>", "9999-12-31", "Wed, 01 May 2024",
    "xml:base='b/'", "<media:group>", "<enclosure url='http://a.example/'/>", "<script>", "</script", "\u{feff}",
    "<outline text='x' xmlUrl='http://a.example/'>", "<opml>", "<body>", "<a href='/rss'>", "<base href=//>", "\0",
    "{\"items\":[", "{\"id\":1,", "]}", "<url>", "<news:news>", "<urlset>", "日本", "ß", "\u{92}",
];

/// A piece, to be put together with others in any order.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(PIECES.to_vec());
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => ".{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_harm(bytes in vec(any::<u8>(), 0..400), charset in "[a-z0-9-]{0,12}") {
        check(&bytes, Some(&format!("text/xml; charset={charset}")));
    }

    #[test]
    fn any_pieces_of_feeds_are_read_without_harm(pieces in vec(piece(), 0..60)) {
        check(pieces.concat().as_bytes(), None);
    }

    #[test]
    fn a_feed_changed_anywhere_is_read_without_harm(
        name in prop::sample::select(vec!["atom-1.0.xml", "media-rss.xml", "json-feed-1.1.json", "licences.xml", "euc-kr.xml"]),
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(name);
        let mut bytes = std::fs::read(path).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        check(&bytes, None);
    }

    #[test]
    fn any_date_is_read_without_harm(date in "[0-9A-Za-z :,./+-]{0,40}") {
        let source = format!("<rss><item><title>x</title><pubDate>{date}</pubDate></item></rss>");
        check(source.as_bytes(), None);
    }

    #[test]
    fn a_list_of_subscriptions_survives_the_round_trip(outline in outline()) {
        let written = feed::opml::write(&outline);
        prop_assert_eq!(feed::opml::parse(written.as_bytes()), Ok(outline));
    }
}

fn name() -> impl Strategy<Value = String> {
    "[A-Za-zäß日本&<>\"'. ]{1,20}".prop_map(|name| {
        // Names are plain text; what looks like a tag would lose it on the way in.
        name.replace('<', "‹").split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

fn outline() -> impl Strategy<Value = Outline> {
    let subscription = (name(), "[a-z]{1,8}", any::<bool>()).prop_map(|(title, host, has_home)| {
        let feed_url = Url::parse(&format!("https://{host}.example/feed?a=1&b={host}")).unwrap();
        let home = has_home.then(|| Url::parse(&format!("https://{host}.example/")).unwrap());
        Item::Subscription(Subscription { title, feed_url, home })
    });
    let item = subscription.prop_recursive(3, 24, 6, |inner| {
        (name(), vec(inner, 1..6)).prop_map(|(name, items)| Item::Folder(Folder { name, items }))
    });
    (name(), vec(item, 0..6)).prop_map(|(title, items)| Outline { title, items })
}

/// Sources that cost the square of their length where somebody searches twice.
#[test]
fn bombs_take_time_in_proportion_to_their_size() {
    let patterns = [
        "<a>",
        "</a>",
        "<item>",
        "</item>",
        "<",
        "&",
        "&a;",
        "<!--",
        "<![CDATA[",
        "<!DOCTYPE a[>",
        "<!DOCTYPE ",
        "<?",
        "<a b=\"",
        "<a b='\"",
        "<a\"'>",
        "]]>",
        "<b xmlns:a='b'>",
        "<b xml:base='a/'>",
        "<a:b>",
        "<item><title>x</title></item>",
        "<item><guid>x</guid></item>",
        "<item><link>x</link>",
        "<title>&lt;script",
        "<title>&amp;lt;script&amp;gt;",
        "\u{feff}",
        "é",
        "\0",
        "<author>a@b (",
        "<description>&lt;a href=x&gt;",
        "<description><a href=x>",
        "<pubDate>1 ",
        "<category>x</category>",
        "<url><news:news/></url>",
        "<rss><channel>",
        "<media:group>",
        "<content:items><x>",
        "{\"items\":[",
        "<outline>",
        "<script>",
        "<a href=/feed>",
        "<link rel=feed href=x",
    ];
    for opening in
        ["", "<rss><channel>", "<rss><channel><item>", "<rss><item><description>", "<rss><item><description><![CDATA["]
    {
        for pattern in patterns {
            let source = format!("{opening}{}", pattern.repeat(100_000 / pattern.len()));
            let began = Instant::now();
            check(source.as_bytes(), None);
            let spent = began.elapsed();
            assert!(spent < Duration::from_secs(6), "{opening} {pattern:?} took {spent:?}");
        }
    }
}

#[test]
fn a_hundred_thousand_entries_are_cut_to_the_newest() {
    let entries: String = (0..100_000)
        .flat_map(|number| ["<item><guid>".to_owned(), number.to_string(), "</guid></item>".to_owned()])
        .collect();
    let feed = parse(format!("<rss><channel>{entries}").as_bytes(), None).unwrap();
    assert_eq!(feed.entries.len(), 2000);
    assert!(feed.problems.iter().any(|problem| problem.to_string().contains("100000 entries")));
}

#[test]
fn a_gigantic_attribute_is_no_harm() {
    let attribute = "x".repeat(5_000_000);
    let source =
        format!("<rss><item a='{attribute}'><link>http://a.example/{attribute}</link><title>Kept</title></item></rss>");
    let feed = parse(source.as_bytes(), None).unwrap();
    assert_eq!((feed.entries[0].title.as_str(), &feed.entries[0].url), ("Kept", &None));
}
