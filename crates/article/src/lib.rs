//! HTML from outside as something to read: a page's article with its metadata, a feed's fragment, one canonical
//! address. Pure: bytes in, values out.
//!
//! Everything passes `tame` (bounds on markup) before a tree is built of it, and `clean` (the sanitizer) before it
//! leaves this crate. What `extract` finds is judged by `verdict`: an index, a shell or a wall is a `Refusal` and never
//! an article.

mod canonical;
mod charset;
mod clean;
mod dom;
mod extract;
mod facts;
mod fragment;
mod invitation;
mod language;
mod media;
mod metadata;
mod page;
mod plain;
mod refusal;
mod rules;
mod scan;
mod tame;
mod verdict;
mod versions;
mod walk;
mod words;

pub use canonical::canonical_url;
pub use extract::Way;
pub use fragment::{Fragment, read_fragment};
pub use language::detect_language;
pub use metadata::genre::genre_of_entry;
pub use page::{PageInput, Reading, read_page};
pub use plain::plain_text;
pub use refusal::Refusal;
pub use verdict::NotAnArticle;
pub use versions::{Change, change};
pub use words::{excerpt, word_count};

use url::Url;

/// HTML that is safe to show, with absolute addresses; see the crate's policy in `clean`. Doing it twice changes nothing.
pub fn sanitize(html: &str, base: &Url) -> String {
    clean::clean(html, base).html
}
