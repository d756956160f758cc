//! Whatever the web sends: the cause stands on the row, other feeds are unharmed, and nothing is lost.
//!
//! This file is about servers that misbehave; `bad_documents.rs` is about what honest servers may deliver.

use std::io::Write;
use std::time::Duration;

use fetch::Limits;
use flate2::Compression;
use flate2::write::GzEncoder;
use model::{Cause, FeedId, Stage};
use octavo_tests::samples::{Item, page, prose, rss};
use octavo_tests::{Answer, FakeWeb, Product, Setup, on_both_engines};
use store::Engine;

on_both_engines!(
    a_body_without_end_is_too_large,
    a_body_that_unpacks_without_end_is_too_large,
    redirects_without_end_and_in_circles_are_given_up,
    a_redirect_to_a_private_address_is_not_followed_in_any_notation,
    a_private_address_is_not_fetched_as_a_feed_either,
    silence_and_drips_have_an_end,
    a_body_shorter_than_its_promise_is_interrupted,
    a_body_longer_than_its_promise_is_cut_there_and_read_as_far_as_it_goes,
    a_flood_of_headers_is_refused,
    what_is_no_feed_says_what_it_is,
    statuses_have_their_causes,
    a_page_that_misbehaves_leaves_the_feeds_own_words,
    a_page_may_not_lead_into_private_networks,
);

/// A bad feed beside a good one.
struct World {
    bad: FakeWeb,
    good: FakeWeb,
    product: Product,
    bad_feed: FeedId,
    good_feed: FeedId,
}

impl World {
    async fn new(engine: Engine, limits: Limits) -> Self {
        let (bad, good) = (FakeWeb::start().await, FakeWeb::start().await);
        bad.set("/feed", feed("bad", &["before"]));
        good.set("/feed", feed("good", &["first"]));
        let product = Setup::on(engine).reaching(&[&bad, &good]).within(limits).open().await;
        let bad_feed = product.follow("The Bad Gull", &bad.at("/feed")).await;
        let good_feed = product.follow("The Good Gull", &good.at("/feed")).await;
        product.settle().await;
        Self { bad, good, product, bad_feed, good_feed }
    }

    /// Lets the bad feed answer so, and checks the row, the list of feeds, the neighbour, and the time after.
    async fn check(&self, answer: Answer, expect: Cause) {
        let rounds = self.good.asked().len();
        self.bad.set("/feed", answer);
        let fresh = format!("good {rounds}");
        self.good.set("/feed", feed("good", &["first", &fresh]));
        self.product.next_day().await;

        let row = self.product.feed(self.bad_feed).await;
        let failure = row.health.failure.expect("the failure stands on the row");
        assert_eq!(failure.cause, expect, "{failure}");
        let feeds = self.product.get("/feeds?state=failing").await;
        assert!(feeds.html.contains(&format!("id=\"feed-{}\"", self.bad_feed)), "{}", feeds.html);
        assert!(!feeds.html.contains(&format!("id=\"feed-{}\"", self.good_feed)), "{}", feeds.html);
        self.product.article(&format!("The {fresh} report")).await;
        self.assert_readable("before").await;

        let after = format!("after {rounds}");
        self.bad.set("/feed", feed("bad", &["before", &after]));
        // What is gone is asked again only after a week.
        self.product.later(Duration::from_hours(8 * 24)).await;
        assert_eq!(self.product.feed(self.bad_feed).await.health.failure, None);
        self.assert_readable(&after).await;
        self.assert_readable("before").await;
    }

    async fn assert_readable(&self, mark: &str) {
        let read = self.product.read(&format!("The {mark} report")).await;
        assert!(read.block("body").is_some_and(|body| body.contains(mark)), "{}", read.html);
    }
}

/// A feed whose entries stay in it from poll to poll.
fn feed(paper: &str, marks: &[&str]) -> Answer {
    let item = |mark: &&str| {
        let link = format!("https://{paper}.example/{}", mark.replace(' ', "-"));
        Item::full(&link, &format!("The {mark} report"), &prose(mark, 200))
    };
    Answer::feed(rss(paper, &marks.iter().map(item).collect::<Vec<_>>()))
}

