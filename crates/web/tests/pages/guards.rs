//! What holds for every answer: policies, limits, machines' addresses, errors.

use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, HOST};
use axum::http::{Method, Request, StatusCode};
use model::HashtagKind;
use model::rights::Audience;

use crate::newsroom::{Newsroom, ask, report};

#[tokio::test]
async fn every_answer_carries_its_policies() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let id = room.publish(desk, report("Harbour wall holds", 5), "<p>Text.</p>").await;
    let addresses = [
        "/".to_owned(),
        format!("/article/{id}"),
        format!("/publisher/{}", desk.publisher),
        "/river".to_owned(),
        "/feeds".to_owned(),
        "/edition/en".to_owned(),
        "/story/1".to_owned(),
        "/hashtag/None".to_owned(),
        "/section/sport".to_owned(),
        "/search?q=wall".to_owned(),
        "/healthz".to_owned(),
        "/metrics".to_owned(),
        "/robots.txt".to_owned(),
        format!("/image/{id}"),
        "/assets/0/none".to_owned(),
        "/nowhere".to_owned(),
        format!("/{}", "x".repeat(5000)),
    ];
    for address in addresses {
        let answer = room.get(&address).await;
        let header =
            |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{address}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(header("referrer-policy"), "no-referrer", "{address}");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{address}");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{address}");
        assert!(header("permissions-policy").contains("geolocation=()"), "{address}");
        assert!(!header("cache-control").is_empty(), "{address}");
    }
}

#[tokio::test]
async fn pages_load_from_us_alone_and_carry_no_inline_code() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let html =
        r#"<p style="color:red">See <a href="https://t.example/">there</a>.</p><img src="https://t.example/p.png">"#;
    let id = room.publish(desk, report("Harbour wall holds", 5), html).await;
    room.digest(None, &[("HarbourWall", HashtagKind::Theme)]).await;
    let story = room.tell(&[id], |_| {}).await;
    let addresses = ["/", "/river", "/feeds", "/hashtag/HarbourWall", "/section/sport", "/search", "/search?q=wall"];
    let addresses = addresses.map(str::to_owned).into_iter();
    for address in addresses.chain([format!("/article/{id}"), format!("/story/{story}")]) {
        let page = room.get(&address).await;
        for tag in page
            .text
            .split('<')
            .filter(|tag| ["img", "script", "link", "source"].iter().any(|name| tag.starts_with(name)))
        {
            let loads = tag.split('>').next().unwrap();
            assert!(loads.contains("=\"/") || loads.contains("rel=\"canonical\""), "{address}: <{loads}>");
        }
        page.lacks(" style=").lacks("<style").lacks(" onclick=").lacks("javascript:");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_an_address_of_their_content() {
    let room = Newsroom::open().await;
    let page = room.get("/").await;
    let style = page.text.split("href=\"/assets/").nth(1).unwrap().split('"').next().unwrap();
    let answer = room.get(&format!("/assets/{style}")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers["cache-control"], "public, max-age=31536000, immutable");
    let script = page.text.split("src=\"/assets/").nth(1).unwrap().split('"').next().unwrap();
    room.get(&format!("/assets/{script}")).await.has("import");
    assert_eq!(room.get("/assets/0000000000000000/octavo.css").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn health_waits_for_the_flag_and_the_store() {
    let room = Newsroom::open().await;
    room.ready.set(false);
    assert_eq!(room.get("/healthz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    room.ready.set(true);
    let answer = room.get("/healthz").await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, r#"{"status":"ok"}"#));
    room.store.close().await;
    assert_eq!(room.get("/healthz").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_lost_store_is_a_page_too() {
    let room = Newsroom::open().await;
    room.store.close().await;
    let page = room.get("/").await;
    assert!(page.status.is_server_error());
    page.has("<h1 class=\"headline\">").has("To the front page");
}

#[tokio::test]
async fn limits_and_methods_are_answered_in_words() {
    let room = Newsroom::open().await;
    let long = room.get(&format!("/river?after={}", "9".repeat(3000))).await;
    assert_eq!(long.status, StatusCode::URI_TOO_LONG);
    long.has("This address is too long");
    let pages = room.pages(Audience::Private);
    let post = ask(&pages, Request::post("/river").body(Body::from("x")).unwrap()).await;
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
    post.has("That cannot be done here");
    let head = ask(&pages, Request::builder().method(Method::HEAD).uri("/").body(Body::empty()).unwrap()).await;
    assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn a_host_header_bends_no_link() {
    let room = Newsroom::open().await;
    let request = Request::get("/").header(HOST, "evil.example").body(Body::empty()).unwrap();
    ask(&room.pages(Audience::Public), request).await.lacks("evil.example");
}

#[tokio::test]
async fn pages_are_packed_for_browsers_that_unpack() {
    let room = Newsroom::open().await;
    let request = Request::get("/").header(ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap();
    let answer = ask(&room.pages(Audience::Private), request).await;
    assert_eq!(answer.headers["content-encoding"], "gzip");
}

#[tokio::test]
async fn robots_read_a_public_newspaper_only() {
    let room = Newsroom::open().await;
    room.get("/robots.txt").await.has("Disallow: /\n");
    room.get_in_public("/robots.txt").await.lacks("Disallow: /\n").has("Disallow: /image/").has("Disallow: /search");
    room.get("/").await.has(r#"content="noindex""#);
    room.get_in_public("/").await.lacks("noindex");
    room.get("/metrics").await.has("octavo_up 1");
}
