//! The fetcher against a fake web on loopback: every way in which a server may be slow, huge, lying, rude or dead.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod caching;
mod fake_web;
mod limits;
mod politeness;
mod redirects;
mod tls;
mod walls;
