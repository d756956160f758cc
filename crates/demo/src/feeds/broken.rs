//! What a home-made template does to a feed: damage that stops an XML parser and that a reader has to live with.
//!
//! The kinds are the common ones of real feeds: ampersands that are not escaped, HTML entities that XML does not know,
//! a tag that is never closed, a control character from a word processor, an end that is missing.

/// A vertical tab, the line break of some word processors; XML forbids it.
const VERTICAL_TAB: char = '\u{b}';

/// The feed as the publisher's computer sends it.
pub(super) fn damage(feed: &str) -> String {
    let mut damaged = feed
        .replace("&amp;", "&")
        .replace("&#39;", "&rsquo;")
        .replace("<language>", "<generator>Parish Press <br> 2.1</generator>\n<language>")
        .replacen(". ", &format!(". {VERTICAL_TAB}"), 3);
    if let Some(end) = damaged.rfind("</channel>") {
        damaged.truncate(end);
    }
    damaged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_texts_survive_the_damage_to_their_surroundings() {
        let feed = "<title>Salt &amp; Sons</title><language>en</language><p>One. Two.</p></channel></rss>";
        let damaged = damage(feed);
        assert!(damaged.contains("<title>Salt & Sons</title>"), "{damaged}");
        assert!(damaged.contains("<br> 2.1") && damaged.contains("One. \u{b}Two."), "{damaged}");
        assert!(damaged.ends_with("</p>"), "{damaged}");
    }
}
