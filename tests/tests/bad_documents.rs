//! What honest servers may deliver: documents that lie, explode, break off, or try to run something in a reader's
//! browser. What can be read is read; the rest is a problem on the feed's row.

use std::collections::HashSet;

use model::{FeedId, Stage};
use octavo_tests::samples::{Item, prose, rss};
use octavo_tests::{Answer, FakeWeb, NOW, Product, Setup, on_both_engines};
use store::Engine;

on_both_engines!(
    an_entity_bomb_does_not_go_off_and_the_rest_is_read,
    a_file_of_the_server_is_not_read_through_an_entity,
    a_truncated_feed_is_read_as_far_as_it_goes,
    broken_xml_is_mended,
    a_feed_that_lies_about_its_charset_is_read_rightly,
    nesting_beyond_reason_is_survived,
    dates_that_cannot_be_true_do_not_lead_the_page,
    entries_may_lack_identity_link_and_title,
    entries_that_share_an_identity_are_all_kept,
    entries_that_come_to_share_an_identity_are_neither_lost_nor_doubled,
    of_a_hundred_thousand_entries_the_newest_are_kept,
    titles_and_names_of_any_length_are_kept_and_shown,
    nothing_in_a_feed_runs_in_the_readers_browser,
    nothing_in_a_page_runs_in_the_readers_browser,
);

/// A product that has read one feed.
async fn read(engine: Engine, feed: Answer) -> (FakeWeb, Product, FeedId) {
    let web = FakeWeb::start().await;
    web.set("/feed", feed);
    let product = Setup::on(engine).reaching(&[&web]).open().await;
    let id = product.follow("The Gull", &web.at("/feed")).await;
    product.settle().await;
    (web, product, id)
}

/// The feed was read, and one of its problems says this.
async fn assert_problem(product: &Product, id: FeedId, words: &str) {
    let health = product.feed(id).await.health;
    assert_eq!(health.failure, None);
    assert!(health.problems.iter().any(|problem| problem.contains(words)), "{words:?} in {:?}", health.problems);
    assert!(product.get("/feeds?state=problems").await.text().contains(words), "the list of feeds says so");
}

fn tern() -> Item {
    Item::full("https://gull.example/tern", "The tern report", &prose("tern", 200))
}

fn body_of(read: &octavo_tests::Reply) -> &str {
    read.block("body").expect("the article has a body")
}

async fn an_entity_bomb_does_not_go_off_and_the_rest_is_read(engine: Engine) {
    let mut doctype = "<!DOCTYPE rss [<!ENTITY a0 \"ha\">".to_owned();
    for level in 1..40 {
        let below = format!("&a{};", level - 1).repeat(10);
        doctype = format!("{doctype}<!ENTITY a{level} \"{below}\">");
    }
    let items = [tern(), Item::new("bomb").raw("<title>Boom &a39; boom</title><link>https://gull.example/bomb</link>")];
    let feed = rss("The Gull", &items).replace("<rss", &format!("{doctype}]><rss"));
    let (_web, product, id) = read(engine, Answer::feed(feed)).await;
    assert_problem(&product, id, "not expanded").await;
    assert!(body_of(&product.read("The tern report").await).contains("tern is the word"));
    let river = product.get("/river").await.html;
    assert!(river.len() < 100_000, "a page of {} bytes", river.len());
}

async fn a_file_of_the_server_is_not_read_through_an_entity(engine: Engine) {
    let doctype = "<!DOCTYPE rss [<!ENTITY file SYSTEM \"file:///etc/passwd\">]><rss";
    let item = Item::new("file").raw("<title>Users: &file;</title><description>&file;</description>");
    let feed = rss("The Gull", &[tern(), item]).replace("<rss", doctype);
    let (_web, product, id) = read(engine, Answer::feed(feed)).await;
    assert_problem(&product, id, "not expanded").await;
    for article in product.articles().await {
        let page = product.get(&format!("/article/{}", article.id)).await.html;
        assert!(!page.contains("root:"), "{page}");
    }
}

