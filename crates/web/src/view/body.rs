//! The text of an article on its way to the page.
//!
//! It was sanitized before it was stored; this is the second lock. Attributes outside a short list go, and whatever
//! would make a browser ask somebody else for something becomes a link to the publisher.

use std::cell::{Cell, RefCell};

use lol_html::html_content::{Attribute, ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str, text};

use crate::words::Words;

/// Elements that have no place in an article's text, with all that is in them.
const FORBIDDEN: &str = "script, style, iframe, frame, frameset, object, embed, applet, form, input, button, select, textarea, \
                         link, meta, base, title, noscript, template, svg, math, source, track, portal, dialog, slot";

/// Attributes that may stay; `href` is looked at on its own.
const KEPT_ATTRIBUTES: [&str; 12] =
    ["href", "lang", "dir", "datetime", "colspan", "rowspan", "scope", "start", "reversed", "value", "title", "rel"];

/// Where links may lead. Compared with the raw attribute, so that an entity cannot hide another scheme.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

const REL: &str = "external nofollow noopener";

/// The HTML to print, or nothing when it cannot be read.
pub(super) fn presentable(html: &str, words: &Words, publisher: &str) -> Option<String> {
    // A picture inside a link must not become a link inside a link.
    let in_link = Cell::new(false);
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!(FORBIDDEN, |el| {
            el.remove();
            Ok(())
        }))
        .append_element_content_handler(element!("a img, a video, a audio", |_el| {
            in_link.set(true);
            Ok(())
        }))
        .append_element_content_handler(element!("img, video, audio", |el| {
            elsewhere(el, words, publisher, in_link.take());
            Ok(())
        }))
        .append_element_content_handler(element!("a", |el| {
            guard_link(el);
            Ok(())
        }))
        .append_element_content_handler(element!("h1", |el| {
            // The page's only h1 is the headline.
            el.set_tag_name("h2")?;
            Ok(())
        }))
        .append_element_content_handler(element!("*", |el| {
            strip_attributes(el);
            Ok(())
        }));
    rewrite_str(html, settings).ok()
}

/// Elements before which a word ends.
const BLOCKS: &str = "p, li, br, h1, h2, h3, h4, h5, h6, blockquote, td, th, dt, dd, figcaption, div, pre";

