//! The words around an article in one language.

use std::collections::BTreeMap;

use model::Genre;
use serde::Deserialize;

/// What a page says in its language beside the article; texts in braces are filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub months: Vec<String>,
    pub date: String,
    pub by: String,
    pub updated: String,
    pub source: String,
    pub correction: String,
    pub home: String,
    pub about: String,
    pub search: String,
    pub subscribe: String,
    pub sign_in: String,
    pub latest: String,
    pub related: String,
    pub most_read: String,
    pub share: String,
    pub share_targets: Vec<String>,
    pub comments: String,
    pub newsletter: String,
    pub cookies: String,
    pub accept: String,
    pub choose: String,
    pub advertisement: String,
    pub continue_reading: String,
    pub illustration: String,
    pub rights: String,
    pub listen: String,
    pub no_articles: String,
    pub withdrawn: String,
    pub not_found: String,
    genres: BTreeMap<String, String>,
    sections: BTreeMap<String, String>,
}

impl Words {
    /// The label over a piece that is no plain report.
    pub(crate) fn genre(&self, genre: Genre) -> Option<&str> {
        self.genres.get(genre.as_str()).map(String::as_str)
    }

    /// What the section is called; its slug when nobody named it.
    pub(crate) fn section<'a>(&'a self, slug: &'a str) -> &'a str {
        self.sections.get(slug).map_or(slug, String::as_str)
    }

    /// Whether the section has a name.
    #[cfg(test)]
    pub(crate) fn knows_section(&self, slug: &str) -> bool {
        self.sections.contains_key(slug)
    }
}
