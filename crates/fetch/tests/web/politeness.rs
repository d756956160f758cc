//! Manners: robots.txt, 429, Retry-After and distance.

use std::time::Duration;

use fetch::{Error, Fetcher, Kind, Limits, Options};
use model::Cause;

use crate::fake_web::{FakeWeb, NOW, Reply, ask, ask_at, body, limits};

#[tokio::test]
async fn a_429_keeps_the_whole_host_at_rest_until_its_time() {
    let web = FakeWeb::serve(|path| match path {
        "/busy" => Reply::new("429 Too Many Requests", &["retry-after: 120"], ""),
        _ => Reply::ok("<rss/>"),
    })
    .await;
    let fetcher = web.fetcher();
    let wait = Duration::from_mins(2);
    let busy = ask(&fetcher, &web.url("/busy"), Kind::Feed).await.unwrap_err();
    assert_eq!((busy.failure().cause, busy.retry_after()), (Cause::RateLimited, Some(wait)));
    assert_eq!(ask(&fetcher, &web.url("/other"), Kind::Image).await, Err(Error::Resting { wait }));
    assert_eq!(web.paths(), ["/busy"]);
    body(ask_at(&fetcher, &web.url("/other"), Kind::Feed, NOW + wait).await);
}

#[tokio::test]
async fn a_429_without_a_time_and_one_with_a_date_are_obeyed() {
    let check = async |header: &'static [&'static str], seconds: u64| {
        let web = FakeWeb::serve(move |_| Reply::new("429 Slow down", header, "")).await;
        let fetcher = web.fetcher();
        ask(&fetcher, &web.url("/"), Kind::Feed).await.unwrap_err();
        let wait = Duration::from_secs(seconds);
        assert_eq!(ask(&fetcher, &web.url("/"), Kind::Feed).await, Err(Error::Resting { wait }), "{header:?}");
    };
    check(&[], 60).await;
    check(&["retry-after: Thu, 01 Jan 1970 00:10:00 GMT"], 600).await;
    check(&["retry-after: 86400"], 3600).await;
}

#[tokio::test]
async fn a_503_says_when_to_come_back_and_leaves_the_host_open() {
    let web = FakeWeb::serve(|path| match path {
        "/down" => Reply::new("503 Service Unavailable", &["retry-after: 86400"], ""),
        _ => Reply::ok("<rss/>"),
    })
    .await;
    let fetcher = web.fetcher();
    let down = ask(&fetcher, &web.url("/down"), Kind::Feed).await;
    assert_eq!(down, Err(Error::Status { status: 503, retry_after: Some(Duration::from_hours(24)) }));
    body(ask(&fetcher, &web.url("/up"), Kind::Feed).await);
}

/// A site with that robots.txt, status and all, and any page.
async fn site(robots: impl Fn() -> Reply + Send + Sync + 'static) -> FakeWeb {
    FakeWeb::serve(move |path| if path == "/robots.txt" { robots() } else { Reply::ok("<html>page") }).await
}

#[tokio::test]
async fn a_page_that_robots_txt_denies_is_not_asked_for() {
    let web = site(|| Reply::ok("User-agent: *\nDisallow: /private/\n")).await;
    let fetcher = web.fetcher();
    assert_eq!(ask(&fetcher, &web.url("/private/1"), Kind::Page).await, Err(Error::Robots));
    body(ask(&fetcher, &web.url("/news/1"), Kind::Page).await);
    body(ask(&fetcher, &web.url("/news/2"), Kind::Page).await);
    assert_eq!(web.paths(), ["/robots.txt", "/news/1", "/news/2"]);
    body(ask(&fetcher, &web.url("/private/feed"), Kind::Feed).await);
    let tomorrow = NOW + Duration::from_hours(24);
    body(ask_at(&fetcher, &web.url("/news/3"), Kind::Page, tomorrow).await);
    assert_eq!(web.paths()[4..], ["/robots.txt", "/news/3"]);
}

#[tokio::test]
async fn many_pages_at_once_ask_for_robots_txt_once() {
    let web = site(|| Reply::ok("")).await;
    let fetcher = web.fetcher();
    let urls: Vec<_> = (0..8).map(|n| web.url(&format!("/{n}"))).collect();
    for page in futures::future::join_all(urls.iter().map(|url| ask(&fetcher, url, Kind::Page))).await {
        body(page);
    }
    assert_eq!(web.paths().iter().filter(|path| *path == "/robots.txt").count(), 1);
}