/// Its words alone, on one line; not HTML, so whoever prints them escapes them.
pub(super) fn plain(html: &str) -> Option<String> {
    let words = RefCell::new(String::with_capacity(html.len()));
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!(BLOCKS, |_el| {
            words.borrow_mut().push(' ');
            Ok(())
        }))
        .append_element_content_handler(text!("*", |chunk| {
            words.borrow_mut().push_str(chunk.as_str());
            Ok(())
        }));
    rewrite_str(html, settings).ok()?;
    let words = unescaped(&words.into_inner());
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Puts characters in the place of the entities that a sanitized text holds.
fn unescaped(text: &str) -> String {
    const ENTITIES: [(&str, &str); 6] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

fn strip_attributes(el: &mut Element<'_, '_>) {
    let names: Vec<String> = el.attributes().iter().map(Attribute::name).collect();
    for name in names.iter().filter(|name| !KEPT_ATTRIBUTES.contains(&name.as_str())) {
        el.remove_attribute(name);
    }
}

fn guard_link(el: &mut Element<'_, '_>) {
    if el.get_attribute("href").is_some_and(|href| is_safe(&href)) {
        // Both are constants, so they cannot be refused.
        let _ = el.set_attribute("rel", REL);
    } else {
        el.remove_attribute("href");
    }
}

/// Puts a link to the publisher in the place of a picture or recording: loading it would tell a third party who reads.
fn elsewhere(el: &mut Element<'_, '_>, words: &Words, publisher: &str, in_link: bool) {
    let alt = el.get_attribute("alt").map(|alt| alt.trim().to_owned()).filter(|alt| !alt.is_empty());
    let publisher = escape_raw(&publisher.replace('&', "&amp;"));
    let label = match (el.tag_name().as_str(), alt) {
        ("img", Some(alt)) => words.picture_at_showing(&publisher, &escape_raw(&alt)),
        ("img", None) => words.picture_at(&publisher),
        _ => words.media_at(&publisher),
    };
    let link = match el.get_attribute("src").filter(|src| is_safe(src)) {
        Some(_) if in_link => format!(r#"<span class="elsewhere">{label}</span>"#),
        Some(src) => format!(r#"<a class="elsewhere" href="{}" rel="{REL}">{label}</a>"#, escape_raw(&src)),
        None => String::new(),
    };
    el.replace(&link, ContentType::Html);
}

fn is_safe(raw: &str) -> bool {
    SCHEMES.iter().any(|scheme| raw.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// Escapes a raw attribute value for text and quoted attributes: its entities are entities already, so `&` stays.
fn escape_raw(raw: &str) -> String {
    raw.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expect: &str) {
        let shown = presentable(html, &Words::english(), "Ferry & Post").unwrap();
        assert_eq!(shown.replace(['\u{2068}', '\u{2069}'], ""), expect);
    }

    #[test]
    fn plain_text_passes_unchanged() {
        let html = "<p>One &amp; <em>two</em>.</p><blockquote><p lang=\"ja\">三</p></blockquote>";
        check(html, html);
    }

    #[test]
    fn its_words_come_without_tags_and_entities() {
        let check = |html: &str, expect: &str| assert_eq!(plain(html).as_deref(), Some(expect));
        check("<h2>Wall</h2><p>Ice &amp; <em>s</em>tone.</p><p>A&nbsp;b<br>c</p>", "Wall Ice & stone. A b c");
        check("<p>&amp;lt;b&amp;gt;</p>", "&lt;b&gt;");
        check("", "");
    }

    #[test]
    fn pictures_become_links_to_the_publisher() {
        check(
            r#"<figure><img src="https://pics.example/a.jpg?x=1&amp;y=2" srcset="https://t.example/b 2x" alt='A "wall" <of> ice'></figure>"#,
            "<figure><a class=\"elsewhere\" href=\"https://pics.example/a.jpg?x=1&amp;y=2\" rel=\"external nofollow noopener\">\
             Picture at Ferry &amp; Post: A &quot;wall&quot; &lt;of&gt; ice</a></figure>",
        );
        check(
            r#"<a href="https://a.example/"><img src="https://p.example/a.png"></a>"#,
            "<a href=\"https://a.example/\" rel=\"external nofollow noopener\"><span class=\"elsewhere\">Picture at Ferry &amp; Post</span></a>",
        );
        check(r#"<img src="data:image/png;base64,AAAA"><img>"#, "");
    }

    #[test]
    fn nothing_that_runs_or_loads_is_left() {
        check("a<script>alert(1)</script><iframe src=\"https://t.example\">x</iframe><style>p{}</style>b", "ab");
        check("<p style=\"x\" onclick=\"y\" class=\"z\" id=\"main\">t</p>", "<p>t</p>");
        check("<a href=\"java&#115;cript:alert(1)\">t</a><a href=\"JAVASCRIPT:1\">u</a>", "<a>t</a><a>u</a>");
        check("<svg><image href=\"https://t.example/p\"/></svg><object data=\"x\">y</object>", "");
        check(
            "<video poster=\"https://t.example/p\" src=\"https://t.example/v\"><source src=\"https://t.example/w\"></video>",
            "<a class=\"elsewhere\" href=\"https://t.example/v\" rel=\"external nofollow noopener\">Recording at Ferry &amp; Post</a>",
        );
    }

    #[test]
    fn the_headline_stays_the_only_first_heading() {
        check("<h1 id=\"x\">Again</h1>", "<h2>Again</h2>");
    }
}
