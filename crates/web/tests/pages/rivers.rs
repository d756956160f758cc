//! The river: order, paging, filters.

use axum::http::StatusCode;

use crate::newsroom::{Answer, Newsroom, report};

fn headlines(page: &Answer) -> Vec<String> {
    let links = page.text.split("<li class=\"drop\"").skip(1);
    links.map(|drop| drop.split("</a></h3>").next().unwrap().rsplit('>').next().unwrap().to_owned()).collect()
}

fn older(page: &Answer) -> Option<String> {
    let (before, _) = page.text.split_once("\">Older articles")?;
    Some(before.rsplit('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"))
}

#[tokio::test]
async fn it_flows_from_the_newest_to_the_end_and_repeats_nothing() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let pieces = (0..120).map(|n| (report(&format!("Report {n:03}"), n), "")).collect();
    room.publish_all(desk, pieces, Vec::new()).await;
    let mut seen = Vec::new();
    let mut next = Some(format!("/river?publisher={}", desk.publisher));
    while let Some(address) = next {
        let page = room.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        seen.extend(headlines(&page));
        next = older(&page);
        assert!(next.as_ref().is_none_or(|next| next.contains("publisher=")), "{next:?}");
    }
    assert_eq!(seen, (0..120).map(|n| format!("Report {n:03}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn it_narrows_to_a_publisher_or_a_feed_by_name() {
    let room = Newsroom::open().await;
    let (ferry, tram) = (room.desk("Ferry Post").await, room.desk("Tram Gazette").await);
    room.publish(ferry, report("Ferry late", 1), "").await;
    room.publish(tram, report("Tram late", 2), "").await;
    let of_publisher = room.get(&format!("/river?publisher={}", ferry.publisher)).await;
    of_publisher.has("River of Ferry Post").has("Ferry late").lacks("Tram late").has("Show everything");
    let of_feed = room.get(&format!("/river?feed={}", tram.feed)).await;
    of_feed.has("Tram late").lacks("Ferry late");
    room.get("/river")
        .await
        .has("Tram late")
        .has("Ferry late")
        .has("Tuesday, 10 March 2026")
        .has("That is all there is.");
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_in_words() {
    let room = Newsroom::open().await;
    for query in ["publisher=x", "feed=0", "after=1", "after=x-y", "publisher=", "after=%FF", "feed=1&feed=2"] {
        let page = room.get(&format!("/river?{query}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
        page.has("We could not read this address");
    }
    for query in ["publisher=77", "feed=77"] {
        assert_eq!(room.get(&format!("/river?{query}")).await.status, StatusCode::NOT_FOUND, "{query}");
    }
    room.get("/river?utm_source=x").await.has("Nothing here yet.");
}
