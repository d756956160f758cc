//! Bytes to text: byte order mark, then the server's charset, then the XML declaration, then a guess.
//!
//! What is stated is believed as long as the bytes bear it out. The one surprise: text that is valid UTF-8 beyond ASCII
//! is read as UTF-8 even where a single-byte encoding is stated, because servers add such a charset by default and
//! no real text in those encodings happens to be valid UTF-8. Of the encodings of East Asia the same holds for text
//! of some length.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use crate::problem::{Problem, Problems, quoted};

mod utf32;

/// Where an XML declaration can stand.
const DECLARATION_BYTES: usize = 512;

/// So many characters beyond ASCII are no accident.
const TELLING_CHARS: usize = 4;

/// The text of a body. Bytes that mean nothing become U+FFFD, and a problem.
pub(crate) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>, problems: &mut Problems) -> Cow<'a, str> {
    if let Some(text) = utf32::decode(bytes) {
        return Cow::Owned(text);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_marked(bytes.get(mark..).unwrap_or_default(), encoding, problems);
    }
    if let Some(encoding) = wide_without_mark(bytes) {
        return decode_marked(bytes, encoding, problems);
    }
    let labels = [content_type.and_then(charset_of), declared(bytes)];
    decode_stated(bytes, labels.into_iter().flatten(), problems)
}

/// The `charset` parameter of a `Content-Type`.
pub(crate) fn charset_of(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// A file with one mark may have a second of the same kind, from two programs that each added theirs.
fn decode_marked<'a>(bytes: &'a [u8], encoding: &'static Encoding, problems: &mut Problems) -> Cow<'a, str> {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    // A UTF-8 mark before bytes in another encoding: a template in UTF-8 around old data.
    if faulty && encoding == UTF_8 {
        return decode_stated(bytes, declared(bytes).into_iter(), problems);
    }
    if faulty {
        problems.note(Problem::UnreadableBytes);
    }
    text
}

fn decode_stated<'a>(bytes: &'a [u8], labels: impl Iterator<Item = String>, problems: &mut Problems) -> Cow<'a, str> {
    let utf8 = std::str::from_utf8(bytes).ok();
    let mut first_stated = None;
    for label in labels {
        let encoding = Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != X_USER_DEFINED);
        // Nothing wide gets here unmarked, so a wide label is wrong; ASCII states nothing about other bytes.
        let usable = encoding.filter(|e| *e != UTF_16LE && *e != UTF_16BE && !is_ascii_label(&label));
        if let Some(encoding) = usable
            && let Some(text) = decode_as(bytes, encoding, utf8)
        {
            note_other(first_stated.as_deref(), encoding, problems);
            return text;
        }
        first_stated.get_or_insert(label);
    }
    let stated = first_stated.filter(|label| !is_ascii_label(label));
    let (text, encoding) = utf8.map_or_else(|| guess(bytes, problems), |text| (Cow::Borrowed(text), UTF_8));
    note_other(stated.as_deref(), encoding, problems);
    text
}

/// The text in one stated encoding, when the bytes bear the statement out.
fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding, utf8: Option<&'a str>) -> Option<Cow<'a, str>> {
    if encoding == UTF_8 {
        return utf8.map(Cow::Borrowed);
    }
    let beyond_ascii = utf8.map_or(0, |text| text.chars().filter(|c| !c.is_ascii()).take(TELLING_CHARS).count());
    let is_utf8_by_chance = beyond_ascii == 0 || (beyond_ascii < TELLING_CHARS && !encoding.is_single_byte());
    if !is_utf8_by_chance {
        return None;
    }
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

fn note_other(stated: Option<&str>, read_as: &'static Encoding, problems: &mut Problems) {
    if let Some(stated) = stated
        && Encoding::for_label(stated.as_bytes()) != Some(read_as)
    {
        problems.note(Problem::Encoding { stated: quoted(stated), read_as: read_as.name() });
    }
}

fn guess<'a>(bytes: &'a [u8], problems: &mut Problems) -> (Cow<'a, str>, &'static Encoding) {
    // Mostly UTF-8 with a few bad bytes is a cut character, not another encoding.
    let lossy = String::from_utf8_lossy(bytes);
    let bad = lossy.matches('\u{fffd}').count();
    let good = lossy.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if good > bad {
        problems.note(Problem::UnreadableBytes);
        return (lossy, UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    let (text, faulty) = guessed.decode_without_bom_handling(bytes);
    if !faulty {
        return (text, guessed);
    }
    // Every byte has a meaning in windows-1252.
    problems.note(Problem::UnreadableBytes);
    (WINDOWS_1252.decode_without_bom_handling(bytes).0, WINDOWS_1252)
}

fn is_ascii_label(label: &str) -> bool {
    matches!(label.trim().to_ascii_lowercase().as_str(), "us-ascii" | "ascii" | "ansi_x3.4-1968")
}

/// UTF-16 without a mark: every XML and JSON file starts with an ASCII character.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<' | b'{' | b' ' | b'\n' | b'\r', 0, second, ..] if *second != 0 => Some(UTF_16LE),
        [0, b'<' | b'{' | b' ' | b'\n' | b'\r', 0, second, ..] if *second != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(DECLARATION_BYTES))?;
    let head: String = head.iter().map(|byte| char::from(*byte)).collect();
    let (_, declaration) = head.split_once("<?xml")?;
    let (declaration, _) = declaration.split_once('>')?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value.get(1..)?.split(quote).next()?.trim();
    (!label.is_empty()).then(|| label.to_owned())
}

#[cfg(test)]
mod tests;
