//! The part of CSS selectors that rules need: `tag`, `#id`, `.class`, `[attribute]`, `[attribute=value]`, any of them
//! together, and a space between an element and what stands anywhere within it.

use crate::dom::{Dom, NodeId};

/// What an element must be, and within what.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Selector {
    /// The element itself comes last.
    parts: Vec<Vec<Condition>>,
}

#[derive(Debug, PartialEq, Eq)]
enum Condition {
    Name(String),
    Class(String),
    Attribute(String, Option<String>),
}

impl Selector {
    /// Reads a selector; nothing when it is none of those above.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let parts: Option<Vec<_>> = text.split_ascii_whitespace().map(conditions).collect();
        parts.filter(|parts| !parts.is_empty()).map(|parts| Self { parts })
    }

    /// Whether it means the element. Looking outwards, the nearest holder that fits each part is as good as any other.
    pub(crate) fn is_met(&self, dom: &Dom, id: NodeId) -> bool {
        let mut parts = self.parts.iter().rev();
        let fits = |part: &[Condition], id: NodeId| part.iter().all(|condition| condition.is_met(dom, id));
        if !parts.next().is_some_and(|own| fits(own, id)) {
            return false;
        }
        let mut around = dom.ancestors(id);
        parts.all(|part| around.any(|id| fits(part, id)))
    }
}

impl Condition {
    fn is_met(&self, dom: &Dom, id: NodeId) -> bool {
        match self {
            Self::Name(name) => dom.name(id) == name,
            Self::Class(class) => dom
                .attribute(id, "class")
                .is_some_and(|known| known.split_ascii_whitespace().any(|known| known == class)),
            Self::Attribute(name, value) => {
                dom.attribute(id, name).is_some_and(|known| value.as_ref().is_none_or(|value| known == value))
            }
        }
    }
}

fn conditions(part: &str) -> Option<Vec<Condition>> {
    let mut conditions = Vec::new();
    let mut rest = part;
    while !rest.is_empty() {
        let (condition, left) = if rest.starts_with('[') { attribute(rest)? } else { name(rest)? };
        conditions.push(condition);
        rest = left;
    }
    Some(conditions)
}

/// `[attribute]` or `[attribute=value]`, and what follows it.
fn attribute(text: &str) -> Option<(Condition, &str)> {
    let (inside, left) = text.strip_prefix('[')?.split_once(']')?;
    let (name, value) = inside.split_once('=').map_or((inside, None), |(name, value)| (name, Some(value)));
    let value = value.map(|value| value.trim_matches(['"', '\'']).to_owned());
    Some((Condition::Attribute(word(name)?, value), left))
}

/// `tag`, `#id` or `.class`, and what follows it.
fn name(text: &str) -> Option<(Condition, &str)> {
    let start = usize::from(text.starts_with(['.', '#']));
    let end = text.get(start..)?.find(['.', '#', '[']).map_or(text.len(), |end| start + end);
    let (own, left) = text.split_at_checked(end)?;
    let name = word(own.get(start..)?)?;
    let condition = match own.as_bytes().first() {
        Some(b'.') => Condition::Class(name),
        Some(b'#') => Condition::Attribute("id".to_owned(), Some(name)),
        _ => Condition::Name(name),
    };
    Some((condition, left))
}

fn word(text: &str) -> Option<String> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    (!text.is_empty() && text.chars().all(is_plain)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(selector: &str, expect: &[&str]) {
        let dom = Dom::parse(
            "<div id=a class='x y'><p id=b class=x data-kind=lead>1</p></div><section id=c><div><p id=d>2</p></div></section>",
        );
        let selector = Selector::parse(selector).expect("a selector");
        let met = (0..dom.len()).filter(|&id| selector.is_met(&dom, id)).filter_map(|id| dom.attribute(id, "id"));
        assert_eq!(met.collect::<Vec<_>>(), expect);
    }

    #[test]
    fn elements_are_met_by_what_they_are_and_stand_in() {
        check("p", &["b", "d"]);
        check(".x", &["a", "b"]);
        check("p.x", &["b"]);
        check("#c p", &["d"]);
        check("[data-kind=lead]", &["b"]);
        check("div.y [data-kind]", &["b"]);
        check("section .x", &[]);
    }

    #[test]
    fn what_is_no_selector_of_ours_is_refused() {
        for text in ["", "p > a", "a:hover", "[x", ".", "p..x"] {
            assert_eq!(Selector::parse(text), None, "{text}");
        }
    }
}
