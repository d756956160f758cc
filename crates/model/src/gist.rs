//! The gist: what a machine holds of an article to compare it by.
//!
//! Plain data that `text` makes and `story` reads. [`Gist::pack`] is what the store keeps of it; bytes of another
//! version read as `None`, and the article is digested again.

mod bytes;
#[cfg(test)]
mod tests;

use bytes::{Reader, Writer};

/// What a machine holds of an article to compare it by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gist {
    /// The direction of headline and lead in the encoder's space, scaled so that its largest component is 127. Empty
    /// when there was nothing to encode.
    pub vector: Vec<i8>,
    /// The headline's words, ascending by hash.
    pub headline: Vec<Term>,
    /// Words of headline and text, ascending by hash, at most [`Gist::MAX_TERMS`]: the most frequent. Empty when
    /// nothing but a headline is known.
    pub text: Vec<Term>,
    /// Hashes of the names that headline and text hold, ascending.
    pub names: Vec<u32>,
    /// Hashes of the numbers in headline and text, ascending.
    pub numbers: Vec<u32>,
}

/// A word and how often it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// The hash of its stem.
    pub hash: u32,
    /// How often it stands there, at most 255.
    pub count: u8,
}

/// The first byte of a packed gist. A change to what the hashes or the vector mean takes the next number.
const VERSION: u8 = 1;

impl Gist {
    /// Words kept of a text.
    pub const MAX_TERMS: usize = 96;
    /// Names and numbers kept, of each.
    pub const MAX_NAMES: usize = 48;

    /// Whether more than a headline is known.
    pub fn has_text(&self) -> bool {
        !self.text.is_empty()
    }

    /// Whether there is anything to compare.
    pub fn is_empty(&self) -> bool {
        self.headline.is_empty() && self.text.is_empty()
    }

    /// The gist as stored.
    pub fn pack(&self) -> Vec<u8> {
        let mut out = Writer::new(VERSION);
        out.components(&self.vector);
        out.terms(&self.headline);
        out.terms(&self.text);
        out.hashes(&self.names);
        out.hashes(&self.numbers);
        out.finish()
    }

    /// Reads [`Gist::pack`]; None for bytes of another version, or bytes that no gist packs to.
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Reader::new(bytes, VERSION)?;
        let gist = Self {
            vector: bytes.components()?,
            headline: bytes.terms()?,
            text: bytes.terms()?,
            names: bytes.hashes()?,
            numbers: bytes.hashes()?,
        };
        bytes.is_spent().then_some(gist)
    }
}
