//! Lead images through our own proxy, from a publisher on this machine.

use std::io::Cursor;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{Request, StatusCode};
use axum::routing::get as route;
use image::{DynamicImage, ImageFormat};
use model::rights::Audience;
use model::{ArticleId, Metadata};
use tokio::net::TcpListener;

use crate::newsroom::{Answer, Newsroom, ask, get, image, report};

/// A publisher that serves these bytes under one address and counts who asks.
struct Publisher {
    address: SocketAddr,
    asked: Arc<AtomicUsize>,
}

impl Publisher {
    async fn serve(bytes: Vec<u8>, said: &'static str) -> Self {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let answer = move || {
            count.fetch_add(1, Ordering::Relaxed);
            std::future::ready(([(CONTENT_TYPE, said)], bytes.clone()))
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, Router::new().route("/lead", route(answer))).await });
        Self { address, asked }
    }

    /// Pages of a newsroom with one article whose lead image stands here.
    async fn pages(&self) -> (Newsroom, Router, ArticleId) {
        let room = Newsroom::open().await;
        let desk = room.desk("Ferry Post").await;
        let lead = Some(image(&format!("http://{}/lead", self.address)));
        let id = room.publish(desk, Metadata { image: lead, ..report("Harbour wall holds", 5) }, "").await;
        let pages = room.pages_that_may_ask(Audience::Private, vec![self.address]);
        (room, pages, id)
    }

    async fn show(&self) -> Answer {
        let (_room, pages, id) = self.pages().await;
        get(&pages, &format!("/image/{id}")).await
    }
}

fn png(width: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(width, 40).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_picture_comes_from_us_locked_up_and_with_a_tag() {
    let (_room, pages, id) = Publisher::serve(png(60), "text/html").await.pages().await;
    let address = format!("/image/{id}");
    let answer = get(&pages, &address).await;
    assert_eq!((answer.status, &answer.headers[CONTENT_TYPE]), (StatusCode::OK, &"image/png".parse().unwrap()));
    assert_eq!(answer.headers["content-security-policy"], "default-src 'none'; sandbox");
    let request = Request::get(&address).header(IF_NONE_MATCH, &answer.headers[ETAG]).body(Body::empty()).unwrap();
    assert_eq!(ask(&pages, request).await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn everybody_who_waits_is_served_by_one_fetch() {
    let publisher = Publisher::serve(png(60), "image/png").await;
    let (_room, pages, id) = publisher.pages().await;
    let address = format!("/image/{id}");
    let (a, b, c) = tokio::join!(get(&pages, &address), get(&pages, &address), get(&pages, &address));
    assert!([a, b, c].iter().all(|answer| answer.status == StatusCode::OK));
    assert_eq!(publisher.asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn what_is_no_picture_is_a_quiet_plate_and_not_asked_for_again() {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#.to_vec();
    let publisher = Publisher::serve(svg, "image/png").await;
    let (_room, pages, id) = publisher.pages().await;
    for _ in 0..2 {
        let answer = get(&pages, &format!("/image/{id}")).await;
        assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
        answer.has("<svg").lacks("alert");
    }
    assert_eq!(publisher.asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_wide_picture_arrives_smaller() {
    let answer = Publisher::serve(png(2600), "image/png").await.show().await;
    assert_eq!((answer.status, &answer.headers[CONTENT_TYPE]), (StatusCode::OK, &"image/jpeg".parse().unwrap()));
}

#[tokio::test]
async fn addresses_of_this_machine_are_not_asked() {
    let publisher = Publisher::serve(png(60), "image/png").await;
    let (room, _, id) = publisher.pages().await;
    assert_eq!(room.get(&format!("/image/{id}")).await.status, StatusCode::BAD_GATEWAY);
    assert_eq!(publisher.asked.load(Ordering::Relaxed), 0);
}
