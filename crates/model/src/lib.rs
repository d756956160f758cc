//! The nouns of Octavo, and what each word means. No IO, no clock, no SQL.
//!
//! # Glossary
//!
//! The same words stand in Rust, SQL, JSON, on pages and in logs; there is no second word for any of them.
//!
//! | word | meaning |
//! |---|---|
//! | [`Publisher`] | the outlet that answers for a piece: a paper, a broadcaster, an agency |
//! | [`Feed`] | one URL that is polled; it belongs to one publisher |
//! | [`Entry`] | one item as a feed delivered it; its identity is feed + guid; never edited by us |
//! | [`Article`] | the readable piece at one canonical URL; many entries may point to it |
//! | [`Metadata`] | what is known about a piece beside its text |
//! | [`Genre`] | news, analysis, opinion, sponsored, press release, satire, live |
//! | [`Story`] | all articles on one event, in any language |
//! | voice | an independent telling of a story: one owner and one wire group, genre news ("9 reports, 4 independent voices") |
//! | wire group | near-copies of one agency text inside a story ("same agency text"; never "who copied") |
//! | [`Gist`] | what a machine holds of an article to compare it by: vectors, weighted words, names, numbers, fingerprint |
//! | [`Hashtag`] | one thing that articles name or are about: a person, a place, an organisation, a theme |
//! | [`Section`] | what a piece is about at the coarsest: a top term of the IPTC Media Topics |
//! | [`Relation`] | why an article is shown beside another |
//! | [`Stage`] | what an article waits for; the row is the queue |
//! | [`Wishes`] | what a publisher asks of those who reuse its pages |
//! | [`rights`] | what may be shown of a piece, to whom and for what use |
//! | [`Cause`], [`Failure`] | why something outside did not work, in words a person understands |
//!
//! Verbs: *discover* a feed, *poll* feeds, *fetch* a URL, *parse* bytes, *extract* an article, *sanitize* HTML,
//! *withdraw* an article (its text and all that was derived from it go), *prune* what is old,
//! *digest* an article (make its gist, section and hashtags), *assign* it to a story, *merge* and *split* stories, *rank* them.
//!
//! Times are [`jiff::Timestamp`], UTC, to the microsecond; lengths of text count Unicode characters.

mod article;
mod cause;
mod clock;
mod entry;
mod feed;
mod gist;
mod hashtag;
mod id;
mod language;
mod page;
mod publisher;
pub mod rights;
mod section;
mod story;
mod wishes;

pub use article::{Article, Enclosure, Genre, Image, Metadata, Stage, TextOrigin};
pub use cause::{Cause, Failure};
pub use clock::Clock;
pub use entry::Entry;
pub use feed::{Feed, FeedFormat, Health, Validators, without_login};
pub use gist::{Gist, Term};
pub use hashtag::{Hashtag, HashtagKind};
pub use id::{ArticleId, EntryId, FeedId, HashtagId, ParseIdError, PublisherId, StoryId};
pub use language::{Direction, Language, ParseLanguageError};
pub use page::{Cursor, Page, ParseCursorError};
pub use publisher::{Ownership, Publisher};
pub use section::Section;
pub use story::{Relation, Story};
pub use wishes::{ImagePreview, Wishes};
