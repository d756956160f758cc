//! An entry: what a feed said, kept as it was said.

use jiff::Timestamp;
use url::Url;

use crate::{ArticleId, EntryId, FeedId};

/// One item as a feed delivered it. Its identity is `feed_id` + `guid`.
///
/// A publisher may deliver it again with other words; then the row follows the feed and the article it points to
/// is read anew. The text itself lives with the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its row.
    pub id: EntryId,
    /// The feed that delivered it.
    pub feed_id: FeedId,
    /// The publisher's own identifier, or one we derive from link and title when the feed has none.
    pub guid: String,
    /// The link as delivered, trackers and all.
    pub url: Option<Url>,
    /// The title as delivered, as plain text.
    pub title: String,
    /// When the feed says it was published.
    pub published: Option<Timestamp>,
    /// When a poll here first saw it.
    pub first_seen: Timestamp,
    /// The article it points to.
    pub article_id: ArticleId,
}
