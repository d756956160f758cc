//! Where log lines go: standard error, as text.

use std::io::IsTerminal;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Crates whose lines are ours.
const OURS: [&str; 7] = ["article", "demo", "feed", "fetch", "jobs", "octavo", "store"];

/// Starts logging; `verbose` as often as `-v` was given.
pub(crate) fn start(verbose: u8) {
    let (ours, others) = match verbose {
        0 => (LevelFilter::INFO, LevelFilter::WARN),
        1 => (LevelFilter::DEBUG, LevelFilter::WARN),
        _ => (LevelFilter::DEBUG, LevelFilter::DEBUG),
    };
    let targets = OURS.into_iter().chain(["web"]).map(|name| (name, ours));
    let filter = Targets::new().with_default(others).with_targets(targets);
    let lines =
        tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    tracing_subscriber::registry().with(lines).with(filter).init();
}
