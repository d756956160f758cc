//! The command line as its users and their scripts meet it: the real binary, its output, its exit codes.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use octavo_tests::samples::{Item, page, prose, rss};
use octavo_tests::{Answer, FakeWeb, Instance, Outcome};
use serde_json::Value;

const BINARY: &str = env!("CARGO_BIN_EXE_octavo");

/// A web with two feeds, and an empty instance that may reach it.
async fn instance() -> (Vec<FakeWeb>, Instance) {
    let web = FakeWeb::start().await;
    for paper in ["gull", "tern"] {
        let item = |at: u32| {
            let link = format!("https://{paper}.example/{at}");
            Item::full(&link, &format!("The {paper} report {at}"), &prose(paper, 150))
        };
        web.set(&format!("/{paper}"), Answer::feed(rss(&format!("The {paper}"), &[item(1), item(2)])));
    }
    let webs = vec![web];
    let instance = Instance::new(BINARY, &webs);
    (webs, instance)
}

/// It failed, and told its user this on standard error.
fn assert_told(outcome: &Outcome, code: i32, words: &[&str]) {
    assert_eq!(outcome.code, Some(code), "{outcome:?}");
    assert!(words.iter().all(|word| outcome.stderr.contains(word)), "{words:?} in {}", outcome.stderr);
    assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
}

