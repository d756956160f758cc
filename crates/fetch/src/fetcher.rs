//! The fetcher: one request from its address to its answer.
//!
//! For every hop, in this order: the guard judges the address, robots.txt is heeded (pages), a turn at the host is
//! waited for, and only then a socket opens.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures::TryStreamExt;
use http::header::{
    ACCEPT, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use http::{HeaderMap, HeaderValue, StatusCode};
use jiff::Timestamp;
use model::Validators;
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::address::Guard;
use crate::body::{self, Overflow};
use crate::freshness::{self, parse_retry_after};
use crate::hosts::{Host, Hosts, KnownRobots};
use crate::redirect::{Trail, is_redirect};
use crate::{Error, Fetched, Kind, Options, Request, Response, RobotsTxt, client, transport, wall, wishes};

/// Longer validators are not kept: no server needs them and a row should not hold them.
const VALIDATOR_BYTES_MAX: usize = 2048;

/// How long a host rests after a 429 that does not say.
const REST_DEFAULT: Duration = Duration::from_mins(1);

/// How long one 429 keeps the other feeds of its host waiting, at most.
const REST_MAX: Duration = Duration::from_hours(1);

/// How long a robots.txt is good for (RFC 9309, 2.4), and how long we stay away when it could not be had.
const ROBOTS_FRESH: Duration = Duration::from_hours(24);
const ROBOTS_UNKNOWN: Duration = Duration::from_mins(10);

/// More of a robots.txt is not read (RFC 9309, 2.5).
const ROBOTS_BYTES_MAX: usize = 500 << 10;

/// Gets things from the web. Cheap to clone; clones share connections and manners, so one process makes one.
#[derive(Debug, Clone)]
pub struct Fetcher {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    client: reqwest::Client,
    guard: Guard,
    hosts: Hosts,
    options: Options,
    /// The name that robots.txt and `X-Robots-Tag` know us by.
    agent: String,
}

/// One request in the terms of the wire.
struct Errand<'a> {
    url: &'a Url,
    accept: &'static str,
    bytes_max: usize,
    overflow: Overflow,
    is_page: bool,
    validators: &'a Validators,
    now: Timestamp,
}

/// The end of a trail: an answer that is no redirect, and the host it came from.
struct Arrival {
    trail: Trail,
    answer: reqwest::Response,
    host: Arc<Host>,
    deadline: Instant,
}

impl Fetcher {
    /// A fetcher; fails when TLS cannot be set up.
    pub fn new(options: Options) -> Result<Self, Error> {
        let client = client::build(&options)?;
        let guard = Guard::new(&options.allow);
        let hosts = Hosts::new(options.connections_per_host);
        let agent = options.user_agent.split(['/', ' ']).next().unwrap_or_default().to_ascii_lowercase();
        Ok(Self { inner: Arc::new(Inner { client, guard, hosts, options, agent }) })
    }

    /// Gets one thing, or learns that it has not changed. Waits its turn at the host for a bounded time.
    pub async fn fetch(&self, request: Request<'_>) -> Result<Fetched, Error> {
        let started = Instant::now();
        let errand = Errand {
            url: request.url,
            accept: request.kind.accept(),
            bytes_max: request.kind.bytes_max(&self.inner.options.limits),
            overflow: Overflow::Refuse,
            is_page: request.kind == Kind::Page,
            validators: request.validators,
            now: request.now,
        };
        let fetched = self.inner.run(&errand).await;
        log(request.url, started, &fetched);
        fetched
    }
}

impl Inner {
    async fn run(&self, errand: &Errand<'_>) -> Result<Fetched, Error> {
        let mut trail = Trail::start(errand.url);
        let mut deadline = Instant::now() + self.options.limits.total_timeout;
        loop {
            self.guard.check(trail.url())?;
            let host = self.hosts.host(trail.url());
            let waiting = Instant::now();
            let spacing =
                if errand.is_page { self.heed_robots(&host, trail.url(), errand.now).await? } else { Duration::ZERO };
            let turn = host.turn(spacing, self.options.limits.turn_wait_max, errand.now).await?;
            deadline += waiting.elapsed();
            let answer = self.ask(&trail, errand, deadline).await?;
            let location = answer.headers().get(LOCATION).filter(|_| is_redirect(answer.status()));
            if let Some(location) = location {
                trail.follow(answer.status(), location.as_bytes(), self.options.limits.redirects_max)?;
                continue;
            }
            let fetched = self.settle(errand, Arrival { trail, answer, host, deadline }).await;
            drop(turn);
            return fetched;
        }
    }

    async fn ask(&self, trail: &Trail, errand: &Errand<'_>, deadline: Instant) -> Result<reqwest::Response, Error> {
        let mut request = self.client.get(trail.asking()).header(ACCEPT, errand.accept);
        let validators =
            [(IF_NONE_MATCH, &errand.validators.etag), (IF_MODIFIED_SINCE, &errand.validators.last_modified)];
        for (name, value) in validators {
            if let Some(value) = value.as_ref().and_then(|value| HeaderValue::from_str(value).ok()) {
                request = request.header(name, value);
            }
        }
        let by = deadline.min(Instant::now() + self.options.limits.first_byte_timeout);
        let answer = timeout_at(by, request.send()).await.map_err(|_| Error::Timeout("no answer in time"))?;
        answer.map_err(|error| transport::explain(&error))
    }

