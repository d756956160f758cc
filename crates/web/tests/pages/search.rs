//! The search page.

use axum::http::StatusCode;
use model::rights::{Audience, Basis, Display, Level};
use model::{ArticleId, HashtagKind, Metadata};

use crate::newsroom::{Answer, Desk, Newsroom, now, report};

/// Publishes and indexes an article with that text.
async fn publish(room: &Newsroom, desk: Desk, title: &str, minutes: i64, text: &str) -> ArticleId {
    let excerpt: String = text.chars().take(40).collect();
    let metadata = Metadata { excerpt, ..report(title, minutes) };
    let id = room.publish(desk, metadata, &format!("<p>{text}</p>")).await;
    room.digest(None, &[]).await;
    room.index(&[(id, text, 0)]).await;
    id
}

/// The results' headlines, without marks.
fn results(page: &Answer) -> Vec<String> {
    let rows = page.text.split("<li class=\"result\"").skip(1);
    let title = |row: &str| {
        let title = row.split("</a></h2>").next().unwrap().split("\">").last().unwrap().trim().to_owned();
        title.replace("<mark>", "").replace("</mark>", "")
    };
    rows.map(title).collect()
}

#[tokio::test]
async fn the_blank_page_explains_itself_and_every_page_has_the_box() {
    let room = Newsroom::open().await;
    let page = room.get("/search").await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("What one can ask")
        .has("intitle:wall")
        .has(r#"<form class="search-form" action="/search" role="search">"#);
    assert_eq!(page.text.matches("name=\"q\"").count(), 1);
    assert_eq!(page.text.matches("<h1").count(), 1);
    room.get("/feeds").await.has("name=\"q\"");
    room.get_in_public("/search?q=wall").await.has("noindex");
}

#[tokio::test]
async fn words_and_operators_find_and_what_was_asked_is_marked() {
    let room = Newsroom::open().await;
    let (ferry, tram) = (room.desk("Ferry Post").await, room.desk("Tram Gazette").await);
    let long = format!("{} Engineers measured the tide twice.", "The council met again. ".repeat(40));
    publish(&room, ferry, "Harbour wall holds", 9, &long).await;
    publish(&room, tram, "Trams run late", 8, "Trams ran late because of the tide.").await;
    let check = async |query: &str, expect: &[&str]| {
        let page = room.get(&format!("/search?q={query}")).await;
        assert_eq!(results(&page), expect, "{query}");
        page
    };
    check("engineers", &["Harbour wall holds"]).await.has("<mark>Engineers</mark> measured the tide");
    check("walls", &["Harbour wall holds"]).await.has("Harbour <mark>wall</mark> holds");
    check("tide+-engineers", &["Trams run late"]).await;
    check("intitle:tram", &["Trams run late"]).await;
    check("publisher:gazette", &["Trams run late"]).await;
    check("tide&order=newest", &["Trams run late", "Harbour wall holds"])
        .await
        .has("aria-current=\"true\">Newest first");
    check("zeppelin", &[]).await.has("Nothing was found.");
    assert_eq!(room.get("/search?q=tide&order=worst").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(room.get("/search?q=tide&after=x").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_mark_shows_no_more_than_rights_do() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let text = format!("The wall holds. {} The secret clause says seven.", "Nothing new was said. ".repeat(30));
    let id = publish(&room, desk, "Harbour wall holds", 9, &text).await;
    room.get("/search?q=clause").await.has("secret <mark>clause</mark>");
    let page = room.get_in_public("/search?q=clause").await;
    assert_eq!(results(&page), ["Harbour wall holds"]);
    page.lacks("<mark>").lacks("secret").has("The wall holds.");
    let level = |level| Display { level, basis: Basis::Operator, since: now() };
    room.store.set_display(desk.publisher, Audience::Public, Some(level(Level::Headline))).await.unwrap();
    room.get_in_public("/search?q=wall").await.has("Harbour <mark>wall</mark> holds").lacks("The wall holds.");
    room.hide(desk).await;
    let hidden = room.get_in_public("/search?q=wall").await;
    hidden.lacks("Harbour wall").lacks("Ferry Post").has("Nothing was found.");
    assert_eq!(room.get_in_public(&format!("/search?similar={id}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_story_is_found_once() {
    let room = Newsroom::open().await;
    let mut articles = Vec::new();
    for n in 0..3 {
        let desk = room.desk(&format!("Paper {n}")).await;
        articles.push(publish(&room, desk, &format!("Wall {n}"), n, "The tide rose.").await);
    }
    let story = room.tell(&articles, |_| {}).await;
    let page = room.get("/search?q=tide").await;
    assert_eq!(results(&page).len(), 1, "{:?}", results(&page));
    page.has("2 more reports of this story were found.").has(&format!("href=\"/story/{story}-"));
}

#[tokio::test]
async fn what_was_odd_is_said_and_a_hashtag_leads_to_its_page() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    room.publish(desk, report("Harbour wall holds", 9), "").await;
    room.digest(None, &[("HarbourWall", HashtagKind::Theme)]).await;
    room.get("/search?q=colour:red").await.has("There is no operator colour");
    room.get("/search?q=%22wall").await.has("A quotation mark has no partner");
    for query in ["%23harbourwall", "harbourwall", "%23HarbourWall+tide"] {
        let page = room.get(&format!("/search?q={query}")).await;
        page.has(r#"<a href="/hashtag/HarbourWall" dir="auto">See everything with #HarbourWall</a>"#);
    }
}

#[tokio::test]
async fn hostile_queries_are_only_text() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    publish(&room, desk, "Harbour <b>wall</b> holds", 9, "The wall holds.").await;
    for query in [
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%22%3E%3Cimg+src=x%3E",
        "((((((((((((((((((((((((",
        "-",
        "OR+OR",
        "%00",
        "%FF",
        "*",
        "a:b:c:d",
        "after:99999999999999d",
    ] {
        let page = room.get(&format!("/search?q={query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        page.lacks("<script>").lacks("<img src=x");
    }
    room.get("/search?q=wall").await.has("Harbour &#60;b&#62;<mark>wall</mark>&#60;/b&#62; holds");
    for query in ["q=a&q=b", "similar=x"] {
        assert_eq!(room.get(&format!("/search?{query}")).await.status, StatusCode::BAD_REQUEST, "{query}");
    }
    let long = room.get(&format!("/search?q={}", "wall+".repeat(2000))).await;
    assert_eq!(long.status, StatusCode::URI_TOO_LONG);
    long.has("This address is too long");
}

#[tokio::test]
async fn results_are_paged_without_gap_or_repeat() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let pieces = (0..90).map(|n| (report(&format!("Report {n:03}"), n), "")).collect();
    room.publish_all(desk, pieces, Vec::new()).await;
    room.digest(None, &[]).await;
    let listed = room.store.newest(&store::ListFilter::default(), Audience::Private, None, 200).await.unwrap();
    let articles: Vec<_> = listed.items.iter().map(|listed| (listed.article.id, "The tide rose.", 0)).collect();
    room.index(&articles).await;
    let (mut next, mut seen) = (Some("/search?q=tide&order=newest".to_owned()), Vec::new());
    while let Some(address) = next {
        let page = room.get(&address).await;
        seen.extend(results(&page));
        let more = page.text.split("rel=\"next\" href=\"").nth(1);
        next = more.map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&"));
    }
    assert_eq!(seen, (0..90).map(|n| format!("Report {n:03}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn articles_like_one_are_those_that_say_nearly_the_same() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let one = publish(&room, desk, "Harbour wall holds", 9, "The wall.").await;
    publish(&room, desk, "Wall stands", 8, "A wall.").await;
    let page = room.get(&format!("/search?similar={one}")).await;
    page.has("Articles like “Harbour wall holds”");
    assert_eq!(results(&page), ["Wall stands"]);
    assert_eq!(room.get("/search?similar=99").await.status, StatusCode::NOT_FOUND);
}
