//! What a page says about itself, gathered in one pass over its markup: meta elements, links, structured data, times
//! and the few visible texts (headline, byline, label) that metadata is read from.

use crate::metadata::json_ld::{self, Described};
use crate::scan::{Tag, Token, decode, tokens};

/// A page's words about itself, in the order of the page.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// `lang` of the root element.
    pub(crate) language: String,
    /// The `title` element.
    pub(crate) title: String,
    metas: Vec<(String, String)>,
    pub(crate) links: Vec<Link>,
    /// The articles that JSON-LD describes.
    pub(crate) described: Vec<Described>,
    /// `datetime` of time elements; those said to be of publication come first.
    pub(crate) times: Vec<String>,
    /// The first `h1`.
    pub(crate) headline: String,
    /// Texts of elements near the headline that are marked as naming the author.
    pub(crate) bylines: Vec<String>,
    /// Texts of elements beside the headline that are marked as label of the piece.
    pub(crate) labels: Vec<String>,
    /// Whether a password is asked for.
    pub(crate) has_password: bool,
    /// Whether the page says that it is about a person who writes.
    pub(crate) is_about_author: bool,
    /// Whether the page says that it lists others.
    pub(crate) is_collection: bool,
}

/// A `link` element, or an `a` with a `rel`.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) rel: String,
    pub(crate) href: String,
    pub(crate) media_type: String,
}

/// Pages carry fewer; the rest is noise or an attack.
const MAX_METAS: usize = 400;
const MAX_TEXTS: usize = 8;
const MAX_TEXT_BYTES: usize = 400;
const MAX_JSON_LD: usize = 16;
/// How many start tags away from the headline a text still belongs to it.
const LABEL_REACH: usize = 10;
const BYLINE_REACH: usize = 60;

impl Facts {
    /// The non-empty contents of meta elements of the (lower-case) names, in the order of the names.
    pub(crate) fn metas<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        names.iter().flat_map(|name| {
            self.metas.iter().filter(move |(known, _)| known == name).map(|(_, content)| content.as_str())
        })
    }

    /// The first of [`Facts::metas`].
    pub(crate) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.metas.iter().find(|(known, _)| known == name)).map(|(_, text)| text.as_str())
    }

    /// The `href`s of links of that `rel`.
    pub(crate) fn hrefs<'a>(&'a self, rel: &'a str) -> impl Iterator<Item = &'a Link> {
        self.links.iter().filter(move |link| link.rel.split_ascii_whitespace().any(|word| word == rel))
    }

    fn meta_element(&mut self, tag: &Tag<'_>) {
        let Some(content) = tag.get("content") else { return };
        let content = content.trim();
        let names = ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(|key| tag.get(key));
        for name in names {
            if !content.is_empty() && self.metas.len() < MAX_METAS {
                self.metas.push((name.trim().to_ascii_lowercase(), content.to_owned()));
            }
        }
    }

    fn link_element(&mut self, tag: &Tag<'_>) {
        if let (Some(rel), Some(href)) = (tag.get("rel"), tag.get("href"))
            && self.links.len() < MAX_METAS
        {
            self.links.push(Link {
                rel: rel.to_ascii_lowercase(),
                href: href.trim().to_owned(),
                media_type: tag.get("type").unwrap_or_default().to_ascii_lowercase(),
            });
        }
    }

    fn time_element(&mut self, tag: &Tag<'_>) {
        let Some(time) = tag.get("datetime").or_else(|| tag.get("content")) else { return };
        let is_publication = tag.get("pubdate").is_some()
            || tag.get("itemprop").is_some_and(|name| name.contains("datePublished"))
            || tag.get("class").is_some_and(|class| class.contains("publish"));
        if self.times.len() < MAX_TEXTS {
            let at = if is_publication { 0 } else { self.times.len() };
            self.times.insert(at, time.trim().to_owned());
        }
    }

    /// Slots of advertising carry labels too, and comments name authors: only what stands near the headline counts.
    fn keep_near(&mut self, found: Vec<Found>) {
        let headline = found.iter().find(|found| found.role == Role::Headline).map(|found| found.at);
        for Found { role, at, text } in found {
            let reach = if role == Role::Byline { BYLINE_REACH } else { LABEL_REACH };
            if headline.is_none_or(|headline| headline.abs_diff(at) <= reach) {
                self.keep(role, text);
            }
        }
    }

    fn keep(&mut self, role: Role, text: String) {
        match role {
            Role::Headline if self.headline.is_empty() => self.headline = text,
            Role::Byline if self.bylines.len() < MAX_TEXTS => self.bylines.push(text),
            Role::Label if self.labels.len() < MAX_TEXTS => self.labels.push(text),
            Role::Headline | Role::Byline | Role::Label => {}
        }
    }
}

