//! HTML made comparable: what a sanitizer changes is left out on both sides, and nothing else.

/// Elements without an end.
const VOID: [&str; 8] = ["br", "hr", "img", "input", "area", "col", "embed", "param"];

/// White space as one space.
pub(crate) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a fragment, without tags.
pub(crate) fn words(html: &str) -> String {
    let words: Vec<String> = pieces(html).into_iter().filter(|piece| !piece.starts_with('<')).collect();
    on_one_line(&words.concat())
}

/// Whether two fragments are the same but for what a sanitizer changes, or the expected is plain text that ours says.
pub(crate) fn is_same(ours: &str, expected: &str) -> bool {
    shape(ours) == shape(expected) || words(ours) == on_one_line(expected)
}

fn shape(html: &str) -> Vec<String> {
    let mut shape: Vec<String> = Vec::new();
    for piece in pieces(html) {
        match shape.last_mut() {
            Some(last) if !last.starts_with('<') && !piece.starts_with('<') => last.push_str(&piece),
            _ => shape.push(piece),
        }
    }
    let mut shape: Vec<String> =
        shape.iter().map(|piece| on_one_line(piece)).filter(|piece| !piece.is_empty()).collect();
    if shape.first().is_some_and(|first| first == "<div") && shape.last().is_some_and(|last| last == "</div") {
        shape.remove(0);
        shape.pop();
    }
    shape
}

/// Tags as `<name href=...`, text decoded.
fn pieces(html: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let opens = rest.strip_prefix('<').filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        if let Some(end) = opens.and_then(|tag| tag.find('>')) {
            let (tag, after) = rest.split_at(end + 2);
            pieces.extend(tag_shape(tag));
            rest = after;
        } else {
            let end = rest.get(1..).and_then(|rest| rest.find('<')).map_or(rest.len(), |end| end + 1);
            let (text, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            pieces.push(decode(text));
            rest = after;
        }
    }
    pieces
}

fn tag_shape(tag: &str) -> Option<String> {
    let inner = tag.trim_matches(['<', '>']).trim_end_matches('/');
    let name = inner.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    if VOID.contains(&name.trim_start_matches('/')) && name.starts_with('/') {
        return None;
    }
    let mut shape = format!("<{name}");
    for wanted in ["href=", "src="] {
        let Some((_, value)) = inner.split_once(wanted) else { continue };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let value = match quote {
            Some(quote) => value.get(1..).and_then(|value| value.split(quote).next()),
            None => value.split_whitespace().next(),
        };
        let value = decode(value.unwrap_or_default());
        // Percent signs for other scripts are a matter of spelling.
        let value = url::Url::parse(&value).map_or(value, String::from);
        shape.extend([" ", wanted, &value]);
    }
    Some(shape)
}

fn decode(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let character = after.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        let (character, after) = character.unwrap_or(('&', after));
        decoded.push(character);
        rest = after;
    }
    decoded.push_str(rest);
    decoded
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            // HTML takes these for windows-1252.
            match u8::try_from(code).ok().filter(|byte| (0x80..0xa0).contains(byte)) {
                Some(byte) => encoding_rs::WINDOWS_1252.decode(&[byte]).0.chars().next(),
                None => char::from_u32(code),
            }
        }
    }
}
