//! UTF-32, which no browser reads and `encoding_rs` therefore does not know.

/// The text, when the bytes are UTF-32 by their mark or by how they start.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let (is_little, body) = match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => (true, rest),
        [0, 0, 0xfe, 0xff, rest @ ..] => (false, rest),
        [b'<' | b'{', 0, 0, 0, ..] => (true, bytes),
        [0, 0, 0, b'<' | b'{', ..] => (false, bytes),
        _ => return None,
    };
    let (units, _cut) = body.as_chunks::<4>();
    let number = |unit: &[u8; 4]| if is_little { u32::from_le_bytes(*unit) } else { u32::from_be_bytes(*unit) };
    Some(units.iter().map(|unit| char::from_u32(number(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}
