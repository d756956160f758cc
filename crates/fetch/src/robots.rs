//! robots.txt by RFC 9309, reduced to the rules that concern us.
//!
//! Matching is linear in the path for every rule, whatever the wildcards, so that a hostile file cannot burn time.

use std::fmt::Write;
use std::time::Duration;

use url::Url;

/// What one robots.txt says to one crawler.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RobotsTxt {
    rules: Vec<Rule>,
    crawl_delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    pattern: String,
    allow: bool,
}

/// The part of the file that is being read: its group may be for us, for everybody, or for neither.
#[derive(Default)]
struct Group {
    ours: bool,
    everybody: bool,
    has_rules: bool,
}

impl RobotsTxt {
    /// Reads a file for the crawler that goes by `agent`. Groups that name it are merged and put the groups for
    /// everybody (`*`) out of force. What is not understood is passed over: people serve HTML here.
    pub fn parse(file: &[u8], agent: &str) -> Self {
        let file = String::from_utf8_lossy(file);
        let (mut ours, mut everybody) = (None::<Self>, Self::default());
        let mut group = Group::default();
        for (key, value) in file.trim_start_matches('\u{feff}').split(['\n', '\r']).filter_map(key_and_value) {
            if key.eq_ignore_ascii_case("user-agent") {
                group.name(value, agent);
                if group.ours {
                    ours.get_or_insert_default();
                }
                continue;
            }
            if group.everybody {
                everybody.add(key, value);
            }
            if let Some(ours) = ours.as_mut().filter(|_| group.ours) {
                ours.add(key, value);
            }
            group.has_rules |= is_rule(key);
        }
        ours.unwrap_or(everybody)
    }

    fn add(&mut self, key: &str, value: &str) {
        if is_rule(key) && !value.is_empty() {
            self.rules.push(Rule { pattern: normalized(value), allow: key.eq_ignore_ascii_case("allow") });
        } else if key.eq_ignore_ascii_case("crawl-delay") {
            let seconds = value.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            self.crawl_delay = self.crawl_delay.max(seconds);
        }
    }

    /// Whether the page may be asked for: the longest matching rule decides, and allows when two are as long.
    pub fn allows(&self, url: &Url) -> bool {
        let path = normalized(&url[url::Position::BeforePath..url::Position::AfterQuery]);
        if path == "/robots.txt" {
            return true;
        }
        let matching = self.rules.iter().filter(|rule| rule.matches(&path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }

    /// How long to wait between two requests, as asked.
    pub fn crawl_delay(&self) -> Option<Duration> {
        self.crawl_delay
    }
}

impl Group {
    /// A name after rules opens another group; names in a row share one.
    fn name(&mut self, value: &str, agent: &str) {
        if self.has_rules {
            *self = Self::default();
        }
        let token = value.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).next();
        self.ours |= token.is_some_and(|token| token.eq_ignore_ascii_case(agent));
        self.everybody |= value.starts_with('*');
    }
}

impl Rule {
    /// `*` stands for any run of characters and a last `$` for the end of the path.
    fn matches(&self, path: &str) -> bool {
        let (pattern, to_the_end) = match self.pattern.strip_suffix('$') {
            Some(pattern) => (pattern, true),
            None => (self.pattern.as_str(), false),
        };
        let mut parts = pattern.split('*');
        let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
        if !pattern.contains('*') {
            return !to_the_end || rest.is_empty();
        }
        let last = if to_the_end { parts.next_back().unwrap_or_default() } else { "" };
        for part in parts {
            let Some((_, after)) = rest.split_once(part) else { return false };
            rest = after;
        }
        rest.ends_with(last)
    }
}

fn is_rule(key: &str) -> bool {
    key.eq_ignore_ascii_case("allow") || key.eq_ignore_ascii_case("disallow")
}

fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let line = line.split_once('#').map_or(line, |(before, _)| before);
    let (key, value) = line.split_once(':')?;
    Some((key.trim(), value.trim()))
}

/// One spelling for each path: unreserved characters plain, others escaped in upper case where they were escaped or are
/// not ASCII, and a percent sign that escapes nothing taken for itself.
fn normalized(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        match (byte, after) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                rest = after;
                let byte = hex_value(*high) * 16 + hex_value(*low);
                push(&mut out, byte, is_unreserved(byte));
            }
            _ => push(&mut out, *byte, byte.is_ascii() && *byte != b'%'),
        }
    }
    out
}

fn push(out: &mut String, byte: u8, plain: bool) {
    if plain {
        out.push(char::from(byte));
    } else {
        let _ = write!(out, "%{byte:02X}"); // never fails on a String
    }
}

fn hex_value(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or_default()
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

#[cfg(test)]
mod tests;
