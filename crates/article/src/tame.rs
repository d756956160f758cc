//! Markup made harmless for the parsers behind it, in one linear pass.
//!
//! Tree builders need quadratic time and deep stacks for markup that nobody writes by hand: 100,000 nested elements,
//! formatting that is never closed, tags with 100,000 attributes. Here such markup is flattened before any of them
//! sees it. What no reader sees (scripts, styles, comments, drawings with their icon names, form fields) goes, and
//! pictures and players get a plain form. Every tag is written anew, so that the parsers cannot read it otherwise
//! than it was counted. Text is never lost to a limit. This is no sanitizer: `clean` is.

use crate::media;
use crate::scan::{Tag, Token, Tokens, tokens};

/// What the markup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A whole document; its structure is kept for the extractors to judge.
    Page,
    /// A piece of body; sectioning elements become plain blocks and players become links.
    Fragment,
}

/// The markup has more tags than we build a tree of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooComplex;

/// News pages have up to 20,000 tags; trees beyond this cost seconds.
const MAX_TAGS: usize = 60_000;
/// Each character reference makes a parser copy the text before it; this many take half a second.
const MAX_REFERENCES: usize = 100_000;
/// Chromium stops nesting at 512; news pages stay under 60.
const MAX_DEPTH: usize = 100;
/// Layout of the nineties nested six. Extractors read a table's text once for every table around it.
const MAX_TABLES: usize = 10;
/// Formatting left open is opened again in every later block, so this multiplies the size of a tree.
const MAX_OPEN_FORMATTING: usize = 8;
const MAX_ATTRIBUTES: usize = 64;
/// An inline picture can be megabytes; no address is longer than this.
const MAX_VALUE_BYTES: usize = 4096;
/// How far ahead a `noscript` is looked into.
const NOSCRIPT_WINDOW: usize = 4096;

/// Dropped with all they hold.
#[rustfmt::skip]
const UNSEEN: [&str; 14] = [
    "script", "style", "svg", "math", "template", "select", "textarea", "noscript", "xmp", "noembed", "noframes",
    "datalist", "dialog", "plaintext",
];
/// Dropped themselves, while what they hold stays.
#[rustfmt::skip]
const UNWRAPPED: [&str; 12] = [
    "object", "applet", "marquee", "option", "optgroup", "frameset", "frame", "image", "picture", "label", "fieldset",
    "listing",
];
const VOID: [&str; 12] = ["br", "hr", "img", "meta", "link", "base", "wbr", "col", "input", "area", "source", "track"];
/// Never nested in themselves by a tree builder, because the next one closes the last.
#[rustfmt::skip]
const IMPLIED: [&str; 16] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "caption", "html", "head", "body",
    "title",
];
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
#[rustfmt::skip]
const SECTIONING: [&str; 12] = [
    "article", "section", "main", "header", "footer", "aside", "nav", "center", "details", "summary", "address",
    "hgroup",
];

/// Writes `html` anew within the limits.
pub(crate) fn tame(html: &str, kind: Kind) -> Result<String, TooComplex> {
    let mut tamer = Tamer {
        kind,
        out: String::with_capacity(html.len()),
        blocks: Vec::new(),
        formatting: Vec::new(),
        endless: Vec::new(),
        source: None,
        tags: 0,
    };
    let mut input = tokens(html);
    let mut references = 0;
    while let Some(token) = input.next() {
        match token {
            Token::Text(text) => {
                references += text.bytes().filter(|&byte| byte == b'&').count();
                if references > MAX_REFERENCES {
                    return Err(TooComplex);
                }
                push_text(&mut tamer.out, text);
            }
            Token::Raw(_) => {}
            Token::Open(tag) => tamer.open(&tag, &mut input)?,
            Token::Close(name) => tamer.close(&name.to_ascii_lowercase()),
        }
    }
    Ok(tamer.out)
}

/// Writes text so that it stays text whatever is written beside it.
fn push_text(out: &mut String, text: &str) {
    for (at, part) in text.split('<').enumerate() {
        if at > 0 {
            out.push_str("&lt;");
        }
        out.push_str(part);
    }
}

struct Tamer<'a> {
    kind: Kind,
    out: String,
    /// Open elements that nest, outermost first.
    blocks: Vec<String>,
    formatting: Vec<String>,
    /// Unseen elements known to have no end tag in what is left.
    endless: Vec<&'static str>,
    /// The best address a `source` of the current picture offered.
    source: Option<&'a str>,
    tags: usize,
}

