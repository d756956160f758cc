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

/// How much prose a node must hold, in percent of the page's, before what it says about itself is not believed.
const MAX_BELIEVED_PERCENT: usize = 40;
/// The same for what elements and roles say, and for names that say it plainly.
const MAX_PLAIN_PERCENT: usize = 70;
/// Comments outgrow articles.
const MAX_COMMENTS_PERCENT: usize = 90;

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
        return name == "head" || percent < MAX_BELIEVED_PERCENT;
    }
    let says = dom.attributes(id).any(|(key, value)| match key {
        "hidden" => !value.eq_ignore_ascii_case("until-found"),
        "aria-hidden" => value == "true",
        "style" => is_hidden_style(value),
        "class" => {
            words(value).any(|word| matches!(word.as_str(), "sronly" | "visuallyhidden" | "screenreader")) || {
                let class = value.to_ascii_lowercase();
                ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader", "screenreader", "u-hidden", "a11y"]
                    .iter()
                    .any(|mark| class.contains(mark))
            }
        }
        _ => false,
    });
    says && percent < MAX_BELIEVED_PERCENT
}

fn is_hidden_style(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

fn is_furniture(dom: &Dom, id: NodeId, percent: usize, holds_headline: bool) -> bool {
    let name = dom.name(id);
    if matches!(name, "" | "html" | "body" | "main" | "p" | "h1" | "h2") || holds_headline {
        return false;
    }
    let by_element = match name {
        "aside" | "menu" => true,
        "footer" => dom.name(dom.parent(id)) != "blockquote",
        "form" => percent < 10,
        _ => false,
    };
    let by_role = dom.attribute(id, "role").is_some_and(|role| {
        matches!(
            role,
            "navigation"
                | "complementary"
                | "banner"
                | "contentinfo"
                | "search"
                | "dialog"
                | "alertdialog"
                | "menu"
                | "menubar"
                | "toolbar"
                | "tablist"
                | "alert"
                | "button"
        )
    });
    if (by_element || by_role) && percent < MAX_PLAIN_PERCENT {
        return true;
    }
    let named =
        || dom.attributes(id).filter(|(key, _)| matches!(*key, "class" | "id" | "data-component" | "data-testid"));
    if percent < MAX_COMMENTS_PERCENT && named().any(|(_, value)| words(value).any(|word| is_comments(&word))) {
        return true;
    }
    let is_plain =
        |word: &str| word.starts_with("footer") || word.starts_with("sidebar") || word.starts_with("related");
    if percent < MAX_PLAIN_PERCENT && named().any(|(_, value)| words(value).any(|word| is_plain(&word))) {
        return true;
    }
    // Posts of others that an article shows are marked as social, and as quotes.
    if named().any(|(_, value)| words(value).any(|word| word.starts_with("embed") || word == "tweet"))
        || dom.subtree(id).any(|id| dom.name(id) == "blockquote")
    {
        return false;
    }
    percent < MAX_BELIEVED_PERCENT && named().any(|(_, value)| words(value).any(|word| names_furniture(&word)))
}

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
