//! The page of a story.

use axum::http::StatusCode;
use model::rights::Audience;
use model::{ArticleId, Genre, HashtagKind, Metadata, Ownership, Section};

use crate::newsroom::{Answer, Desk, Newsroom, image, report};

async fn desk(room: &Newsroom, name: &str, country: &str, owner: Option<&str>) -> Desk {
    let ownership =
        Ownership { country: Some(country.to_owned()), owner: owner.map(str::to_owned), ..Ownership::default() };
    room.desk_of(name, ownership).await
}

/// What stands in one block of a page.
#[track_caller]
fn block<'a>(page: &'a Answer, name: &str) -> &'a str {
    let mark = format!("data-block=\"{name}\"");
    let part = page.text.split(&mark).nth(1).unwrap_or_else(|| panic!("no block {name} in:\n{}", page.text));
    part.split("</section>").next().unwrap()
}

#[tokio::test]
async fn it_tells_who_tells_the_event_and_in_what_order() {
    let room = Newsroom::open().await;
    let ferry = desk(&room, "Ferry Post", "GB", Some("Ferry Trust")).await;
    let tram = desk(&room, "Tram Gazette", "GB", None).await;
    let ufer = desk(&room, "Uferbote", "DE", None).await;
    let pictured = Metadata { image: Some(image("https://pics.example/a.png")), ..report("Harbour wall holds", 90) };
    let german = Metadata { language: "de".parse().ok(), ..report("Hafenmauer hält", 80) };
    let view = Metadata { genre: Genre::Opinion, ..report("What we owe the wall", 30) };
    let press = Metadata { genre: Genre::PressRelease, ..report("We built the wall", 20) };
    let first = room.publish(ferry, pictured, "").await;
    let second = room.publish(tram, report("Wall stands after the storm", 60), "").await;
    let mut articles = vec![first, second];
    articles.push(room.publish(ufer, german, "").await);
    articles.push(room.publish(tram, view, "").await);
    articles.push(room.publish(tram, press, "").await);
    room.digest(Some(Section::Disaster), &[("HarbourWall", HashtagKind::Theme)]).await;
    let story = room.tell(&articles, |portrait| portrait.story.voices = 3).await;
    let page = room.get(&format!("/story/{story}-any-slug")).await;
    assert_eq!(page.status, StatusCode::OK);
    page.has(r#"data-block="headline" lang="en" dir="ltr">Harbour wall holds</h1>"#)
        .has(">5 reports, 3 independent voices, 2 languages</p>")
        .has(r#"<a href="/section/disaster-accident-and-emergency-incident">Disasters</a>"#)
        .has(r#"<a href="/hashtag/HarbourWall" dir="auto">#HarbourWall</a>"#)
        .has(&format!(r#"<img src="/image/{first}""#))
        .has("noindex")
        .lacks("pics.example");
    let reports = block(&page, "reports");
    let order: Vec<_> = ["Wall stands", "Harbour wall holds"].map(|title| reports.find(title).unwrap()).into();
    assert!(order[0] < order[1], "the newest stands first: {reports}");
    assert_eq!(page.text.matches("First seen here").count(), 1);
    assert!(!reports.contains("Hafenmauer") && !reports.contains("owe") && !reports.contains("We built"), "{reports}");
    assert!(block(&page, "opinion").contains("What we owe the wall"));
    assert!(block(&page, "others").contains("We built the wall"));
    let languages = block(&page, "languages");
    assert!(languages.contains(r#"lang="de" dir="ltr">Deutsch"#) && languages.contains("Hafenmauer"), "{languages}");
    let tellers = block(&page, "tellers");
    assert!(tellers.contains("Ferry Trust") && tellers.contains("data-country>DE</data>"), "{tellers}");
    assert_eq!(page.text.matches("<h1").count(), 1);
}

#[tokio::test]
async fn a_reader_sees_it_in_their_language_first() {
    let room = Newsroom::open().await;
    let paper = room.desk("Ferry Post").await;
    let english = room.publish(paper, report("Harbour wall holds", 9), "").await;
    let arabic = Metadata { language: "ar".parse().ok(), ..report("الجدار يصمد", 5) };
    let arabic = room.publish(paper, arabic, "").await;
    room.digest(None, &[]).await;
    let story = room.tell(&[english, arabic], |_| {}).await;
    let page = room.get_in("ar,en;q=0.5", &format!("/story/{story}")).await;
    page.has(r#"data-block="headline" lang="ar" dir="rtl">الجدار يصمد</h1>"#);
    assert!(block(&page, "reports").contains("الجدار"));
    assert!(block(&page, "languages").contains("Harbour wall holds"));
}

#[tokio::test]
async fn one_agency_text_is_folded_under_the_copy_first_seen_here() {
    let room = Newsroom::open().await;
    let mut articles = Vec::new();
    for n in 0..4 {
        let desk = room.desk(&format!("Paper {n}")).await;
        articles.push(room.publish(desk, report(&format!("Wall {n}"), 90 - n), "").await);
    }
    room.digest(None, &[]).await;
    let group: Vec<(ArticleId, i64)> = articles[..3].iter().map(|article| (*article, 7)).collect();
    let story = room.tell(&articles, |portrait| portrait.wire_groups = group).await;
    let page = room.get(&format!("/story/{story}")).await;
    let reports = block(&page, "reports");
    assert_eq!(reports.matches("<li class=\"drop\"").count(), 2, "{reports}");
    let folded = reports.split("Same agency text, also in 2 more papers").nth(1).unwrap();
    let folded = folded.split("</details>").next().unwrap();
    assert!(folded.contains("Wall 1") && folded.contains("Wall 2") && !folded.contains("Wall 0"), "{folded}");
}

#[tokio::test]
async fn a_merged_story_leads_to_where_it_is_and_an_unknown_one_nowhere() {
    let room = Newsroom::open().await;
    let paper = room.desk("Ferry Post").await;
    let one = room.publish(paper, report("Harbour wall holds", 9), "").await;
    let other = room.publish(paper, report("Wall stands", 8), "").await;
    room.digest(None, &[]).await;
    let (from, into) = (room.tell(&[one], |_| {}).await, room.tell(&[other], |_| {}).await);
    room.assign(|assignment| assignment.merges = vec![(from, into)]).await;
    let page = room.get(&format!("/story/{from}-harbour-wall-holds")).await;
    assert_eq!(page.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(page.headers["location"], format!("/story/{into}"));
    room.get(&format!("/story/{into}")).await.has("Harbour wall holds").has("Wall stands");
    for address in ["/story/99", "/story/x", "/story/0"] {
        let page = room.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        page.has("No such page");
    }
    let odd = room.get(&format!("/story/{into}?after=x")).await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn who_is_hidden_is_named_nowhere_on_it() {
    let room = Newsroom::open().await;
    let shown = desk(&room, "Shown Post", "GB", Some("Shown Trust")).await;
    let hidden = desk(&room, "Hidden Post", "FR", Some("Hidden Trust")).await;
    let lead = room.publish(hidden, report("Hidden wall holds", 9), "").await;
    let other = room.publish(shown, report("Harbour wall holds", 8), "").await;
    let alone = room.publish(hidden, report("Hidden ferry", 8), "").await;
    room.digest(None, &[]).await;
    let story = room.tell(&[lead, other], |portrait| portrait.wire_groups = vec![(lead, 7), (other, 7)]).await;
    let only = room.tell(&[alone], |_| {}).await;
    room.assign(|assignment| assignment.links = vec![(story, only, 0.9)]).await;
    room.hide(hidden).await;
    let page = room.get_in_public(&format!("/story/{story}")).await;
    page.lacks("Hidden").lacks("FR").has("Harbour wall holds").has("Shown Trust").lacks("noindex");
    assert_eq!(room.get_in_public(&format!("/story/{only}")).await.status, StatusCode::NOT_FOUND);
    room.get(&format!("/story/{story}")).await.has("Hidden Trust").has("What came before").has("Hidden ferry");
}

#[tokio::test]
async fn many_reports_are_paged_without_gap_or_repeat() {
    let room = Newsroom::open().await;
    let paper = room.desk("Ferry Post").await;
    let pieces = (0..130).map(|n| (report(&format!("Report {n:03}"), n), "")).collect();
    room.publish_all(paper, pieces, Vec::new()).await;
    let listed = room.store.newest(&store::ListFilter::default(), Audience::Private, None, 200).await.unwrap();
    room.digest(None, &[]).await;
    let articles: Vec<_> = listed.items.iter().map(|listed| listed.article.id).collect();
    let story = room.tell(&articles, |_| {}).await;
    let (mut next, mut seen, mut pages) = (Some(format!("/story/{story}")), Vec::new(), 0);
    while let Some(address) = next {
        let page = room.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert_eq!(page.text.contains("data-block=\"tellers\""), pages == 0, "only the first page tells all about it");
        let rows = page.text.split("<li class=\"drop\"").skip(1);
        seen.extend(rows.map(|row| row.split("</a></h3>").next().unwrap().rsplit('>').next().unwrap().to_owned()));
        next = page.text.split("rel=\"next\" href=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        pages += 1;
    }
    assert_eq!(seen, (0..130).map(|n| format!("Report {n:03}")).collect::<Vec<_>>());
    assert_eq!(pages, 3);
}
