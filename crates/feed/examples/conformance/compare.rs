//! Holds what a file expects against what was read.

use feed::{NotAFeed, ParsedFeed};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::tz::Offset;

use crate::fact::{Fact, Found, find};
use crate::html;
use crate::python::Expr;
use crate::report::Report;

type Feed<'f> = Result<&'f ParsedFeed, &'f NotAFeed>;

/// Judges an expression, part by part.
pub(crate) fn expression(name: &str, expr: &Expr, feed: Feed<'_>, report: &mut Report) {
    match expr {
        Expr::And(parts) => parts.iter().for_each(|part| expression(name, part, feed, report)),
        // One of several spellings is expected: the file is content with any of them.
        Expr::Or(parts) => {
            let mut best = Report::default();
            for part in parts {
                let mut one = Report::default();
                expression(name, part, feed, &mut one);
                if one.failures() == 0 || best.counted() == 0 {
                    best = one;
                }
            }
            report.absorb(best);
        }
        Expr::Compare(left, others) => comparison(name, left, others, feed, report),
        Expr::Not(inner) => absence(name, inner, feed, report),
        other => match find(other, feed.ok()) {
            Found::NotCovered(path) => report.not_covered(&path),
            Found::Fact(field, fact) => report.count(field, name, is_there(&fact), || "expected to be there".into()),
            Found::NotAPath => report.not_about_facts(),
        },
    }
}

fn comparison(name: &str, left: &Expr, others: &[(String, Expr)], feed: Feed<'_>, report: &mut Report) {
    let Some((operator, expected)) = others.last() else { return };
    if operator != "==" {
        return match find(left, feed.ok()) {
            Found::NotCovered(path) => report.not_covered(&path),
            _ => report.not_about_facts(),
        };
    }
    let firsts = std::iter::once(left).chain(others.iter().rev().skip(1).map(|(_, expr)| expr));
    for first in firsts {
        let (first, expected) = match (first, expected) {
            // `ord(x) == 8230`
            (Expr::Call(function, arguments), Expr::Number(code)) if **function == Expr::Name("ord".into()) => {
                let Some(argument) = arguments.first() else { continue };
                (argument, Expr::Text(character(*code)))
            }
            _ => (first, expected.clone()),
        };
        match find(first, feed.ok()) {
            Found::Fact(field, fact) => {
                let why = || match feed {
                    Ok(_) => format!("expected {}, got {fact:?}", brief(&expected)),
                    Err(error) => format!("not read: {error}"),
                };
                report.count(field, name, holds(&fact, &expected), why);
            }
            Found::NotCovered(path) => report.not_covered(&path),
            Found::NotAPath => report.not_about_facts(),
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a code point written in the suite")]
fn character(code: f64) -> String {
    char::from_u32(code as u32).map(String::from).unwrap_or_default()
}

/// `not entries[0].has_key('link')`
fn absence(name: &str, inner: &Expr, feed: Feed<'_>, report: &mut Report) {
    let Expr::Call(function, arguments) = inner else {
        return match find(inner, feed.ok()) {
            Found::NotCovered(path) => report.not_covered(&path),
            _ => report.not_about_facts(),
        };
    };
    let (Expr::Index(of, _), Some(key)) = (function.as_ref(), arguments.first()) else {
        return report.not_about_facts();
    };
    match find(&Expr::Index(of.clone(), Box::new(key.clone())), feed.ok()) {
        Found::Fact(field, fact) => {
            report.count(field, name, !is_there(&fact), || format!("expected none, got {fact:?}"));
        }
        Found::NotCovered(path) => report.not_covered(&path),
        Found::NotAPath => report.not_about_facts(),
    }
}

fn is_there(fact: &Fact) -> bool {
    match fact {
        Fact::Line(text) | Fact::Exact(text) | Fact::Person(text) => text.as_ref().is_some_and(|text| !text.is_empty()),
        Fact::Html(first, second) => first.is_some() || second.is_some(),
        Fact::Date(date) => date.is_some(),
        Fact::Number(number) => number.is_some(),
        Fact::File(file) => file.is_some(),
    }
}

fn holds(fact: &Fact, expected: &Expr) -> bool {
    match (fact, expected) {
        (Fact::Line(ours), Expr::Text(text)) => {
            let ours = ours.clone().unwrap_or_default();
            ours == html::on_one_line(text) || ours == html::words(text)
        }
        (Fact::Html(first, second), Expr::Text(text)) => {
            let same = |ours: &Option<String>| ours.as_ref().is_some_and(|ours| html::is_same(ours, text));
            same(first) || (first.is_none() && same(second)) || (text.is_empty() && first.is_none())
        }
        (Fact::Exact(ours), Expr::Text(text)) => {
            let ours = ours.as_deref().unwrap_or_default();
            ours == text || url::Url::parse(text).is_ok_and(|url| url.as_str() == ours)
        }
        (Fact::Person(ours), Expr::Text(text)) => {
            let ours = ours.as_deref().unwrap_or_default();
            let name = text.split_once(" (").map_or(text.as_str(), |(name, _)| name);
            ours == text || ours == name
        }
        (Fact::Date(ours), expected) => *ours == instant(expected) && ours.is_some(),
        (Fact::Number(ours), Expr::Text(text)) => text.parse().ok() == *ours,
        (Fact::File(ours), Expr::Dict(pairs)) => ours.as_ref().is_some_and(|ours| is_file(ours, pairs)),
        (fact, Expr::Name(none)) if none == "None" => !is_there(fact),
        _ => false,
    }
}

fn is_file((address, bytes, media_type): &(String, Option<u64>, String), pairs: &[(Expr, Expr)]) -> bool {
    pairs.iter().all(|pair| match pair {
        (Expr::Text(key), Expr::Text(value)) => match key.as_str() {
            "href" | "url" => holds(&Fact::Exact(Some(address.clone())), &Expr::Text(value.clone())),
            "length" => value.parse().ok() == *bytes,
            "type" => value == media_type,
            _ => true,
        },
        _ => false,
    })
}

/// A tuple of `time.struct_time`, or the text of a date in one of the two standards.
fn instant(expected: &Expr) -> Option<Timestamp> {
    match expected {
        Expr::Tuple(parts) => {
            #[expect(clippy::cast_possible_truncation, reason = "parts of a date")]
            let part = |at: usize| match parts.get(at) {
                Some(Expr::Number(number)) => Some(*number as i16),
                _ => None,
            };
            let small = |at: usize| part(at).and_then(|part| i8::try_from(part).ok());
            let civil = DateTime::new(part(0)?, small(1)?, small(2)?, small(3)?, small(4)?, small(5)?, 0).ok()?;
            Offset::UTC.to_timestamp(civil).ok()
        }
        Expr::Text(text) => {
            let strict = text.parse().ok().or_else(|| rfc2822::parse(text).ok().map(|date| date.timestamp()));
            strict.or_else(|| rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text).ok())
        }
        _ => None,
    }
}

fn brief(expected: &Expr) -> String {
    match expected {
        Expr::Text(text) => format!("{text:?}"),
        other => format!("{other:?}"),
    }
}
