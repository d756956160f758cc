//! The language a text is written in.
