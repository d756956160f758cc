//! The front page and the page of a publisher.

use axum::http::StatusCode;
use model::rights::Audience;
use model::{Genre, HashtagKind, Metadata, Ownership, Section};

use crate::newsroom::{Newsroom, get, image, now, report};

#[tokio::test]
async fn without_feeds_it_says_how_to_follow_one() {
    let room = Newsroom::open().await;
    room.get("/").await.has("The press is ready").has("octavo feed add URL");
    room.desk("Ferry Post").await;
    room.get("/").await.has("1 feed is followed").lacks("octavo feed add");
}

#[tokio::test]
async fn until_stories_are_formed_it_is_set_from_the_newest_articles_each_once() {
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

/// The part of a page from one mark to the next.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split(from).nth(1).unwrap_or_else(|| panic!("{from:?} is missing in:\n{page}")).split(to).next().unwrap()
}

/// One story of `reports` reports by as many publishers, besides five of one report each.
async fn told(room: &Newsroom, reports: usize) {
    let mut articles = Vec::new();
    for n in 0..reports {
        let desk = room.desk(&format!("Paper {n}")).await;
        articles.push(room.publish(desk, report(&format!("Harbour wall holds, says paper {n}"), 60), "").await);
    }
    let desk = room.desk("Ferry Post").await;
    let mut alone = Vec::new();
    for n in 0..5 {
        alone.push(room.publish(desk, report(&format!("Ferry {n} is late"), n), "").await);
    }
    room.digest(Some(Section::Economy), &[]).await;
    room.tell(&articles, |_| {}).await;
    for article in alone {
        room.tell(&[article], |_| {}).await;
    }
}

#[tokio::test]
async fn the_story_most_voices_tell_leads_and_stands_once() {
    let room = Newsroom::open().await;
    told(&room, 5).await;
    let page = room.get("/").await;
    let lead = between(&page.text, "<article class=\"lead", "</article>");
    assert!(lead.contains("Harbour wall holds, says paper 0"), "{lead}");
    assert!(lead.contains(r#"href="/story/"#), "{lead}");
    assert!(lead.contains(">5 reports, 5 independent voices</a>"), "{lead}");
    assert!(lead.contains("Why here") && lead.contains("Many independent voices tell it."), "{lead}");
    page.lacks("says paper 1").has("Ferry 4 is late").has(r#"href="/article/"#);
    assert_eq!(page.text.matches("<h1").count(), 1);
}

#[tokio::test]
async fn a_reader_gets_the_edition_of_their_language() {
    let room = Newsroom::open().await;
    told(&room, 2).await;
    let desk = room.desk("Uferbote").await;
    for n in 0..5 {
        let german = Metadata { language: "de".parse().ok(), ..report(&format!("Fähre {n} fährt"), n) };
        let article = room.publish(desk, german, "").await;
        room.digest(None, &[]).await;
        room.tell(&[article], |_| {}).await;
    }
    let lead = |page: &str| between(page, "<article class=\"lead", "</article>").to_owned();
    for (languages, address, expect) in [
        ("en", "/", "Harbour wall"),
        ("de-AT,de;q=0.9,en;q=0.5", "/", "Fähre"),
        ("en", "/edition/de", "Fähre"),
        ("de", "/edition/en-GB", "Harbour wall"),
        // Nothing is told in French: the language most is told in.
        ("fr", "/", "Harbour wall"),
    ] {
        let page = room.get_in(languages, address).await;
        assert!(lead(&page.text).contains(expect), "{languages} {address}: {}", lead(&page.text));
        page.has("In other languages");
    }
    assert_eq!(room.get("/").await.headers["vary"], "accept-language");
    assert_eq!(room.get("/edition/1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn one_paper_is_kept_and_a_change_replaces_it() {
    let room = Newsroom::open().await;
    told(&room, 3).await;
    let pages = room.pages(Audience::Public);
    let first = get(&pages, "/").await;
    assert_eq!(get(&pages, "/").await.text, first.text);
    first.has("Harbour wall holds, says paper 0");
}

#[tokio::test]
async fn who_is_hidden_leads_no_story() {
    let room = Newsroom::open().await;
    let (shown, hidden) = (room.desk("Shown Post").await, room.desk("Hidden Post").await);
    let lead = room.publish(hidden, report("Hidden wall holds", 5), "").await;
    let other = room.publish(shown, report("Harbour wall holds", 6), "").await;
    let alone = room.publish(hidden, report("Hidden ferry is late", 6), "").await;
    room.digest(None, &[]).await;
    room.tell(&[lead, other], |_| {}).await;
    room.tell(&[alone], |_| {}).await;
    room.hide(hidden).await;
    room.get("/").await.has("Hidden wall holds").has("Hidden ferry is late");
    room.get_in_public("/").await.lacks("Hidden").has("Harbour wall holds").has("2 reports");
}

#[tokio::test]
async fn the_picture_of_a_story_may_come_from_another_report() {
    let room = Newsroom::open().await;
    let (first, second) = (room.desk("Ferry Post").await, room.desk("Tram Gazette").await);
    let lead = room.publish(first, report("Harbour wall holds", 5), "").await;
    let pictured = Metadata { image: Some(image("https://pics.example/a.png")), ..report("Wall stands", 6) };
    let pictured = room.publish(second, pictured, "").await;
    room.digest(None, &[]).await;
    room.tell(&[lead, pictured], |portrait| portrait.story.pictured = Some(pictured)).await;
    room.get("/").await.has("Harbour wall holds").has(&format!(r#"<img src="/image/{pictured}""#));
    room.get_in_public("/").await.has("Harbour wall holds").lacks("/image/");
}

#[tokio::test]
async fn what_bursts_against_its_past_trends() {
    let room = Newsroom::open().await;
    for n in 0..8 {
        let desk = room.desk(&format!("Paper {n}")).await;
        room.publish(desk, report(&format!("Wall {n}"), 30), "").await;
    }
    room.digest(None, &[("HarbourWall", HashtagKind::Theme)]).await;
    let desk = room.desk("Ferry Post").await;
    room.publish(desk, report("Ferry late", 30), "").await;
    room.digest(None, &[("Ferry", HashtagKind::Theme)]).await;
    let page = room.get("/").await;
    let trending = between(&page.text, "data-block=\"trending\"", "</section>");
    assert!(trending.contains(r#"<a href="/hashtag/HarbourWall" dir="auto">#HarbourWall</a>"#), "{trending}");
    assert!(!trending.contains("Ferry"), "{trending}");
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
