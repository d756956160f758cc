//! What a piece or story is filed under: its section and its hashtags, as links.

use model::{Hashtag, Section};

use super::{hashtag_href, section_href};
use crate::words::Words;

/// A hashtag, ready to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TagLink {
    pub(crate) href: String,
    /// With its sign.
    pub(crate) label: String,
}

impl TagLink {
    pub(crate) fn new(hashtag: &Hashtag) -> Self {
        Self { href: hashtag_href(&hashtag.tag), label: format!("#{}", hashtag.tag) }
    }
}

/// A section, ready to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SectionLink {
    pub(crate) href: String,
    pub(crate) label: String,
}

impl SectionLink {
    pub(crate) fn new(section: Section, words: &Words) -> Self {
        Self { href: section_href(section), label: words.section(section) }
    }
}
