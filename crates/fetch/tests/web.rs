//! The fetcher against a fake web on loopback: every way in which a server may be slow, huge, lying, rude or dead.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "web/caching.rs"]
mod caching;
#[path = "web/fake_web.rs"]
mod fake_web;
#[path = "web/limits.rs"]
mod limits;
#[path = "web/politeness.rs"]
mod politeness;
#[path = "web/redirects.rs"]
mod redirects;
#[path = "web/tls.rs"]
mod tls;
#[path = "web/walls.rs"]
mod walls;
