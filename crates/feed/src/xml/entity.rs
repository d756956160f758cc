//! References: `&amp;`, `&#8217;`, the names of HTML, and the document's own.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use super::doctype::Entities;
use super::names;

/// No name of HTML is longer.
const MAX_NAME_BYTES: usize = 40;

/// What the reference `&name;` stands for; nothing when nobody knows.
pub(crate) fn resolve<'e>(name: &str, entities: &'e Entities) -> Option<Cow<'e, str>> {
    if let Some(number) = name.strip_prefix('#') {
        return character(number).map(|c| Cow::Owned(c.to_string()));
    }
    if !entities.is_empty()
        && let Some(value) = entities.resolve(name)
    {
        return Some(Cow::Borrowed(value));
    }
    names::character(name).map(|c| Cow::Owned(c.to_string()))
}

/// The character of a numeric reference such as `8217` or `x2019`.
///
/// Numbers between 128 and 159 mean windows-1252, as in HTML: nobody ever meant the control characters there.
fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        0x80..=0x9f => Some(from_windows_1252(u8::try_from(code).ok()?)),
        0..=8 | 0xb | 0xc | 0xe..=0x1f => Some(char::REPLACEMENT_CHARACTER),
        _ => char::from_u32(code),
    }
}

/// What a byte means in windows-1252.
fn from_windows_1252(byte: u8) -> char {
    let text = [byte];
    WINDOWS_1252.decode_without_bom_handling(&text).0.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Replaces the C1 control characters, which are always windows-1252 read as ISO 8859-1.
pub(crate) fn without_c1(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_c1 = |c: char| matches!(c, '\u{80}'..='\u{9f}');
    // In UTF-8 these start with 0xC2, which plain ASCII never holds.
    if !text.as_bytes().contains(&0xc2) || !text.contains(is_c1) {
        return text;
    }
    let replace = |c: char| u8::try_from(c).ok().filter(|_| is_c1(c)).map_or(c, from_windows_1252);
    Cow::Owned(text.chars().map(replace).collect())
}

/// Text that was UTF-8, was taken for windows-1252 and written as UTF-8 again (`â€¦` for `…`), as it was meant.
///
/// Nobody writes text all of whose letters beyond ASCII happen to spell UTF-8.
pub(crate) fn unscrambled(text: String) -> String {
    if !text.contains(['â', 'Ã', 'Â']) {
        return text;
    }
    let (bytes, _, is_lossy) = WINDOWS_1252.encode(&text);
    if is_lossy {
        return text;
    }
    match std::str::from_utf8(&bytes) {
        Ok(meant) => meant.to_owned(),
        Err(_) => text,
    }
}

/// Replaces every reference in `text` that can be resolved; the others stay as they are.
pub(crate) fn decode<'a>(text: &'a str, entities: &Entities) -> Cow<'a, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    let (before, mut rest) = text.split_at(first);
    decoded.push_str(before);
    while let Some(after) = rest.strip_prefix('&') {
        let reference = name_at(after).and_then(|name| Some((name, resolve(name, entities)?)));
        let continues = if let Some((name, value)) = reference {
            decoded.push_str(&value);
            after.get(name.len() + 1..).unwrap_or_default()
        } else {
            decoded.push('&');
            after
        };
        let next = continues.find('&').unwrap_or(continues.len());
        let (plain, following) = continues.split_at(next);
        decoded.push_str(plain);
        rest = following;
    }
    Cow::Owned(decoded)
}

/// The name between an ampersand and its semicolon.
fn name_at(after: &str) -> Option<&str> {
    let end = after.bytes().take(MAX_NAME_BYTES).position(|b| !(b.is_ascii_alphanumeric() || b == b'#'))?;
    let name = after.get(..end)?;
    (after.as_bytes().get(end) == Some(&b';') && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(decode(text, &Entities::default()), expect, "{text:?}");
    }

    #[test]
    fn references_are_decoded_once() {
        check("a &amp; b &lt;c&gt;", "a & b <c>");
        check("&amp;amp;", "&amp;");
        check("caf&eacute; &#8217; &#x2019; &#X41;", "café ’ ’ A");
    }

    #[test]
    fn what_is_no_reference_stays() {
        check("AT&T; &nosuch; &; & &#xzz; &#1114112;", "AT&T; &nosuch; &; & &#xzz; &#1114112;");
        check("a&b=c;d&e", "a&b=c;d&e");
    }

    #[test]
    fn numbers_of_windows_1252_mean_its_characters() {
        check("don&#146;t &#128;", "don’t €");
        check("&#0;", "\u{fffd}");
        assert_eq!(without_c1(Cow::Borrowed("don\u{92}t é")), "don’t é");
    }

    #[test]
    fn text_encoded_twice_is_read_as_meant() {
        for (text, expect) in
            [("CafÃ© â€¦", "Café …"), ("château", "château"), ("Ã la carte — Â", "Ã la carte — Â"), ("â", "â")]
        {
            assert_eq!(unscrambled(text.to_owned()), expect);
        }
    }
}
