//! Servers that send too much, too slowly, too little or nonsense.

use std::process::Command;
use std::time::Duration;

use fetch::{Error, Fetcher, Kind, Limits, Options};
use model::{Cause, Failure};
use tokio::net::TcpListener;

use crate::fake_web::{FakeWeb, Reply, Then, ask, body, failure_of, limits};

async fn check(reply: impl Fn() -> Reply + Send + Sync + 'static, cause: Cause, detail: &str) {
    let web = FakeWeb::serve(move |_| reply()).await;
    assert_eq!(failure_of(&web).await, Failure::new(cause, detail));
}

fn head(headers: &str) -> String {
    format!("HTTP/1.1 200 OK\r\n{headers}\r\n")
}

#[tokio::test]
async fn an_endless_body_is_given_up_at_the_limit() {
    check(|| Reply::raw(head("") + &"x".repeat(1024), Then::Endless), Cause::TooLarge, "more than 97 KiB").await;
    let chunk = format!("03f8\r\n{}\r\n", "x".repeat(0x3f8));
    let chunked = move || Reply::raw(head("transfer-encoding: chunked\r\n") + &chunk, Then::Endless);
    check(chunked, Cause::TooLarge, "more than 97 KiB").await;
}

#[tokio::test]
async fn a_bomb_is_measured_by_what_comes_out_of_it() {
    let bomb = zstd::encode_all(&vec![0_u8; 64 << 20][..], 3).unwrap();
    assert!(bomb.len() < 10_000);
    check(move || Reply::new("200 OK", &["content-encoding: zstd"], &bomb), Cause::TooLarge, "more than 97 KiB").await;
}

