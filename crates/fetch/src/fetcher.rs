//! The fetcher: one request from its address to its answer.
//!
//! For every hop, in this order: the guard judges the address, robots.txt is heeded (pages), a turn at the host is
//! waited for, and only then a socket opens.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use http::header::{ACCEPT, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION};
use jiff::Timestamp;
use model::Validators;
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::address::Guard;
use crate::body::Overflow;
use crate::client::PublicResolver;
use crate::hosts::{Host, Hosts};
use crate::redirect::{Trail, is_redirect};
use crate::{Error, Fetched, Kind, Options, Request, client, transport};

mod heed;
mod settle;

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
    /// A fetcher; fails when TLS cannot be set up or the user agent is none.
    pub fn new(options: Options) -> Result<Self, Error> {
        let guard = Guard::new(&options.allow);
        let hosts = Hosts::new(options.connections_per_host);
        let agent = agent_name(&options.user_agent)?;
        let client = client::build(&options, PublicResolver::new())?;
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
        let silence = (Instant::now() + self.options.limits.first_byte_timeout, "no answer in time");
        let (by, slow) = silence.min((deadline, "it took too long in all"));
        let answer = timeout_at(by, request.send()).await.map_err(|_| Error::Timeout(slow))?;
        answer.map_err(|error| transport::explain(&error))
    }
}

/// The product's name, which is what a user agent begins with (RFC 9110, 10.1.5).
fn agent_name(user_agent: &str) -> Result<String, Error> {
    let name = user_agent.split(['/', ' ']).next().unwrap_or_default();
    let is_token = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if is_token && HeaderValue::from_str(user_agent).is_ok() {
        return Ok(name.to_ascii_lowercase());
    }
    Err(Error::Setup("a user agent begins with a name, such as Octavo/1.0".to_owned()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_agent_begins_with_the_name_that_robots_txt_knows() {
        let check = |user_agent: &str, expect: Option<&str>| {
            assert_eq!(agent_name(user_agent).ok().as_deref(), expect, "{user_agent:?}");
        };
        check("Octavo/0.1 (+https://octavo.example/bot)", Some("octavo"));
        check("Village-Paper", Some("village-paper"));
        for unusable in ["", " ", "/1.0", "Zeitung;1", "Octavo/1\nHost: b"] {
            check(unusable, None);
        }
        assert_eq!(agent_name(&Options::default().user_agent).as_deref(), Ok("octavo"));
    }
}
