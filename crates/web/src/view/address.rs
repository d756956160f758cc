//! Addresses of pages. All of them start at the root and name no host, so no `Host` header can bend them.

use icu::normalizer::DecomposingNormalizerBorrowed;
use model::{ArticleId, FeedId, PublisherId, Section, StoryId};
use url::form_urlencoded::byte_serialize;

/// A slug is a courtesy to people who read addresses; the id alone decides.
const SLUG_CHARS: usize = 60;

/// The page of an article.
pub(crate) fn article_href(id: ArticleId, headline: &str) -> String {
    with_slug(format!("/article/{id}"), headline)
}

/// The page of a story.
pub(crate) fn story_href(id: StoryId, headline: &str) -> String {
    with_slug(format!("/story/{id}"), headline)
}

/// The page of a section.
pub(crate) fn section_href(section: Section) -> String {
    format!("/section/{}", section.as_str())
}

/// The page of a hashtag.
pub(crate) fn hashtag_href(tag: &str) -> String {
    format!("/hashtag/{}", escaped(tag))
}

/// The search for a text.
pub(crate) fn search_href(query: &str) -> String {
    let query: String = byte_serialize(query.as_bytes()).collect();
    format!("/search?q={query}")
}

/// The page of a publisher.
pub(crate) fn publisher_href(id: PublisherId, name: &str) -> String {
    with_slug(format!("/publisher/{id}"), name)
}

/// The river of one publisher.
pub(crate) fn river_of_publisher_href(id: PublisherId) -> String {
    format!("/river?publisher={id}")
}

/// The river of one feed.
pub(crate) fn river_of_feed_href(id: FeedId) -> String {
    format!("/river?feed={id}")
}

/// Any text as one part of a path.
fn escaped(text: &str) -> String {
    // A form writes a space as a plus, which in a path is only a plus.
    byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

fn with_slug(path: String, words: &str) -> String {
    let slug = slug(words);
    if slug.is_empty() { path } else { format!("{path}-{slug}") }
}

/// Lower-case ASCII words joined by hyphens, accents dropped; empty for scripts that have no such form.
fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(words.chars()) {
        if slug.len() >= SLUG_CHARS {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !is_mark(c) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Whether it is an accent left over from taking a letter apart, or an apostrophe inside a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_words_or_nothing() {
        let check = |words: &str, expect: &str| assert_eq!(slug(words), expect, "{words:?}");
        check("Harbour wall: repairs “by spring”", "harbour-wall-repairs-by-spring");
        check("L’été à Zürich isn't over", "lete-a-zurich-isnt-over");
        check("港の壁", "");
        check("<script>alert(1)</script>", "script-alert-1-script");
        check("  ", "");
        assert!(slug(&"word ".repeat(100)).len() <= SLUG_CHARS);
    }

    #[test]
    fn addresses_start_at_the_root() {
        assert_eq!(article_href(ArticleId::new(7), "港"), "/article/7");
        assert_eq!(article_href(ArticleId::new(7), "Ice"), "/article/7-ice");
        assert_eq!(publisher_href(PublisherId::new(3), "The Ferry Post"), "/publisher/3-the-ferry-post");
        assert_eq!(story_href(StoryId::new(3), "Ice"), "/story/3-ice");
        assert_eq!(section_href(Section::Sport), "/section/sport");
        assert_eq!(hashtag_href("ClimateChange"), "/hashtag/ClimateChange");
        assert_eq!(hashtag_href("a b+/../?#港"), "/hashtag/a%20b%2B%2F..%2F%3F%23%E6%B8%AF");
        assert_eq!(search_href("a&b #c"), "/search?q=a%26b+%23c");
        assert_eq!(river_of_feed_href(FeedId::new(9)), "/river?feed=9");
        assert_eq!(river_of_publisher_href(PublisherId::new(9)), "/river?publisher=9");
    }
}
