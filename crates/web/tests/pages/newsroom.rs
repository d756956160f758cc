//! A newspaper of invented publishers, and a browser to read it with.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, Request, StatusCode};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::rights::{Audience, Basis, Display, Level};
use model::{
    ArticleId, Clock, Failure, FeedFormat, FeedId, Image, Metadata, Ownership, PublisherId, Stage, TextOrigin,
    Validators,
};
use search::{Index, Options};
use store::testing::TestStore;
use store::{Item, ListFilter, NewFeed, NewPublisher, PackedBody, PollOutcome, PollReport, ReadFeed};
use tower::ServiceExt;
use web::{App, Ready};

mod telling;

/// When all tests happen.
pub(crate) const NOW: &str = "2026-03-10T12:00:00Z";

pub(crate) fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn has(&self, part: &str) -> &Self {
        assert!(self.text.contains(part), "{part:?} is missing in:\n{}", self.text);
        self
    }

    #[track_caller]
    pub(crate) fn lacks(&self, part: &str) -> &Self {
        assert!(!self.text.contains(part), "{part:?} stands in:\n{}", self.text);
        self
    }
}

/// A store that fills by a few words, and the pages over it.
pub(crate) struct Newsroom {
    pub(crate) store: TestStore,
    pub(crate) index: Arc<Index>,
    pub(crate) ready: Ready,
}

/// A feed of the newsroom.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) publisher: PublisherId,
    pub(crate) feed: FeedId,
}

impl Newsroom {
    pub(crate) async fn open() -> Self {
        let ready = Ready::default();
        ready.set(true);
        let index = Arc::new(Index::in_memory(Options { writer_bytes: 15_000_000, vectors: 1000 }).unwrap());
        Self { store: store::testing::sqlite().await, index, ready }
    }

    /// A publisher with one feed.
    pub(crate) async fn desk(&self, name: &str) -> Desk {
        self.desk_of(name, Ownership::default()).await
    }

    pub(crate) async fn desk_of(&self, name: &str, ownership: Ownership) -> Desk {
        let host = {
            let plain: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
            format!("https://{plain}.example/")
        };
        let home = Some(host.parse().unwrap());
        let publisher =
            self.store.add_publisher(&NewPublisher { name: name.to_owned(), home, ownership }).await.unwrap();
        let url = format!("{host}feed").parse().unwrap();
        let new = NewFeed {
            publisher_id: publisher,
            url,
            title: format!("{name} feed"),
            next_poll: now() + SignedDuration::from_hours(24),
        };
        Desk { publisher, feed: self.store.add_feed(&new).await.unwrap().id() }
    }

    /// Reports the poll of a feed that ended so.
    pub(crate) async fn poll(&self, desk: Desk, outcome: PollOutcome) {
        self.store.poll_feed_at(desk.feed, now()).await.unwrap();
        let claimed = self.store.claim_due_feeds(now(), 100, Duration::from_mins(1)).await.unwrap();
        let claim = claimed.into_iter().find(|claim| claim.row.id == desk.feed).unwrap();
        let report = PollReport {
            feed_id: desk.feed,
            lease: claim.lease,
            at: now(),
            next_poll: now() + SignedDuration::from_mins(20),
            interval: Duration::from_mins(20),
            outcome,
        };
        assert!(!self.store.record_polls(&[report]).await.unwrap()[0].lease_lost);
    }

    pub(crate) async fn fail(&self, desk: Desk, failure: Failure) {
        self.poll(desk, PollOutcome::Failed(failure)).await;
    }

    /// Publishes one article whose feed carried its text; returns its id.
    pub(crate) async fn publish(&self, desk: Desk, metadata: Metadata, html: &str) -> ArticleId {
        let title = metadata.title.clone();
        self.publish_all(desk, vec![(metadata, html)], Vec::new()).await;
        let filter = ListFilter { publisher: Some(desk.publisher), ..ListFilter::default() };
        let page = self.store.newest(&filter, Audience::Private, None, 1000).await.unwrap();
        page.items.iter().find(|listed| listed.article.metadata.title == title).unwrap().article.id
    }

