//! What publishers ask of those who reuse their pages, gathered from robots directives, TDM reservations and licence
//! lines. Reading them is common to HTTP headers, page heads and feeds, so it stands here.

use serde::{Deserialize, Serialize};

/// How large a picture may be previewed, as robots directives word it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImagePreview {
    /// Nothing said.
    #[default]
    Unstated,
    /// `max-image-preview:none`
    None,
    /// `max-image-preview:standard`
    Standard,
    /// `max-image-preview:large`
    Large,
}

impl ImagePreview {
    fn from_word(word: &str) -> Option<Self> {
        match word {
            "none" => Some(Self::None),
            "standard" => Some(Self::Standard),
            "large" => Some(Self::Large),
            _ => None,
        }
    }

    fn stricter(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unstated, said) | (said, Self::Unstated) => said,
            (Self::None, _) | (_, Self::None) => Self::None,
            (Self::Standard, _) | (_, Self::Standard) => Self::Standard,
            (Self::Large, Self::Large) => Self::Large,
        }
    }
}

/// The wishes known for one article; the default is that nothing was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one directive that stands alone")]
pub struct Wishes {
    /// Quote at most so many characters; 0 asks for no text at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_snippet: Option<u32>,
    /// How large its pictures may be shown.
    pub image_preview: ImagePreview,
    /// Keep no copy that others can read.
    pub no_archive: bool,
    /// Do not list it for search engines.
    pub no_index: bool,
    /// Do not feed it to machine learning (`noai`).
    pub no_ai: bool,
    /// Rights to text and data mining are reserved (TDMRep, Directive (EU) 2019/790 article 4).
    pub tdm_reserved: bool,
    /// Where the terms of a licence stand, as linked or as a line of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

impl Wishes {
    /// Adds what one robots directive list says (`meta name=robots`, `X-Robots-Tag`), such as
    /// `max-snippet:80, noarchive`. Rules for one crawler by name are not ours and are passed over.
    /// Terms as documented by Google's "Robots meta tag specifications" and, for `noai`, by DeviantArt's proposal.
    pub fn read_robots(&mut self, directives: &str) {
        for directive in directives.split(',') {
            let directive = directive.trim().to_ascii_lowercase();
            let (name, value) = directive.split_once(':').unwrap_or((&directive, ""));
            self.read_directive(name.trim(), value.trim());
        }
    }

    fn read_directive(&mut self, name: &str, value: &str) {
        match name {
            "none" | "noindex" => self.no_index = true,
            "noarchive" | "nocache" => self.no_archive = true,
            "nosnippet" => self.limit_snippet(0),
            "noai" | "notrain" => self.no_ai = true,
            "noimageindex" => self.image_preview = ImagePreview::None,
            // -1 means "no limit" and fails to parse as an unsigned number.
            "max-snippet" => value.parse().into_iter().for_each(|limit| self.limit_snippet(limit)),
            "max-image-preview" => {
                let said = ImagePreview::from_word(value).unwrap_or_default();
                self.image_preview = self.image_preview.stricter(said);
            }
            _ => {}
        }
    }

    fn limit_snippet(&mut self, limit: u32) {
        self.max_snippet = Some(self.max_snippet.map_or(limit, |known| known.min(limit)));
    }

    /// Both sets of wishes at once: wherever they differ, the stricter.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        other.max_snippet.into_iter().for_each(|limit| self.limit_snippet(limit));
        self.image_preview = self.image_preview.stricter(other.image_preview);
        self.no_archive |= other.no_archive;
        self.no_index |= other.no_index;
        self.no_ai |= other.no_ai;
        self.tdm_reserved |= other.tdm_reserved;
        self.licence = self.licence.or_else(|| other.licence.clone());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(directives: &str, expect: &Wishes) {
        let mut wishes = Wishes::default();
        wishes.read_robots(directives);
        assert_eq!(&wishes, expect, "{directives:?}");
    }

    #[test]
    fn robots_directives_are_read_whatever_their_case_and_spacing() {
        check("index, follow", &Wishes::default());
        check("", &Wishes::default());
        check("NoArchive ,max-snippet: 80", &Wishes { max_snippet: Some(80), no_archive: true, ..Wishes::default() });
        check("nosnippet", &Wishes { max_snippet: Some(0), ..Wishes::default() });
        check("max-snippet:-1", &Wishes::default());
        check("max-snippet:99999999999", &Wishes::default());
        check("max-image-preview:large", &Wishes { image_preview: ImagePreview::Large, ..Wishes::default() });
        check("none,noai", &Wishes { no_index: true, no_ai: true, ..Wishes::default() });
    }

    #[test]
    fn the_stricter_of_two_wishes_holds() {
        let page = Wishes { max_snippet: Some(160), image_preview: ImagePreview::Large, ..Wishes::default() };
        let feed =
            Wishes { max_snippet: Some(50), tdm_reserved: true, licence: Some("by".into()), ..Wishes::default() };
        let both = page.clone().and(&feed);
        assert_eq!(both.max_snippet, Some(50));
        assert_eq!(both.image_preview, ImagePreview::Large);
        assert!(both.tdm_reserved);
        assert_eq!(both, feed.and(&page));
    }
}
