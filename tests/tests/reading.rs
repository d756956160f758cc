//! From a feed's address to what a reader reads, and what becomes of it when its publisher changes its mind.

use std::time::Duration;

use model::rights::{Audience, Basis, Display, Level};
use model::{Stage, TextOrigin};
use octavo_tests::samples::{Item, page, prose, rss};
use octavo_tests::{Answer, FakeWeb, NOW, Product, Setup, on_both_engines};
use store::Engine;

on_both_engines!(
    a_feed_with_whole_texts_is_read_from_front_page_to_article,
    an_excerpt_is_completed_from_its_page,
    a_podcast_episode_is_readable_without_its_page,
    a_server_that_says_unchanged_is_believed_and_asked_with_its_own_words,
    a_revised_article_shows_its_new_text_and_says_so,
    one_article_in_two_feeds_is_one_article,
    a_moved_feed_is_followed_for_good,
    an_address_of_a_page_leads_to_its_feed,
    a_tombstone_takes_the_text_off_the_page_for_good,
    an_entry_that_vanished_with_its_page_is_withdrawn_within_one_poll,
    an_entry_that_vanished_from_the_feed_only_stays,
    a_publisher_that_opts_out_is_gone_and_stays_gone,
    the_public_reads_a_short_excerpt_without_pictures,
    robots_txt_keeps_us_from_a_page_and_the_reader_is_told,
);

/// A product that reads one feed with these items at `/feed`.
async fn reading(engine: Engine, items: &[Item]) -> (FakeWeb, Product) {
    let web = FakeWeb::start().await;
    web.set("/feed", Answer::feed(rss("The Gull", items)));
    let product = Setup::on(engine).reaching(&[&web]).open().await;
    product.follow("The Gull", &web.at("/feed")).await;
    (web, product)
}

fn full(web_path: &str, mark: &str) -> Item {
    Item::full(web_path, &format!("The {mark} report"), &prose(mark, 200))
}

async fn a_feed_with_whole_texts_is_read_from_front_page_to_article(engine: Engine) {
    let link = "https://gull.example/bridge?utm_source=feed";
    let (web, product) = reading(engine, &[full(link, "kittiwake")]).await;
    product.settle().await;

    let front = product.get("/").await;
    assert!(front.text().contains("The kittiwake report"), "{}", front.html);
    let links = front.links("/article/");
    let article = product.get(links.first().expect("the front page links to the article")).await;
    assert!(article.block("headline").is_some_and(|headline| headline.contains("The kittiwake report")));
    assert!(article.block("body").is_some_and(|body| body.contains("kittiwake is the word of the day")));
    assert!(article.html.contains("href=\"https://gull.example/bridge\""), "the link to the original lost its tracker");
    assert!(article.text().contains("The Gull"), "the publisher is named");
    for page in ["/river", "/feeds", "/publisher/"] {
        let path = if page == "/publisher/" { article.links(page).remove(0) } else { page.to_owned() };
        assert!(product.get(&path).await.text().contains("The Gull"), "{path}");
    }
    assert_eq!(web.asked().len(), 1, "the feed brought all of it, so no page is fetched");
}

async fn an_excerpt_is_completed_from_its_page(engine: Engine) {
    let (web, product) = reading(engine, &[]).await;
    let item = Item::excerpt(&web.at("/bridge"), "Bridge closes", "The bridge closes on Monday. Read more");
    web.set("/feed", Answer::feed(rss("The Gull", &[item])));
    web.set("/bridge", Answer::page(page("Bridge closes", &prose("razorbill", 300))));
    product.settle().await;

    let article = product.article("Bridge closes").await;
    assert_eq!((article.stage, article.text_origin), (Stage::Readable, Some(TextOrigin::Page)));
    let read = product.read("Bridge closes").await;
    let body = read.block("body").expect("the article has a body");
    assert!(body.contains("razorbill is the word of the day"), "{body}");
    assert!(!body.contains("About us"), "the page's furniture stays away: {body}");
    assert!(product.get("/river").await.text().contains("The bridge closes on Monday"));
}