    async fn settle(&self, errand: &Errand<'_>, arrival: Arrival) -> Result<Fetched, Error> {
        let headers = arrival.answer.headers();
        let fresh_for = freshness::fresh_for(headers, errand.now);
        let validators = validators(headers);
        match arrival.answer.status() {
            StatusCode::NOT_MODIFIED if *errand.validators != Validators::default() => {
                let validators = Validators {
                    etag: validators.etag.or_else(|| errand.validators.etag.clone()),
                    last_modified: validators.last_modified.or_else(|| errand.validators.last_modified.clone()),
                };
                Ok(Fetched::Unchanged { validators, fresh_for })
            }
            StatusCode::OK | StatusCode::CREATED | StatusCode::ACCEPTED | StatusCode::NON_AUTHORITATIVE_INFORMATION => {
                let (headers, status) = (headers.clone(), arrival.answer.status().as_u16());
                let (url, moved_to) = (arrival.trail.url().clone(), arrival.trail.moved_to());
                let body = self.body(arrival, errand.bytes_max, errand.overflow).await?;
                if let Some(name) = wall::name(status, &headers, &body) {
                    return Err(Error::Wall { name, status, retry_after: None });
                }
                let content_type = text(&headers, CONTENT_TYPE);
                let wishes = wishes::read(&headers, &self.agent);
                Ok(Fetched::Body(Response { url, moved_to, content_type, body, validators, fresh_for, wishes }))
            }
            _ => Err(self.refusal(errand, arrival).await),
        }
    }

    /// What an answer without a use says: the status, the wall, and when to come back. A 429 is for the whole host.
    async fn refusal(&self, errand: &Errand<'_>, arrival: Arrival) -> Error {
        let status = arrival.answer.status().as_u16();
        let headers = arrival.answer.headers().clone();
        let retry_after = text(&headers, RETRY_AFTER).and_then(|value| parse_retry_after(&value, errand.now));
        if status == 429 {
            arrival.host.rest(later(errand.now, retry_after.unwrap_or(REST_DEFAULT).min(REST_MAX)));
        }
        let sample = self.body(arrival, wall::SAMPLE_BYTES, Overflow::Cut).await.unwrap_or_default();
        match wall::name(status, &headers, &sample) {
            Some(name) => Error::Wall { name, status, retry_after },
            None => Error::Status { status, retry_after },
        }
    }

    async fn body(&self, arrival: Arrival, bytes_max: usize, overflow: Overflow) -> Result<Bytes, Error> {
        let chunks = arrival.answer.bytes_stream().map_err(|error| transport::explain(&error));
        body::collect(chunks, bytes_max, overflow, arrival.deadline, &self.options.limits).await
    }

    /// Fails when robots.txt keeps us off the page; else says how far apart the host wants its pages asked for.
    async fn heed_robots(&self, host: &Host, url: &Url, now: Timestamp) -> Result<Duration, Error> {
        let mut known = host.robots.lock().await;
        if known.as_ref().is_none_or(|known| known.until <= now) {
            *known = Some(self.ask_robots(url, now).await?);
        }
        let Some(known) = known.as_ref() else { return Ok(self.options.page_spacing) };
        match &known.said {
            Ok(robots) if robots.allows(url) => {
                let asked = robots.crawl_delay().unwrap_or_default().min(self.options.limits.crawl_delay_max);
                Ok(asked.max(self.options.page_spacing))
            }
            Ok(_) => Err(Error::Robots),
            Err(failure) => {
                Err(Error::RobotsUnknown { failure: failure.clone(), wait: freshness::until(known.until, now) })
            }
        }
    }

    /// RFC 9309, 2.3.1: a file that is refused or not there allows everything, a server in trouble forbids it for now.
    async fn ask_robots(&self, page: &Url, now: Timestamp) -> Result<KnownRobots, Error> {
        let url = page.join("/robots.txt").map_err(|_| Error::BadAddress("it has no path"))?;
        let errand = Errand {
            url: &url,
            accept: "text/plain, */*;q=0.1",
            bytes_max: ROBOTS_BYTES_MAX,
            overflow: Overflow::Cut,
            is_page: false,
            validators: &Validators::default(),
            now,
        };
        let said = match Box::pin(self.run(&errand)).await {
            Ok(Fetched::Body(response)) => Ok(RobotsTxt::parse(&response.body, &self.agent)),
            Err(Error::Status { status, .. } | Error::Wall { status, .. }) if (200..500).contains(&status) => {
                Ok(RobotsTxt::default())
            }
            Err(error @ Error::Resting { .. }) => return Err(error),
            Err(error) => Err(error.failure()),
            Ok(Fetched::Unchanged { .. }) => Ok(RobotsTxt::default()),
        };
        let good_for = if said.is_ok() { ROBOTS_FRESH } else { ROBOTS_UNKNOWN };
        Ok(KnownRobots { until: later(now, good_for), said })
    }
}

fn validators(headers: &HeaderMap) -> Validators {
    let kept = |name| text(headers, name).filter(|value| value.len() <= VALIDATOR_BYTES_MAX);
    Validators { etag: kept(ETAG), last_modified: kept(LAST_MODIFIED) }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| std::str::from_utf8(value.as_bytes()).ok()).map(str::to_owned)
}

fn later(now: Timestamp, wait: Duration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

/// The host is all of the address that a log may hold.
fn log(url: &Url, started: Instant, fetched: &Result<Fetched, Error>) {
    let host = url.host_str().unwrap_or_default();
    let duration_ms = started.elapsed().as_millis();
    match fetched {
        Ok(Fetched::Body(response)) => {
            tracing::debug!(url.host = host, duration_ms, body_bytes = response.body.len(), "fetched");
        }
        Ok(Fetched::Unchanged { .. }) => tracing::debug!(url.host = host, duration_ms, body_bytes = 0, "unchanged"),
        Err(error) => tracing::debug!(url.host = host, duration_ms, %error, "not fetched"),
    }
}
