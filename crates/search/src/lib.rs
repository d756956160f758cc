//! Search: which articles hold these words, and which say nearly the same.
//!
//! One [`Index`] holds both, derived from the store and always rebuildable. It is fed plain [`Document`]s in the order
//! of the store's change sequence and keeps, with each commit, how far it came; a follower that asks [`Index::seq`]
//! after a crash goes on from there, and what it repeats is neither lost nor doubled.
//!
//! It keeps terms and vectors, never a text: what may be shown of an article is decided elsewhere, from the store. It
//! knows articles and no stories: ask for more than is shown and [`collapse`] the hits by the story they are in now.

mod collapse;
mod document;
mod error;
mod find;
mod highlight;
mod index;
mod query;
#[cfg(test)]
mod samples;
mod terms;
mod vectors;

pub use collapse::{Collapsed, collapse};
pub use document::Document;
pub use error::{Error, Result};
pub use find::{Cursor, Hit, Hits, MAX_LIMIT, Order, ParseCursorError, Search};
pub use highlight::{Part, Snippet, marks, snippet};
pub use index::{Index, MAX_WORDS, Options, VERSION};
pub use query::{
    Clause, Criterion, Date, MAX_CHARS, MAX_CRITERIA, MAX_DEPTH, MAX_VALUE_CHARS, Moment, Problem, Query, Unit,
};
pub use terms::hashtag_key;
pub use vectors::{DIMENSIONS, Near, Vector, Vectors};
