//! What is kept of an entry, by what its feed said.

use bytes::Bytes;
use model::{FeedFormat, Validators};

use super::*;

const NOW: &str = "2026-03-01T12:00:00Z";

fn feed_url() -> Url {
    Url::parse("https://courier.example/feed.xml").unwrap()
}

fn read(items: &str, known: &HashMap<String, i64>) -> Read {
    let xml = format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>Courier</title><link>https://courier.example/</link><language>en</language>{items}</channel></rss>"
    );
    let response = Response {
        url: feed_url(),
        moved_to: None,
        content_type: Some("application/rss+xml".to_owned()),
        body: Bytes::from(xml),
        validators: Validators::default(),
        fresh_for: None,
        wishes: Wishes::default(),
    };
    read_feed(&response, &feed_url(), known, NOW.parse().unwrap()).unwrap()
}

fn only(items: &str) -> Item {
    let mut read = read(items, &HashMap::new());
    assert_eq!(read.feed.items.len(), 1);
    read.feed.items.remove(0)
}

fn prose(words: usize) -> String {
    format!("<p>{}</p>", "The harbour opened again on Tuesday. ".repeat(words / 6 + 1))
}

#[test]
fn a_full_text_is_readable_at_once_and_an_excerpt_waits_for_its_page() {
    let link = "<title>Harbour</title><link>https://courier.example/harbour?utm_source=rss</link>";
    let full = only(&format!("<item>{link}<content:encoded><![CDATA[{}]]></content:encoded></item>", prose(120)));
    assert_eq!((full.stage, full.text_origin), (Stage::Readable, Some(TextOrigin::Feed)));
    assert_eq!(full.canonical.as_str(), "https://courier.example/harbour");
    assert!(full.metadata.words >= 120);

    let excerpt = only(&format!("<item>{link}<description>It opened again.</description></item>"));
    assert_eq!((excerpt.stage, excerpt.text_origin), (Stage::New, Some(TextOrigin::Summary)));
    assert_eq!(excerpt.metadata.excerpt, "It opened again.");

    let cut = format!("{}<p>Read more</p>", prose(120));
    let cut = only(&format!("<item>{link}<content:encoded><![CDATA[{cut}]]></content:encoded></item>"));
    assert_eq!(cut.stage, Stage::New);
}

#[test]
fn an_entry_without_a_link_gets_an_address_of_its_own_and_waits_for_nothing() {
    let one = only("<item><guid isPermaLink=\"false\">n1</guid><description>Short note.</description></item>");
    let other = only("<item><guid isPermaLink=\"false\">n2</guid><description>Short note.</description></item>");
    assert_eq!(one.stage, Stage::Readable);
    assert_ne!(one.canonical, other.canonical);
    assert!(one.canonical.as_str().starts_with("https://courier.example/feed.xml#entry-"));
    assert_eq!(one.metadata.title, "Short note.");
}

#[test]
fn a_podcast_episode_is_readable_with_its_notes() {
    let item = only(
        "<item><title>Episode 1</title><link>https://courier.example/1</link><description>We talk.</description>\
         <enclosure url=\"https://courier.example/1.mp3\" type=\"audio/mpeg\" length=\"9\"/></item>",
    );
    assert_eq!(item.stage, Stage::Readable);
    assert_eq!(item.metadata.enclosure.unwrap().url.as_str(), "https://courier.example/1.mp3");
}

#[test]
fn what_is_known_is_passed_over_until_it_changes() {
    let entry = |title: &str| {
        format!("<item><guid>g</guid><title>{title}</title><link>https://courier.example/g</link></item>")
    };
    let first = read(&entry("One"), &HashMap::new());
    let known: HashMap<String, i64> =
        first.feed.items.iter().map(|item| (item.guid.clone(), item.fingerprint)).collect();
    let again = read(&entry("One"), &known).feed;
    assert_eq!((again.items.len(), again.unchanged.len()), (0, 1));
    let changed = read(&entry("Two"), &known).feed;
    assert_eq!((changed.items.len(), changed.unchanged.len()), (1, 0));
}

#[test]
fn a_guid_that_stands_twice_counts_once() {
    let item = "<item><guid>g</guid><title>One</title><link>https://courier.example/g</link></item>";
    assert_eq!(read(&format!("{item}{item}"), &HashMap::new()).feed.items.len(), 1);
}

#[test]
fn the_span_of_a_document_is_known_only_when_every_entry_has_a_time() {
    let dated = |day: u8| format!("<item><guid>{day}</guid><pubDate>0{day} Feb 2026 10:00:00 GMT</pubDate></item>");
    let both = read(&(dated(1) + &dated(2)), &HashMap::new()).feed;
    assert_eq!(both.oldest, Some("2026-02-01T10:00:00Z".parse().unwrap()));
    let one = read(&(dated(1) + "<item><guid>x</guid></item>"), &HashMap::new()).feed;
    assert_eq!(one.oldest, None);
    assert_eq!(both.format, FeedFormat::Rss);
}

#[test]
fn an_agencys_credit_is_read_from_the_feeds_text_and_yields_to_its_own_word() {
    let text = format!("<![CDATA[<p>NESS (Reuters) – The gate is shut.</p>{}]]>", prose(100));
    let credited = only(&format!("<item><title>Gate</title><content:encoded>{text}</content:encoded></item>"));
    assert_eq!(credited.metadata.syndication.as_deref(), Some("Reuters"));
    let stated = format!(
        "<item><title>Gate</title><source url=\"https://ness.example/\">The Ness Courier</source>\
                          <content:encoded>{text}</content:encoded></item>"
    );
    assert_eq!(only(&stated).metadata.syndication.as_deref(), Some("The Ness Courier"));
}