async fn a_podcast_episode_is_readable_without_its_page(engine: Engine) {
    let (web, product) = reading(engine, &[]).await;
    let item = Item::excerpt(&web.at("/episode"), "Tides, part one", "What the tide leaves behind.")
        .raw("<enclosure url=\"https://gull.example/one.mp3\" type=\"audio/mpeg\" length=\"1200\"/>");
    web.set("/feed", Answer::feed(rss("Tidal Hours", &[item])));
    product.settle().await;

    let read = product.read("Tides, part one").await;
    assert!(read.html.contains("href=\"https://gull.example/one.mp3\""), "{}", read.html);
    assert_eq!(web.asked_for("/episode"), []);
}

async fn a_server_that_says_unchanged_is_believed_and_asked_with_its_own_words(engine: Engine) {
    let (web, product) = reading(engine, &[]).await;
    let feed = rss("The Gull", &[full("https://gull.example/1", "tern")]);
    let etag = "W/\"odd, but ours\"";
    web.set("/feed", Answer::feed(feed).etag(etag).header("last-modified", "yesterday, about noon"));
    product.settle().await;
    product.next_day().await;

    let asked = web.asked_for("/feed");
    let [first, second] = asked.as_slice() else { panic!("asked twice: {asked:?}") };
    assert_eq!(first.header("if-none-match"), None);
    assert_eq!(second.header("if-none-match"), Some(etag));
    assert_eq!(second.header("if-modified-since"), Some("yesterday, about noon"));
    let counts = product.store.counts().await.expect("the store answers");
    assert_eq!((counts.articles, counts.entries, counts.failing_feeds), (1, 1, 0));
}

async fn a_revised_article_shows_its_new_text_and_says_so(engine: Engine) {
    let link = "https://gull.example/1";
    let (web, product) = reading(engine, &[full(link, "tern")]).await;
    product.settle().await;
    assert_eq!(product.article("The tern report").await.revised, None);

    let revised = Item::full(link, "The tern report", &prose("petrel", 220));
    web.set("/feed", Answer::feed(rss("The Gull", &[revised])));
    product.next_day().await;

    let article = product.article("The tern report").await;
    assert!(article.revised.is_some_and(|at| at > NOW));
    let read = product.read("The tern report").await;
    let body = read.block("body").expect("the article has a body");
    assert!(body.contains("petrel") && !body.contains("tern is the word"), "{body}");
    let counts = product.store.counts().await.expect("the store answers");
    assert_eq!((counts.articles, counts.entries), (1, 1));
}

async fn one_article_in_two_feeds_is_one_article(engine: Engine) {
    let link = "https://gull.example/1";
    let (web, product) = reading(engine, &[full(link, "tern")]).await;
    let same = Item::full(&format!("{link}?utm_medium=rss"), "The tern report", &prose("tern", 200));
    web.set("/sport", Answer::feed(rss("The Gull: sport", &[same])));
    product.follow("The Gull", &web.at("/sport")).await;
    product.settle().await;

    let counts = product.store.counts().await.expect("the store answers");
    assert_eq!((counts.articles, counts.entries), (1, 2));
    assert_eq!(product.get("/river").await.links("/article/").len(), 1);
}

async fn a_moved_feed_is_followed_for_good(engine: Engine) {
    let (web, product) = reading(engine, &[]).await;
    web.set("/feed", Answer::redirect(301, "/new/feed"));
    web.set("/new/feed", Answer::feed(rss("The Gull", &[full("https://gull.example/1", "tern")])));
    product.settle().await;
    product.article("The tern report").await;
    product.next_day().await;

    assert_eq!(web.asked_for("/feed").len(), 1, "the old address is not asked again");
    assert_eq!(web.asked_for("/new/feed").len(), 2);
}

async fn an_address_of_a_page_leads_to_its_feed(engine: Engine) {
    let (web, product) = reading(engine, &[full("https://gull.example/1", "tern")]).await;
    let html = "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/all\"></head><body>Hello</body></html>";
    web.set("/", Answer::page(html));
    web.set("/all", Answer::feed(rss("All of the Gull", &[full("https://gull.example/2", "skua")])));
    let subscribed = product.pipeline.subscribe(&web.at("/")).await.expect("the page names its feed");
    assert_eq!((subscribed.title.as_str(), subscribed.entries, subscribed.added), ("All of the Gull", 1, true));
    product.settle().await;
    product.article("The skua report").await;
}

