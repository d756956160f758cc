//! The bytes of a packed gist: lists, each behind its length in two bytes, little-endian.

use super::Term;

/// Writes lists.
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn new(version: u8) -> Self {
        Self(vec![version])
    }

    pub(super) fn components(&mut self, list: &[i8]) {
        self.list(list, |out, component| out.extend(component.to_le_bytes()));
    }

    pub(super) fn terms(&mut self, list: &[Term]) {
        self.list(list, |out, term| {
            out.extend(term.hash.to_le_bytes());
            out.push(term.count);
        });
    }

    pub(super) fn hashes(&mut self, list: &[u32]) {
        self.list(list, |out, hash| out.extend(hash.to_le_bytes()));
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    fn list<T>(&mut self, list: &[T], put: impl Fn(&mut Vec<u8>, &T)) {
        let length = u16::try_from(list.len()).unwrap_or(u16::MAX);
        self.0.extend(length.to_le_bytes());
        for item in list.iter().take(usize::from(length)) {
            put(&mut self.0, item);
        }
    }
}

/// Reads what [`Writer`] wrote, and nothing else.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8], version: u8) -> Option<Self> {
        bytes.strip_prefix(&[version]).map(Self)
    }

    pub(super) fn components(&mut self) -> Option<Vec<i8>> {
        self.list(|bytes| bytes.take().map(i8::from_le_bytes))
    }

    pub(super) fn terms(&mut self) -> Option<Vec<Term>> {
        self.list(|bytes| {
            let hash = u32::from_le_bytes(bytes.take()?);
            let [count] = bytes.take()?;
            Some(Term { hash, count })
        })
    }

    pub(super) fn hashes(&mut self) -> Option<Vec<u32>> {
        self.list(|bytes| bytes.take().map(u32::from_le_bytes))
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0.is_empty()
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = u16::from_le_bytes(self.take()?);
        (0..length).map(|_| item(self)).collect()
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*head)
    }
}
