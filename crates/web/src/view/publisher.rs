//! The neutral facts about a publisher: the same rows for all, "unknown" where nobody has looked.

use model::Publisher;

use super::Reader;
use crate::words::Moment;

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) name: String,
    /// Nothing while unknown.
    pub(crate) value: Option<String>,
    /// Where it leads, for facts that are addresses.
    pub(crate) href: Option<String>,
    /// Whether the value is a country's code, which a script may spell out in the reader's language.
    pub(crate) is_country: bool,
}

/// A publisher, ready to print.
#[derive(Debug, Clone)]
pub(crate) struct PublisherView {
    pub(crate) name: String,
    pub(crate) facts: Vec<Fact>,
    /// When somebody last checked the facts.
    pub(crate) checked: Option<Moment>,
}

impl PublisherView {
    pub(crate) fn new(publisher: Publisher, reader: Reader<'_>) -> Self {
        let words = reader.words;
        let facts = publisher.ownership;
        let text = |name: String, value: Option<String>| Fact { name, value, href: None, is_country: false };
        let link = |name: String, url: Option<url::Url>| Fact {
            name,
            value: url.as_ref().map(|url| url.host_str().unwrap_or(url.as_str()).to_owned()),
            href: url.map(Into::into),
            is_country: false,
        };
        Self {
            facts: vec![
                Fact { is_country: true, ..text(words.facts_country(), facts.country) },
                text(words.facts_owner(), facts.owner),
                text(words.facts_funder(), facts.funder),
                text(words.facts_editor(), facts.appoints_editor),
                link(words.facts_home(), publisher.home),
                link(words.facts_source(), facts.evidence),
            ],
            // Facts are checked on a day; the minute would only look exact.
            checked: facts.checked.map(|at| Moment { absolute: words.date(at, reader.zone), ..reader.moment(at) }),
            name: publisher.name,
        }
    }
}