#[tokio::test]
async fn a_robots_txt_that_is_not_there_allows_everything() {
    for status in ["404 Not Found", "403 Forbidden", "410 Gone"] {
        let web = site(move || Reply::new(status, &[], "User-agent: *\nDisallow: /")).await;
        body(ask(&web.fetcher(), &web.url("/news"), Kind::Page).await);
    }
    for location in ["/robots.txt", "http://10.0.0.1/robots.txt", "mailto:robots@paper.example"] {
        let web = site(move || Reply::redirect(302, location)).await;
        body(ask(&web.fetcher(), &web.url("/news"), Kind::Page).await);
    }
    let long = format!("{}\nUser-agent: *\nDisallow: /", "#".repeat(600 << 10));
    let web = site(move || Reply::ok(&long)).await;
    body(ask(&web.fetcher(), &web.url("/news"), Kind::Page).await);
}

#[tokio::test]
async fn a_robots_txt_that_cannot_be_had_keeps_us_off_for_a_while() {
    let web = site(|| Reply::new("500 Oh no", &[], "")).await;
    let fetcher = web.fetcher();
    for _ in 0..2 {
        let error = ask(&fetcher, &web.url("/news"), Kind::Page).await.unwrap_err();
        assert_eq!(error.failure().to_string(), "server-error (robots.txt: HTTP 500)");
        assert_eq!(error.retry_after(), Some(Duration::from_mins(10)));
    }
    assert_eq!(web.paths(), ["/robots.txt"]);
}

#[tokio::test]
async fn a_redirected_page_heeds_the_robots_txt_of_every_host_on_its_way() {
    let strict = site(|| Reply::ok("User-agent: octavo\nDisallow: /")).await;
    let target = strict.url("/page").to_string();
    let web = FakeWeb::serve(move |path| match path {
        "/robots.txt" => Reply::new("404 Not Found", &[], ""),
        _ => Reply::redirect(302, &target),
    })
    .await;
    let fetcher = Fetcher::new(Options { allow: vec![web.address, strict.address], ..web.options() }).unwrap();
    assert_eq!(ask(&fetcher, &web.url("/go"), Kind::Page).await, Err(Error::Robots));
    assert_eq!(strict.paths(), ["/robots.txt"]);
}

/// How long the second page at once is sent back for.
async fn sent_back_for(robots: &'static str, page_spacing: Duration) -> Duration {
    let web = site(move || Reply::ok(robots)).await;
    let limits = Limits { crawl_delay_max: Duration::from_hours(1), turn_wait_max: Duration::from_secs(5), ..limits() };
    let fetcher = Fetcher::new(Options { limits, page_spacing, ..web.options() }).unwrap();
    body(ask(&fetcher, &web.url("/1"), Kind::Page).await);
    let wait = ask(&fetcher, &web.url("/2"), Kind::Page).await.unwrap_err().retry_after().unwrap();
    body(ask(&fetcher, &web.url("/feed"), Kind::Feed).await);
    wait
}

#[tokio::test]
async fn pages_keep_the_longer_of_our_distance_and_theirs_up_to_a_bound() {
    let check = async |robots: &'static str, ours: u64, minutes: u64| {
        let wait = sent_back_for(robots, Duration::from_mins(ours)).await;
        let expect = Duration::from_mins(minutes);
        assert!(wait <= expect && wait > expect / 2, "{robots:?}: {wait:?}");
    };
    check("User-agent: *\nCrawl-delay: 720", 2, 12).await;
    check("User-agent: *\nCrawl-delay: 720", 40, 40).await;
    check("User-agent: *\nCrawl-delay: 72000", 2, 60).await;
}

#[tokio::test]
async fn time_spent_in_a_queue_is_not_held_against_the_server() {
    let web = site(|| Reply::ok("")).await;
    let limits = Limits { total_timeout: Duration::from_millis(500), ..limits() };
    let options = Options { limits, page_spacing: Duration::from_millis(600), ..web.options() };
    let fetcher = Fetcher::new(options).unwrap();
    let (first, second) = (web.url("/1"), web.url("/2"));
    let pages = futures::join!(ask(&fetcher, &first, Kind::Page), ask(&fetcher, &second, Kind::Page));
    assert_eq!((body(pages.0).url, body(pages.1).url), (first, second));
}