/// An Atom feed with one entry, or its tombstone.
fn atom(inside: &str) -> Answer {
    let feed = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:at=\"http://purl.org/atompub/tombstones/1.0\">\
         <title>The Gull</title><id>urn:gull</id><updated>2026-11-20T07:00:00Z</updated>{inside}</feed>"
    );
    Answer::body("application/atom+xml", feed)
}

fn atom_entry(mark: &str) -> String {
    let text = octavo_tests::samples::escape(&prose(mark, 200));
    format!(
        "<entry><id>urn:gull:{mark}</id><title>The {mark} report</title><link href=\"https://gull.example/{mark}\"/>\
         <updated>2026-11-20T07:00:00Z</updated><content type=\"html\">{text}</content></entry>"
    )
}

async fn a_tombstone_takes_the_text_off_the_page_for_good(engine: Engine) {
    let (web, product) = reading(engine, &[]).await;
    web.set("/feed", atom(&(atom_entry("tern") + &atom_entry("skua"))));
    product.settle().await;
    let article = product.article("The tern report").await;

    web.set(
        "/feed",
        atom(&format!("<at:deleted-entry ref=\"urn:gull:tern\" when=\"2026-11-20T08:30:00Z\"/>{}", atom_entry("skua"))),
    );
    product.next_day().await;
    assert_withdrawn(&product, article.id, "tern").await;

    web.set("/feed", atom(&(atom_entry("tern") + &atom_entry("skua"))));
    product.next_day().await;
    assert_withdrawn(&product, article.id, "tern").await;
    product.article("The skua report").await;
}

/// The text is gone from every page and from the store, and the row is what is left.
async fn assert_withdrawn(product: &Product, id: model::ArticleId, mark: &str) {
    let row = product.store.article(id).await.expect("the store answers").expect("the row stays");
    assert_eq!((row.stage, row.metadata.title.as_str()), (Stage::Withdrawn, ""));
    assert_eq!(product.store.body(id).await.expect("the store answers"), None);
    for path in ["/".to_owned(), "/river".to_owned(), format!("/article/{id}")] {
        let page = product.get(&path).await;
        assert!(!page.html.contains(mark), "{path} still tells of {mark}: {}", page.html);
    }
    assert_eq!(product.get(&format!("/article/{id}")).await.status, 410);
}

/// Two articles of which one leaves the feed, though it is newer than the one that stays.
async fn vanishing(engine: Engine) -> (FakeWeb, Product) {
    let (web, product) = reading(engine, &[]).await;
    let older = Item::new("old").with("title", "The old report").with("link", &web.at("/old"));
    let older = older.with("pubDate", "Wed, 18 Nov 2026 07:30:00 GMT").with("content:encoded", &prose("plover", 200));
    let newer = full(&web.at("/tern"), "tern");
    web.set("/tern", Answer::page(page("The tern report", &prose("tern", 200))));
    web.set("/feed", Answer::feed(rss("The Gull", &[newer, older.clone()])));
    product.settle().await;
    product.article("The tern report").await;
    web.set("/feed", Answer::feed(rss("The Gull", &[older])));
    (web, product)
}

async fn an_entry_that_vanished_with_its_page_is_withdrawn_within_one_poll(engine: Engine) {
    let (web, product) = vanishing(engine).await;
    let id = product.article("The tern report").await.id;
    web.set("/tern", Answer::status(410));
    product.next_day().await;
    assert_eq!(web.asked_for("/feed").len(), 2, "one more poll was enough");
    assert_withdrawn(&product, id, "tern").await;
    product.article("The old report").await;

    // The publisher's cache serves the old document once more: what was taken back stays away.
    web.set("/feed", Answer::feed(rss("The Gull", &[full(&web.at("/tern"), "tern")])));
    product.next_day().await;
    assert_withdrawn(&product, id, "tern").await;
}

