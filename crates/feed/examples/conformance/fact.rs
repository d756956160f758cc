//! Which names of the suite mean which of our facts.

use feed::{ParsedEntry, ParsedFeed};
use jiff::Timestamp;

use crate::python::Expr;

/// A fact of a feed or entry, as this crate knows it.
#[derive(Debug, Clone)]
pub(crate) enum Fact {
    /// Plain text.
    Line(Option<String>),
    /// HTML; the second is where the fact may stand instead.
    Html(Option<String>, Option<String>),
    /// An address or identifier.
    Exact(Option<String>),
    /// A name or address of a person.
    Person(Option<String>),
    /// An instant.
    Date(Option<Timestamp>),
    /// A number.
    Number(Option<u64>),
    /// A file: address, length, media type.
    File(Option<(String, Option<u64>, String)>),
}

/// What a path of the suite leads to.
pub(crate) enum Found {
    /// A fact that counts, with the field it counts for.
    Fact(&'static str, Fact),
    /// Something this project does not keep, by its name in the suite.
    NotCovered(String),
    /// Nothing to be compared with a feed at all.
    NotAPath,
}

/// The steps of a path such as `entries[0]['content'][0]['value']`.
fn steps(expr: &Expr) -> Option<Vec<String>> {
    match expr {
        Expr::Name(name) => Some(vec![name.clone()]),
        Expr::Index(of, step) => {
            let mut path = steps(of)?;
            path.push(match step.as_ref() {
                Expr::Text(text) => text.clone(),
                Expr::Number(number) => number.to_string(),
                _ => return None,
            });
            Some(path)
        }
        _ => None,
    }
}

/// Follows a path.
pub(crate) fn find(expr: &Expr, feed: Option<&ParsedFeed>) -> Found {
    let Some(path) = steps(expr) else { return Found::NotAPath };
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let found = match path.as_slice() {
        ["feed", rest @ ..] => of_feed(rest, feed),
        ["entries", number, rest @ ..] => {
            let entry = number.parse().ok().and_then(|at: usize| feed?.entries.get(at));
            of_entry(rest, entry)
        }
        _ => return Found::NotAPath,
    };
    match found {
        Some((field, fact)) => Found::Fact(field, fact),
        None => Found::NotCovered(
            path.iter().map(|step| if is_number(step) { "N" } else { step }).collect::<Vec<_>>().join("."),
        ),
    }
}

fn is_number(step: &str) -> bool {
    step.bytes().all(|b| b.is_ascii_digit())
}

fn of_feed(path: &[&str], feed: Option<&ParsedFeed>) -> Option<(&'static str, Fact)> {
    Some(match path {
        ["title"] | ["title_detail", "value"] => ("title", Fact::Line(feed.map(|feed| feed.title.clone()))),
        ["description" | "subtitle" | "tagline" | "info"]
        | ["description_detail" | "subtitle_detail" | "tagline_detail" | "info_detail", "value"] => {
            ("feed description", Fact::Html(feed.map(|feed| feed.description.clone()), None))
        }
        ["link"] => ("link", Fact::Exact(feed.and_then(|f| f.home.as_ref()).map(ToString::to_string))),
        ["links", "0", "href"] => {
            let first = feed.and_then(|feed| feed.home.as_ref().or(feed.self_url.as_ref()));
            ("link", Fact::Exact(first.map(ToString::to_string)))
        }
        ["id" | "guid"] => ("id", Fact::Exact(feed.and_then(|feed| feed.id.clone()))),
        ["updated" | "updated_parsed" | "modified" | "modified_parsed"] => {
            ("dates", Fact::Date(feed.and_then(|f| f.updated)))
        }
        ["published" | "published_parsed" | "created" | "created_parsed"] => {
            ("dates", Fact::Date(feed.and_then(|f| f.published)))
        }
        _ => ("author", author(path, feed.map(|feed| feed.authors.as_slice()).unwrap_or_default())?),
    })
}

fn of_entry(path: &[&str], entry: Option<&ParsedEntry>) -> Option<(&'static str, Fact)> {
    let html = |pick: fn(&ParsedEntry) -> &Option<String>| entry.and_then(|entry| pick(entry).clone());
    let (summary, content) = (html(|entry| &entry.summary), html(|entry| &entry.content));
    let first_link = || {
        let file = entry.and_then(|entry| entry.enclosures.first()).map(|file| file.url.to_string());
        let licence = entry.and_then(|entry| entry.wishes.licence.clone());
        entry.and_then(|entry| entry.url.as_ref()).map(ToString::to_string).or(file).or(licence)
    };
    Some(match path {
        ["title"] | ["title_detail", "value"] => ("title", Fact::Line(entry.map(|entry| entry.title.clone()))),
        ["link"] => ("link", Fact::Exact(entry.and_then(|e| e.url.as_ref()).map(ToString::to_string))),
        ["links", "0", "href"] => ("link", Fact::Exact(first_link())),
        ["id" | "guid"] => ("id", Fact::Exact(entry.map(|entry| entry.guid.clone()))),
        ["summary" | "description" | "subtitle"] | ["summary_detail" | "description_detail", "value"] => {
            ("summary", Fact::Html(summary, content))
        }
        ["content", "0", "value"] => ("content", Fact::Html(content, None)),
        ["updated" | "updated_parsed" | "modified" | "modified_parsed"] => {
            ("dates", Fact::Date(entry.and_then(|e| e.updated)))
        }
        ["published" | "published_parsed" | "created" | "created_parsed" | "issued" | "issued_parsed"] => {
            ("dates", Fact::Date(entry.and_then(|e| e.published)))
        }
        ["enclosures", number, rest @ ..] => ("enclosures", file(rest, number.parse().ok()?, entry)?),
        _ => ("author", author(path, entry.map(|entry| entry.authors.as_slice()).unwrap_or_default())?),
    })
}

fn author(path: &[&str], names: &[String]) -> Option<Fact> {
    let at = match path {
        ["author"] | ["author_detail", "name"] => 0,
        ["authors", number, "name"] => number.parse().ok()?,
        _ => return None,
    };
    Some(Fact::Person(names.get::<usize>(at).cloned()))
}

fn file(path: &[&str], at: usize, entry: Option<&ParsedEntry>) -> Option<Fact> {
    let file = entry.and_then(|entry| entry.enclosures.get(at));
    Some(match path {
        ["href" | "url"] => Fact::Exact(file.map(|file| file.url.to_string())),
        ["type"] => Fact::Exact(file.map(|file| file.media_type.clone())),
        ["length"] => Fact::Number(file.and_then(|file| file.bytes)),
        [] => Fact::File(file.map(|file| (file.url.to_string(), file.bytes, file.media_type.clone()))),
        _ => return None,
    })
}
