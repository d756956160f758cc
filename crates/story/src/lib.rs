//! Stories: articles on one event are told once. Similarity, streaming assignment, voices, related, ranking. Pure.
//!
//! What a story is, once it has its articles:
//!
//! - `report`: an article as a story sees it, and the shelf its genre belongs on;
//! - `wire`: which of a story's articles are near-copies of one agency text;
//! - `voices`: how many tellings of it are independent;
//! - `portrait`: headline, picture, section, importance and velocity, made anew from its articles.
//!
//! How articles find their story:
//!
//! - `assign`: the open set, and which story each article that comes belongs to.
//!
//! What is shown of many:
//!
//! - `rank`: the front page's order and why each story stands where it stands; the most covered; what is not told here;
//! - `related`: what to read beside an article, each with its reason;
//! - `trends`: hashtags that burst against their own past.
//!
//! Every weight and bound in these modules that names no source was chosen by us, on what the demo and the invented
//! examples of the tests need, and not learned from data.

mod assign;
mod portrait;
mod rank;
mod related;
mod report;
#[cfg(test)]
mod samples;
mod trends;
mod voices;
mod wire;

pub use assign::{
    Assigner, Background, FEATURES, Features, Incoming, Link, Model, Outcome, ParseModelError, Usual, WEIGHTS, form,
    terms,
};
pub use portrait::{LanguageLead, Portrait, importance, portrait};
pub use rank::{Entrant, Parts, Ranked, Reason, hot, not_told_here, rank};
pub use related::{Candidate, Choice, StoryTie, Subject, related};
pub use report::{Report, Shelf};
pub use trends::{Trend, Usage, trends};
pub use voices::voices;
pub use wire::{Likeness, wire_groups};
