//! A file for each quirk of the world's feeds, and the line that it is to be read as.
//!
//! To add one: put the file into `testdata`, run this test, and when the line it prints is right, add it to
//! `testdata/expected.txt`. Publishers and events in these files are invented.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use feed::{Input, NotAFeed, ParsedEntry, ParsedFeed};
use model::Wishes;
use url::Url;

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata")
}

fn parse(bytes: &[u8]) -> Result<ParsedFeed, NotAFeed> {
    let base = Url::parse("https://ledger.example/feeds/all.xml").unwrap();
    feed::parse(Input { bytes, content_type: None, base: &base, now: "2024-05-02T00:00:00Z".parse().unwrap() })
}

/// What a feed was read as, with everything left out that it does not say.
fn line(feed: &ParsedFeed) -> String {
    let mut parts = vec![format!("{} {:?}", feed.format.as_str(), feed.title)];
    let mut said = |name: &str, value: Option<String>| parts.extend(value.map(|value| format!("{name}={value}")));
    said("id", feed.id.clone());
    said("home", feed.home.as_ref().map(Url::to_string));
    said("self", feed.self_url.as_ref().map(Url::to_string));
    said("hub", feed.hubs.first().map(Url::to_string));
    said("moved", feed.moved_to.as_ref().map(Url::to_string));
    said("about", Some(feed.description.clone()).filter(|text| !text.is_empty()));
    said("lang", feed.language.map(|language| language.to_string()));
    said("ttl", feed.ttl.map(|ttl| format!("{}m", ttl.as_secs() / 60)));
    said("updated", feed.updated.map(|date| date.to_string()));
    said("by", feed.authors.first().cloned());
    said("image", feed.image.as_ref().map(|image| image.url.to_string()));
    said("wishes", wishes(&feed.wishes));
    said("deleted", feed.deleted.first().cloned());
    parts.extend(feed.entries.iter().map(entry));
    parts.extend(feed.problems.iter().map(|problem| format!("! {problem}")));
    parts.join(" · ")
}

fn entry(entry: &ParsedEntry) -> String {
    let mut parts = vec![format!("<{}> {:?}", short_guid(&entry.guid), entry.title)];
    let mut said = |value: Option<String>| parts.extend(value);
    said(entry.url.as_ref().map(Url::to_string));
    said(entry.published.map(|date| date.to_string()));
    said(entry.updated.map(|date| format!("updated {date}")));
    said(entry.language.map(|language| format!("in {language}")));
    said(entry.authors.first().map(|name| format!("by {name}")));
    said(entry.summary.as_ref().map(|html| format!("summary {html}")));
    said(entry.content.as_ref().map(|html| format!("content {html}")));
    said(entry.image.as_ref().map(|image| format!("image {} ({})", image.url, image.alt)));
    said(entry.categories.first().map(|category| format!("#{category}")));
    said(entry.source.as_ref().map(|source| format!("from {source}")));
    said(wishes(&entry.wishes));
    for file in &entry.enclosures {
        said(Some(format!("file {} {} {:?}b {:?}s", file.url, file.media_type, file.bytes, file.seconds)));
    }
    parts.join(", ").replace('\n', "\\n")
}

/// Derived guids are long and their hash says nothing to readers of the line.
fn short_guid(guid: &str) -> String {
    match guid.split_once(':') {
        Some((kind @ ("link" | "title" | "text" | "shared"), hash)) => format!("{kind}:{}…", &hash[..4]),
        _ => guid.to_owned(),
    }
}

fn wishes(wishes: &Wishes) -> Option<String> {
    (*wishes != Wishes::default()).then(|| {
        let Wishes { no_index, no_ai, tdm_reserved, licence, .. } = wishes;
        format!("index={} ai={} tdm={} licence={licence:?}", !no_index, !no_ai, !tdm_reserved)
    })
}

#[test]
fn every_quirk_is_read_as_expected() {
    let expected = std::fs::read_to_string(testdata().join("expected.txt")).unwrap();
    let mut expected: BTreeMap<&str, &str> = expected.lines().filter_map(|line| line.split_once(": ")).collect();
    let mut wrong = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(testdata()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| !file.ends_with("expected.txt")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let got = match parse(&std::fs::read(file).unwrap()) {
            Ok(feed) => line(&feed),
            Err(error) => format!("no feed: {error}"),
        };
        if expected.remove(name) != Some(got.as_str()) {
            wrong.push(format!("{name}: {got}"));
        }
    }
    assert!(wrong.is_empty(), "these are read otherwise than testdata/expected.txt says:\n{}", wrong.join("\n"));
    assert!(expected.is_empty(), "lines without a file: {:?}", expected.keys());
}

#[test]
fn every_file_cut_at_any_byte_is_read_without_harm() {
    for file in std::fs::read_dir(testdata()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for end in (0..bytes.len()).step_by(3) {
            let _ = parse(&bytes[..end]);
        }
    }
}
