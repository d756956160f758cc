//! Asking whether something has changed, and what answers say about themselves.

use std::time::Duration;

use fetch::{Error, Fetched, Kind, Request};
use model::{Validators, Wishes};

use crate::fake_web::{FakeWeb, NOW, Reply, ask, body};

async fn ask_again(web: &FakeWeb, validators: &Validators) -> Result<Fetched, Error> {
    let url = web.url("/feed");
    web.fetcher().fetch(Request { url: &url, kind: Kind::Feed, validators, now: NOW }).await
}

fn known(etag: &str, last_modified: &str) -> Validators {
    Validators { etag: Some(etag.to_owned()), last_modified: Some(last_modified.to_owned()) }
}

#[tokio::test]
async fn validators_go_back_to_the_letter() {
    let odd = ["etag: W/\"a b\"-gzip, sloppy", "last-modified: yesterday, about noon"];
    let web = FakeWeb::serve(move |_| Reply::new("200 OK", &odd, "<rss/>")).await;
    let given = body(ask(&web.fetcher(), &web.url("/feed"), Kind::Feed).await).validators;
    assert_eq!(given, known("W/\"a b\"-gzip, sloppy", "yesterday, about noon"));
    ask_again(&web, &given).await.unwrap();
    let head = web.asked().pop().unwrap();
    assert!(head.contains("if-none-match: W/\"a b\"-gzip, sloppy\r\n"), "{head}");
    assert!(head.contains("if-modified-since: yesterday, about noon\r\n"), "{head}");
}

#[tokio::test]
async fn unchanged_keeps_the_validators_it_does_not_replace() {
    let headers = ["etag: \"2\"", "cache-control: max-age=900"];
    let web = FakeWeb::serve(move |_| Reply::new("304 Not Modified", &headers, "")).await;
    let fetched = ask_again(&web, &known("\"1\"", "then")).await;
    let expect = Fetched::Unchanged { validators: known("\"2\"", "then"), fresh_for: Some(Duration::from_mins(15)) };
    assert_eq!(fetched, Ok(expect));
}

#[tokio::test]
async fn unchanged_without_having_asked_is_an_odd_status() {
    let web = FakeWeb::serve(|_| Reply::new("304 Not Modified", &[], "")).await;
    let fetched = ask(&web.fetcher(), &web.url("/feed"), Kind::Feed).await;
    assert_eq!(fetched, Err(Error::Status { status: 304, retry_after: None }));
}

#[tokio::test]
async fn a_validator_of_absurd_length_is_not_kept() {
    let long = format!("etag: \"{}\"", "x".repeat(5000));
    let web = FakeWeb::serve(move |_| Reply::new("200 OK", &[&long], "<rss/>")).await;
    let response = body(ask(&web.fetcher(), &web.url("/feed"), Kind::Feed).await);
    assert_eq!(response.validators, Validators::default());
}

#[tokio::test]
async fn an_answer_brings_its_type_freshness_and_wishes() {
    let headers = [
        "content-type: application/rss+xml; charset=windows-1251",
        "expires: Thu, 01 Jan 1970 00:05:00 GMT",
        "x-robots-tag: otherbot: noindex",
        "x-robots-tag: Octavo: noarchive",
        "tdm-reservation: 1",
    ];
    let web = FakeWeb::serve(move |_| Reply::new("200 OK", &headers, "<rss/>")).await;
    let response = body(ask(&web.fetcher(), &web.url("/feed"), Kind::Feed).await);
    assert_eq!(response.content_type.as_deref(), Some("application/rss+xml; charset=windows-1251"));
    assert_eq!(response.fresh_for, Some(Duration::from_mins(5)));
    assert_eq!(response.wishes, Wishes { no_archive: true, tdm_reserved: true, ..Wishes::default() });
}

#[tokio::test]
async fn we_say_who_we_are_and_what_we_can_read() {
    let web = FakeWeb::serve(|_| Reply::ok("x")).await;
    for (kind, accept) in [(Kind::Feed, "application/rss+xml"), (Kind::Image, "image/webp"), (Kind::Page, "text/html")]
    {
        body(ask(&web.fetcher(), &web.url("/it"), kind).await);
        let head = web.asked().pop().unwrap();
        assert!(head.contains("user-agent: Octavo/") && head.contains(accept), "{head}");
    }
}
