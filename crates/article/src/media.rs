//! Pictures and players in the forms that sites write them, brought to one plain form.

use std::borrow::Cow;

use url::Url;

use crate::scan::{Tag, decode};
use crate::tame::push_attribute;

/// Where scripts that load pictures late find the address.
const LAZY: [&str; 7] =
    ["data-src", "data-original", "data-lazy-src", "data-full-src", "data-image", "data-url", "data-hi-res-src"];
const LAZY_SETS: [&str; 3] = ["data-srcset", "data-lazy-srcset", "srcset"];
/// Wider than this, a picture only costs bandwidth in a column of text.
const ENOUGH_WIDTH: u32 = 1600;

/// Writes `<img>` with its best address; nothing when it has none or only counts readers.
pub(crate) fn write_image(out: &mut String, tag: &Tag<'_>, source: Option<&str>) {
    let size = |name: &str| tag.get(name).and_then(|value| value.trim().trim_end_matches("px").parse::<u32>().ok());
    let (width, height) = (size("width"), size("height"));
    if is_counter(width, height) || hides_by_style(tag) {
        return;
    }
    let Some(address) = address(tag, source) else { return };
    out.push_str("<img");
    push_attribute(out, "src", &encode(&address));
    if let Some(alt) = tag.get("alt") {
        push_attribute(out, "alt", &encode(&alt));
    }
    for (name, value) in [("width", width), ("height", height)] {
        if let Some(value) = value {
            push_attribute(out, name, &value.to_string());
        }
    }
    out.push('>');
}

/// Whether a picture of that size only tells somebody that it was loaded.
pub(crate) fn is_counter(width: Option<u32>, height: Option<u32>) -> bool {
    let tiny = |side: Option<u32>| side.is_some_and(|side| side <= 2);
    tiny(width) && (tiny(height) || height.is_none()) || tiny(height) && width.is_none()
}

fn hides_by_style(tag: &Tag<'_>) -> bool {
    let Some(style) = tag.get("style") else { return false };
    let style: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    ["display:none", "width:1px", "height:1px", "width:0", "height:0"].iter().any(|hidden| style.contains(hidden))
        && !style.contains("max-")
}

fn address<'a>(tag: &Tag<'a>, source: Option<&'a str>) -> Option<Cow<'a, str>> {
    let usable = |value: &Cow<'_, str>| !value.trim().is_empty() && !is_inline(value);
    let lazy = LAZY.into_iter().filter_map(|name| tag.get(name)).find(usable);
    let lazy = lazy.filter(|value| value.contains('/') || value.contains('.'));
    if let Some(lazy) = lazy {
        return Some(lazy);
    }
    if let Some(src) = tag.get("src").filter(usable) {
        return Some(src);
    }
    let mut sets = LAZY_SETS.into_iter().filter_map(|name| tag.get(name));
    let best = sets.find_map(|set| best_of_set(&set));
    best.or_else(|| source.and_then(|set| best_of_set(&decode(set)))).map(Cow::Owned)
}

fn is_inline(address: &str) -> bool {
    let start = address.trim_start().get(..5);
    start.is_some_and(|start| start.eq_ignore_ascii_case("data:") || start.eq_ignore_ascii_case("about"))
}

/// The undecoded set of addresses that a picture's `source` offers.
pub(crate) fn source_set<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    let mut values = tag.attributes().filter(|(name, _)| matches!(*name, "srcset" | "data-srcset"));
    values.find(|(_, value)| !value.is_empty()).map(|(_, value)| value)
}

/// The widest address of a `srcset` that is not wider than a column needs.
fn best_of_set(set: &str) -> Option<String> {
    let mut best: Option<(u32, &str)> = None;
    let mut words = set.split_ascii_whitespace().peekable();
    while let Some(address) = words.next() {
        let width = if address.ends_with(',') { None } else { words.next_if(|word| is_descriptor(word)) };
        let width = width.and_then(width_of).unwrap_or(1);
        let address = address.trim_matches(',');
        if !address.is_empty()
            && !is_inline(address)
            && best.is_none_or(|(known, _)| width > known && width <= ENOUGH_WIDTH)
        {
            best = Some((width, address));
        }
    }
    best.map(|(_, address)| address.to_owned())
}

fn is_descriptor(word: &str) -> bool {
    width_of(word).is_some()
}

fn width_of(descriptor: &str) -> Option<u32> {
    let descriptor = descriptor.trim_end_matches(',');
    match descriptor.strip_suffix('w') {
        Some(width) => width.parse().ok(),
        // Densities: 2x counts as two hundred wide, so that they compare among themselves.
        None => descriptor.strip_suffix('x')?.parse::<f32>().ok().map(|density| if density > 1.5 { 200 } else { 100 }),
    }
}

/// Players by host; others are mostly advertising.
#[rustfmt::skip]
const PLAYERS: [&str; 14] = [
    "youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com", "soundcloud.com",
    "spotify.com", "podcasts.apple.com", "twitch.tv", "bilibili.com", "nicovideo.jp", "rutube.ru", "vk.com",
    "archive.org",
];

/// Whether the (lower-case) name is of an element that plays something.
pub(crate) fn is_player(name: &str) -> bool {
    matches!(name, "iframe" | "video" | "audio" | "embed")
}

/// Writes a player as a link with the host as its text; nothing when its host is not known to play.
pub(crate) fn write_link(out: &mut String, tag: &Tag<'_>) {
    let Some(address) = tag.get("src").or_else(|| tag.get("data-src")) else { return };
    let address = address.trim();
    let address = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
    let Ok(url) = Url::parse(&address) else { return };
    let Some(host) = url.host_str() else { return };
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_file = tag.is("video") || tag.is("audio");
    let is_known =
        PLAYERS.iter().any(|known| host.strip_suffix(known).is_some_and(|sub| sub.is_empty() || sub.ends_with('.')));
    if is_file || is_known {
        out.push_str("<p><a");
        push_attribute(out, "href", &encode(url.as_str()));
        out.push('>');
        out.push_str(&encode(host));
        out.push_str("</a></p>");
    }
}

/// Plain text written as an attribute's value.
pub(crate) fn encode(text: &str) -> Cow<'_, str> {
    if !text.contains('"') {
        return encode_text(text);
    }
    Cow::Owned(encode_text(text).replace('"', "&quot;"))
}

/// Plain text written as markup, just as parsers write it.
pub(crate) fn encode_text(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '\u{a0}']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}
