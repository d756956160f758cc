//! What a text says of itself: its language, words, near-copies, meaning, names and section. Pure.
//!
//! Each module answers one question and can be used without the others.

pub mod copies;
pub mod encoder;
pub mod gist;
pub mod hashtags;
pub mod keyphrases;
pub mod language;
pub mod sections;
pub mod words;
