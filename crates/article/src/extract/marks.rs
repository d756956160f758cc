//! Which parts of a page are furniture by what they say about themselves: element, role, class, id, style.

use crate::dom::{Dom, NodeId};
use crate::extract::cards::cards;
use crate::extract::measure::Measures;

/// What the elements of a page say about themselves; each speaks for all it holds.
#[derive(Debug)]
pub(super) struct Marks {
    /// Nobody sees it, or it is no text: never part of anything.
    pub(super) hidden: Vec<bool>,
    /// It stands beside the article.
    pub(super) furniture: Vec<bool>,
    /// It is the caption of a picture.
    pub(super) caption: Vec<bool>,
}

impl Marks {
    /// Whether the node is unseen.
    pub(super) fn is_hidden(&self, id: NodeId) -> bool {
        self.hidden.get(id) == Some(&true)
    }

    /// Whether the node stands beside the article.
    pub(super) fn is_furniture(&self, id: NodeId) -> bool {
        self.furniture.get(id) == Some(&true)
    }

    /// Whether the node belongs to a caption.
    pub(super) fn is_caption(&self, id: NodeId) -> bool {
        self.caption.get(id) == Some(&true)
    }
}

/// Reads the marks of a page.
pub(super) fn marks(dom: &Dom, measures: &Measures, headline: Option<NodeId>) -> Marks {
    let mut marks =
        Marks { hidden: vec![false; dom.len()], furniture: vec![false; dom.len()], caption: vec![false; dom.len()] };
    for card in cards(dom, measures) {
        if let Some(mark) = marks.furniture.get_mut(card) {
            *mark = true;
        }
    }
    for id in 0..dom.len() {
        let parent = dom.parent(id);
        let of = |marks: &[bool], at: NodeId| marks.get(at) == Some(&true);
        let percent = measures.prose_percent(id);
        let hidden = of(&marks.hidden, parent) || is_hidden(dom, id, percent);
        let holds_headline = headline.is_some_and(|headline| dom.subtree(id).contains(&headline));
        let furniture = of(&marks.furniture, parent)
            || of(&marks.furniture, id) && !holds_headline
            || is_furniture(dom, id, percent, holds_headline);
        let caption = of(&marks.caption, parent) || is_caption(dom, id, percent);
        for (marks, value) in
            [(&mut marks.hidden, hidden), (&mut marks.furniture, furniture), (&mut marks.caption, caption)]
        {
            if let Some(mark) = marks.get_mut(id) {
                *mark = value;
            }
        }
    }
    marks
}

fn is_hidden(dom: &Dom, id: NodeId, percent: usize) -> bool {
    let name = dom.name(id);
    if matches!(name, "head" | "button" | "input" | "nav" | "datalist" | "canvas" | "map" | "progress" | "meter") {
        return name == "head" || percent < NAMED_PERCENT;
    }
    let says = dom.attributes(id).any(|(key, value)| match key {
        "hidden" => !value.eq_ignore_ascii_case("until-found"),
        "aria-hidden" => value == "true",
        "style" => is_hidden_style(value),
        "class" => {
            let class = value.to_ascii_lowercase();
            HIDDEN.iter().any(|mark| class.contains(mark))
        }
        _ => false,
    });
    says && percent < NAMED_PERCENT
}

/// Parts of classes for text that only screen readers say, or only paper shows.
const HIDDEN: [&str; 8] = [
    "sr-only",
    "sronly",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader",
    "screenreader",
    "u-hidden",
    "print-only",
];

