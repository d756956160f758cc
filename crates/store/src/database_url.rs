//! Where a database is: a file for SQLite, a server for PostgreSQL.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use url::Url;

use crate::{Error, Result};

/// The database engines the store runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// A file on this machine.
    Sqlite,
    /// A server.
    Postgres,
}

/// The address of a database: `sqlite:PATH`, or `postgres://USER:PASSWORD@HOST/NAME` with libpq's parameters.
///
/// Its `Display` and `Debug` forms hide the password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    engine: Engine,
    url: Url,
}

impl DatabaseUrl {
    /// The SQLite database in that file; it is created when it does not exist.
    pub fn file(path: &Path) -> Result<Self> {
        let Some(text) = path.to_str() else {
            return Err(Error::Address(format!("{} is not written in UTF-8", path.display())));
        };
        let mut address = "sqlite://".to_owned();
        for byte in text.bytes() {
            // The driver reads `%` escapes, and takes `?` and `#` for the end of the path.
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => address.push(byte.into()),
                _ => address.extend(['%', hex_digit(byte >> 4), hex_digit(byte & 15)]),
            }
        }
        address.push_str("?mode=rwc");
        Ok(Self { engine: Engine::Sqlite, url: parsed(&address)? })
    }

    /// Which engine it names.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) fn url(&self) -> &Url {
        &self.url
    }
}

fn hex_digit(value: u8) -> char {
    char::from_digit(value.into(), 16).unwrap_or('0').to_ascii_uppercase()
}

fn parsed(address: &str) -> Result<Url> {
    // The text itself stays out of the message: it may hold a password.
    address.parse().map_err(|error| Error::Address(format!("{error}")))
}

impl FromStr for DatabaseUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path == ":memory:" {
                return Err(Error::Address("`sqlite:` needs the path of a file".to_owned()));
            }
            return Self::file(Path::new(path));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self { engine: Engine::Postgres, url: parsed(text)? });
        }
        Err(Error::Address("it starts with neither `sqlite:` nor `postgres://`".to_owned()))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.url.clone();
        if shown.password().is_some() {
            // Fails only for addresses without a host, which have no password either.
            let _ = shown.set_password(Some("***"));
        }
        if self.engine == Engine::Sqlite {
            shown.set_query(None);
        }
        shown.fmt(f)
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let shown = text.parse::<DatabaseUrl>().map(|url| url.to_string());
        assert_eq!(shown.unwrap_or_else(|error| error.to_string()), expect, "{text:?}");
    }

    #[test]
    fn addresses_of_both_engines_are_read_and_passwords_hidden() {
        check("sqlite:news.db", "sqlite://news.db");
        check("sqlite:///var/lib/a b?.db", "sqlite:///var/lib/a%20b%3F.db");
        check("postgres://reader:secret@db.example/news", "postgres://reader:***@db.example/news");
        check("postgresql://localhost/news?host=/run/pg", "postgresql://localhost/news?host=/run/pg");
        check("sqlite::memory:", "not a database address: `sqlite:` needs the path of a file");
        check("news.db", "not a database address: it starts with neither `sqlite:` nor `postgres://`");
        check("postgres://a:secret@:99999/", "not a database address: empty host");
    }
}
