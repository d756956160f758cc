//! One publisher's server: its feed, its pages, its pictures and sounds, and its way of failing.

mod answer;
mod slow;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use model::Clock;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::data::{self, Behaviour, Publisher};
use crate::desk::{Desk, Found};
use crate::pages::Frame;
use crate::{feeds, pages, sound};
use answer::Answer;

/// How long a client may keep what changes: short, so that a newcomer sees news arrive.
const FRESH: &str = "public, max-age=5";
/// How long a client may keep what never changes.
const LASTING: &str = "public, max-age=86400";

/// One publisher as a server.
pub(crate) struct Site {
    desk: Arc<Desk>,
    index: usize,
    clock: Clock,
    stopping: watch::Receiver<bool>,
}

type SiteState = State<Arc<Site>>;

impl Site {
    /// The publisher at that place in the data set.
    pub(crate) fn new(desk: Arc<Desk>, index: usize, clock: Clock, stopping: watch::Receiver<bool>) -> Self {
        Self { desk, index, clock, stopping }
    }

    /// Answers until the newsroom stops.
    pub(crate) async fn serve(self, listener: TcpListener) {
        let mut stopping = self.stopping.clone();
        // An error means that the newsroom is gone, which is a stop too.
        let stopped = async move { drop(stopping.wait_for(|stop| *stop).await) };
        if let Err(error) = axum::serve(listener, router(self)).with_graceful_shutdown(stopped).await {
            tracing::error!(%error, "a sample publisher stopped");
        }
    }

    fn publisher(&self) -> &Publisher {
        self.desk.publishers().get(self.index).expect("a site is made for a publisher of its desk")
    }

    fn frame(&self) -> Frame<'_> {
        Frame::new(&self.desk, self.publisher())
    }

    /// A page in the publisher's encoding.
    fn page(&self, status: StatusCode, html: &str, request: &HeaderMap) -> Response {
        let publisher = self.publisher();
        let encoding = publisher.encoding.as_deref().unwrap_or("utf-8");
        let answer = Answer::text(&format!("text/html; charset={encoding}"), html, publisher.encoding.as_deref());
        let mut response = answer.cached(FRESH).respond(request);
        if status != StatusCode::OK {
            *response.status_mut() = status;
        }
        self.add_wishes(&mut response);
        response
    }

    fn add_wishes(&self, response: &mut Response) {
        let publisher = self.publisher();
        if let Some(robots) = publisher.robots.as_deref().and_then(|robots| HeaderValue::from_str(robots).ok()) {
            response.headers_mut().insert("x-robots-tag", robots);
        }
        if publisher.tdm_reserved {
            let name = HeaderName::from_static("tdm-reservation");
            response.headers_mut().insert(name, HeaderValue::from_static("1"));
        }
    }
}

fn router(site: Site) -> Router {
    let router = match site.publisher().behaviour {
        Behaviour::Wall => Router::new().fallback(wall),
        behaviour => {
            let feed = match behaviour {
                Behaviour::Gone => get(gone),
                Behaviour::Slow => get(slow_feed),
                Behaviour::Works | Behaviour::Wall => get(feed),
            };
            Router::new()
                .route("/", get(front))
                .route(&site.publisher().feed.path, feed)
                .route("/a/{slug}", get(article))
                .route("/about", get(about))
                .route("/style.css", get(style))
                .route("/robots.txt", get(robots))
                .route("/img/{file}", get(image))
                .route("/audio/{file}", get(audio))
                .fallback(not_found)
        }
    };
    router.with_state(Arc::new(site))
}

async fn front(State(site): SiteState, request: HeaderMap) -> Response {
    let edition = site.desk.edition(site.publisher(), site.clock.now());
    site.page(StatusCode::OK, &pages::front(&site.desk, site.publisher(), &edition), &request)
}

async fn feed(State(site): SiteState, request: HeaderMap) -> Response {
    let publisher = site.publisher();
    let edition = site.desk.edition(publisher, site.clock.now());
    let (media_type, text) = feeds::write(feeds::Source { desk: &site.desk, publisher, edition: &edition });
    // A legacy feed says its encoding in the XML declaration only, as most of them do.
    let content_type =
        if publisher.encoding.is_some() { media_type.to_owned() } else { format!("{media_type}; charset=utf-8") };
    let answer = Answer::text(&content_type, &text, publisher.encoding.as_deref()).cached(FRESH);
    let mut response = answer.modified(edition.changed()).respond(&request);
    site.add_wishes(&mut response);
    response
}

async fn slow_feed(State(site): SiteState) -> Response {
    let publisher = site.publisher();
    let edition = site.desk.edition(publisher, site.clock.now());
    let (media_type, text) = feeds::write(feeds::Source { desk: &site.desk, publisher, edition: &edition });
    ([(header::CONTENT_TYPE, media_type)], slow::drip(text, site.stopping.clone())).into_response()
}

async fn gone(State(site): SiteState, request: HeaderMap) -> Response {
    site.page(StatusCode::GONE, &pages::about(site.frame()), &request)
}

async fn wall(State(site): SiteState) -> Response {
    let headers = [("cf-mitigated", "challenge"), ("cache-control", "private, no-store")];
    (StatusCode::FORBIDDEN, headers, Html(pages::wall(&site.publisher().name))).into_response()
}

async fn article(State(site): SiteState, Path(slug): Path<String>, request: HeaderMap) -> Response {
    let now = site.clock.now();
    match site.desk.find(site.publisher(), &slug, now) {
        Found::Standing(piece) => {
            let edition = site.desk.edition(site.publisher(), now);
            site.page(StatusCode::OK, &pages::article(&site.desk, site.frame(), &piece, &edition), &request)
        }
        Found::Withdrawn => site.page(StatusCode::GONE, &pages::withdrawn(site.frame()), &request),
        Found::Nothing => not_found(State(site), request).await,
    }
}

async fn about(State(site): SiteState, request: HeaderMap) -> Response {
    site.page(StatusCode::OK, &pages::about(site.frame()), &request)
}

async fn not_found(State(site): SiteState, request: HeaderMap) -> Response {
    site.page(StatusCode::NOT_FOUND, &pages::not_found(site.frame()), &request)
}

async fn style(State(site): SiteState, request: HeaderMap) -> Response {
    Answer::text("text/css; charset=utf-8", &pages::style(site.publisher()), None).cached(LASTING).respond(&request)
}

async fn robots(request: HeaderMap) -> Response {
    let rules = "User-agent: *\nDisallow: /search\nDisallow: /sign-in\nDisallow: /subscribe\n";
    Answer::text("text/plain; charset=utf-8", rules, None).cached(LASTING).respond(&request)
}

async fn image(State(site): SiteState, Path(file): Path<String>, request: HeaderMap) -> Response {
    match file.strip_suffix(".webp").and_then(data::image) {
        Some(bytes) => Answer::bytes("image/webp", bytes.into_owned()).cached(LASTING).respond(&request),
        None => not_found(State(site), request).await,
    }
}

async fn audio(State(site): SiteState, Path(file): Path<String>, request: HeaderMap) -> Response {
    let slug = file.strip_suffix(".wav").unwrap_or_default();
    match site.desk.find(site.publisher(), slug, site.clock.now()) {
        Found::Standing(piece) => {
            let seed = piece.report.slug.bytes().fold(7_u32, |seed, byte| seed.wrapping_mul(31) + u32::from(byte));
            Answer::bytes("audio/wav", sound::wav(seed)).cached(LASTING).respond(&request)
        }
        Found::Withdrawn | Found::Nothing => not_found(State(site), request).await,
    }
}