fn is_hidden_style(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

fn is_furniture(dom: &Dom, id: NodeId, percent: usize, holds_headline: bool) -> bool {
    let may_be = !matches!(dom.name(id), "" | "html" | "body" | "main" | "p" | "h1" | "h2") && !holds_headline;
    may_be && percent < believed_percent(dom, id)
}

/// Up to which part of the page's prose, in percent, a part is believed that it is furniture; 0 where it says nothing.
fn believed_percent(dom: &Dom, id: NodeId) -> usize {
    let role = dom.attribute(id, "role").unwrap_or_default();
    match dom.name(id) {
        "footer" if dom.name(dom.parent(id)) != "blockquote" => return ALWAYS_PERCENT,
        "aside" | "menu" => return PLAIN_PERCENT,
        _ if ROLES.contains(&role) => return PLAIN_PERCENT,
        _ => {}
    }
    let names = dom.attributes(id).filter(|(key, _)| matches!(*key, "class" | "id" | "data-component" | "data-testid"));
    let words: Vec<String> = names.flat_map(|(_, value)| words(value)).collect();
    let says = |is_meant: &dyn Fn(&str) -> bool| words.iter().any(|word| is_meant(word));
    // Posts of others that an article shows are marked as social, and as quotes.
    let shows_posts = || {
        says(&|word| word.starts_with("embed") || word == "tweet")
            || dom.subtree(id).any(|id| dom.name(id) == "blockquote")
    };
    if says(&is_comments) {
        COMMENTS_PERCENT
    } else if says(&|word| PLAIN.iter().any(|start| word.starts_with(start))) {
        PLAIN_PERCENT
    } else if says(&names_furniture) && !shows_posts() {
        NAMED_PERCENT
    } else if dom.name(id) == "form" {
        FORM_PERCENT
    } else {
        0
    }
}

/// Footers hold no article, however long they are.
const ALWAYS_PERCENT: usize = 101;
/// Comments outgrow articles.
const COMMENTS_PERCENT: usize = 90;
/// What elements and roles say, and names that say it plainly, is believed longer than other names.
const PLAIN_PERCENT: usize = 70;
const NAMED_PERCENT: usize = 40;
/// Some systems put the whole page into a form.
const FORM_PERCENT: usize = 10;

#[rustfmt::skip]
const ROLES: [&str; 13] = [
    "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar",
    "toolbar", "tablist", "alert", "button",
];
const PLAIN: [&str; 3] = ["footer", "sidebar", "related"];

fn is_caption(dom: &Dom, id: NodeId, percent: usize) -> bool {
    if percent >= 10 {
        return false;
    }
    dom.name(id) == "figcaption"
        || dom.attributes(id).filter(|(key, _)| matches!(*key, "class" | "itemprop")).any(|(_, value)| {
            words(value).any(|word| {
                matches!(
                    word.as_str(),
                    "caption" | "credit" | "credits" | "figcaption" | "imagecaption" | "photocredit" | "legend"
                )
            })
        })
}

/// The words of a class or id, in lower case: `relatedPosts share-bar` has four.
fn words(value: &str) -> impl Iterator<Item = String> {
    value.split(|c: char| !c.is_alphanumeric()).flat_map(|part| {
        let mut words: Vec<String> = Vec::new();
        let mut was_lower = false;
        for c in part.chars().take(MAX_NAME_CHARS) {
            if words.is_empty() || (c.is_uppercase() && was_lower) {
                words.push(String::new());
            }
            was_lower = c.is_lowercase();
            if let Some(word) = words.last_mut() {
                word.extend(c.to_lowercase());
            }
        }
        words
    })
}

/// Names longer than this are generated.
const MAX_NAME_CHARS: usize = 64;

fn is_comments(word: &str) -> bool {
    matches!(word, "comment" | "comments" | "disqus" | "commentlist" | "respond" | "replies" | "reply" | "viafoura")
        || word.starts_with("fbcomment")
}

/// Beginnings of words that name furniture.
#[rustfmt::skip]
const STARTS: [&str; 26] = [
    "share", "sharing", "social", "related", "recirc", "recommend", "newsletter", "subscri", "advert", "sponsor",
    "promo", "breadcrumb", "navig", "cookie", "popup", "paginat", "copyright", "disqus", "outbrain", "taboola",
    "sidebar", "trending", "signup", "footer", "addthis", "mostread",
];
/// Words that name furniture.
#[rustfmt::skip]
const WORDS: [&str; 65] = [
    "nav", "navbar", "menu", "submenu", "aside", "follow", "popular", "ad", "ads", "adslot", "banner", "consent",
    "gdpr", "modal", "overlay", "lightbox", "tooltip", "toolbar", "tags", "tag", "taglist", "tagcloud", "byline",
    "author", "authors", "bio", "authorbox", "disclaimer", "pager", "widget", "widgets", "rating", "ratings", "login",
    "paywall", "print", "skip", "timestamp", "dateline", "meta", "metadata", "postmeta", "teaser", "teasers",
    "readmore", "more", "donate", "donation", "poll", "masthead", "topbar", "ticker", "toc", "optin", "jump", "upsell",
    "leaderboard", "keywords", "topics", "playlist", "carousel", "slider", "rodape", "prev", "next",
];

fn names_furniture(word: &str) -> bool {
    WORDS.contains(&word) || STARTS.iter().any(|start| word.starts_with(start))
}
