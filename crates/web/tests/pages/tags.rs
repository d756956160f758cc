//! Hashtags and sections: their pages.

use axum::http::StatusCode;
use model::{HashtagKind, Metadata, Section};

use crate::newsroom::{Answer, Newsroom, report};

/// The headlines of a listing, in order.
fn headlines(page: &Answer) -> Vec<String> {
    let listing = page.text.split("data-block=\"listing\"").nth(1).unwrap_or_default();
    let titles = listing.split("</a></h2>").map(|part| part.rsplit('>').next().unwrap().to_owned());
    let mut titles: Vec<String> = titles.collect();
    // Behind the last headline stands the rest of the page.
    titles.pop();
    titles
}

fn older(page: &Answer) -> Option<String> {
    page.text.split("rel=\"next\" href=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned())
}

#[tokio::test]
async fn a_hashtag_lists_the_latest_each_story_once() {
    let room = Newsroom::open().await;
    let (ferry, tram) = (room.desk("Ferry Post").await, room.desk("Tram Gazette").await);
    let first = room.publish(ferry, report("Harbour wall holds", 9), "").await;
    let second = room.publish(tram, report("Wall stands", 5), "").await;
    let alone = room.publish(tram, report("Wall painted", 20), "").await;
    room.digest(None, &[("HarbourWall", HashtagKind::Place)]).await;
    room.publish(ferry, report("Ferry late", 1), "").await;
    room.digest(None, &[]).await;
    room.tell(&[first, second], |_| {}).await;
    room.tell(&[alone], |_| {}).await;
    let page = room.get("/hashtag/HarbourWall").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(headlines(&page), ["Wall stands", "Wall painted"]);
    page.has(">#HarbourWall</h1>").has(">Place</p>").has("2 reports, 2 independent voices</a>").lacks("Ferry late");
    assert_eq!(page.text.matches("<h1").count(), 1);
    room.get_in_public("/hashtag/HarbourWall").await.lacks("noindex");
}

#[tokio::test]
async fn every_spelling_leads_to_the_one_that_is_shown() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    room.publish(desk, report("Harbour wall holds", 9), "").await;
    room.digest(None, &[("HafenMünchen", HashtagKind::Theme)]).await;
    for name in ["hafenm%C3%BCnchen", "HAFENM%C3%9CNCHEN", "%23HafenM%C3%BCnchen"] {
        let page = room.get(&format!("/hashtag/{name}")).await;
        assert_eq!(page.status, StatusCode::PERMANENT_REDIRECT, "{name}");
        assert_eq!(page.headers["location"], "/hashtag/HafenM%C3%BCnchen");
    }
    room.get("/hashtag/HafenM%C3%BCnchen").await.has("Harbour wall holds");
}

#[tokio::test]
async fn an_unknown_hashtag_offers_the_search() {
    let room = Newsroom::open().await;
    let page = room.get("/hashtag/%3Cscript%3E").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    page.has("No such hashtag").has(r#"href="/search?q=%3Cscript%3E""#).lacks("<script>");
    assert_eq!(room.get(&format!("/hashtag/{}", "x".repeat(500))).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_person_has_a_page_once_three_owners_name_them_and_never_for_search_engines() {
    let room = Newsroom::open().await;
    for n in 0..3 {
        let desk = room.desk(&format!("Paper {n}")).await;
        room.publish(desk, report(&format!("Mayor speaks {n}"), n), "").await;
        room.digest(None, &[("IdaBrandt", HashtagKind::Person)]).await;
        let expect = if n < 2 { StatusCode::NOT_FOUND } else { StatusCode::OK };
        assert_eq!(room.get("/hashtag/IdaBrandt").await.status, expect, "{n}");
    }
    room.get_in_public("/hashtag/IdaBrandt").await.has("Mayor speaks 1").has("noindex");
}

#[tokio::test]
async fn hidden_publishers_are_in_no_listing() {
    let room = Newsroom::open().await;
    let (shown, hidden) = (room.desk("Shown Post").await, room.desk("Hidden Post").await);
    let one = room.publish(shown, report("Harbour wall holds", 9), "").await;
    let other = room.publish(hidden, report("Hidden ferry late", 8), "").await;
    room.digest(Some(Section::Sport), &[("HarbourWall", HashtagKind::Theme)]).await;
    room.tell(&[one], |_| {}).await;
    room.tell(&[other], |_| {}).await;
    room.hide(hidden).await;
    for address in ["/hashtag/HarbourWall", "/section/sport"] {
        room.get_in_public(address).await.lacks("Hidden").has("Harbour wall holds");
        room.get(address).await.has("Hidden ferry late");
    }
}

#[tokio::test]
async fn listings_are_paged_without_gap_or_repeat() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let pieces = (0..130).map(|n| (report(&format!("Report {n:03}"), n), "")).collect();
    room.publish_all(desk, pieces, Vec::new()).await;
    room.digest(None, &[("HarbourWall", HashtagKind::Theme)]).await;
    let (mut next, mut seen) = (Some("/hashtag/HarbourWall".to_owned()), Vec::new());
    while let Some(address) = next {
        let page = room.get(&address).await;
        seen.extend(headlines(&page));
        next = older(&page);
    }
    assert_eq!(seen, (0..130).map(|n| format!("Report {n:03}")).collect::<Vec<_>>());
    assert_eq!(room.get("/hashtag/HarbourWall?after=x").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_section_lists_its_stories_the_weightiest_of_the_newest_on_top() {
    let room = Newsroom::open().await;
    room.get("/section/sport").await.has(">Sport</h1>").has("Nothing has been filed here yet.");
    let (ferry, tram) = (room.desk("Ferry Post").await, room.desk("Tram Gazette").await);
    let mut articles = Vec::new();
    for n in 0..50 {
        articles.push(room.publish(ferry, report(&format!("Match {n:02}"), n), "").await);
    }
    let second = room.publish(tram, report("Match 30 seen by others", 30), "").await;
    room.digest(Some(Section::Sport), &[]).await;
    for (n, article) in articles.into_iter().enumerate() {
        let both = [article, second];
        room.tell(if n == 30 { &both } else { &both[..1] }, |_| {}).await;
    }
    let page = room.get("/section/sport").await;
    let top = page.text.split("data-block=\"top\"").nth(1).unwrap().split("data-block=\"listing\"").next().unwrap();
    assert!(top.split("</a></h2>").next().unwrap().ends_with("Match 30"), "{top}");
    page.has(r#"<a href="/section/sport" aria-current="page">Sport</a>"#).has("2 reports");
    let (mut next, mut seen) = (older(&page), headlines(&page).len() + top.matches("<h2").count());
    while let Some(address) = next {
        let page = room.get(&address).await;
        page.lacks("data-block=\"top\"");
        seen += headlines(&page).len();
        next = older(&page);
    }
    assert_eq!(seen, 50);
    assert_eq!(room.get("/section/gossip").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_section_is_told_in_the_readers_language_while_it_can_be() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let german = Metadata { language: "de".parse().ok(), ..report("Spiel verloren", 5) };
    let articles = [room.publish(desk, report("Match lost", 9), "").await, room.publish(desk, german, "").await];
    room.digest(Some(Section::Sport), &[]).await;
    for article in articles {
        room.tell(&[article], |_| {}).await;
    }
    room.get_in("de", "/section/sport").await.has("Spiel verloren").lacks("Match lost");
    room.get_in("en", "/section/sport").await.has("Match lost").lacks("Spiel verloren");
    room.get_in("ja", "/section/sport").await.has("Match lost").has("Spiel verloren");
}
