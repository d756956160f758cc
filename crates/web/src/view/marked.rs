//! A text with the words that were searched for marked in it, cut into parts so that templates can escape each.

use std::ops::Range;

use super::text::{LangAttributes, Text};

/// A stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) text: String,
    /// Whether it was searched for.
    pub(crate) is_marked: bool,
}

/// A text in stretches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) stretches: Vec<Stretch>,
    /// `lang` and `dir` for the element around it.
    pub(crate) attributes: LangAttributes,
}

impl Marked {
    /// `marks` are bytes of the text, in order and apart; what is none of it is passed over.
    pub(crate) fn new(text: &Text, marks: &[Range<usize>]) -> Self {
        let whole = text.text.as_str();
        let (mut stretches, mut at) = (Vec::new(), 0);
        let mut push = |range: Range<usize>, is_marked| {
            let text = whole.get(range).unwrap_or_default();
            if !text.is_empty() {
                stretches.push(Stretch { text: text.to_owned(), is_marked });
            }
        };
        for mark in marks.iter().filter(|mark| whole.get((*mark).clone()).is_some()) {
            push(at..mark.start, false);
            push(mark.clone(), true);
            at = mark.end;
        }
        push(at..whole.len(), false);
        Self { stretches, attributes: text.attributes() }
    }

    /// Says at which ends it was cut out of a longer text.
    pub(crate) fn cut(mut self, at_start: bool, at_end: bool) -> Self {
        let ellipsis = || Stretch { text: "…".to_owned(), is_marked: false };
        if at_start {
            self.stretches.insert(0, ellipsis());
        }
        if at_end && !self.stretches.last().is_some_and(|last| last.text.ends_with('…')) {
            self.stretches.push(ellipsis());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_stands_once_and_odd_marks_do_no_harm() {
        let check = |text: &str, marks: &[(usize, usize)], expect: &[(&str, bool)]| {
            let ranges: Vec<Range<usize>> = marks.iter().map(|(start, end)| *start..*end).collect();
            let marked = Marked::new(&Text::new(text.to_owned(), None), &ranges);
            let stretches: Vec<_> =
                marked.stretches.iter().map(|stretch| (stretch.text.as_str(), stretch.is_marked)).collect();
            assert_eq!(stretches, expect, "{text} {marks:?}");
        };
        check("the wall holds", &[(4, 8)], &[("the ", false), ("wall", true), (" holds", false)]);
        check("wall", &[(0, 4)], &[("wall", true)]);
        check("", &[(0, 4)], &[]);
        // Inside a letter, and beyond the end.
        check("Mühle", &[(0, 2), (3, 99)], &[("Mühle", false)]);
    }
}
