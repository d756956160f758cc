//! Media RSS: pictures, sound and video, and titles and descriptions for those who have no others.

use model::{Enclosure, Image};

use crate::draft::{Context, Facts, rank};
use crate::html::plain_text;
use crate::link;
use crate::rss;
use crate::xml::Element;

/// Groups nest once at most in any feed that was ever seen.
const MAX_NESTING: usize = 4;

/// Reads an element of the vocabulary, and what is in it.
pub(super) fn read(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    read_within(element, facts, context, 0);
}

fn read_within(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>, nesting: usize) {
    match element.name.as_ref() {
        "content" => file(element, facts, context),
        "thumbnail" => offer_image(element, facts, rank::HINT, context),
        "title" => facts.title.offer_some(rank::HINT, rss::title(element)),
        "description" => facts.summary.offer(rank::HINT, rss::html(element)),
        "keywords" => element.text().split(',').for_each(|word| facts.add_category(&plain_text(word))),
        "license" | "copyright" => {
            facts.wishes.licence = facts.wishes.licence.take().or_else(|| rss::licence(element));
        }
        _ => {}
    }
    if nesting < MAX_NESTING && matches!(element.name.as_ref(), "content" | "group") {
        element.elements().for_each(|child| read_within(child, facts, context, nesting + 1));
    }
}

fn file(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    let media_type = element.attribute("type").unwrap_or_default();
    let medium = element.attribute("medium").unwrap_or_default();
    if medium == "image" || media_type.starts_with("image/") {
        offer_image(element, facts, rank::BESIDE, context);
        return;
    }
    let is_av = |kind: &str| kind.starts_with("audio") || kind.starts_with("video");
    if !is_av(&medium) && !is_av(&media_type) {
        return;
    }
    let url = element.attribute("url").and_then(|address| link::web(&address, &element.base, context.problems));
    let Some(url) = url else { return };
    facts.add_enclosure(Enclosure {
        url,
        media_type: if media_type.is_empty() { medium } else { media_type },
        bytes: element.attribute("filesize").and_then(|size| size.parse().ok()),
        seconds: element.attribute("duration").and_then(|seconds| seconds.parse().ok()),
    });
}

fn offer_image(element: &Element<'_>, facts: &mut Facts, better: u8, context: &mut Context<'_>) {
    let url = element.attribute("url").and_then(|address| link::web(&address, &element.base, context.problems));
    let Some(url) = url else { return };
    let words = element.child("description").or_else(|| element.child("title"));
    let alt = words.map(|words| plain_text(&words.text())).unwrap_or_default();
    facts.image.offer(better, Image { url, alt });
}
