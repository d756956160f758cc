//! What whole-product tests are made of: a fake web, the product on a real engine, and a reader's browser.
//!
//! A test says what the web answers ([`FakeWeb`], [`Answer`]), lets the pipeline work until nothing is due
//! ([`Product::settle`]), and then looks where a reader or an operator looks: at pages, at rows. Time is a clock that
//! the test moves; nothing sleeps. Every test runs on SQLite and on PostgreSQL ([`on_both_engines!`]).

mod answer;
mod browser;
mod cable;
mod engines;
mod fake_web;
pub mod fuzz_targets;
mod gate;
mod instance;
mod newsroom;
mod patience;
mod product;
mod reply;
pub mod samples;

pub use answer::Answer;
pub use browser::{Browser, Tab};
pub use cable::Cable;
pub use fake_web::{Asked, FakeWeb};
pub use gate::Gate;
pub use instance::{Instance, Outcome, Server};
pub use newsroom::open_newsroom;
pub use patience::until;
pub use product::{NOW, Product, Setup, empty_store};
pub use reply::Reply;
