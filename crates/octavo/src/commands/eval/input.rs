//! The documents to judge: one JSON object a line, read leniently, because sets differ in what they say.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use model::Language;
use serde::Deserialize;
use serde_json::Value;

/// A line as it stands in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Line {
    id: Option<Value>,
    lang: String,
    date: String,
    title: String,
    text: String,
}

/// A document to judge.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Document {
    /// Its id, or its line number from 0.
    pub(super) id: String,
    /// The language the set says it is in.
    pub(super) language: Option<Language>,
    /// When it came out; nothing where the set does not say.
    pub(super) time: Option<Timestamp>,
    /// Its headline, or nothing.
    pub(super) title: String,
    /// Its text, or nothing.
    pub(super) text: String,
}

/// All documents of a file; a line that is no JSON object ends the reading with its number.
pub(super) fn read(path: &Path) -> Result<Vec<Document>> {
    let file = File::open(path).with_context(|| format!("could not read {}", path.display()))?;
    let lines = BufReader::new(file).lines().enumerate();
    let mut documents = Vec::new();
    for (number, line) in lines {
        let line = line.with_context(|| format!("could not read {}", path.display()))?;
        if line.trim().is_empty() {
            continue;
        }
        let line = serde_json::from_str(&line)
            .with_context(|| format!("{}: line {} is not a document in JSON", path.display(), number + 1))?;
        documents.push(document(number, line));
    }
    Ok(documents)
}

fn document(number: usize, line: Line) -> Document {
    let id = match line.id {
        Some(Value::String(id)) => id,
        Some(other) => other.to_string(),
        None => number.to_string(),
    };
    Document { id, language: line.lang.parse().ok(), time: time(&line.date), title: line.title, text: line.text }
}

/// A day, a minute or an instant; what has no zone is taken as UTC.
fn time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let day = || text.parse::<Date>().map(DateTime::from);
    let civil = || text.parse::<DateTime>().or_else(|_| day()).ok()?.to_zoned(TimeZone::UTC).ok();
    text.parse().ok().or_else(|| civil().map(|zoned| zoned.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_sets_write_them() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(time(text).map(|time| time.to_string()), expect.map(str::to_owned), "{text:?}");
        };
        check("2021-07-01 08:01:00", Some("2021-07-01T08:01:00Z"));
        check("2012-09-05", Some("2012-09-05T00:00:00Z"));
        check("2021-07-01T08:01:00+02:00", Some("2021-07-01T06:01:00Z"));
        check("", None);
        check("yesterday", None);
    }

    #[test]
    fn a_line_without_an_id_goes_by_its_number() {
        let named = document(4, serde_json::from_str(r#"{"id": 7, "lang": "eng", "text": "Tide"}"#).unwrap());
        assert_eq!((named.id.as_str(), named.text.as_str()), ("7", "Tide"));
        assert_eq!(named.language, "en".parse().ok());
        assert_eq!(document(4, Line::default()).id, "4");
    }
}
