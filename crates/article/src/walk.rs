//! The walk over sanitized, well-formed HTML that makes it final: addresses become absolute, links get their `rel`,
//! useless pictures go, and the plain text is gathered on the way.

use model::Image;
use url::Url;

use crate::clean::Clean;
use crate::media::{encode, is_counter};
use crate::plain::Plain;
use crate::scan::{Tag, Token, decode};
use crate::tame::push_attribute;

/// What is known while reading.
pub(crate) struct Walk<'a> {
    base: &'a Url,
    html: String,
    plain: Plain,
    open: Vec<String>,
    image: Option<Image>,
    seen_images: Vec<Url>,
    is_settled: bool,
}

impl<'a> Walk<'a> {
    /// A walk over HTML that stands at `base`.
    pub(crate) fn new(base: &'a Url) -> Self {
        Self {
            base,
            html: String::new(),
            plain: Plain::default(),
            open: Vec::new(),
            image: None,
            seen_images: Vec::new(),
            is_settled: true,
        }
    }

    /// Takes the next token of the sanitizer's output.
    pub(crate) fn read(&mut self, token: &Token<'_>) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Raw(_) => {}
            Token::Open(tag) => self.open(tag),
            Token::Close(name) => self.close(name),
        }
    }

    /// The result, and whether any parser would read its nesting as it is written.
    pub(crate) fn finish(self) -> (Clean, bool) {
        (Clean { html: self.html, text: self.plain.finish(), image: self.image }, self.is_settled)
    }

    fn text(&mut self, text: &str) {
        // A parser drops the line break that follows `<pre>`, so it must not stand there.
        let text = if self.html.ends_with("<pre>") { text.trim_start_matches('\n') } else { text };
        self.is_settled &= !self.is_between_cells() || text.trim().is_empty();
        self.html.push_str(text);
        self.plain.text(&decode(text));
    }

    fn is_between_cells(&self) -> bool {
        matches!(self.open.last().map(String::as_str), Some("table" | "thead" | "tbody" | "tfoot" | "tr"))
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name;
        self.is_settled &= self.can_hold(name);
        self.plain.open(name);
        match name {
            "img" => self.picture(tag),
            "a" => {
                let is_kept = self.link(tag);
                self.open.push(if is_kept { "a" } else { DROPPED_LINK }.to_owned());
            }
            _ => {
                self.html.push('<');
                self.html.push_str(name);
                for (key, value) in tag.attributes().filter(|(key, value)| is_meant(key, value)) {
                    push_attribute(&mut self.html, key, value);
                }
                self.html.push('>');
                if !matches!(name, "br" | "hr") {
                    self.open.push(name.to_owned());
                }
            }
        }
    }

    fn link(&mut self, tag: &Tag<'_>) -> bool {
        let Some(url) = tag.get("href").and_then(|href| absolute(self.base, &href)) else { return false };
        self.html.push_str("<a");
        push_attribute(&mut self.html, "href", &encode(url.as_str()));
        push_attribute(&mut self.html, "rel", "nofollow noopener noreferrer");
        self.html.push('>');
        true
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        let size = |name: &str| tag.get(name).and_then(|value| value.parse::<u32>().ok());
        let (width, height) = (size("width"), size("height"));
        let url = tag.get("src").and_then(|src| absolute(self.base, &src)).filter(|url| url.scheme() != "mailto");
        let Some(url) = url.filter(|url| !is_counter(width, height) && !self.seen_images.contains(url)) else { return };
        let alt = tag.get("alt").unwrap_or_default();
        self.html.push_str("<img");
        push_attribute(&mut self.html, "src", &encode(url.as_str()));
        push_attribute(&mut self.html, "alt", &encode(&alt));
        for (name, value) in [("width", width), ("height", height)] {
            if let Some(value) = value {
                push_attribute(&mut self.html, name, &value.to_string());
            }
        }
        push_attribute(&mut self.html, "loading", "lazy");
        self.html.push('>');
        if self.image.is_none() && is_picture_size(width, height) {
            self.image = Some(Image { url: url.clone(), alt: alt.trim().to_owned() });
        }
        if self.seen_images.len() < MAX_REMEMBERED_IMAGES {
            self.seen_images.push(url);
        }
    }

    fn close(&mut self, name: &str) {
        self.plain.close(name);
        let open = self.open.pop();
        if open.as_deref() == Some(DROPPED_LINK) {
            return;
        }
        self.html.push_str("</");
        self.html.push_str(name);
        self.html.push('>');
    }

    /// Whether a parser would leave an element of that name where it stands.
    fn can_hold(&self, name: &str) -> bool {
        let parent = self.open.last().map_or("", String::as_str);
        let within = |outer: &str| self.open.iter().any(|open| open == outer);
        let fits_table = match name {
            "tr" => matches!(parent, "thead" | "tbody" | "tfoot"),
            "td" | "th" => parent == "tr",
            "thead" | "tbody" | "tfoot" | "caption" => parent == "table",
            _ => !self.is_between_cells(),
        };
        let fits_block = !is_block(name) || !within_until_cell(&self.open, "p");
        let fits_self = match name {
            "a" => !within("a"),
            "li" => !would_end(&self.open, &["li"]),
            "dt" | "dd" => !would_end(&self.open, &["dt", "dd"]),
            // Inside ruby these end whatever may end by itself (HTML, "generate implied end tags").
            "rt" | "rp" => !(matches!(parent, "rt" | "rp" | "dd" | "dt" | "li" | "p") && within("ruby")),
            _ => !(is_heading(name) && is_heading(parent)),
        };
        fits_table && fits_block && fits_self
    }
}

/// Stands for a link without a usable address among the open elements; no element has such a name.
const DROPPED_LINK: &str = "-";
/// Pages repeat a picture a few times, not a few hundred.
const MAX_REMEMBERED_IMAGES: usize = 64;

fn within_until_cell(open: &[String], name: &str) -> bool {
    open.iter().rev().take_while(|open| !is_cell(open)).any(|open| open == name)
}

/// Whether a parser, looking outwards for the last item, meets one of `items` before it meets a container.
fn would_end(open: &[String], items: &[&str]) -> bool {
    let is_passed =
        |name: &str| items.contains(&name) || matches!(name, "div" | "p") || !(is_block(name) || is_cell(name));
    open.iter().rev().take_while(|name| is_passed(name)).any(|name| items.contains(&name.as_str()))
}

fn is_cell(name: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption")
}

/// Elements before which a parser ends a paragraph.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div" | "ul" | "ol" | "dl" | "li" | "dt" | "dd" | "blockquote" | "pre" | "figure" | "figcaption" | "hr"
    ) || is_heading(name)
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

fn is_meant(key: &str, value: &str) -> bool {
    match key {
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "lang" => value.len() <= 35 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
        _ => true,
    }
}

fn absolute(base: &Url, address: &str) -> Option<Url> {
    let address = address.trim();
    if address.is_empty() || address.starts_with('#') {
        return None;
    }
    base.join(address).ok().filter(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
}

/// Icons, buttons and faces are smaller than a picture that stands for a piece.
fn is_picture_size(width: Option<u32>, height: Option<u32>) -> bool {
    width.is_none_or(|width| width >= 100) && height.is_none_or(|height| height >= 60)
}
