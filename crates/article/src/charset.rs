//! Bytes of a page as characters. What says more about the bytes wins: a byte order mark, then the HTTP header, then
//! the page's own declaration, then a guess.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Browsers look for a declaration in the first 1,024 bytes; scripts before it push it further down.
const DECLARATION_WINDOW: usize = 4096;

/// Decodes a page; bytes that mean nothing become U+FFFD.
pub(crate) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => declared(bytes, content_type).unwrap_or_else(|| guess(bytes)),
    };
    encoding.decode(bytes).0
}

fn declared(bytes: &[u8], content_type: Option<&str>) -> Option<&'static Encoding> {
    // Servers often name a charset for all their files that some of them do not have; valid UTF-8 is no accident.
    let is_utf8 = std::str::from_utf8(bytes).is_ok() && !bytes.is_ascii() && !bytes.contains(&0x1b);
    if is_utf8 {
        return Some(UTF_8);
    }
    let header = content_type.and_then(|header| charset_in(header.as_bytes()));
    let encoding = header.or_else(|| in_page(bytes))?;
    // A declaration that can be read as ASCII cannot be in UTF-16.
    let encoding = if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding };
    // Invalid UTF-8 declared as UTF-8 is something else, unless it merely breaks off or has a few stray bytes.
    if encoding == UTF_8 && is_mostly_invalid(bytes) { None } else { Some(encoding) }
}

fn is_mostly_invalid(bytes: &[u8]) -> bool {
    let mut invalid = 0;
    let mut valid = 0;
    for chunk in bytes.utf8_chunks() {
        invalid += chunk.invalid().len();
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    invalid > valid
}

/// The charset after `charset=` or `encoding=`, whatever stands around it.
fn charset_in(text: &[u8]) -> Option<&'static Encoding> {
    let text = text.to_ascii_lowercase();
    let text = String::from_utf8_lossy(&text);
    ["charset", "encoding"].iter().find_map(|key| {
        text.match_indices(key).find_map(|(at, _)| {
            let value = text.get(at + key.len()..)?.trim_start().strip_prefix('=')?;
            let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'');
            let end =
                value.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '(' | ')')));
            Encoding::for_label(value.get(..end.unwrap_or(value.len()))?.as_bytes())
        })
    })
}

fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes.get(..DECLARATION_WINDOW).unwrap_or(bytes);
    // Only what stands in a tag or an XML declaration declares something; scripts say `charset=` too.
    window.split(|&byte| byte == b'<').find_map(|tag| {
        let tag = tag.split(|&byte| byte == b'>').next()?;
        let declares = ["meta", "?xml"]
            .iter()
            .any(|name| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes())));
        declares.then(|| charset_in(tag)).flatten()
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if bytes.is_ascii() {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], content_type: Option<&str>, expect: &str) {
        assert_eq!(decode(bytes, content_type), expect, "{content_type:?}");
    }

    #[test]
    fn the_surest_sign_of_a_charset_wins() {
        check(b"\xef\xbb\xbfna\xc3\xafve", Some("text/html; charset=iso-8859-1"), "naïve");
        check(b"\xff\xfen\0a\0", None, "na");
        check(b"na\xefve", Some("text/html; charset=ISO-8859-1"), "naïve");
        check(b"<meta charset='windows-1251'>\xcc\xee\xf1\xf2", Some("text/html"), "<meta charset='windows-1251'>Мост");
        check(
            b"<?xml version='1.0' encoding='windows-1251'?>\xcc",
            None,
            "<?xml version='1.0' encoding='windows-1251'?>М",
        );
        check("naïve".as_bytes(), Some("text/html; charset=iso-8859-1"), "naïve");
        check(b"<script>charset='windows-1251'</script>", None, "<script>charset='windows-1251'</script>");
    }

    #[test]
    fn a_charset_nobody_names_is_guessed() {
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("港の水門が閉じた。市は月曜日に再び開くと発表した。");
        check(&bytes, None, "港の水門が閉じた。市は月曜日に再び開くと発表した。");
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("港の水門が閉じた。市は月曜日に再び開くと発表した。");
        check(&bytes, Some("text/html; charset=utf-8"), "港の水門が閉じた。市は月曜日に再び開くと発表した。");
    }
}
