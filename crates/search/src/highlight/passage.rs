//! Which passage of a text to show.

use std::collections::HashMap;
use std::ops::Range;

use super::Mark;

/// Marks that are weighed; where a word stands so often, the first places will do.
const MOST_MARKS: usize = 1000;

/// How many characters before a word break a passage may give up to end there.
const SLACK: usize = 24;

/// The passage of at most so many characters that holds the most different words, then the most words.
pub(super) fn best(text: &str, marks: &[Mark], chars: usize) -> Range<usize> {
    let marks = marks.get(..MOST_MARKS).unwrap_or(marks);
    let start = densest(text, marks, chars).map_or(0, |first| lead_in(text, first, chars / 3));
    let start = start + text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    start..end(text, start, chars)
}

/// Where the first word of the richest stretch stands. A stretch is a little shorter than a passage, which starts
/// before its first word.
fn densest(text: &str, marks: &[Mark], chars: usize) -> Option<usize> {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    let mut best: Option<(usize, usize, usize)> = None;
    let mut last = 0;
    for (at, mark) in marks.iter().enumerate() {
        let reach = after(text, mark.range.start, chars * 2 / 3);
        while let Some(next) = marks.get(last).filter(|next| next.range.end <= reach || last == at) {
            *counts.entry(next.pattern).or_default() += 1;
            last += 1;
        }
        let worth = (counts.len(), last - at);
        if best.is_none_or(|(different, all, _)| worth > (different, all)) {
            best = Some((worth.0, worth.1, mark.range.start));
        }
        if let Some(count) = counts.get_mut(&mark.pattern) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&mark.pattern);
            }
        }
    }
    best.map(|(_, _, start)| start)
}

/// The byte so many characters on.
fn after(text: &str, from: usize, chars: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.char_indices().nth(chars).map_or(text.len(), |(at, _)| from + at)
}

/// Where to start so that the word is understood: with its sentence, else a few words before it.
fn lead_in(text: &str, word: usize, chars: usize) -> usize {
    let before = text.get(..word).unwrap_or_default();
    let farthest = before.char_indices().rev().take(chars).last().map_or(word, |(at, _)| at);
    if farthest == 0 {
        return 0;
    }
    let reach = before.get(farthest..).unwrap_or_default();
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '…' | '\n' | '。' | '！' | '？' | '؟' | '।' | '۔');
    let sentence = reach.char_indices().rev().find(|(at, c)| {
        let next = reach.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        // `3.5` and `U.S.` end nothing; `。` needs no space.
        ends(*c) && (!c.is_ascii() || *c == '\n' || next.is_none_or(char::is_whitespace))
    });
    match sentence {
        Some((at, c)) => farthest + at + c.len_utf8(),
        None => farthest + reach.find(char::is_whitespace).unwrap_or(0),
    }
}

/// Where a passage ends that starts there: before a space, if one is near.
fn end(text: &str, start: usize, chars: usize) -> usize {
    let end = after(text, start, chars);
    let passage = text.get(start..end).unwrap_or_default();
    let is_whole = text.get(end..).is_none_or(|rest| rest.chars().next().is_none_or(char::is_whitespace));
    let space = passage.char_indices().rev().take(SLACK).find(|(_, c)| c.is_whitespace());
    let cut = if is_whole { passage } else { space.map_or(passage, |(at, _)| passage.get(..at).unwrap_or(passage)) };
    start + cut.trim_end().len()
}
