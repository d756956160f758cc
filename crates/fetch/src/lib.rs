//! Outbound HTTP: the only place where Octavo opens a socket to somebody else.
//!
//! [`Fetcher::fetch`] gets one URL the way a good guest does, and takes nothing on trust that comes back:
//!
//! - it never connects to a private, local or special address, whatever the notation and however many redirects lead
//!   there ([`is_public`]), and uses no proxy from the environment;
//! - it asks "has it changed?" with the validators of the last answer, heeds `Retry-After`, robots.txt for pages, and
//!   keeps a few connections and a distance per host;
//! - every step has a limit: bytes after decompression, redirects, headers, time, and a least speed;
//! - what goes wrong is an [`Error`] whose [`Error::failure`] says it in words for the row it belongs to.
//!
//! The time is an argument of each request. Nothing is kept between runs: validators and schedules are rows elsewhere.

mod address;
mod body;
mod client;
mod error;
mod fetcher;
mod freshness;
mod hosts;
mod options;
mod redirect;
mod request;
mod robots;
mod transport;
mod wall;
mod wishes;

pub use address::is_public;
pub use error::Error;
pub use fetcher::Fetcher;
pub use freshness::{fresh_for, parse_http_date, parse_retry_after};
pub use options::{Limits, Options};
pub use request::{Fetched, Kind, Request, Response};
pub use robots::RobotsTxt;
