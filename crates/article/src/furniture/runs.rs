//! The text of sanitized HTML as runs between block boundaries, each with the places where it is written.

use std::ops::Range;

use crate::scan::{Token, decode, tokens};

/// Text that no block boundary divides.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Its words, decoded.
    pub(super) text: String,
    /// Where its texts stand in the HTML.
    pub(super) places: Vec<Range<usize>>,
    /// How many letters and digits it has.
    pub(super) letters: usize,
    /// How many of them stand in links.
    pub(super) linked: usize,
    /// How many links it has.
    pub(super) links: usize,
    /// Whether it stands in a list.
    pub(super) is_item: bool,
}

/// The tokens of `html`, each with its place.
pub(super) fn placed(html: &str) -> impl Iterator<Item = (Token<'_>, Range<usize>)> {
    let mut input = tokens(html);
    let mut start = 0;
    std::iter::from_fn(move || {
        let token = input.next()?;
        let end = html.len() - input.left();
        Some((token, std::mem::replace(&mut start, end)..end))
    })
}

/// The runs of `html`. Captions belong to their pictures and are none.
pub(super) fn runs(html: &str) -> Vec<Run> {
    let mut reader = Reader::default();
    for (token, place) in placed(html) {
        match token {
            Token::Open(tag) => reader.tag(tag.name, 1),
            Token::Close(name) => reader.tag(name, -1),
            Token::Text(text) => reader.text(&decode(text), place),
            Token::Raw(_) => {}
        }
    }
    reader.end_run();
    reader.runs
}

#[derive(Default)]
struct Reader {
    runs: Vec<Run>,
    current: Run,
    links: isize,
    captions: isize,
    items: isize,
    is_new_link: bool,
}

impl Reader {
    fn tag(&mut self, name: &str, step: isize) {
        match name {
            "a" => {
                self.links += step;
                self.is_new_link = step > 0;
            }
            "br" => self.current.text.push(' '),
            "figcaption" => self.captions += step,
            "ul" | "ol" | "dl" => self.items += step,
            _ => {}
        }
        if !is_inline(name) {
            self.end_run();
        }
    }

    fn text(&mut self, text: &str, place: Range<usize>) {
        if self.captions > 0 {
            return;
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.current.text.push_str(text);
        self.current.places.push(place);
        self.current.letters += letters;
        self.current.is_item = self.items > 0;
        if self.links > 0 {
            self.current.linked += letters;
            self.current.links += usize::from(std::mem::take(&mut self.is_new_link) && letters > 0);
        }
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.current);
        if !run.text.trim().is_empty() {
            self.runs.push(run);
        }
    }
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr" | "b" | "bdi" | "bdo" | "br" | "cite" | "code" | "del" | "dfn" | "em" | "i" | "img" | "ins"
    ) || matches!(
        name,
        "kbd" | "mark" | "q" | "rp" | "rt" | "ruby" | "s" | "samp" | "small" | "strong" | "sub" | "sup" | "time"
    )
}
