//! What stands beside an article: its section, hashtags and story, and related articles with their reasons.

use model::{Genre, HashtagKind, Metadata, Section};

use crate::newsroom::{Answer, Newsroom, report};

/// What stands in one block of a page.
#[track_caller]
fn block<'a>(page: &'a Answer, name: &str, end: &str) -> &'a str {
    let mark = format!("data-block=\"{name}\"");
    let part = page.text.split(&mark).nth(1).unwrap_or_else(|| panic!("no block {name} in:\n{}", page.text));
    part.split(end).next().unwrap()
}

/// Reasons and headlines of the related articles, in order.
fn related(page: &Answer) -> Vec<(String, String)> {
    let cards = block(page, "related", "</section>").split("<p class=\"reason\">").skip(1);
    cards
        .map(|card| {
            let headline = card.split("</a></h3>").next().unwrap().rsplit('>').next().unwrap();
            (card.split('<').next().unwrap().to_owned(), headline.to_owned())
        })
        .collect()
}

/// A report whose text begins with its title, as no other does.
fn told(title: &str, minutes: i64) -> Metadata {
    Metadata { excerpt: format!("{title}, as was heard."), ..report(title, minutes) }
}

#[tokio::test]
async fn each_related_article_says_why_it_is_there() {
    let room = Newsroom::open().await;
    let mut desks = Vec::new();
    for name in ["Ferry Post", "Tram Gazette", "Walled Review", "Harbour Radio", "Ice Weekly"] {
        desks.push(room.desk(name).await);
    }
    let own = room.publish(desks[0], told("Harbour wall holds", 9), "").await;
    let same = room.publish(desks[1], told("Wall stands", 8), "").await;
    let earlier = room.publish(desks[2], told("Wall is built", 900), "").await;
    let names = [("HarbourBoard", HashtagKind::Organisation), ("HarbourWall", HashtagKind::Place)];
    room.digest(Some(Section::Disaster), &names).await;
    let people = room.publish(desks[3], told("Board elects a chair", 500), "").await;
    room.digest(None, &names[..1]).await;
    let background = room.publish(desks[4], told("How walls are made", 5000), "").await;
    let unlike = room.publish(desks[4], told("Ferry late", 3), "").await;
    let paid = Metadata { genre: Genre::Sponsored, ..told("A better wall", 2) };
    let paid = room.publish(desks[4], paid, "").await;
    room.digest(None, &[]).await;
    let story = room.tell(&[own, same], |_| {}).await;
    let before = room.tell(&[earlier], |_| {}).await;
    room.assign(|assignment| assignment.links = vec![(story, before, 0.8)]).await;
    let close = [own, same, earlier, people, background, paid].map(|id| (id, "", 0));
    room.index(&close).await;
    room.index(&[(unlike, "", 127)]).await;
    let page = room.get(&format!("/article/{own}")).await;
    let expect = [
        ("Same event", "Wall stands"),
        ("Earlier in this story", "Wall is built"),
        ("Same people", "Board elects a chair"),
        ("Background", "How walls are made"),
    ];
    let expect: Vec<_> = expect.map(|(reason, title)| (reason.to_owned(), title.to_owned())).into();
    assert_eq!(related(&page), expect);
    page.lacks("A better wall").lacks("Ferry late");
    let tags = block(&page, "hashtags", "</ul>");
    assert!(tags.contains("#HarbourBoard") && tags.contains("#HarbourWall"), "{tags}");
    page.has(r#"<a class="section" href="/section/disaster-accident-and-emergency-incident">Disasters</a>"#)
        .has(&format!(r#"href="/search?similar={own}""#));
    let story_block = block(&page, "story", "</section>");
    assert!(story_block.contains("2 reports, 2 independent voices"), "{story_block}");
    assert!(story_block.contains(&format!("/story/{story}-harbour-wall-holds")), "{story_block}");
    assert_eq!(page.text.matches(">Wall stands</a>").count(), 1, "what is related is not named in brief too");
}

#[tokio::test]
async fn one_agency_text_is_related_to_nothing_twice() {
    let room = Newsroom::open().await;
    let mut articles = Vec::new();
    for n in 0..5 {
        let desk = room.desk(&format!("Paper {n}")).await;
        articles.push(room.publish(desk, told(&format!("Wall {n}"), n), "").await);
    }
    room.digest(None, &[]).await;
    let copies = articles.clone();
    room.tell(&articles, |portrait| {
        portrait.wire_groups = vec![(copies[0], 7), (copies[1], 7), (copies[2], 8), (copies[3], 8)];
    })
    .await;
    let page = room.get(&format!("/article/{}", articles[0])).await;
    let titles: Vec<_> = related(&page).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert!(!titles.contains(&"Wall 1".to_owned()) && titles.contains(&"Wall 4".to_owned()), "{titles:?}");
    // The copies are named in brief all the same.
    assert!(block(&page, "story", "</section>").contains("Wall 1"));
}

#[tokio::test]
async fn hidden_publishers_are_related_to_nothing() {
    let room = Newsroom::open().await;
    let (shown, hidden) = (room.desk("Shown Post").await, room.desk("Hidden Post").await);
    let own = room.publish(shown, told("Harbour wall holds", 9), "").await;
    let other = room.publish(hidden, told("Hidden wall holds", 8), "").await;
    room.digest(None, &[]).await;
    room.tell(&[own, other], |_| {}).await;
    room.index(&[(own, "", 0), (other, "", 0)]).await;
    room.hide(hidden).await;
    room.get(&format!("/article/{own}")).await.has("Hidden wall holds");
    room.get_in_public(&format!("/article/{own}")).await.lacks("Hidden").lacks("data-block=\"related\"");
    room.get_in_public(&format!("/search?similar={own}")).await.lacks("Hidden").has("Nothing was found.");
}

#[tokio::test]
async fn an_article_by_itself_has_no_empty_blocks() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let id = room.publish(desk, told("Harbour wall holds", 9), "<p>Text.</p>").await;
    let page = room.get(&format!("/article/{id}")).await;
    page.lacks("data-block=\"related\"").lacks("data-block=\"story\"").lacks("data-block=\"hashtags\"");
    room.digest(None, &[]).await;
    room.tell(&[id], |_| {}).await;
    room.get(&format!("/article/{id}")).await.lacks("data-block=\"story\"");
}

#[tokio::test]
async fn the_river_says_how_many_tell_the_story() {
    let room = Newsroom::open().await;
    let desk = room.desk("Ferry Post").await;
    let (one, other) =
        (room.publish(desk, told("Wall holds", 9), "").await, room.publish(desk, told("Wall stands", 8), "").await);
    room.digest(None, &[]).await;
    let story = room.tell(&[one, other], |_| {}).await;
    let page = room.get("/river").await;
    assert_eq!(page.text.matches(&format!("href=\"/story/{story}-")).count(), 2);
    page.has(&format!("href=\"/article/{one}-wall-holds\">Wall holds</a>")).has(">2 reports</a>");
}
