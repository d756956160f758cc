//! Redirects that loop, wander, and lead where nobody should go.

use fetch::{Error, Fetcher, Kind, Options};
use model::Cause;

use crate::fake_web::{FakeWeb, Reply, ask, body, failure_of};

#[tokio::test]
async fn endless_redirects_and_circles_have_an_end() {
    let web = FakeWeb::serve(|path| Reply::redirect(302, &format!("{path}x"))).await;
    assert_eq!(failure_of(&web).await.to_string(), "too-many-redirects (it redirects on and on)");
    assert_eq!(web.asked().len(), 6);
    let web = FakeWeb::serve(|path| Reply::redirect(301, if path == "/" { "/b" } else { "/" })).await;
    assert_eq!(failure_of(&web).await.to_string(), "too-many-redirects (it redirects in a circle)");
    assert_eq!(web.asked().len(), 2);
}

#[tokio::test]
async fn a_redirect_to_a_private_address_is_refused_in_every_notation() {
    let web = FakeWeb::serve(|path| Reply::redirect(302, path.trim_start_matches("/?"))).await;
    let fetcher = web.fetcher();
    for target in [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.1./",
        "http://0/",
        "//10.0.0.1/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://localhost/",
        "http://printer.localhost./",
        "http://paper.example:22/",
    ] {
        let error = ask(&fetcher, &web.url(&format!("/?{target}")), Kind::Feed).await.unwrap_err();
        assert_eq!(error.failure().cause, Cause::ForbiddenAddress, "{target}");
    }
}

#[tokio::test]
async fn a_redirect_to_another_scheme_or_nowhere_is_a_bad_address() {
    for target in ["file:///etc/passwd", "javascript:alert(1)", "ftp://paper.example/", "gopher://a:80/", "http://", ""]
    {
        let web = FakeWeb::serve(move |_| Reply::redirect(301, target)).await;
        assert_eq!(failure_of(&web).await.cause, Cause::BadAddress, "{target}");
    }
    let web = FakeWeb::serve(|_| Reply::new("302 Found", &[], "")).await;
    assert_eq!(failure_of(&web).await.to_string(), "unexpected-status (HTTP 302)");
}

#[tokio::test]
async fn an_allowed_feed_cannot_redirect_to_another_loopback_port() {
    let secret = FakeWeb::serve(|_| Reply::ok("secret")).await;
    let (url, port) = (secret.url("/").to_string(), secret.address.port());
    for target in [url, format!("http://localhost:{port}/"), format!("http://[::ffff:127.0.0.1]:{port}/")] {
        let location = target.clone();
        let web = FakeWeb::serve(move |_| Reply::redirect(302, &location)).await;
        assert_eq!(failure_of(&web).await.cause, Cause::ForbiddenAddress, "{target}");
        assert_eq!(web.asked().len(), 1);
    }
    assert_eq!(secret.asked(), Vec::<String>::new());
}

#[tokio::test]
async fn only_a_move_for_good_all_the_way_is_a_new_address() {
    let web = FakeWeb::serve(|path| match path {
        "/old" => Reply::redirect(301, "older"),
        "/older" => Reply::redirect(308, "/new"),
        "/today" => Reply::redirect(302, "/old"),
        _ => Reply::ok("<rss/>"),
    })
    .await;
    let moved = body(ask(&web.fetcher(), &web.url("/old"), Kind::Feed).await);
    assert_eq!((moved.url, moved.moved_to), (web.url("/new"), Some(web.url("/new"))));
    let lent = body(ask(&web.fetcher(), &web.url("/today"), Kind::Feed).await);
    assert_eq!((lent.url, lent.moved_to), (web.url("/new"), None));
    let direct = body(ask(&web.fetcher(), &web.url("/new"), Kind::Feed).await);
    assert_eq!(direct.moved_to, None);
}

#[tokio::test]
async fn a_login_goes_to_its_own_host_only_and_into_no_answer() {
    let other = FakeWeb::serve(|_| Reply::ok("<rss/>")).await;
    let elsewhere = other.url("/feed").to_string();
    let web = FakeWeb::serve(move |path| match path {
        "/a" => Reply::redirect(302, "/b"),
        _ => Reply::redirect(302, &elsewhere),
    })
    .await;
    let allow = vec![web.address, other.address];
    let fetcher = Fetcher::new(Options { allow, ..web.options() }).unwrap();
    let mut url = web.url("/a");
    url.set_username("reader").unwrap();
    url.set_password(Some("open sesame")).unwrap();
    let response = body(ask(&fetcher, &url, Kind::Feed).await);
    assert_eq!(response.url, other.url("/feed"));
    // "reader:open sesame" in base64
    let sent = "authorization: Basic cmVhZGVyOm9wZW4gc2VzYW1l";
    assert!(web.asked().len() == 2 && web.asked().iter().all(|head| head.contains(sent)), "{:?}", web.asked());
    assert!(!other.asked().concat().contains("authorization"));
}

#[tokio::test]
async fn no_error_repeats_a_password() {
    let web = FakeWeb::serve(|_| Reply::new("403 No", &[], "")).await;
    for url in [format!("http://me:sesame@{}/", web.address), "http://me:sesame@127.0.0.1:1/".to_owned()] {
        let error: Error = ask(&web.fetcher(), &url.parse().unwrap(), Kind::Feed).await.unwrap_err();
        assert!(!format!("{error} {error:?} {}", error.failure()).contains("sesame"));
    }
}
