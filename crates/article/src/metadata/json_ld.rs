//! Structured data (schema.org in JSON-LD) that describes the piece on a page.

use serde_json::{Map, Value};

use crate::scan::decode;

/// What one node says of a piece. Texts are decoded and trimmed; what is missing is empty.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Described {
    pub(crate) types: Vec<String>,
    pub(crate) headline: String,
    pub(crate) body: String,
    /// People; organisations stand in `organisations`.
    pub(crate) people: Vec<String>,
    pub(crate) organisations: Vec<String>,
    pub(crate) publisher: String,
    pub(crate) published: String,
    pub(crate) modified: String,
    pub(crate) image: String,
    pub(crate) language: String,
    /// Its sections and genres, as the publisher names them.
    pub(crate) labels: Vec<String>,
    /// Organisations said to have supplied it.
    pub(crate) sources: Vec<String>,
    pub(crate) url: String,
    /// Whether the publisher says that reading it costs money or a login.
    pub(crate) is_paid: bool,
}

/// Longer scripts describe a shop, not a piece.
const MAX_BYTES: usize = 1 << 20;
/// Lists of everything else on the site follow the piece itself.
const MAX_NODES: usize = 200;

/// Adds the pieces that a script describes.
pub(crate) fn read(script: &str, described: &mut Vec<Described>) {
    if script.len() > MAX_BYTES {
        return;
    }
    let script = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim();
    let script = script.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches(';');
    // Line breaks within strings are the most common fault, and mean a space.
    let value = serde_json::from_str::<Value>(script)
        .or_else(|_| serde_json::from_str(&script.replace(|c: char| c.is_control(), " ")));
    let Ok(value) = value else { return };
    let mut budget = MAX_NODES;
    visit(&value, &mut budget, described);
}

fn visit(value: &Value, budget: &mut usize, described: &mut Vec<Described>) {
    if *budget == 0 {
        return;
    }
    *budget -= 1;
    match value {
        Value::Array(nodes) => nodes.iter().for_each(|node| visit(node, budget, described)),
        Value::Object(node) => {
            let types = types(node);
            if types.iter().any(|kind| is_article(kind)) {
                described.push(describe(node, types));
            }
            for key in ["@graph", "mainEntity"] {
                node.get(key).into_iter().for_each(|inner| visit(inner, budget, described));
            }
        }
        _ => {}
    }
}

fn types(node: &Map<String, Value>) -> Vec<String> {
    let words = |value: &Value| value.as_str().map(|word| word.rsplit('/').next().unwrap_or(word).to_owned());
    match node.get("@type") {
        Some(Value::Array(types)) => types.iter().filter_map(words).collect(),
        Some(single) => words(single).into_iter().collect(),
        None => Vec::new(),
    }
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "Report" | "AdvertiserContent")
}

/// Government bodies, universities and the like are schema.org's kinds of `Organization` under names of their own.
fn is_organisation(kind: &str) -> bool {
    kind.ends_with("Organization")
        || matches!(kind, "Corporation" | "NGO" | "CollegeOrUniversity" | "GovernmentOffice" | "LocalBusiness")
}

fn describe(node: &Map<String, Value>, kinds: Vec<String>) -> Described {
    let text = |key: &str| node.get(key).map(text_of).unwrap_or_default();
    let mut described = Described {
        types: kinds,
        headline: Some(text("headline")).filter(|text| !text.is_empty()).unwrap_or_else(|| text("name")),
        body: node.get("articleBody").and_then(Value::as_str).unwrap_or_default().to_owned(),
        publisher: text("publisher"),
        published: text("datePublished"),
        modified: text("dateModified"),
        image: node.get("image").map(address_of).unwrap_or_default(),
        language: text("inLanguage"),
        labels: texts(node, &["genre", "articleSection"]),
        sources: texts(node, &["sourceOrganization", "provider"]),
        url: node.get("url").or_else(|| node.get("mainEntityOfPage")).map(address_of).unwrap_or_default(),
        is_paid: node.get("isAccessibleForFree").is_some_and(is_no),
        ..Described::default()
    };
    for author in node.get("author").or_else(|| node.get("creator")).into_iter().flat_map(items) {
        let is_organisation =
            author.as_object().is_some_and(|author| types(author).iter().any(|kind| is_organisation(kind)));
        let name = text_of(author);
        if is_organisation { described.organisations.push(name) } else { described.people.push(name) }
    }
    described
}

