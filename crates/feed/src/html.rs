//! HTML as far as a feed needs it: to plain text for titles, and with its relative links resolved. It is scanned, not
//! parsed: a tree would cost more than all the rest of the crate, and sanitizing is the business of `article`.

pub(crate) mod links;
pub(crate) mod plain;
pub(crate) mod scan;

pub(crate) use links::resolve_links;
pub(crate) use plain::{escape, plain_text};
