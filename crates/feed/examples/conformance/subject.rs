//! A file of the suite: what it states about itself, and what this crate makes of it.

use feed::{Input, NotAFeed, ParsedFeed};
use url::Url;

/// What the comment in a file states.
#[derive(Default)]
pub(crate) struct Stated {
    /// The expression after `Expect:`.
    pub(crate) expect: Option<String>,
    /// The HTTP headers that the file is to be served with.
    pub(crate) headers: Vec<(String, String)>,
}

impl Stated {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Finds the statements, whatever the encoding of the file: they are ASCII in all of them.
pub(crate) fn stated(bytes: &[u8]) -> Stated {
    let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let text = match String::from_utf8(narrow) {
        Ok(text) => text,
        Err(error) => error.as_bytes().iter().map(|byte| char::from(*byte)).collect(),
    };
    let mut stated = Stated::default();
    for line in text.lines().take(60) {
        let line = line.trim();
        if let Some((_, expression)) = line.split_once("Expect:") {
            // In JSON the comment is a value on one line.
            let expression = expression.split("-->").next().unwrap_or_default().trim();
            stated.expect = stated.expect.or_else(|| Some(expression.to_owned()));
        } else if let Some((name, value)) = line.strip_prefix("Header:").and_then(|header| header.split_once(':')) {
            stated.headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    stated
}

/// Parses a file as if the suite's own server had sent it.
pub(crate) fn parse(bytes: &[u8], name: &str, stated: &Stated) -> Result<ParsedFeed, NotAFeed> {
    let served = Url::parse("http://127.0.0.1:8097/tests/").and_then(|root| root.join(name));
    let served = served.map_err(|_| NotAFeed::Unknown)?;
    // An address that is none of the web's is not believed.
    let located = stated.header("Content-Location").and_then(|location| served.join(location).ok());
    let base = located.filter(Url::has_host).unwrap_or(served);
    let now = "2026-01-01T00:00:00Z".parse().unwrap_or_default();
    feed::parse(Input { bytes, content_type: stated.header("Content-Type"), base: &base, now })
}
