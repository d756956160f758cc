//! Reads a date from left to right: numbers, words and the marks between them.
//!
//! Rather than one pattern a format, every piece is taken for what its shape and place say: four digits are a year,
//! digits around colons a time, a sign after a time an offset, a known word a month or zone. What is left over
//! (weekdays, whatever their spelling) is passed over.

use super::parts::{Clock, Parts};
use super::words;

/// Marks that East Asian dates put after their numbers, and what they amount to.
const MARKS: [(&str, &str); 18] = [
    ("년", "-"),
    ("年", "-"),
    ("월", "-"),
    ("月", "-"),
    ("일", " "),
    ("日", " "),
    ("시", ":"),
    ("時", ":"),
    ("时", ":"),
    ("분", ":"),
    ("分", ":"),
    ("초", " "),
    ("秒", " "),
    ("오전", " am "),
    ("上午", " am "),
    ("오후", " pm "),
    ("下午", " pm "),
    ("午後", " pm "),
];

/// Finds the parts of a date.
pub(super) fn scan(text: &str) -> Option<Parts> {
    let mut text = text.to_lowercase();
    if !text.is_ascii() {
        for (mark, meaning) in MARKS {
            text = text.replace(mark, meaning);
        }
    }
    let mut scanner = Scanner { rest: &text, parts: Parts::default(), numbers: Vec::new(), separator: ' ' };
    while let Some(first) = scanner.rest.chars().next() {
        match first {
            '0'..='9' => scanner.number()?,
            '+' | '-' | '−' => scanner.sign(first),
            c if c.is_alphabetic() => scanner.word(),
            other => scanner.skip(other.len_utf8()),
        }
    }
    scanner.finish()
}

struct Scanner<'t> {
    rest: &'t str,
    parts: Parts,
    /// One or two digits that may be day, month or year.
    numbers: Vec<i64>,
    /// What stood between them.
    separator: char,
}

