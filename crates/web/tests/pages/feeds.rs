//! The list of feeds: every state in words.

use axum::http::StatusCode;
use model::{Cause, Failure};

use crate::newsroom::{Newsroom, report};

#[tokio::test]
async fn each_feed_tells_how_it_fares() {
    let room = Newsroom::open().await;
    let [fine, broken, walled, paused, _waiting] = [
        room.desk("Fine").await,
        room.desk("Broken").await,
        room.desk("Walled").await,
        room.desk("Paused").await,
        room.desk("Waiting").await,
    ];
    room.publish(fine, report("Ferry late", 1), "").await;
    room.publish_all(broken, Vec::new(), vec!["the file ends in the middle of an entry".to_owned()]).await;
    room.fail(walled, Failure::new(Cause::Wall, "HTTP 403, cf-mitigated")).await;
    room.store.pause_feed(paused.feed, true).await.unwrap();
    let page = room.get("/feeds").await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("5 feeds are followed.")
        .has("A wall against robots stands before the server.")
        .has("HTTP 403, cf-mitigated")
        .has("1 problem in the feed")
        .has("the file ends in the middle of an entry")
        .has("Not read yet")
        .has("not while paused")
        .has("in 20 min")
        .has(r#"All <span class="count">5</span>"#);
    for state in ["fine", "problems", "failing", "waiting", "paused"] {
        let narrowed = room.get(&format!("/feeds?state={state}")).await;
        assert_eq!(narrowed.text.matches("<tr id=\"feed-").count(), 1, "{state}");
        narrowed.has(&format!("class=\"state state-{state}\""));
    }
    let order: Vec<usize> = ["Walled feed", "Broken feed", "Waiting feed", "Fine feed"]
        .iter()
        .map(|title| page.text.find(title).unwrap())
        .collect();
    assert!(order.is_sorted(), "what needs somebody stands first");
    assert_eq!(room.get("/feeds?state=odd").await.status, StatusCode::BAD_REQUEST);
}