impl<'a> Tamer<'a> {
    fn open(&mut self, tag: &Tag<'a>, input: &mut Tokens<'a>) -> Result<(), TooComplex> {
        self.tags += 1;
        if self.tags > MAX_TAGS {
            return Err(TooComplex);
        }
        let name = tag.name.to_ascii_lowercase();
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Ok(());
        }
        if let Some(unseen) = UNSEEN.into_iter().find(|unseen| *unseen == name) {
            self.skip(unseen, input);
        } else if matches!(name.as_str(), "img" | "amp-img" | "source" | "picture") {
            self.picture(&name, tag);
        } else if media::is_player(&name) {
            if self.kind == Kind::Fragment {
                media::write_link(&mut self.out, tag);
            }
        } else if name == "title" {
            self.title(input);
        } else if !UNWRAPPED.contains(&name.as_str()) {
            self.element(&name, tag);
        }
        Ok(())
    }

    fn skip(&mut self, name: &'static str, input: &mut Tokens<'a>) {
        if self.endless.contains(&name) {
            return;
        }
        // Pictures that load lazily stand in a `noscript` for those who run no scripts, as we do.
        if name == "noscript" {
            match input.peek_to_end(name, NOSCRIPT_WINDOW) {
                Some(content) if !content.contains("<img") => {}
                _ => return,
            }
        }
        if !input.skip_past_end(name) {
            self.endless.push(name);
        }
    }

    fn picture(&mut self, name: &str, tag: &Tag<'a>) {
        match name {
            "img" | "amp-img" => media::write_image(&mut self.out, tag, self.source.take()),
            "source" => self.source = self.source.or_else(|| media::source_set(tag)),
            _ => self.source = None,
        }
    }

    fn title(&mut self, input: &mut Tokens<'a>) {
        let Some(content) = input.peek_to_end("title", NOSCRIPT_WINDOW) else { return };
        if self.kind == Kind::Page {
            self.out.push_str("<title>");
            push_text(&mut self.out, content);
            self.out.push_str("</title>");
        }
    }

    fn element(&mut self, name: &str, tag: &Tag<'a>) {
        let is_formatting = FORMATTING.contains(&name);
        if name == "a" {
            // A link cannot hold another; the tree builder would end the first in the same way.
            self.close("a");
        }
        if matches!(name, "tr" | "td" | "th") {
            self.leave_cell();
        }
        if is_formatting {
            if self.formatting.len() >= MAX_OPEN_FORMATTING {
                return;
            }
            self.formatting.push(name.to_owned());
        } else if !VOID.contains(&name) && !IMPLIED.contains(&name) {
            if self.blocks.len() >= MAX_DEPTH || (name == "table" && self.open_tables() >= MAX_TABLES) {
                return;
            }
            self.blocks.push(name.to_owned());
        }
        self.write_tag(name, tag);
    }

    fn open_tables(&self) -> usize {
        self.blocks.iter().filter(|open| *open == "table").count()
    }

    /// A new cell or row ends whatever was left open in the last one.
    fn leave_cell(&mut self) {
        if let Some(table) = self.blocks.iter().rposition(|open| open == "table") {
            self.blocks.truncate(table + 1);
        }
    }

    fn write_tag(&mut self, name: &str, tag: &Tag<'a>) {
        self.out.push('<');
        self.out.push_str(self.written(name));
        for (key, value) in tag.attributes().take(MAX_ATTRIBUTES) {
            let harmless = key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'));
            if harmless
                && value.len() <= MAX_VALUE_BYTES
                && !key.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on"))
            {
                push_attribute(&mut self.out, key, value);
            }
        }
        self.out.push('>');
    }

    fn written<'n>(&self, name: &'n str) -> &'n str {
        if self.kind == Kind::Fragment && SECTIONING.contains(&name) { "div" } else { name }
    }

    fn close(&mut self, name: &str) {
        let open = if FORMATTING.contains(&name) {
            let at = self.formatting.iter().rposition(|open| open == name);
            at.map(|at| self.formatting.remove(at)).is_some()
        } else if IMPLIED.contains(&name) {
            name != "title"
        } else {
            self.close_block(name)
        };
        if open {
            self.out.push_str("</");
            self.out.push_str(self.written(name));
            self.out.push('>');
        }
    }

    /// An end tag reaches no element outside the table it stands in.
    fn close_block(&mut self, name: &str) -> bool {
        let within = self.blocks.iter().rposition(|open| open == "table").unwrap_or(0);
        match self.blocks.iter().rposition(|open| open == name) {
            Some(at) if at >= within => {
                self.blocks.truncate(at);
                true
            }
            _ => false,
        }
    }
}

/// Writes ` name="value"`, where the value still holds its character references.
pub(crate) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for (at, part) in value.split('"').enumerate() {
        if at > 0 {
            out.push_str("&quot;");
        }
        out.push_str(part);
    }
    out.push('"');
}
