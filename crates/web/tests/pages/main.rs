//! The pages as a browser gets them: the whole router over a real store.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails a test")]

mod articles;
mod feeds;
mod front;
mod guards;
mod newsroom;
mod pictures;
mod related;
mod rivers;
mod search;
mod stories;
mod tags;