impl<'t> Scanner<'t> {
    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// The digits after a mark, when that is what comes next.
    fn digits_after(&mut self, marks: &[char]) -> Option<&'t str> {
        let after = self.rest.strip_prefix(marks)?;
        let after = after.trim_start_matches(' ');
        if !after.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        self.rest = after;
        Some(self.take_while(|c| c.is_ascii_digit()))
    }

    fn number(&mut self) -> Option<()> {
        let digits = self.take_while(|c| c.is_ascii_digit());
        let value: i64 = digits.parse().ok()?;
        let is_time = self.rest.starts_with(':') && self.parts.time.is_none();
        match digits.len() {
            1 | 2 if is_time => self.clock(value),
            4 if self.parts.year.is_none() => self.year(value),
            8 | 14 if self.parts.year.is_none() => self.compact_date(digits)?,
            7 if self.parts.year.is_none() => {
                (self.parts.year, self.parts.ordinal) = (Some(value / 1000), Some(value % 1000));
            }
            4 | 6 if self.parts.year.is_some() && self.parts.time.is_none() => self.compact_time(digits),
            1 | 2 => {
                self.numbers.push(value);
                self.separator = self.rest.chars().next().unwrap_or(' ');
                self.skip_ordinal_ending();
            }
            _ => {}
        }
        Some(())
    }

    /// `1st`, `2nd`, `3rd`, `4th`: not the start of a word.
    fn skip_ordinal_ending(&mut self) {
        for ending in ["st", "nd", "rd", "th"] {
            if self.rest.starts_with(ending) {
                self.skip(ending.len());
                return;
            }
        }
    }

    /// A year, and month and day when they follow with the marks of ISO 8601 or its kin.
    fn year(&mut self, year: i64) {
        self.parts.year = Some(year);
        if !self.numbers.is_empty() || self.parts.month.is_some() {
            return;
        }
        let marks = ['-', '/', '.'];
        match self.digits_after(&marks) {
            Some(digits) if digits.len() == 3 => self.parts.ordinal = digits.parse().ok(),
            Some(digits) if digits.len() == 4 => {
                self.parts.month = digits.get(..2).and_then(|month| month.parse().ok());
                self.parts.day = digits.get(2..).and_then(|day| day.parse().ok());
            }
            Some(digits) => {
                self.parts.month = digits.parse().ok();
                self.parts.day = self.digits_after(&marks).and_then(|day| day.parse().ok());
            }
            None => {}
        }
    }

    /// `20040229` or `20040229184500`.
    fn compact_date(&mut self, digits: &str) -> Option<()> {
        let part = |from: usize, to: usize| digits.get(from..to)?.parse().ok();
        (self.parts.year, self.parts.month, self.parts.day) = (part(0, 4), part(4, 6), part(6, 8));
        if digits.len() == 14 {
            let clock = Clock { hour: part(8, 10)?, minute: part(10, 12)?, second: part(12, 14)?, nanosecond: 0 };
            self.parts.time = Some(clock);
        }
        Some(())
    }

    /// `1845` or `184500` after a date.
    fn compact_time(&mut self, digits: &str) {
        let part = |from: usize| digits.get(from..from + 2).and_then(|part| part.parse().ok()).unwrap_or(0);
        self.parts.time = Some(Clock { hour: part(0), minute: part(2), second: part(4), nanosecond: 0 });
    }

    fn clock(&mut self, hour: i64) {
        let next = |scanner: &mut Self| scanner.digits_after(&[':']).and_then(|digits| digits.parse().ok());
        let minute = next(self).unwrap_or(0);
        let second = next(self).unwrap_or(0);
        let fraction = self.digits_after(&['.', ',']).unwrap_or_default();
        let nanosecond = fraction.chars().chain("000000000".chars()).take(9).collect::<String>().parse().unwrap_or(0);
        self.parts.time = Some(Clock { hour, minute, second, nanosecond });
        self.rest = self.rest.trim_start_matches(':');
    }

    /// A sign is an offset after a time, otherwise a mark between numbers.
    fn sign(&mut self, sign: char) {
        self.skip(sign.len_utf8());
        let follows = self.rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
        if self.parts.time.is_none() || !follows {
            return;
        }
        self.rest = self.rest.trim_start();
        let digits = self.take_while(|c| c.is_ascii_digit());
        let number: i64 = digits.get(..digits.len().min(4)).and_then(|digits| digits.parse().ok()).unwrap_or(0);
        let (hours, minutes) = match digits.len() {
            1 | 2 => (number, self.digits_after(&[':', '.']).and_then(|minutes| minutes.parse().ok()).unwrap_or(0)),
            _ => (number / 100, number % 100),
        };
        let east = (hours * 60 + minutes.min(59)) * 60;
        // `GMT+2` has both; the number says by how much.
        self.parts.offset = Some(if sign == '+' { east } else { -east });
    }

    fn word(&mut self) {
        let word = self.take_while(|c| c.is_alphabetic() || c == '.');
        let bare = word.replace('.', "");
        if let "am" | "pm" = bare.as_str() {
            self.parts.pm = Some(bare == "pm");
        } else if let Some(month) = words::month(word).filter(|_| bare.chars().count() > 2) {
            // A weekday may look like a month (`mar.` is a Tuesday in French): the later word counts.
            self.parts.month = Some(month);
        } else if self.parts.time.is_some() && self.parts.offset.is_none() {
            self.parts.offset = words::zone(&bare);
        }
    }

    fn finish(mut self) -> Option<Parts> {
        let mut numbers = std::mem::take(&mut self.numbers).into_iter();
        let missing = [self.parts.year.is_none(), self.parts.month.is_none(), self.parts.day.is_none()];
        match missing {
            // `7 Sep 02`, `Sep 7, 2002`
            [_, false, true] => self.parts.day = numbers.next(),
            // `7/8/2004` is July in the country that writes slashes, `7.8.2004` August elsewhere.
            [_, true, true] if numbers.len() >= 2 => {
                let (first, second) = (numbers.next()?, numbers.next()?);
                let month_first = self.separator == '/' && first <= 12 || second > 12;
                (self.parts.month, self.parts.day) =
                    if month_first { (Some(first), Some(second)) } else { (Some(second), Some(first)) };
            }
            _ => {}
        }
        if self.parts.year.is_none() {
            self.parts.year = numbers.next().map(|short| if short >= 70 { 1900 + short } else { 2000 + short });
        }
        self.parts.year.is_some().then_some(self.parts)
    }
}
