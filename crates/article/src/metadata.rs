//! What a page says about its piece, brought into `model::Metadata`.

pub(crate) mod authors;
mod credit_line;
pub(crate) mod dates;
pub(crate) mod genre;
pub(crate) mod image;
pub(crate) mod json_ld;
pub(crate) mod syndication;
pub(crate) mod title;
pub(crate) mod wishes;

use model::{Language, Metadata, Wishes};
use url::Url;

use crate::clean::Clean;
use crate::facts::Facts;
use crate::language::detect_language;
use crate::metadata::syndication::Credits;
use crate::words::{excerpt, word_count};

/// The metadata of a page from `url` whose body is `clean`.
pub(crate) fn metadata(facts: &Facts, url: &Url, clean: &Clean, delivered: Wishes) -> Metadata {
    Metadata {
        title: title::title(facts, url.host_str().unwrap_or_default()),
        authors: authors::authors(facts),
        published: dates::published(facts),
        updated: dates::updated(facts),
        language: language(facts, &clean.text),
        genre: genre::genre(facts, url),
        syndication: syndication::syndication(&clean.text, &credits(facts)),
        image: image::lead_image(facts, url, clean.image.as_ref()),
        enclosure: None,
        excerpt: excerpt(&clean.text),
        words: word_count(&clean.text),
        wishes: wishes::wishes(facts, delivered),
    }
}

/// Whom a page credits outside its text, people or not.
fn credits(facts: &Facts) -> Credits {
    let described = facts.described.iter().flat_map(|piece| piece.people.iter().chain(&piece.organisations));
    let metas = facts.metas(&["author"]).map(str::to_owned);
    let publishers = facts.described.iter().map(|piece| piece.publisher.clone());
    Credits {
        bylines: facts.bylines.iter().chain(described).cloned().chain(metas).collect(),
        sources: facts.described.iter().flat_map(|piece| piece.sources.iter().cloned()).collect(),
        own: publishers.chain(facts.metas(&["og:site_name"]).map(str::to_owned)).collect(),
    }
}

/// A page's declared language, unless its text is plainly in another: templates say `en` in every country.
fn language(facts: &Facts, text: &str) -> Option<Language> {
    let described = facts.described.iter().map(|piece| piece.language.as_str());
    let metas = facts.metas(&["og:locale", "content-language", "language", "dc.language"]);
    let mut declared = std::iter::once(facts.language.as_str()).chain(described).chain(metas);
    let declared = declared.find_map(|code| code.parse::<Language>().ok());
    let detected = detect_language(text);
    match (declared, detected) {
        (Some(declared), Some(detected)) if declared.as_str() == "en" && text.len() >= LONG_BYTES => Some(detected),
        (Some(declared), _) => Some(declared),
        (None, detected) => detected,
    }
}

/// From this length on the text knows its language better than the template.
const LONG_BYTES: usize = 300;