/// Limits that end a test soon and that no honest local answer meets.
fn impatient() -> Limits {
    Limits {
        first_byte_timeout: Duration::from_secs(1),
        drip_grace: Duration::from_millis(800),
        bytes_per_second_min: 10_000,
        ..Limits::default()
    }
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// A kilobyte of XML that goes on and on.
fn on_and_on() -> Vec<u8> {
    "<item><title>More</title></item>\n".repeat(2000).into_bytes()
}

async fn a_body_without_end_is_too_large(engine: Engine) {
    let world = World::new(engine, Limits::default()).await;
    world.check(Answer::feed(on_and_on()).endless(), Cause::TooLarge).await;
    // Ten thousand gigabytes are promised: nothing is set aside for them.
    let promise = Answer::feed(on_and_on()).header("content-length", "9999999999999").endless();
    world.check(promise, Cause::TooLarge).await;
}

async fn a_body_that_unpacks_without_end_is_too_large(engine: Engine) {
    let world = World::new(engine, Limits::default()).await;
    let bomb = gzipped(&vec![b' '; 64 << 20]);
    assert!(bomb.len() < 100_000, "64 MB of nothing travel in {} bytes", bomb.len());
    world.check(Answer::feed(bomb).header("content-encoding", "gzip"), Cause::TooLarge).await;
    let broken = Answer::feed("this is no gzip").header("content-encoding", "gzip");
    world.check(broken, Cause::Interrupted).await;
}

async fn redirects_without_end_and_in_circles_are_given_up(engine: Engine) {
    let world = World::new(engine, Limits::default()).await;
    world.check(Answer::redirect(302, "/feed"), Cause::TooManyRedirects).await;
    world.bad.set("/there", Answer::redirect(301, "/feed"));
    world.check(Answer::redirect(301, "/there"), Cause::TooManyRedirects).await;
    for hop in 0..100 {
        world.bad.set(&format!("/hop/{hop}"), Answer::redirect(308, &format!("/hop/{}", hop + 1)));
    }
    world.check(Answer::redirect(307, "/hop/0"), Cause::TooManyRedirects).await;
    assert!(world.bad.asked_for("/hop/90").is_empty(), "nobody follows ninety hops");
}

async fn a_redirect_to_a_private_address_is_not_followed_in_any_notation(engine: Engine) {
    let world = World::new(engine, Limits::default()).await;
    let secret = FakeWeb::start().await;
    secret.set("/", feed("secret", &["secret"]));
    let port = secret.address.port();
    let loopback = [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::]",
        "127.0.0.1.",
    ];
    for host in loopback {
        world.check(Answer::redirect(302, &format!("http://{host}:{port}/")), Cause::ForbiddenAddress).await;
    }
    let elsewhere =
        ["10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "[fd00::1]", "[fe80::1]"];
    for host in elsewhere {
        world.check(Answer::redirect(302, &format!("http://{host}/latest/meta-data")), Cause::ForbiddenAddress).await;
    }
    assert_eq!(secret.asked(), [], "the server on another loopback port was never asked");
}

async fn a_private_address_is_not_fetched_as_a_feed_either(engine: Engine) {
    let secret = FakeWeb::start().await;
    let product = Setup::on(engine).open().await;
    for address in [secret.at("/"), "http://169.254.169.254/".to_owned(), "http://[::1]/feed".to_owned()] {
        let id = product.follow("Inside", &address).await;
        product.settle().await;
        let failure = product.feed(id).await.health.failure.expect("the failure stands on the row");
        assert_eq!(failure.cause, Cause::ForbiddenAddress, "{address}: {failure}");
    }
    assert_eq!(secret.asked(), []);
}

async fn silence_and_drips_have_an_end(engine: Engine) {
    let world = World::new(engine, impatient()).await;
    world.check(Answer::feed("<rss><channel><title>").then_silent(), Cause::Timeout).await;
    world.check(Answer::feed("<rss><channel><title>").dripping(), Cause::Timeout).await;
}

async fn a_body_shorter_than_its_promise_is_interrupted(engine: Engine) {
    let world = World::new(engine, Limits::default()).await;
    let short = rss("The Gull", &[Item::full("https://bad.example/x", "Half", &prose("half", 200))]);
    world.check(Answer::feed(short).header("content-length", "100000"), Cause::Interrupted).await;
    world.check(Answer::feed("zz\r\nno chunk").header("transfer-encoding", "chunked"), Cause::Interrupted).await;
}

async fn a_body_longer_than_its_promise_is_cut_there_and_read_as_far_as_it_goes(engine: Engine) {
    let world = World::new(engine, Limits::default()).await;
    let items = ["one", "two", "three"].map(|mark| {
        Item::full(&format!("https://bad.example/{mark}"), &format!("The {mark} report"), &prose(mark, 200))
    });
    let whole = rss("The Bad Gull", &items);
    let promised = whole.find("The three report").expect("the third item is there");
    world.bad.set("/feed", Answer::feed(whole).header("content-length", &promised.to_string()));
    world.product.next_day().await;
    for mark in ["one", "two", "before"] {
        world.assert_readable(mark).await;
    }
    let health = world.product.feed(world.bad_feed).await.health;
    assert_eq!(health.failure, None);
    assert!(health.problems.iter().any(|problem| problem.contains("ends in the middle")), "{:?}", health.problems);
}

async fn a_flood_of_headers_is_refused(engine: Engine) {
    let world = World::new(engine, Limits::default()).await;
    let flood = (0..5000).fold(feed("bad", &["before"]), |answer, at| answer.header(&format!("x-{at}"), "flood"));
    world.check(flood, Cause::TooLarge).await;
    let long = feed("bad", &["before"]).header("x-long", &"a".repeat(2 << 20));
    world.check(long, Cause::TooLarge).await;
}

async fn what_is_no_feed_says_what_it_is(engine: Engine) {
    let world = World::new(engine, Limits::default()).await;
    world.check(Answer::feed(""), Cause::NotAFeed).await;
    world.check(Answer::page(page("Welcome", "<p>We have no feed.</p>")), Cause::NotAFeed).await;
    world.check(Answer::body("application/json", "{\"version\": 1"), Cause::NotAFeed).await;
    world.check(Answer::feed(vec![0_u8; 4096]), Cause::NotAFeed).await;
    let noise: Vec<u8> = (0..8192_u32).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    world.check(Answer::feed(noise), Cause::NotAFeed).await;
}

async fn statuses_have_their_causes(engine: Engine) {
    let world = World::new(engine, Limits::default()).await;
    let statuses = [
        (401, Cause::LoginRequired),
        (403, Cause::Refused),
        (404, Cause::NotFound),
        (410, Cause::Gone),
        (418, Cause::UnexpectedStatus),
        (429, Cause::RateLimited),
        (500, Cause::ServerError),
        (503, Cause::ServerError),
    ];
    for (status, cause) in statuses {
        world.check(Answer::status(status), cause).await;
    }
    world.check(Answer::status(304), Cause::UnexpectedStatus).await;
}

async fn a_page_that_misbehaves_leaves_the_feeds_own_words(engine: Engine) {
    let web = FakeWeb::start().await;
    let pages = [
        ("/endless", Answer::page(on_and_on()).endless(), Cause::TooLarge),
        ("/bomb", Answer::page(gzipped(&vec![b' '; 64 << 20])).header("content-encoding", "gzip"), Cause::TooLarge),
        ("/circle", Answer::redirect(302, "/circle"), Cause::TooManyRedirects),
        ("/index", Answer::page(page("Index", "<ul><li><a href=\"/1\">One</a></li></ul>")), Cause::NoArticle),
        ("/film", Answer::body("video/mp4", vec![0; 4096]), Cause::NotAPage),
        ("/login", Answer::status(402), Cause::LoginRequired),
        ("/missing", Answer::status(404), Cause::NotFound),
    ];
    let link = |path: &str| web.at(path);
    let items: Vec<Item> = pages
        .iter()
        .map(|(path, ..)| Item::excerpt(&link(path), path, &format!("What the feed says of {path}.")))
        .collect();
    web.set("/feed", Answer::feed(rss("The Gull", &items)));
    for (path, answer, _) in &pages {
        web.set(path, answer.clone());
    }
    let product = Setup::on(engine).reaching(&[&web]).open().await;
    product.follow("The Gull", &web.at("/feed")).await;
    product.settle().await;

    for (path, _, cause) in &pages {
        let article = product.article(path).await;
        let failure = article.failure.expect("the failure stands on the row");
        assert_eq!((article.stage, failure.cause), (Stage::Failed, *cause), "{path}: {failure}");
        let read = product.read(path).await.text();
        assert!(read.contains(&format!("What the feed says of {path}.")), "{read}");
        assert!(read.contains("Its page could not be read here"), "{read}");
    }
}

async fn a_page_may_not_lead_into_private_networks(engine: Engine) {
    let (web, secret) = (FakeWeb::start().await, FakeWeb::start().await);
    secret.set("/", Answer::page(page("Secret", &prose("secret", 300))));
    web.set("/hop", Answer::redirect(302, &secret.at("/")));
    let items =
        [Item::excerpt(&web.at("/hop"), "Hop", "An excerpt."), Item::excerpt(&secret.at("/"), "Direct", "An excerpt.")];
    web.set("/feed", Answer::feed(rss("The Gull", &items)));
    let product = Setup::on(engine).reaching(&[&web]).open().await;
    product.follow("The Gull", &web.at("/feed")).await;
    product.settle().await;

    for title in ["Hop", "Direct"] {
        let failure = product.article(title).await.failure.expect("the failure stands on the row");
        assert_eq!(failure.cause, Cause::ForbiddenAddress, "{title}: {failure}");
    }
    assert_eq!(secret.asked(), []);
}
