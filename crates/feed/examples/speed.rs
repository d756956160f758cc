//! How fast feeds are read: 200 feeds of 50 entries of 300 words, as escaped HTML and in CDATA.
//!
//!     cargo run --release -p feed --example speed
#![expect(clippy::print_stdout, reason = "a program that prints a figure")]

use std::fmt::Write;
use std::time::Instant;

use feed::Input;
use url::Url;

const FEEDS: u32 = 200;
const ENTRIES: usize = 50;
const WORDS: usize = 300;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = Url::parse("https://paper.example/feed.xml")?;
    let now = "2024-05-01T00:00:00Z".parse()?;
    for (name, is_escaped) in [("escaped", true), ("CDATA", false)] {
        let source = feed_source(is_escaped)?;
        let began = Instant::now();
        let mut entries = 0;
        for _ in 0..FEEDS {
            let input =
                Input { bytes: source.as_bytes(), content_type: Some("text/xml; charset=utf-8"), base: &base, now };
            entries += feed::parse(input)?.entries.len();
        }
        let spent = began.elapsed();
        let per_100_kb = spent / FEEDS * 100_000 / u32::try_from(source.len())?;
        println!(
            "{name}: {FEEDS} feeds of {} KB, {entries} entries in {spent:.1?}, {per_100_kb:.2?} per 100 KB",
            source.len() / 1000
        );
    }
    Ok(())
}

fn feed_source(is_escaped: bool) -> Result<String, std::fmt::Error> {
    let mut source = String::from(
        r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Harbour Ledger</title><link>https://paper.example/</link>"#,
    );
    for number in 0..ENTRIES {
        let mut text = String::new();
        for word in 0..WORDS {
            match word % 50 {
                0 => text.push_str("<p>"),
                20 => text.push_str("<a href=\"/story?id=1&amp;from=feed\">linked</a> "),
                40 => text.push_str("caf\u{e9} &amp; \u{201c}quay\u{201d} "),
                49 => text.push_str("end.</p>\n"),
                _ => text.push_str("harbour "),
            }
        }
        let text = if is_escaped {
            text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
        } else {
            format!("<![CDATA[{text}]]>")
        };
        write!(
            source,
            "<item><title>Story {number} &amp; more</title><link>https://paper.example/{number}</link><guid>https://paper.example/{number}</guid>\
            <pubDate>Wed, 01 May 2024 08:{number:02}:00 GMT</pubDate><dc:creator>Ada Birch</dc:creator><category>Ports</category>\
            <description>Short.</description><content:encoded>{text}</content:encoded></item>"
        )?;
    }
    source.push_str("</channel></rss>");
    Ok(source)
}