async fn a_truncated_feed_is_read_as_far_as_it_goes(engine: Engine) {
    let second = Item::full("https://gull.example/skua", "The skua report", &prose("skua", 200));
    let whole = rss("The Gull", &[tern(), second]);
    let cut = whole.find("The skua report").expect("the second item is there");
    let (_web, product, id) = read(engine, Answer::feed(whole.get(..cut).unwrap_or_default())).await;
    assert_problem(&product, id, "ends in the middle").await;
    assert!(body_of(&product.read("The tern report").await).contains("tern is the word"));
}

async fn broken_xml_is_mended(engine: Engine) {
    let item = tern().raw("<category>Fish & chips</category><dc:creator>A < B \u{1}</dc:creator>&nbsp;");
    let feed = format!("\n\n  {}", rss("Gulls & Terns", &[item]).replace("Gulls &amp; Terns", "Gulls & Terns"));
    let (_web, product, id) = read(engine, Answer::feed(feed)).await;
    assert_problem(&product, id, "ampersand").await;
    assert_eq!(product.feed(id).await.title, "Gulls & Terns");
    product.article("The tern report").await;
}

async fn a_feed_that_lies_about_its_charset_is_read_rightly(engine: Engine) {
    let feed = rss("Le Goéland", &[Item::full("https://gull.example/1", "Où est l’été ?", &prose("été", 200))]);
    // windows-1252 inside, UTF-8 on the outside and in the declaration.
    let bytes: Vec<u8> = feed.chars().map(|c| if c == '’' { 0x92 } else { u8::try_from(c).unwrap_or(b'?') }).collect();
    let answer = Answer::body("application/rss+xml; charset=utf-8", bytes);
    let (_web, product, id) = read(engine, answer).await;
    assert_problem(&product, id, "encoding").await;
    assert_eq!(product.feed(id).await.title, "Le Goéland");
    assert!(body_of(&product.read("Où est l’été ?").await).contains("été is the word"));
}

async fn nesting_beyond_reason_is_survived(engine: Engine) {
    let deep = format!("{}x{}", "<b>".repeat(100_000), "</b>".repeat(100_000));
    let html = Item::full("https://gull.example/deep", "Deep markup", &deep);
    let xml = Item::new("deep").with("title", "Deep elements").raw(&deep);
    let (_web, product, id) = read(engine, Answer::feed(rss("The Gull", &[tern(), html, xml]))).await;
    assert_eq!(product.feed(id).await.health.failure, None);
    product.article("The tern report").await;
    for article in product.articles().await {
        assert!(product.get(&format!("/article/{}", article.id)).await.status.is_success());
    }
}

