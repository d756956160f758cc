//! How a gist and a fingerprint share the bytes that the store keeps of an article: a length, the fingerprint, the gist;
//! and how a vector becomes the bytes that the index reads.

use model::Gist;
use text::copies::Fingerprint;
use text::encoder::Vector;

/// Which models and which packing made the bytes. A change of either digests every article anew.
pub(crate) const VERSION: i64 = 1;

/// Packs both.
pub(crate) fn pack(gist: &Gist, fingerprint: &Fingerprint) -> Vec<u8> {
    let print = fingerprint.to_bytes();
    let length = u16::try_from(print.len()).expect("a fingerprint has a few hundred bytes at most");
    [&length.to_le_bytes(), print.as_slice(), &gist.pack()].concat()
}

/// The fingerprint in packed bytes; nothing in bytes that were packed otherwise.
pub(crate) fn fingerprint(packed: &[u8]) -> Option<Fingerprint> {
    parts(packed).map(|(print, _)| Fingerprint::from_bytes(print))
}

/// The gist in packed bytes; nothing in bytes that were packed otherwise.
pub(crate) fn gist(packed: &[u8]) -> Option<Gist> {
    Gist::unpack(parts(packed)?.1)
}

/// A direction as one byte a number, the largest being 127; nothing for one that points nowhere.
pub(crate) fn vector(vector: &Vector) -> Vec<u8> {
    let largest = vector.values().iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
    if largest == 0.0 {
        return Vec::new();
    }
    #[expect(clippy::cast_possible_truncation, reason = "no value is larger than the largest")]
    let byte = |value: &f32| ((value / largest * 127.0).round() as i8).cast_unsigned();
    vector.values().iter().map(byte).collect()
}

fn parts(packed: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = packed.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_come_back_as_they_were_packed() {
        let words = ["the", "ferry", "leaves", "at", "nine", "and", "comes", "back", "when", "the", "tide", "allows"];
        let print = Fingerprint::of(words);
        let known = Gist { numbers: vec![7, 9], ..Gist::default() };
        let packed = pack(&known, &print);
        assert_eq!((gist(&packed), fingerprint(&packed)), (Some(known), Some(print)));
    }

    #[test]
    fn foreign_bytes_are_no_gist() {
        for bytes in [&b""[..], b"\x01", b"\xff\xff short", b"\x00\x00\x00"] {
            assert_eq!(gist(bytes), None, "{bytes:?}");
        }
    }
}