/// The texts of all values under the keys.
fn texts(node: &Map<String, Value>, keys: &[&str]) -> Vec<String> {
    let values = keys.iter().filter_map(|key| node.get(*key)).flat_map(items);
    values.map(text_of).filter(|text| !text.is_empty()).collect()
}

fn is_no(value: &Value) -> bool {
    value == &Value::Bool(false) || value.as_str().is_some_and(|word| word.eq_ignore_ascii_case("false"))
}

/// The values of a list, or the one value.
fn items(value: &Value) -> impl Iterator<Item = &Value> {
    let (list, single) = match value {
        Value::Array(list) => (list.as_slice(), None),
        single => ([].as_slice(), Some(single)),
    };
    list.iter().chain(single).take(20)
}

/// The text of a value: itself, the name of a thing, the first of a list.
fn text_of(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Array(list) => return list.first().filter(|first| !first.is_array()).map(text_of).unwrap_or_default(),
        Value::Object(thing) => {
            thing.get("name").or_else(|| thing.get("@value")).and_then(Value::as_str).unwrap_or_default()
        }
        _ => "",
    };
    decode(text).trim().to_owned()
}

/// The address of a value: itself, of a thing, of the first of a list.
fn address_of(value: &Value) -> String {
    match value {
        Value::String(address) => decode(address).trim().to_owned(),
        Value::Array(list) => list.first().filter(|first| !first.is_array()).map(address_of).unwrap_or_default(),
        Value::Object(thing) => {
            let address = ["url", "contentUrl", "@id"].iter().find_map(|key| thing.get(*key).and_then(Value::as_str));
            address.map(|address| decode(address).trim().to_owned()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str) -> Vec<Described> {
        let mut described = Vec::new();
        read(script, &mut described);
        described
    }

    #[test]
    fn pieces_are_found_in_graphs_and_lists() {
        let found = check(
            r#"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Coast"},
            {"@type":["NewsArticle","ReportageNewsArticle"],"headline":"Gate &amp; tide","author":[{"@type":"Person","name":"Ada Okoye"},
            {"@type":"Organization","name":"Coast"}],"image":[{"url":"/a.jpg"}],"isAccessibleForFree":"False"}]}"#,
        );
        let [piece] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(piece.headline, "Gate & tide");
        assert_eq!(piece.people, ["Ada Okoye"]);
        assert_eq!(piece.organisations, ["Coast"]);
        assert_eq!(piece.image, "/a.jpg");
        assert!(piece.is_paid);
    }

    #[test]
    fn labels_and_sources_may_be_lists_or_things() {
        let found = check(
            r#"{"@type":"NewsArticle","genre":["Harbour","Press release"],"articleSection":"Business",
            "sourceOrganization":{"@type":"Organization","name":"Strait Wire"},"provider":"Coast",
            "author":{"@type":["GovernmentOrganization"],"name":"Office of the Harbour Master"}}"#,
        );
        let [piece] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(piece.labels, ["Harbour", "Press release", "Business"]);
        assert_eq!(piece.sources, ["Strait Wire", "Coast"]);
        assert_eq!(piece.organisations, ["Office of the Harbour Master"]);
    }

    #[test]
    fn common_faults_are_forgiven_and_nonsense_is_nothing() {
        assert_eq!(check("{\"@type\":\"Article\",\"headline\":\"Gate\nshut\"};").len(), 1);
        assert_eq!(check("{\"@type\":\"Recipe\"}").len(), 0);
        assert_eq!(check("{\"@type\":").len(), 0);
        assert_eq!(check(&"[".repeat(100_000)).len(), 0);
    }
}