    pub(crate) async fn publish_all(&self, desk: Desk, pieces: Vec<(Metadata, &str)>, problems: Vec<String>) {
        let items = pieces.into_iter().map(|(metadata, html)| item(metadata, html)).collect();
        let read = ReadFeed {
            title: format!("{} feed", self.store.publisher(desk.publisher).await.unwrap().unwrap().name),
            home: None,
            format: FeedFormat::Rss,
            validators: Validators::default(),
            problems,
            moved_to: None,
            items,
            unchanged: Vec::new(),
            deleted: Vec::new(),
            oldest: None,
        };
        self.poll(desk, PollOutcome::Read(Box::new(read))).await;
    }

    pub(crate) fn pages(&self, audience: Audience) -> Router {
        self.pages_that_may_ask(audience, Vec::new())
    }

    /// Pages whose pictures may come from these addresses on this machine.
    pub(crate) fn pages_that_may_ask(&self, audience: Audience, allow: Vec<SocketAddr>) -> Router {
        let options = fetch::Options { allow, ..fetch::Options::default() };
        web::router(App {
            store: self.store.clone(),
            search: Arc::clone(&self.index),
            fetcher: fetch::Fetcher::new(options).unwrap(),
            clock: Clock::fixed(now()),
            zone: TimeZone::UTC,
            audience,
            name: "The Harbour Paper".to_owned(),
            metrics: Arc::new(|| "octavo_up 1\n".to_owned()),
            ready: self.ready.clone(),
        })
    }

    /// What a private instance answers.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        get(&self.pages(Audience::Private), address).await
    }

    /// What a private instance answers somebody who reads these languages.
    pub(crate) async fn get_in(&self, languages: &str, address: &str) -> Answer {
        let request = Request::get(address).header(ACCEPT_LANGUAGE, languages).body(Body::empty()).unwrap();
        ask(&self.pages(Audience::Private), request).await
    }

    /// Hides a publisher from the public.
    pub(crate) async fn hide(&self, desk: Desk) {
        let hidden = Display { level: Level::Hidden, basis: Basis::Operator, since: now() };
        self.store.set_display(desk.publisher, Audience::Public, Some(hidden)).await.unwrap();
    }

    /// What a public instance answers.
    pub(crate) async fn get_in_public(&self, address: &str) -> Answer {
        get(&self.pages(Audience::Public), address).await
    }
}

pub(crate) async fn get(pages: &Router, address: &str) -> Answer {
    ask(pages, Request::get(address).body(Body::empty()).unwrap()).await
}

pub(crate) async fn ask(pages: &Router, request: Request<Body>) -> Answer {
    let response = pages.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 16 << 20).await.unwrap();
    let text = String::from_utf8_lossy(&bytes).replace(['\u{2068}', '\u{2069}'], "");
    Answer { status: parts.status, headers: parts.headers, text }
}

/// A report in English, so many minutes old.
pub(crate) fn report(title: &str, minutes: i64) -> Metadata {
    Metadata {
        title: title.to_owned(),
        published: Some(now() - SignedDuration::from_mins(minutes)),
        language: "en".parse().ok(),
        excerpt: "The wall holds.".to_owned(),
        words: 300,
        ..Metadata::default()
    }
}

pub(crate) fn image(url: &str) -> Image {
    Image { url: url.parse().unwrap(), alt: "A wall of ice".to_owned() }
}

fn item(metadata: Metadata, html: &str) -> Item {
    let slug: String = metadata.title.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let canonical: url::Url = format!("https://harbour.example/{slug}").parse().unwrap();
    Item {
        guid: slug,
        url: Some(canonical.clone()),
        canonical,
        title: metadata.title.clone(),
        published: metadata.published,
        fingerprint: 1,
        metadata,
        body: Some(PackedBody::pack(html)),
        text_origin: Some(TextOrigin::Feed),
        stage: Stage::Readable,
    }
}
