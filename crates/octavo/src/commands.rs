//! The commands, one file each.

pub(crate) mod backup;
pub(crate) mod demo;
pub(crate) mod eval;
pub(crate) mod export;
pub(crate) mod extract;
pub(crate) mod feed;
pub(crate) mod poll;
pub(crate) mod publisher;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod story;
