//! The product in one process: a store on a real engine, the pipeline, the pages, and a clock that the test moves.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use fetch::{Fetcher, Limits};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use jobs::{Options, Pace, Pipeline};
use model::rights::Audience;
use model::{Article, Clock, Feed, FeedId};
use store::testing::TestStore;
use store::{Engine, ListFilter, Store};
use tower::ServiceExt;

use crate::{FakeWeb, Reply};

/// The time at which every test begins: 2026-11-20T08:00:00Z.
pub const NOW: Timestamp = Timestamp::constant(1_795_161_600, 0);

/// Rounds after which work that never ends is a fault.
const ROUNDS_MAX: usize = 100;

/// Rows read for a test's list; no test makes more.
const ALL: usize = 100_000;

/// The least memory that an index writes with.
const INDEX_BYTES: usize = 15_000_000;

/// How a product is set up.
#[derive(Debug, Clone)]
pub struct Setup {
    engine: Engine,
    audience: Audience,
    allow: Vec<SocketAddr>,
    limits: Limits,
    store: Option<Store>,
    hands: Arc<AtomicI64>,
}

impl Setup {
    /// On that engine, for one person, without a way to anywhere.
    pub fn on(engine: Engine) -> Self {
        let hands = Arc::new(AtomicI64::new(NOW.as_microsecond()));
        let limits = Limits::default();
        Self { engine, audience: Audience::Private, allow: Vec::new(), limits, store: None, hands }
    }

    /// The clock that the product will go by.
    pub fn clock(&self) -> Clock {
        let hands = Arc::clone(&self.hands);
        Clock::new(move || {
            Timestamp::from_microsecond(hands.load(Ordering::SeqCst)).expect("tests stay within the calendar")
        })
    }

    /// With a way to these servers.
    #[must_use]
    pub fn reaching(mut self, webs: &[&FakeWeb]) -> Self {
        self.allow.extend(webs.iter().map(|web| web.address));
        self
    }

    /// With a way to these addresses.
    #[must_use]
    pub fn reaching_addresses(mut self, addresses: &[SocketAddr]) -> Self {
        self.allow.extend(addresses);
        self
    }

    /// For that audience.
    #[must_use]
    pub fn read_by(self, audience: Audience) -> Self {
        Self { audience, ..self }
    }

    /// With other limits on what is fetched.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Over a store that the test has opened itself.
    #[must_use]
    pub fn over(self, store: Store) -> Self {
        Self { store: Some(store), ..self }
    }

    /// Opens it.
    pub async fn open(self) -> Product {
        Product::open(self).await
    }
}

/// A store of this test's own.
pub async fn empty_store(engine: Engine) -> TestStore {
    match engine {
        Engine::Sqlite => store::testing::sqlite().await,
        Engine::Postgres => store::testing::postgres().await,
    }
}

/// A running newspaper without its loops: the test says when to work.
#[derive(Debug)]
pub struct Product {
    /// The pipeline over the store.
    pub pipeline: Pipeline,
    /// Its store.
    pub store: Store,
    _place: Option<TestStore>,
    router: Router,
    hands: Arc<AtomicI64>,
}

impl Product {
    async fn open(setup: Setup) -> Self {
        let clock = setup.clock();
        let (store, place) = if let Some(store) = setup.store {
            (store, None)
        } else {
            let place = empty_store(setup.engine).await;
            (Store::clone(&place), Some(place))
        };
        let options = fetch::Options {
            allow: setup.allow,
            page_spacing: Duration::ZERO,
            connections_per_host: 8,
            limits: setup.limits,
            ..fetch::Options::default()
        };
        let fetcher = Fetcher::new(options).expect("the fetcher can be set up");
        let rhythm = Pace { shortest: Duration::from_mins(1), longest: Duration::from_hours(1) };
        let small = search::Options { writer_bytes: INDEX_BYTES, vectors: 1_000 };
        let index = Arc::new(search::Index::in_memory(small).expect("an index fits into memory"));
        let pipeline = Pipeline {
            store: store.clone(),
            fetcher: fetcher.clone(),
            clock: clock.clone(),
            index: Some(Arc::clone(&index)),
            options: Options { pace: rhythm, audience: setup.audience, ..Options::default() },
        };
        let ready = web::Ready::default();
        ready.set(true);
        let router = web::router(web::App {
            store: store.clone(),
            search: index,
            fetcher,
            clock,
            zone: TimeZone::UTC,
            audience: setup.audience,
            name: "The Test Press".to_owned(),
            metrics: Arc::new(String::new),
            ready,
        });
        Self { pipeline, store, _place: place, router, hands: setup.hands }
    }

    /// Adds a feed by its own address and the name of its publisher; it is due at once.
    pub async fn follow(&self, name: &str, url: &str) -> FeedId {
        let url = url.parse().expect("the test follows an address");
        self.pipeline.add_unseen(url, name, None).await.expect("a feed can be added").id()
    }

    /// Works until nothing is due.
    pub async fn settle(&self) {
        for _ in 0..ROUNDS_MAX {
            let polled = self.pipeline.poll_round(self.pipeline.clock.now(), |_| ()).await.expect("the store answers");
            let pages = self.pipeline.page_round().await.expect("the store answers");
            if polled.feeds + pages == 0 {
                return;
            }
        }
        panic!("after {ROUNDS_MAX} rounds there is still work: something is due again at once");
    }

    /// Digests what can be read, forms stories and brings the search index up to date.
    pub async fn understand(&self) {
        self.pipeline.digest_round().await.expect("the store answers");
        self.pipeline.assign_round().await.expect("the store answers");
        self.pipeline.follow_round().await.expect("store and index answer");
    }

    /// Lets time pass.
    pub fn advance(&self, wait: Duration) {
        let microseconds = i64::try_from(wait.as_micros()).expect("tests wait for days at most");
        self.hands.fetch_add(microseconds, Ordering::SeqCst);
    }

    /// Lets time pass, then works until nothing is due.
    pub async fn later(&self, wait: Duration) {
        self.advance(wait);
        self.settle().await;
    }

    /// A day later every feed is due again, whatever it asked for.
    pub async fn next_day(&self) {
        self.later(Duration::from_hours(27)).await;
    }

    /// A feed's row.
    pub async fn feed(&self, id: FeedId) -> Feed {
        self.store.feed(id).await.expect("the store answers").expect("the feed is there")
    }

    /// The articles that lists show, newest first.
    pub async fn articles(&self) -> Vec<Article> {
        let page = self.store.newest(&ListFilter::default(), Audience::Private, None, ALL).await;
        page.expect("the store answers").items.into_iter().map(|listed| listed.article).collect()
    }

    /// The one listed article with that title.
    pub async fn article(&self, title: &str) -> Article {
        let mut found: Vec<Article> = self.articles().await;
        found.retain(|article| article.metadata.title == title);
        assert_eq!(found.len(), 1, "articles titled {title:?}");
        found.remove(0)
    }

    /// What a reader gets for an address.
    pub async fn get(&self, path: &str) -> Reply {
        let request = Request::get(path).body(Body::empty()).expect("the test asks for an address");
        let response = self.router.clone().oneshot(request).await.expect("the router never fails");
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a page has an end");
        Reply { status: head.status, headers: head.headers, html: String::from_utf8_lossy(&body).into_owned() }
    }

    /// What a reader gets for an article with that title.
    pub async fn read(&self, title: &str) -> Reply {
        let article = self.article(title).await;
        self.get(&format!("/article/{}", article.id)).await
    }

    /// Serves the pages on a port of loopback, for a browser; ends with the test.
    pub async fn serve(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }
}