async fn an_entry_that_vanished_from_the_feed_only_stays(engine: Engine) {
    let (web, product) = vanishing(engine).await;
    product.next_day().await;
    assert_eq!(web.asked_for("/tern").len(), 1, "its page was asked whether it stands");
    assert_eq!(product.article("The tern report").await.stage, Stage::Readable);
    let read = product.read("The tern report").await;
    assert!(read.block("body").is_some_and(|body| body.contains("tern is the word of the day")));
}

async fn a_publisher_that_opts_out_is_gone_and_stays_gone(engine: Engine) {
    let (web, product) = reading(engine, &[full("https://gull.example/1", "tern")]).await;
    product.settle().await;
    let article = product.article("The tern report").await;
    let opted_out = Display { level: Level::Hidden, basis: Basis::OptOut, since: NOW };
    for audience in Audience::ALL {
        let set = product.store.set_display(article.publisher_id, audience, Some(opted_out)).await;
        set.expect("the store answers");
    }
    assert_purged(&product, article.id).await;

    let items = [full("https://gull.example/1", "tern"), full("https://gull.example/2", "tern")];
    web.set("/feed", Answer::feed(rss("The Gull", &items)));
    product.next_day().await;
    assert_purged(&product, article.id).await;
    assert_eq!(product.articles().await, []);
}

async fn assert_purged(product: &Product, id: model::ArticleId) {
    let row = product.store.article(id).await.expect("the store answers").expect("the row stays");
    assert_eq!((row.stage, row.metadata.title.as_str()), (Stage::Withdrawn, ""));
    assert_eq!(product.store.body(id).await.expect("the store answers"), None);
    for path in ["/", "/river", "/feeds"] {
        let page = product.get(path).await.text();
        assert!(!page.contains("tern") && !page.contains("The Gull"), "{path}: {page}");
    }
}

async fn the_public_reads_a_short_excerpt_without_pictures(engine: Engine) {
    let web = FakeWeb::start().await;
    let item = full("https://gull.example/1", "tern")
        .raw("<enclosure url=\"https://gull.example/1.jpg\" type=\"image/jpeg\" length=\"9\"/>");
    web.set("/feed", Answer::feed(rss("The Gull", &[item])));
    let product = Setup::on(engine).reaching(&[&web]).read_by(Audience::Public).open().await;
    product.follow("The Gull", &web.at("/feed")).await;
    product.settle().await;

    let read = product.read("The tern report").await;
    let shown = article::plain_text(read.block("body").expect("an excerpt is shown"));
    assert!(shown.chars().count() <= 201, "{} characters: {shown}", shown.chars().count());
    assert!(shown.contains("tern is the word of the day"), "{shown}");
    assert!(read.html.contains("href=\"https://gull.example/1\""), "the original is one step away");
    for path in ["/", "/river", read.links("/publisher/").remove(0).as_str()] {
        let page = product.get(path).await;
        assert!(!page.html.contains("/image/"), "{path} shows a picture of a third party");
    }
    assert!(!read.html.contains("/image/") && !read.html.contains("1.jpg"), "{}", read.html);
    let image = product.get(&format!("/image/{}", product.article("The tern report").await.id)).await;
    assert!(!image.status.is_success(), "the proxy gives out no picture either");
}

async fn robots_txt_keeps_us_from_a_page_and_the_reader_is_told(engine: Engine) {
    let (web, product) = reading(engine, &[]).await;
    web.set("/robots.txt", Answer::body("text/plain", "User-agent: *\nDisallow: /private/\n"));
    let item = Item::excerpt(&web.at("/private/bridge"), "Bridge closes", "The bridge closes on Monday.");
    web.set("/feed", Answer::feed(rss("The Gull", &[item])));
    web.set("/private/bridge", Answer::page(page("Bridge closes", &prose("razorbill", 300))));
    product.settle().await;

    assert_eq!(web.asked_for("/private/bridge"), []);
    let article = product.article("Bridge closes").await;
    assert_eq!(article.failure.map(|failure| failure.cause), Some(model::Cause::Robots));
    let read = product.read("Bridge closes").await.text();
    assert!(read.contains("The bridge closes on Monday."), "the feed's own words stay: {read}");
    product.later(Duration::from_hours(1)).await;
    assert_eq!(web.asked_for("/private/bridge"), []);
}