#[tokio::test]
async fn compressed_data_that_never_yields_anything_has_an_end() {
    // Frames that a zstd reader has to skip (RFC 8878, 3.1.2): 16 bytes each, 8 of them length and content.
    let frame = [0x50, 0x2a, 0x4d, 0x18, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let limits = Limits { first_byte_timeout: Duration::from_millis(60), ..limits() };
    let frames = move || [head("content-encoding: zstd\r\n").into_bytes(), frame.repeat(64)].concat();
    check_timeout(limits, move || Reply::raw(frames(), Then::Endless), "it fell silent").await;
}

/// `<rss/>` in a gzip member.
const GZIPPED: [u8; 26] =
    [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 179, 41, 42, 46, 214, 183, 3, 0, 103, 41, 40, 189, 6, 0, 0, 0];

#[tokio::test]
async fn compressed_bodies_come_out_plain() {
    let zstd = zstd::encode_all(&b"<rss/>"[..], 3).unwrap();
    let web = FakeWeb::serve(move |path| match path {
        "/gzip" => Reply::new("200 OK", &["content-encoding: gzip"], GZIPPED),
        _ => Reply::new("200 OK", &["content-encoding: zstd"], &zstd),
    })
    .await;
    for path in ["/gzip", "/zstd"] {
        let response = body(ask(&web.fetcher(), &web.url(path), Kind::Feed).await);
        assert_eq!(response.body, "<rss/>", "{path}");
    }
    let head = web.asked().concat();
    assert!(["gzip", "br", "zstd", "deflate"].iter().all(|coding| head.contains(coding)), "{head}");
}

#[tokio::test]
async fn a_broken_compression_is_an_interruption() {
    let cut = || Reply::new("200 OK", &["content-encoding: gzip"], &GZIPPED[..16]);
    let web = FakeWeb::serve(move |_| cut()).await;
    assert_eq!(failure_of(&web).await.cause, Cause::Interrupted);
    let junk = || Reply::new("200 OK", &["content-encoding: gzip"], "<rss/>");
    let web = FakeWeb::serve(move |_| junk()).await;
    assert_eq!(failure_of(&web).await.cause, Cause::Interrupted);
}

#[tokio::test]
async fn a_body_shorter_than_promised_is_an_interruption() {
    let lie = || Reply::raw(head("content-length: 999999999999\r\n") + "<rss/>", Then::Close);
    check(lie, Cause::Interrupted, "end of file before message length reached").await;
    let lie = || Reply::raw(head("transfer-encoding: chunked\r\n") + "6\r\n<rss/>\r\n", Then::Close);
    let web = FakeWeb::serve(move |_| lie()).await;
    assert_eq!(failure_of(&web).await.cause, Cause::Interrupted);
}

#[tokio::test]
async fn a_body_longer_than_promised_ends_at_the_promise() {
    let web = FakeWeb::serve(|_| Reply::raw(head("content-length: 6\r\n") + "<rss/>and more", Then::Close)).await;
    assert_eq!(body(ask(&web.fetcher(), &web.url("/"), Kind::Feed).await).body, "<rss/>");
}

#[tokio::test]
async fn a_flood_of_headers_is_refused() {
    let flood = || {
        let headers: Vec<String> = (0..300).map(|n| format!("x-{n}: 1\r\n")).collect();
        Reply::raw(head(&headers.concat()), Then::Close)
    };
    check(flood, Cause::TooLarge, "too many or too long headers").await;
    let endless = || Reply::raw(format!("HTTP/1.1 200 OK\r\nx: {}", "x".repeat(1024)), Then::Endless);
    check(endless, Cause::TooLarge, "too many or too long headers").await;
}

#[tokio::test]
async fn what_does_not_speak_http_is_an_interruption() {
    for words in ["SSH-2.0-OpenSSH_9.2\r\n", "", "HTTP/1.1 OK yes\r\n\r\n"] {
        let web = FakeWeb::serve(move |_| Reply::raw(words, Then::Close)).await;
        assert_eq!(failure_of(&web).await.cause, Cause::Interrupted, "{words:?}");
    }
}

async fn check_timeout(limits: Limits, reply: impl Fn() -> Reply + Send + Sync + 'static, detail: &'static str) {
    let web = FakeWeb::serve(move |_| reply()).await;
    let fetcher = Fetcher::new(Options { limits, ..web.options() }).unwrap();
    let failed = ask(&fetcher, &web.url("/"), Kind::Feed).await;
    assert_eq!(failed, Err(Error::Timeout(detail)));
}

#[tokio::test]
async fn silence_before_and_within_an_answer_has_an_end() {
    let short = || Limits { first_byte_timeout: Duration::from_millis(60), ..limits() };
    check_timeout(short(), || Reply::raw("", Then::Hang), "no answer in time").await;
    check_timeout(short(), || Reply::raw("HTTP/1.1 200 OK\r\nx:", Then::Hang), "no answer in time").await;
    check_timeout(short(), || Reply::raw(head("") + "<rss>", Then::Hang), "it fell silent").await;
}

#[tokio::test]
async fn a_drip_and_the_total_time_have_an_end() {
    let drip = Limits { drip_grace: Duration::from_millis(60), bytes_per_second_min: 1000, ..limits() };
    check_timeout(drip, || Reply::raw(head("") + "<rss>", Then::Hang), "it drips too slowly").await;
    let total = Limits { total_timeout: Duration::from_millis(60), ..limits() };
    check_timeout(total, || Reply::raw(head("") + "<rss>", Then::Hang), "it took too long in all").await;
}

#[tokio::test]
async fn a_dead_server_is_told_from_a_slow_one() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let fetcher = Fetcher::new(Options { allow: vec![address], ..Options::default() }).unwrap();
    let url = format!("http://{address}/").parse().unwrap();
    let failure = ask(&fetcher, &url, Kind::Feed).await.unwrap_err().failure();
    assert_eq!(failure, Failure::new(Cause::Unreachable, "nobody answers at that port"));
}

#[test]
fn no_proxy_of_the_environment_is_used() {
    // Another test of this file, in a process of its own, because the environment belongs to all threads.
    let dead_proxy = "http://127.0.0.1:9";
    let run = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "limits::compressed_bodies_come_out_plain"])
        .envs([("http_proxy", dead_proxy), ("HTTP_PROXY", dead_proxy), ("ALL_PROXY", dead_proxy), ("NO_PROXY", "")])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success() && told.contains("1 passed"), "{told}");
}