async fn dates_that_cannot_be_true_do_not_lead_the_page(engine: Engine) {
    let dates =
        ["Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "99999999-99-99", "-5", "tomorrow, I think"];
    let mut items = vec![tern()];
    for (at, date) in dates.iter().enumerate() {
        let link = format!("https://gull.example/{at}");
        items.push(
            Item::new(&link)
                .with("title", &format!("Dated {at}"))
                .with("link", &link)
                .with("pubDate", date)
                .with("content:encoded", &prose("dated", 200)),
        );
    }
    // A year ahead may be an embargo or a wrong clock: believed as a date, but not as a place in lists.
    let ahead = Item::full("https://gull.example/ahead", "Dated ahead", &prose("ahead", 200))
        .raw("<pubDate>Sat, 20 Nov 2027 07:30:00 GMT</pubDate>");
    items.push(ahead);
    let (_web, product, id) = read(engine, Answer::feed(rss("The Gull", &items))).await;
    assert_problem(&product, id, "cannot be true").await;
    assert_eq!(product.articles().await.len(), items.len());
    for article in product.articles().await {
        assert!(article.listed <= NOW, "{} is listed at {}", article.metadata.title, article.listed);
        let page = product.get(&format!("/article/{}", article.id)).await;
        assert!(page.status.is_success() && !page.html.contains("9999"), "{}", page.html);
    }
}

async fn entries_may_lack_identity_link_and_title(engine: Engine) {
    let items = [
        Item::bare().with("description", "Only words, but many of them, and all about the sea."),
        Item::bare().with("title", "Only a title"),
        Item::bare().with("link", "https://gull.example/only-a-link"),
        Item::new("only-an-identity"),
        Item::bare(),
        tern(),
    ];
    let (web, product, id) = read(engine, Answer::feed(rss("The Gull", &items))).await;
    assert_eq!(product.feed(id).await.health.failure, None);
    let first: HashSet<_> = product.articles().await.into_iter().map(|article| article.id).collect();
    assert!(first.len() >= 4, "{} articles", first.len());
    let river = product.get("/river").await;
    assert!(river.text().contains("Only a title") && river.text().contains("all about the sea"), "{}", river.text());
    for path in river.links("/article/") {
        assert!(product.get(&path).await.status.is_success(), "{path}");
    }

    // The same document again is the same entries: derived identities are stable.
    web.set("/feed", Answer::feed(rss("The Gull", &items)));
    product.next_day().await;
    let second: HashSet<_> = product.articles().await.into_iter().map(|article| article.id).collect();
    assert_eq!(first, second);
}

fn sharing(marks: &[&str]) -> Answer {
    let items = marks.iter().map(|mark| {
        let link = format!("https://gull.example/{mark}");
        Item::new("1")
            .with("title", &format!("The {mark} report"))
            .with("link", &link)
            .with("content:encoded", &prose(mark, 200))
    });
    Answer::feed(rss("The Gull", &items.collect::<Vec<_>>()))
}

async fn entries_that_share_an_identity_are_all_kept(engine: Engine) {
    let (_web, product, id) = read(engine, sharing(&["tern", "skua", "plover", "tern"])).await;
    assert_problem(&product, id, "several entries have the identifier").await;
    for mark in ["tern", "skua", "plover"] {
        assert!(body_of(&product.read(&format!("The {mark} report")).await).contains(mark));
    }
    assert_eq!(product.articles().await.len(), 3);
}

async fn entries_that_come_to_share_an_identity_are_neither_lost_nor_doubled(engine: Engine) {
    let (web, product, _) = read(engine, sharing(&["tern"])).await;
    web.set("/feed", sharing(&["skua", "tern"]));
    product.next_day().await;
    web.set("/feed", sharing(&["plover", "skua", "tern"]));
    product.next_day().await;
    for mark in ["tern", "skua", "plover"] {
        let article = product.article(&format!("The {mark} report")).await;
        assert_eq!(article.stage, Stage::Readable, "{mark}");
    }
    assert_eq!(product.articles().await.len(), 3);
}

async fn of_a_hundred_thousand_entries_the_newest_are_kept(engine: Engine) {
    let item = |at: u32| {
        let (minute, hour, day) = (at % 60, at / 60 % 24, 1 + at / 1440 % 28);
        let month = if at < 60_000 { "Feb" } else { "Mar" };
        format!(
            "<item><guid>{at}</guid><title>n{at}</title><pubDate>{day} {month} 2026 {hour:02}:{minute:02}:00 GMT</pubDate></item>"
        )
    };
    let items: String = (0..100_000).map(item).collect();
    let feed = format!("<rss version=\"2.0\"><channel><title>The Long Gull</title>{items}</channel></rss>");
    let (_web, product, id) = read(engine, Answer::feed(feed)).await;
    assert_problem(&product, id, "100000 entries").await;
    let articles = product.articles().await;
    assert_eq!(articles.len(), 2000);
    let kept: HashSet<&str> = articles.iter().map(|article| article.metadata.title.as_str()).collect();
    assert_eq!(kept.len(), 2000, "none is doubled");
    assert!(kept.contains("n80639"), "the last minute of the last day is there: 28 March, 23:59");
    assert!(product.get("/river").await.status.is_success());
}

async fn titles_and_names_of_any_length_are_kept_and_shown(engine: Engine) {
    let long = "Lighthouse ".repeat(50_000);
    let item = Item::full("https://gull.example/long", &long, &prose("long", 200))
        .with("author", &long)
        .with("category", &long);
    let zero = Item::full("https://gull.example/nul\u{0}", "A \u{0} in the \u{202e}title", &prose("nul", 200));
    let (_web, product, id) = read(engine, Answer::feed(rss("The Gull", &[item, zero, tern()]))).await;
    assert_eq!(product.feed(id).await.health.failure, None);
    assert_eq!(product.articles().await.len(), 3);
    for path in ["/", "/river", "/feeds"] {
        let page = product.get(path).await;
        assert!(page.status.is_success(), "{path}");
        assert!(page.html.len() < 2_000_000, "{path} has {} bytes", page.html.len());
    }
}

/// Attempts to run something, as they would stand in text, markup and attributes.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><script>alert(1)</script>",
    "<a href=\"javascript:alert(1)\">here</a>",
    "<svg onload=alert(1)><a xlink:href=\"javascript:alert(1)\">x</a></svg>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
];

