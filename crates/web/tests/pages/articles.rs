//! The page of an article: what it shows, to whom, and in which language.

use axum::http::StatusCode;
use model::rights::{Audience, Basis, Display, Level};
use model::{Enclosure, Genre, ImagePreview, Metadata, Ownership, Wishes};

use crate::newsroom::{Newsroom, image, now, report};

const BODY: &str = "<p>The wall was built in a dry summer.</p><p>It held the first storm.</p>";

async fn show(metadata: Metadata, html: &str) -> crate::newsroom::Answer {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let id = room.publish(desk, metadata, html).await;
    room.get(&format!("/article/{id}-any-slug")).await
}

#[tokio::test]
async fn a_private_instance_shows_the_whole_article_and_the_way_to_the_original() {
    let metadata = Metadata {
        authors: vec!["Ada Brand".to_owned(), "Bo Lind".to_owned()],
        updated: Some(now()),
        image: Some(image("https://pics.example/wall.jpg")),
        ..report("Harbour wall holds", 90)
    };
    let page = show(metadata, BODY).await;
    assert_eq!(page.status, StatusCode::OK);
    page.has(r#"<h1 class="headline" data-block="headline" lang="en" dir="ltr">Harbour wall holds</h1>"#)
        .has(BODY)
        .has("By Ada Brand and Bo Lind")
        .has("10 March 2026")
        .has("(1 hour ago)")
        .has(r#"<time datetime="2026-03-10T10:30:00Z" data-local>"#)
        .has("Updated")
        .has("2 minutes to read")
        .has(r#"<link rel="canonical" href="https://harbour.example/Harbour-wall-holds">"#)
        .has(r#"<a class="original" href="https://harbour.example/Harbour-wall-holds" rel="external noopener">Read the original at Ferry Post</a>"#)
        .has(r#"<meta name="robots" content="noindex">"#)
        .lacks("pics.example");
    assert_eq!(page.text.matches("<h1").count(), 1);
}

#[tokio::test]
async fn the_public_reads_an_excerpt_without_pictures() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let excerpt = "word ".repeat(80);
    let metadata =
        Metadata { excerpt, image: Some(image("https://pics.example/wall.jpg")), ..report("Harbour wall holds", 90) };
    let id = room.publish(desk, metadata, BODY).await;
    let page = room.get_in_public(&format!("/article/{id}")).await;
    page.lacks("dry summer")
        .lacks("<figure")
        .lacks("/image/")
        .has("You may read 39 words here; the rest is at Ferry Post.")
        .has("Read the rest at Ferry Post")
        .lacks("noindex");
    let longest = page.text.split("word").count() - 1;
    assert!(longest * "word ".len() <= 200, "{longest} words");
    room.get_in_public("/").await.lacks("/image/").lacks("dry summer");
    let picture = room.get_in_public(&format!("/image/{id}")).await;
    assert_eq!(picture.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn wishes_bind_a_public_page_and_a_licence_lifts_them() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let wishes =
        Wishes { max_snippet: Some(0), no_index: true, image_preview: ImagePreview::None, ..Wishes::default() };
    let metadata =
        Metadata { wishes, image: Some(image("https://pics.example/wall.jpg")), ..report("Harbour wall holds", 90) };
    let id = room.publish(desk, metadata, BODY).await;
    let address = format!("/article/{id}");
    room.get_in_public(&address)
        .await
        .lacks("The wall holds.")
        .has("You may read the headline here; the text is at Ferry Post.")
        .has(r#"content="noindex""#);
    let display = Display { level: Level::Full, basis: Basis::Licence, since: now() };
    room.store.set_display(desk.publisher, Audience::Public, Some(display)).await.unwrap();
    room.get_in_public(&address).await.has(BODY).has(&format!("/image/{id}"));
}

#[tokio::test]
async fn a_hidden_publisher_is_nowhere() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let id = room.publish(desk, report("Harbour wall holds", 90), BODY).await;
    let display = Display { level: Level::Hidden, basis: Basis::Operator, since: now() };
    room.store.set_display(desk.publisher, Audience::Public, Some(display)).await.unwrap();
    let publisher = format!("/publisher/{}", desk.publisher);
    let rivers = [format!("/river?publisher={}", desk.publisher), format!("/river?feed={}", desk.feed)];
    for address in [format!("/article/{id}"), publisher, rivers[0].clone(), rivers[1].clone()] {
        assert_eq!(room.get_in_public(&address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    for address in ["/", "/river", "/feeds"] {
        room.get_in_public(address).await.lacks("Harbour wall").lacks("Ferry Post");
    }
    room.get(&format!("/article/{id}")).await.has(BODY);
}

#[tokio::test]
async fn a_withdrawn_article_says_so_and_nothing_else() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let id = room.publish(desk, report("Harbour wall holds", 90), BODY).await;
    room.store.withdraw(id).await.unwrap();
    let page = room.get(&format!("/article/{id}")).await;
    assert_eq!(page.status, StatusCode::GONE);
    page.has("Withdrawn").lacks("Harbour wall").lacks("dry summer");
}

#[tokio::test]
async fn outside_text_is_text_wherever_it_stands() {
    const SCRIPT: &str = "<script>alert(1)</script>";
    let room = Newsroom::open().await;
    let owner = Some(format!("Owner {SCRIPT}"));
    let desk = room.desk_of(&format!("Post {SCRIPT}"), Ownership { owner, ..Ownership::default() }).await;
    let metadata = Metadata {
        authors: vec![format!("Eve \"{SCRIPT}")],
        excerpt: format!("Lead {SCRIPT}"),
        syndication: Some(format!("Agency {SCRIPT}")),
        image: Some(model::Image { alt: format!("\"><{SCRIPT}"), ..image("https://pics.example/x.png") }),
        wishes: Wishes { licence: Some(format!("Licence {SCRIPT}")), ..Wishes::default() },
        ..report(&format!("Wall \"{SCRIPT}"), 5)
    };
    let id = room
        .publish(desk, metadata, "<p onclick='x'>t</p><script>alert(1)</script><img src=https://t.example/p>")
        .await;
    let problems = vec![format!("Problem {SCRIPT}")];
    room.publish_all(desk, Vec::new(), problems).await;
    let publisher = format!("/publisher/{}", desk.publisher);
    for address in [format!("/article/{id}"), publisher, "/".to_owned(), "/river".to_owned(), "/feeds".to_owned()] {
        let page = room.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        page.lacks("<script>").lacks("onclick").lacks("src=\"https:").lacks("src=https:");
    }
}

#[tokio::test]
async fn language_and_direction_follow_the_article() {
    let metadata =
        Metadata {
            language: "ar".parse().ok(), excerpt: "صمد الجدار.".to_owned(), ..report("الجدار يصمد", 5)
        };
    let page = show(metadata, "<p>بُني الجدار في صيف جاف.</p>").await;
    page.has(r#"data-block="headline" lang="ar" dir="rtl">الجدار يصمد"#)
        .has(r#"data-block="body" lang="ar" dir="rtl">"#)
        .has(r#"<html lang="en" dir="ltr">"#);
    let metadata = Metadata { language: None, ..report("Wall", 5) };
    show(metadata, BODY).await.has(r#"data-block="headline" lang="" dir="auto">"#);
}

#[tokio::test]
async fn what_is_not_a_report_is_labelled() {
    let metadata = Metadata { genre: Genre::Sponsored, ..report("A better wall", 5) };
    show(metadata, BODY)
        .await
        .has(r#"<span class="label">Sponsored</span>"#)
        .has("Somebody paid for this to be published.");
    show(report("A wall", 5), BODY).await.lacks("class=\"label\"");
}

#[tokio::test]
async fn pictures_in_the_text_and_recordings_are_links() {
    let enclosure = Enclosure {
        url: "https://sound.example/1.mp3".parse().unwrap(),
        media_type: "audio/mpeg".to_owned(),
        bytes: None,
        seconds: Some(601),
    };
    let metadata = Metadata { enclosure: Some(enclosure), ..report("The wall, told", 5) };
    let page = show(metadata, r#"<p>See.</p><img src="https://pics.example/a.png" alt="The plan">"#).await;
    page.has(r#"href="https://pics.example/a.png" rel="external nofollow noopener">Picture at Ferry Post: The plan</a>"#)
        .has(r#"href="https://sound.example/1.mp3" rel="external noopener">Listen at Ferry Post</a> <span>11 minutes</span>"#)
        .lacks("<audio");
}

#[tokio::test]
async fn an_unknown_or_misspelt_article_is_no_page() {
    let room = Newsroom::open().await;
    for address in
        ["/article/99", "/article/0", "/article/x", "/article/-1", "/article/1e3", "/article/9%00", "/article/"]
    {
        let page = room.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        page.has("No such page").has("<h1");
    }
}
