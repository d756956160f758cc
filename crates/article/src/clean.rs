//! HTML from outside made safe to show, together with what is read off it in the same walk: its plain text and its
//! pictures.
//!
//! Three linear steps: `tame` bounds the markup, `ammonia` keeps what is allowed, and a walk over its well-formed
//! output resolves addresses and gathers text. The walk also notices nesting that a browser would read otherwise than
//! it is written (a paragraph within a paragraph); then it all happens once more, so that what we store means the same
//! to every parser and sanitizing it again changes nothing.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use model::Image;
use url::Url;

use crate::media::encode_text;
use crate::scan::{Token, decode, tokens};
use crate::tame::{Kind, tame};
use crate::walk::Walk;

/// Sanitized HTML, and what it says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Clean {
    /// Safe to show.
    pub(crate) html: String,
    /// Its text, a blank line between paragraphs; captions are left out.
    pub(crate) text: String,
    /// Its first picture.
    pub(crate) image: Option<Image>,
}

#[rustfmt::skip]
const TAGS: [&str; 54] = [
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li",
    "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "strong", "sub", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "ul",
];

const TAG_ATTRIBUTES: [(&str, &[&str]); 8] = [
    ("a", &["href"]),
    ("abbr", &["title"]),
    ("img", &["src", "alt", "width", "height"]),
    ("ol", &["start", "reversed"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("bdo", &["dir"]),
];

/// The wall. Addresses are resolved and checked again by the walk behind it, which knows the base.
static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::empty();
    policy
        .tags(TAGS.into_iter().collect())
        .clean_content_tags(["script", "style", "svg", "math", "template", "title"].into_iter().collect())
        .tag_attributes(TAG_ATTRIBUTES.into_iter().map(|(tag, names)| (tag, names.iter().copied().collect())).collect())
        .generic_attributes(["lang", "dir"].into_iter().collect())
        .url_schemes(["http", "https", "mailto"].into_iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    policy
});

/// More HTML than this for one body is read as plain text only.
const MAX_BYTES: usize = 2 << 20;
/// Two rounds settle all that we have met; a third guards against the unmet.
const ROUNDS: usize = 3;

/// Sanitizes one body.
pub(crate) fn clean(html: &str, base: &Url) -> Clean {
    let mut html = if html.len() > MAX_BYTES { None } else { tame(html, Kind::Fragment).ok() }.ok_or(html);
    for _ in 0..ROUNDS {
        let Ok(tamed) = &html else { break };
        let safe = POLICY.clean(tamed).to_string();
        let mut walk = Walk::new(base);
        for token in tokens(&safe) {
            walk.read(&token);
        }
        let (clean, is_settled) = walk.finish();
        if is_settled {
            return clean;
        }
        html = Ok(clean.html);
    }
    match html {
        Ok(unsettled) => as_text(&unsettled),
        Err(untamed) => as_text(untamed),
    }
}

/// The last resort for markup that no tree should be built of: its words as one paragraph.
fn as_text(html: &str) -> Clean {
    let mut text = String::new();
    for token in tokens(html) {
        match token {
            Token::Text(part) => text.push_str(&decode(part)),
            Token::Open(_) | Token::Close(_) => text.push(' '),
            Token::Raw(_) => {}
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Clean { html: format!("<p>{}</p>", encode_text(&text)), text, image: None }
}

#[cfg(test)]
mod tests;
