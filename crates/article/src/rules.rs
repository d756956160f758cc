//! Rules for publishers whose pages the general way reads badly: data, one block a publisher, in `rules/publishers.txt`.
//!
//! ```text
//! # A line that starts with # is for people. A block is a host and what holds for it and all below it.
//! host courier.example
//! keep .story-text, #live-updates
//! drop .story-text .factbox
//! next a.page-next
//! ```
//!
//! `keep` names the elements that are the body; where none of them is on a page, the page is read in the general way.
//! `drop` names elements that are never part of it. `next` names the link to the rest of the piece. Each may stand
//! several times; what a selector may be is told in [`selector`].

pub(crate) mod selector;

use std::sync::LazyLock;

use selector::Selector;

/// What holds for one publisher.
#[derive(Debug, Default)]
pub(crate) struct Rule {
    host: String,
    /// The body's elements.
    pub(crate) keep: Vec<Selector>,
    /// What is no part of it.
    pub(crate) drop: Vec<Selector>,
    /// Links to the rest.
    pub(crate) next: Vec<Selector>,
}

/// All rules of a file.
#[derive(Debug, Default)]
pub(crate) struct Rules(Vec<Rule>);

/// The rules that ship with the program.
static SHIPPED: LazyLock<Rules> =
    LazyLock::new(|| Rules::parse(include_str!("rules/publishers.txt")).expect("a test reads this file"));

/// The rule for a host, if there is one.
pub(crate) fn rule_for(host: &str) -> Option<&'static Rule> {
    SHIPPED.for_host(host)
}

impl Rules {
    /// Reads a file of rules.
    ///
    /// # Errors
    /// The line that is no rule.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut rules: Vec<Rule> = Vec::new();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            let (key, value) = line.split_once(' ').ok_or(line)?;
            if key == "host" {
                rules.push(Rule { host: value.trim().to_owned(), ..Rule::default() });
                continue;
            }
            let rule = rules.last_mut().ok_or(line)?;
            let selectors = match key {
                "keep" => &mut rule.keep,
                "drop" => &mut rule.drop,
                "next" => &mut rule.next,
                _ => return Err(line.to_owned()),
            };
            for selector in value.split(',') {
                selectors.push(Selector::parse(selector).ok_or(line)?);
            }
        }
        Ok(Self(rules))
    }

    /// The rule for a host or a domain above it.
    pub(crate) fn for_host(&self, host: &str) -> Option<&Rule> {
        let holds = |rule: &&Rule| {
            host.strip_suffix(rule.host.as_str()).is_some_and(|below| below.is_empty() || below.ends_with('.'))
        };
        self.0.iter().filter(holds).max_by_key(|rule| rule.host.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_rules_can_be_read() {
        assert!(Rules::parse(include_str!("rules/publishers.txt")).is_ok());
        assert!(rule_for("nobody.example").is_none());
    }

    #[test]
    fn a_rule_holds_for_its_host_and_those_below() {
        let text = "# people\nhost courier.example\nkeep .a, #b\ndrop p.c\n\nhost live.courier.example\nnext a.n\n";
        let rules = Rules::parse(text).expect("these are rules");
        let check = |host: &str, expect: Option<(usize, usize)>| {
            let rule = rules.for_host(host).map(|rule| (rule.keep.len(), rule.next.len()));
            assert_eq!(rule, expect, "{host}");
        };
        check("courier.example", Some((2, 0)));
        check("www.courier.example", Some((2, 0)));
        check("live.courier.example", Some((0, 1)));
        check("notcourier.example", None);
    }

    #[test]
    fn a_line_that_is_no_rule_is_named() {
        for (text, line) in [("keep .a", "keep .a"), ("host a.example\nkeeps .a", "keeps .a"), ("host", "host")] {
            assert_eq!(Rules::parse(text).expect_err("no rules"), line);
        }
        assert!(Rules::parse("host a.example\nkeep p:first").is_err());
    }
}
