//! Atom's text constructs: the same words as plain text, escaped HTML, XHTML elements or base64, as `type` and, in
//! Atom 0.3, `mode` say.

use crate::html::plain::{holds_end_tag, plain_line};
use crate::html::{escape, plain_text, resolve_links};
use crate::xml::Element;
use crate::xml::markup::unwrapped_html;

/// Text, and what kind of text it is.
pub(super) enum Construct {
    Plain(String),
    Html(String),
}

impl Construct {
    /// Reads a text construct; nothing when it is not text at all.
    pub(super) fn read(element: &Element<'_>) -> Option<Self> {
        let media_type = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
        let mode = element.attribute("mode").unwrap_or_default().to_ascii_lowercase();
        if element.has_elements() && mode != "escaped" {
            return Some(Self::Html(unwrapped_html(element)));
        }
        let is_base64 = mode == "base64" || !(media_type.is_empty() || is_text(&media_type));
        let text = if is_base64 { decode_base64(&element.text())? } else { element.text() };
        let is_html = matches!(media_type.as_str(), "html" | "text/html" | "xhtml" | "application/xhtml+xml");
        Some(match is_html {
            // XML mode means that what was escaped is text.
            true if !is_base64 && (mode == "xml" || media_type.contains("xhtml")) => Self::Html(escape(&text)),
            true => Self::Html(resolve_links(&text, &element.base).into_owned()),
            // Many feeds leave out that it is HTML; an end tag gives it away.
            false if holds_end_tag(&text) => Self::Html(resolve_links(&text, &element.base).into_owned()),
            false => Self::Plain(text),
        })
    }

    /// As plain text on one line.
    pub(super) fn into_line(self) -> String {
        match self {
            Self::Plain(text) => plain_line(&text),
            Self::Html(html) => plain_text(&html),
        }
    }

    /// As HTML.
    pub(super) fn into_html(self) -> String {
        match self {
            Self::Plain(text) => escape(&text),
            Self::Html(html) => html,
        }
    }
}

fn is_text(media_type: &str) -> bool {
    matches!(media_type, "text" | "html" | "xhtml")
        || media_type.starts_with("text/")
        || media_type.ends_with("/xml")
        || media_type.ends_with("+xml")
}

/// The text that base64 holds, when it is text.
fn decode_base64(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut gathered, mut bits) = (0_u32, 0);
    for byte in text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=') {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        gathered = (gathered << 6 | u32::from(six)) & 0xff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(gathered >> bits & 0xff).unwrap_or_default());
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded_when_it_holds_text() {
        assert_eq!(decode_base64("SGFyYm91\n ciBuZXdz").as_deref(), Some("Harbour news"));
        assert_eq!(decode_base64("w6k=").as_deref(), Some("é"));
        assert_eq!(decode_base64("not base64!"), None);
        assert_eq!(decode_base64("/9j/"), None);
    }
}