/// No page holds anything of theirs that would run, and every page forbids it besides.
async fn assert_harmless(product: &Product) {
    let mut paths: Vec<String> = ["/", "/river", "/feeds"].map(str::to_owned).to_vec();
    for article in product.articles().await {
        paths.push(format!("/article/{}", article.id));
        paths.push(format!("/publisher/{}", article.publisher_id));
    }
    for path in paths {
        let page = product.get(&path).await;
        assert!(page.status.is_success(), "{path}: {}", page.status);
        let policy = page.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), "{path}: {policy}");
        assert_eq!(page.html.matches("<script").count(), 1, "{path} runs our own script only: {}", page.html);
        octavo_tests::fuzz_targets::assert_inert(&page.html);
    }
}

async fn nothing_in_a_feed_runs_in_the_readers_browser(engine: Engine) {
    let mut items = Vec::new();
    for (at, hostile) in HOSTILE.iter().enumerate() {
        let link = format!("https://gull.example/{at}");
        items.push(
            Item::full(
                &link,
                &format!("{at} {hostile}"),
                &format!("{}{hostile}{}", prose("before", 60), prose("after", 60)),
            )
            .with("author", hostile)
            .with("category", hostile)
            .with("source", hostile)
            .raw("<enclosure url=\"javascript:alert(1)\" type=\"image/png\" length=\"1\"/>"),
        );
    }
    items.push(
        Item::new("js")
            .with("title", "A script for a link")
            .with("link", "javascript:alert(1)")
            .with("description", "Words."),
    );
    items.push(
        Item::new("data").with("title", "Data for a link").with("link", "data:text/html,<script>alert(1)</script>"),
    );
    let feed = rss(&format!("The Gull {}", HOSTILE.concat()), &items);
    let (_web, product, id) = read(engine, Answer::feed(feed)).await;
    assert_problem(&product, id, "is not a web address").await;
    assert_eq!(product.articles().await.len(), items.len());
    assert_harmless(&product).await;
    let river = product.get("/river").await;
    assert!(river.text().contains("A script for a link"), "the entry itself is kept");
}

async fn nothing_in_a_page_runs_in_the_readers_browser(engine: Engine) {
    let web = FakeWeb::start().await;
    let mut items = Vec::new();
    for (at, hostile) in HOSTILE.iter().enumerate() {
        let path = format!("/{at}");
        items.push(Item::excerpt(&web.at(&path), &format!("Page {at}"), "An excerpt of it."));
        let head =
            format!("<meta name=\"author\" content='{hostile}'><link rel=\"canonical\" href=\"javascript:alert(1)\">");
        let html = octavo_tests::samples::page(
            &format!("Page {at} {hostile}"),
            &format!("{}{hostile}{}", prose("before", 150), prose("after", 150)),
        );
        web.set(&path, Answer::page(html.replace("<meta charset", &format!("{head}<meta charset"))));
    }
    web.set("/feed", Answer::feed(rss("The Gull", &items)));
    let product = Setup::on(engine).reaching(&[&web]).open().await;
    product.follow("The Gull", &web.at("/feed")).await;
    product.settle().await;
    for at in 0..HOSTILE.len() {
        let read = product.read(&format!("Page {at}")).await;
        assert!(body_of(&read).contains("before is the word of the day"), "{}", read.html);
    }
    assert_harmless(&product).await;
}
