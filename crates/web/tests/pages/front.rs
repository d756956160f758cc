//! The front page and the page of a publisher.

use axum::http::StatusCode;
use model::{Genre, Metadata, Ownership};

use crate::newsroom::{Newsroom, image, now, report};

#[tokio::test]
async fn without_feeds_it_says_how_to_follow_one() {
    let room = Newsroom::open().await;
    room.get("/").await.has("The press is ready").has("octavo feed add URL");
    room.desk("Ferry Post").await;
    room.get("/").await.has("1 feed is followed").lacks("octavo feed add");
}

#[tokio::test]
async fn it_is_set_from_the_newest_articles_each_once() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let pieces = (0..60).map(|n| (report(&format!("Report number {n:02}"), n), "<p>Text.</p>")).collect();
    room.publish_all(desk, pieces, Vec::new()).await;
    let page = room.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("Tuesday, 10 March 2026").has("The Harbour Paper, front page of");
    for n in 0..40 {
        assert_eq!(page.text.matches(&format!(">Report number {n:02}</a>")).count(), 1, "{n}");
    }
    assert_eq!(page.text.matches("<h1").count(), 1);
}

#[tokio::test]
async fn pictures_opinion_and_other_languages_have_their_places() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let pictured = Metadata { image: Some(image("https://pics.example/a.png")), ..report("With a picture", 30) };
    let opinion = Metadata { genre: Genre::Opinion, ..report("I think", 4) };
    let arabic = Metadata { language: "ar".parse().ok(), ..report("الجدار يصمد", 5) };
    let mut pieces = vec![(pictured, ""), (opinion, ""), (arabic, "")];
    pieces.extend((0..4).map(|n| (report(&format!("Plain {n}"), n), "")));
    room.publish_all(desk, pieces, Vec::new()).await;
    let page = room.get("/").await;
    page.has("In other languages").has("العربية").has(r#"lang="ar" dir="rtl""#).has("I think");
    let lead = page.text.split("<article class=\"lead").nth(1).unwrap().split("</article>").next().unwrap();
    assert!(lead.contains("With a picture") && lead.contains("<img src=\"/image/"), "{lead}");
    page.lacks("pics.example");
}

#[tokio::test]
async fn a_publisher_is_told_by_the_same_facts_as_any_other() {
    let room = Newsroom::open().await;
    let ownership = Ownership {
        country: Some("DE".to_owned()),
        owner: Some("Ferry Foundation".to_owned()),
        evidence: Some("https://register.example/ferry".parse().unwrap()),
        checked: Some(now()),
        ..Ownership::default()
    };
    let desk = room.desk_of("Ferry Post", ownership).await;
    room.publish(desk, report("Harbour wall holds", 5), "<p>Text.</p>").await;
    let page = room.get(&format!("/publisher/{}-ferry-post", desk.publisher)).await;
    page.has(r#"<h1 class="headline" dir="auto">Ferry Post</h1>"#)
        .has(r#"<data value="DE" data-country>DE</data>"#)
        .has("Ferry Foundation")
        .has(r#"<a href="https://register.example/ferry" rel="external noopener">register.example</a>"#)
        .has(">10 Mar 2026</time>")
        .has("Harbour wall holds")
        .has("Ferry Post feed");
    // Who pays, and who appoints the editor.
    assert_eq!(page.text.matches(r#"<span class="unknown">unknown</span>"#).count(), 2);
    assert_eq!(room.get("/publisher/12345").await.status, StatusCode::NOT_FOUND);
}