fn feeds(list: &Value) -> Vec<String> {
    let url = |feed: &Value| feed["url"].as_str().map(str::to_owned);
    list.as_array().into_iter().flatten().filter_map(url).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_feed_is_added_listed_polled_exported_and_removed() {
    let (webs, instance) = instance().await;
    let (gull, tern) = (webs[0].at("/gull"), webs[0].at("/tern"));
    let added = instance.json(&["feed", "add", &gull]).await;
    assert_eq!(
        (added["title"].as_str(), added["entries"].as_u64(), added["added"].as_bool()),
        (Some("The gull"), Some(2), Some(true))
    );
    let again = instance.json(&["feed", "add", &gull]).await;
    assert_eq!((again["feed"].clone(), again["added"].as_bool()), (added["feed"].clone(), Some(false)));

    let opml = format!(
        "<opml version=\"2.0\"><body><outline text=\"Birds\"><outline text=\"The tern\" xmlUrl=\"{tern}\"/><outline xmlUrl=\"{gull}\"/></outline></body></opml>"
    );
    let file = instance.write("in.opml", opml);
    let imported = instance.json(&["feed", "import", &file]).await;
    assert_eq!((imported["new"].as_u64(), imported["known"].as_u64()), (Some(1), Some(1)));
    let list = instance.json(&["feed", "list"]).await;
    assert_eq!(feeds(&list), [gull.as_str(), tern.as_str()]);
    assert!(list[1]["polled"].is_null());

    let polled = instance.json(&["poll"]).await;
    let figures = ["feeds", "new_entries", "new_articles"].map(|name| polled[name].as_u64());
    assert_eq!(figures, [Some(2), Some(4), Some(4)], "{polled}");
    let articles = instance.run(&["export"]).await.lines();
    assert_eq!(articles.len(), 4);
    assert!(articles.iter().all(|article| article["stage"] == "readable" && article["words"].as_u64() > Some(100)));

    let exported = instance.run(&["feed", "export"]).await.stdout;
    let other = Instance::new(BINARY, &webs);
    let file = other.write("out.opml", exported);
    assert_eq!(other.json(&["feed", "import", &file]).await["new"].as_u64(), Some(2));

    instance.json(&["feed", "remove", &gull]).await;
    let id = list[1]["feed"].to_string();
    instance.json(&["feed", "remove", &id]).await;
    assert_eq!(feeds(&instance.json(&["feed", "list"]).await), [""; 0]);
    assert_eq!(instance.run(&["export"]).await.lines().len(), 4, "articles stay when their feed goes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn logins_in_addresses_leave_only_when_asked_for() {
    let (webs, instance) = instance().await;
    let secret = webs[0].at("/gull").replace("http://", "http://me:secret@");
    let file =
        instance.write("in.opml", format!("<opml version=\"2.0\"><body><outline xmlUrl=\"{secret}\"/></body></opml>"));
    instance.json(&["feed", "import", &file]).await;
    for words in [&["feed", "list"][..], &["feed", "list", "--json"], &["feed", "export"], &["publisher", "list"]] {
        assert!(!instance.run(words).await.stdout.contains("secret"), "{words:?}");
    }
    assert!(instance.run(&["feed", "export", "--with-logins"]).await.stdout.contains("me:secret@"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_reads_the_pages_of_what_a_feed_only_announces() {
    let (webs, instance) = instance().await;
    let link = webs[0].at("/story");
    webs[0].set("/short", Answer::feed(rss("Short", &[Item::excerpt(&link, "The story", "It begins so.")])));
    webs[0].set("/story", Answer::page(page("The story", &prose("story", 200))));
    instance.json(&["feed", "add", &webs[0].at("/short")]).await;
    let polled = instance.json(&["poll"]).await;
    assert_eq!((polled["new_articles"].as_u64(), polled["pages"].as_u64()), (Some(1), Some(1)));
    let articles = instance.run(&["export"]).await.lines();
    assert_eq!(articles[0]["stage"], "readable");
    assert!(articles[0]["words"].as_u64() > Some(100), "{articles:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_with_failures_is_done_in_part_and_says_why() {
    let (webs, instance) = instance().await;
    webs[0].set("/gone", Answer::status(410));
    for path in ["/gull", "/gone"] {
        let file = instance.write(
            "one.opml",
            format!("<opml version=\"2.0\"><body><outline xmlUrl=\"{}\"/></body></opml>", webs[0].at(path)),
        );
        instance.json(&["feed", "import", &file]).await;
    }
    let outcome = instance.run(&["poll", "--json"]).await;
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert_eq!(outcome.lines()[0]["failures"]["gone"].as_u64(), Some(1));
    let list = instance.json(&["feed", "list"]).await;
    assert_eq!((list[1]["cause"].as_str(), list[1]["detail"].as_str()), (Some("gone"), Some("HTTP 410")));

    assert!(
        instance.run(&["poll"]).await.stdout.contains("poll --all"),
        "nothing is due: it says how to poll all the same"
    );
    assert_eq!(instance.run(&["poll", "--all"]).await.code, Some(3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_fills_another_instance_and_spares_a_full_one() {
    let (webs, instance) = instance().await;
    instance.json(&["feed", "add", &webs[0].at("/gull")]).await;
    instance.json(&["poll"]).await;
    let file = instance.path("all.backup").to_string_lossy().into_owned();
    assert_eq!(instance.run(&["backup", &file]).await.code, Some(0));
    assert_told(&instance.run(&["backup", &file]).await, 1, &["is there already"]);

    let place = store::testing::postgres().await;
    let other = Instance::new(BINARY, &webs).on(place.url());
    let restored = other.run(&["restore", &file]).await;
    assert_eq!(restored.code, Some(0), "{restored:?}");
    let sorted = async |instance: &Instance| {
        let mut lines: Vec<String> = instance.run(&["export"]).await.lines().iter().map(Value::to_string).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&other).await, sorted(&instance).await, "the same articles on another engine");

    assert_told(&other.run(&["restore", &file]).await, 1, &["not empty", "force"]);
    assert_eq!(other.run(&["restore", &file, "--force"]).await.code, Some(0));
    let broken = other.write("broken.backup", "no backup");
    assert_told(&other.run(&["restore", "--force", &broken]).await, 1, &["broken.backup"]);
    assert_eq!(sorted(&other).await.len(), 2, "a broken backup replaces nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_article_is_extracted_from_a_file_an_address_and_a_folder() {
    let (webs, instance) = instance().await;
    let html = page("The bridge closes", &prose("razorbill", 200));
    let file = instance.write("page.html", &html);
    let read = instance.json(&["extract", &file]).await;
    assert_eq!((read["title"].as_str(), read["language"].as_str()), (Some("The bridge closes"), Some("en")));
    assert!(read["articleBody"].as_str().is_some_and(|text| text.contains("razorbill is the word")));
    assert!(instance.run(&["extract", &file]).await.stdout.starts_with("The bridge closes\n"));

    webs[0].set("/page", Answer::page(html.clone()));
    assert_eq!(instance.json(&["extract", &webs[0].at("/page")]).await["articleBody"], read["articleBody"]);

    std::fs::create_dir(instance.path("pages")).expect("a temporary folder can be written to");
    instance.write("pages/one.html", &html);
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(html.as_bytes()).expect("memory takes it");
    instance.write("pages/two.html.gz", packed.finish().expect("memory takes it"));
    instance.write("pages/empty.html", "");
    let (folder, out) = (instance.path("pages"), instance.path("out.json"));
    let outcome = instance.run(&["extract", &folder.to_string_lossy(), "--out", &out.to_string_lossy()]).await;
    assert_told(&outcome, 0, &["empty"]);
    let text = std::fs::read_to_string(out).expect("the file was written");
    let pages: Value = serde_json::from_str(&text).expect("it is JSON");
    let keys: Vec<&String> = pages.as_object().into_iter().flat_map(|pages| pages.keys()).collect();
    assert_eq!(keys, ["empty", "one", "two"]);
    assert_eq!(pages["one"], pages["two"]);
    assert_eq!(pages["one"]["articleBody"], read["articleBody"]);

    assert_told(&instance.run(&["extract", &folder.to_string_lossy()]).await, 1, &["--out"]);
    assert_told(&instance.run(&["extract", "no-such-file.html"]).await, 1, &["no-such-file.html"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_said_with_what_to_do() {
    let (webs, instance) = instance().await;
    assert!(instance.run(&["feed", "list"]).await.stdout.contains("octavo feed add"));
    assert_told(&instance.run(&["feed", "add", "ftp://gull.example"]).await, 1, &["not a web address", "hint"]);
    assert_told(&instance.run(&["feed", "add", "http://169.254.169.254/"]).await, 1, &["forbidden-address"]);
    webs[0].set("/plain", Answer::page("<p>No feed here.</p>"));
    assert_told(&instance.run(&["feed", "add", &webs[0].at("/plain")]).await, 1, &["found no feed", "hint"]);
    assert_told(&instance.run(&["feed", "remove", "12345"]).await, 1, &["12345", "octavo feed list"]);
    let file = instance.write("no.opml", "no outline");
    assert_told(&instance.run(&["feed", "import", &file]).await, 1, &["no.opml", "OPML"]);
    assert_told(&instance.run(&["feed", "import", "/no/such/file"]).await, 1, &["/no/such/file"]);
    assert_told(
        &instance.run(&["publisher", "display", "77", "public", "full"]).await,
        1,
        &["77", "octavo publisher list"],
    );
    assert_told(
        &instance.run(&["publisher", "display", "77", "everyone", "full"]).await,
        2,
        &["private, members or public"],
    );
    assert_told(&instance.run(&["feed", "list", "--database", "mysql://localhost/x"]).await, 1, &["postgres://"]);
    assert_told(&instance.run(&["unheard-of"]).await, 2, &["unheard-of", "--help"]);

    let taken = instance.serve().await;
    let address = taken.address.to_string();
    let second = Instance::new(BINARY, &webs);
    assert_told(&second.run(&["serve", "--listen", &address]).await, 1, &[&address, "--listen"]);
    taken.kill().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_configuration_names_file_key_and_remedy() {
    let (_webs, instance) = instance().await;
    let wrong = [
        ("[instance]\naudience = \"everyone\"", &["audience", "everyone", "private"][..]),
        ("[jobs]\npoll_minutes = 0", &["jobs.poll_minutes", "at least 1"]),
        ("[jobs]\nlease_seconds = 0", &["jobs.lease_seconds", "at least 1"]),
        ("[fetch]\nunheard_of = 1", &["unheard_of"]),
        ("listen = 8080", &["listen"]),
        ("listen = ", &["octavo.toml"]),
    ];
    for (text, words) in wrong {
        instance.write("octavo.toml", text);
        let outcome = instance.run(&["feed", "list"]).await;
        assert_told(&outcome, 1, words);
        assert_told(&outcome, 1, &["octavo.toml"]);
    }
    assert_told(&instance.run(&["feed", "list", "--config", "/no/such.toml"]).await, 1, &["/no/such.toml"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rights_recorded_on_the_command_line_hold_on_pages_and_in_exports() {
    let (webs, instance) = instance().await;
    instance.json(&["feed", "add", &webs[0].at("/gull")]).await;
    instance.json(&["feed", "add", &webs[0].at("/tern")]).await;
    instance.json(&["poll"]).await;
    let publishers = instance.json(&["publisher", "list"]).await;
    let id = publishers[0]["publisher"].to_string();
    assert_eq!(publishers.as_array().map(Vec::len), Some(1), "both feeds stand on one host");
    instance.json(&["publisher", "display", &id, "private", "hidden", "--basis", "opt-out"]).await;
    assert_eq!(instance.run(&["export"]).await.lines(), [Value::Null; 0]);
    let server = instance.serve().await;
    let river = server.get("/river").await.expect("the river is served");
    assert!(!river.contains("The gull report"), "{river}");
    server.kill().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_fills_a_front_page_without_a_network() {
    let instance = Instance::new(BINARY, &[]);
    let server = instance.start(&["demo", "--listen", "127.0.0.1:0"]).await;
    octavo_tests::until("the front page is full", async || {
        let front = server.get("/").await?;
        (front.matches("href=\"/article/").count() >= 20).then_some(())
    })
    .await;
    server.kill().await;
}