/// What a visible text is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Headline,
    Byline,
    Label,
}

fn role_of(tag: &Tag<'_>) -> Option<Role> {
    if tag.is("h1") {
        return Some(Role::Headline);
    }
    let holds_text = ["a", "span", "div", "p", "address", "li", "strong", "em"].iter().any(|name| tag.is(name));
    if !holds_text {
        return None;
    }
    let has = |key: &str, words: &[&str]| {
        tag.get(key).is_some_and(|value| {
            let mut parts = value.split(|c: char| c.is_whitespace() || c == '_' || c == '-');
            parts.any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word)))
        })
    };
    if has("rel", &["author"]) || has("itemprop", &["author"]) || has("class", &["byline", "author", "authors"]) {
        return Some(Role::Byline);
    }
    let labels = ["kicker", "label", "sponsor", "sponsored", "eyebrow", "flag", "advertorial", "category", "rubric"];
    has("class", &labels).then_some(Role::Label)
}

/// A visible text, and behind how many start tags it began.
struct Found {
    role: Role,
    at: usize,
    text: String,
}

/// A visible text under way.
struct Capture<'a> {
    role: Role,
    name: &'a str,
    depth: usize,
    at: usize,
    text: String,
}

impl<'a> Capture<'a> {
    fn start(tag: &Tag<'a>, at: usize) -> Option<Self> {
        let role = role_of(tag)?;
        Some(Self { role, name: tag.name, depth: 1, at, text: String::new() })
    }
}

/// Reads a page.
pub(crate) fn read_facts(html: &str) -> Facts {
    let mut facts = Facts::default();
    let mut capture: Option<Capture<'_>> = None;
    let mut raw = RawText::Ignored;
    let mut found = Vec::new();
    let mut tags = 0;
    for token in tokens(html) {
        match token {
            Token::Open(tag) => {
                raw = open(&mut facts, &tag);
                tags += 1;
                match &mut capture {
                    Some(running) => running.depth += usize::from(running.name.eq_ignore_ascii_case(tag.name)),
                    None => capture = Capture::start(&tag, tags),
                }
            }
            Token::Raw(text) => read_raw(&mut facts, raw, text),
            Token::Text(text) => {
                if let Some(running) = &mut capture {
                    running.text.push_str(&decode(text));
                }
            }
            Token::Close(name) => {
                if let Some(running) = &mut capture {
                    running.text.push(' ');
                    running.depth -= usize::from(running.name.eq_ignore_ascii_case(name));
                }
            }
        }
        if let Some(done) = capture.take_if(|running| running.depth == 0 || running.text.len() > MAX_TEXT_BYTES) {
            let text = one_line(&done.text);
            if !text.is_empty() && done.text.len() <= MAX_TEXT_BYTES && found.len() < MAX_METAS {
                found.push(Found { role: done.role, at: done.at, text });
            }
        }
    }
    facts.keep_near(found);
    facts
}

/// What the content of a raw element is.
#[derive(Debug, Clone, Copy)]
enum RawText {
    Ignored,
    Title,
    JsonLd,
}

fn open(facts: &mut Facts, tag: &Tag<'_>) -> RawText {
    let name = tag.name.to_ascii_lowercase();
    match name.as_str() {
        "html" => facts.language = tag.get("lang").or_else(|| tag.get("xml:lang")).unwrap_or_default().into_owned(),
        "meta" => facts.meta_element(tag),
        "link" => facts.link_element(tag),
        "a" if tag.get("rel").is_some_and(|rel| rel.contains("license") || rel.contains("next")) => {
            facts.link_element(tag);
        }
        "time" => facts.time_element(tag),
        "input" => facts.has_password |= tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("password")),
        "title" if facts.title.is_empty() => return RawText::Title,
        "script" if tag.get("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) => {
            return RawText::JsonLd;
        }
        _ => {}
    }
    RawText::Ignored
}

fn read_raw(facts: &mut Facts, raw: RawText, text: &str) {
    match raw {
        RawText::Title => facts.title = one_line(&decode(text)),
        RawText::JsonLd if facts.described.len() < MAX_JSON_LD => {
            facts.is_about_author |= text.contains("\"ProfilePage\"");
            facts.is_collection |= text.contains("\"CollectionPage\"") || text.contains("\"SearchResultsPage\"");
            json_ld::read(text, &mut facts.described);
        }
        RawText::JsonLd | RawText::Ignored => {}
    }
}

/// The text with its white space made plain.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
