use super::*;

fn check(html: &str, expect: &[(&str, &str, Found)]) {
    let base = Url::parse("https://paper.example/news/").unwrap();
    let found = discover(html.as_bytes(), Some("text/html; charset=utf-8"), &base);
    let sure: Vec<_> = found
        .iter()
        .filter(|candidate| candidate.found != Found::Guessed)
        .map(|candidate| (candidate.url.as_str(), candidate.title.as_str(), candidate.found))
        .collect();
    assert_eq!(sure, expect, "{html}");
    assert!(found.iter().any(|candidate| candidate.found == Found::Guessed));
}

#[test]
fn feeds_that_a_page_states() {
    check(
        r#"<html><head><base href="/x/"><link rel="alternate" type="application/rss+xml" title="News &amp; more" href="rss">
           <LINK REL=Alternate TYPE="application/atom+xml; charset=utf-8" HREF="https://cdn.example/atom">
           <link rel="alternate" type="text/html" hreflang="de" href="/de">
           <link rel="alternate stylesheet" type="text/xml" href="/s">"#,
        &[
            ("https://paper.example/x/rss", "News & more", Found::Stated),
            ("https://cdn.example/atom", "", Found::Stated),
        ],
    );
}

#[test]
fn feeds_that_a_page_links_to() {
    check(
        r#"<a href="/sport/rss.xml"><b>Sport</b></a> <a href='/feed/#top'>All</a> <a href="/about">x</a>
           <a href="javascript:feed">y</a><script>document.write('<a href="/fake.rss">')</script>"#,
        &[
            ("https://paper.example/sport/rss.xml", "Sport", Found::Linked),
            ("https://paper.example/feed/", "All", Found::Linked),
        ],
    );
}

#[test]
fn what_is_stated_comes_before_what_is_linked() {
    check(
        r#"<a href="/a.rss">A</a><link rel="feed" href="/b">"#,
        &[("https://paper.example/b", "", Found::Stated), ("https://paper.example/a.rss", "A", Found::Linked)],
    );
}

#[test]
fn a_page_of_nothing_but_links_is_bounded() {
    let html: String = (0..1000).map(|number| format!("<a href='/{number}.rss'>")).collect::<Vec<_>>().concat();
    let base = Url::parse("https://paper.example/").unwrap();
    assert_eq!(discover(html.as_bytes(), None, &base).len(), MAX_CANDIDATES);
}
