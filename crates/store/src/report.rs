//! What workers hand in, and what they get to know: the shapes around claims and reports.

use std::time::Duration;

use jiff::Timestamp;
use model::{ArticleId, Failure, FeedFormat, FeedId, Metadata, Stage, TextOrigin, Validators};
use url::Url;

use crate::bodies::PackedBody;

/// A token that says who works on a row; a report counts only while its row still carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lease(pub(crate) i64);

/// A row taken for work, and the lease that comes with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Claimed<T> {
    /// The row.
    pub row: T,
    /// To be handed back with the report.
    pub lease: Lease,
    /// How often the work was tried before without an end: failed polls, or claims of the article.
    pub attempts: u32,
}

/// How one poll of a feed ended.
#[derive(Debug, Clone)]
pub struct PollReport {
    /// The feed.
    pub feed_id: FeedId,
    /// The lease it was claimed with.
    pub lease: Lease,
    /// When it was polled.
    pub at: Timestamp,
    /// When it is due again.
    pub next_poll: Timestamp,
    /// How long it rests between polls from here on.
    pub interval: Duration,
    /// What came of it.
    pub outcome: PollOutcome,
}

/// What came of a poll.
#[derive(Debug, Clone)]
pub enum PollOutcome {
    /// The server said that nothing changed.
    Unchanged {
        /// What to send next time.
        validators: Validators,
    },
    /// A feed was read.
    Read(Box<ReadFeed>),
    /// It did not work out.
    Failed(Failure),
}

/// A feed as read.
#[derive(Debug, Clone)]
pub struct ReadFeed {
    /// Its title.
    pub title: String,
    /// Its publisher's front page, kept when the publisher has none yet.
    pub home: Option<Url>,
    /// Its format.
    pub format: FeedFormat,
    /// What to send next time.
    pub validators: Validators,
    /// What was wrong with it, in plain words.
    pub problems: Vec<String>,
    /// Where it says it lives from here on.
    pub moved_to: Option<Url>,
    /// The items that are new or were changed. Items whose fingerprint is known already may stand here as well; they
    /// are passed over.
    pub items: Vec<Item>,
    /// The guids of items whose fingerprint is known already (see [`crate::Store::known_fingerprints`]). Together with
    /// `items` they must name all that the document carries: what stands in neither counts as dropped.
    pub unchanged: Vec<String>,
    /// The guids that the feed says were taken back.
    pub deleted: Vec<String>,
    /// The time of the document's oldest item. What is missing though newer was dropped early: its article is asked
    /// for again. `None` asks for nothing.
    pub oldest: Option<Timestamp>,
}

/// One item of a feed, ready to be kept as an entry and an article.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its identity within the feed.
    pub guid: String,
    /// Its link as delivered.
    pub url: Option<Url>,
    /// The canonical address of its article.
    pub canonical: Url,
    /// Its title as delivered.
    pub title: String,
    /// When the feed says it was published.
    pub published: Option<Timestamp>,
    /// A hash of all that the feed said about it; the same number means the same item.
    pub fingerprint: i64,
    /// What is known about its article.
    pub metadata: Metadata,
    /// Its article's text as far as the feed brought it.
    pub body: Option<PackedBody>,
    /// Where that text came from: [`TextOrigin::Feed`] or [`TextOrigin::Summary`].
    pub text_origin: Option<TextOrigin>,
    /// What a new article waits for: [`Stage::Readable`] when the feed brought all of it, else [`Stage::New`].
    pub stage: Stage,
}

/// What a poll report changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// The feed.
    pub feed_id: FeedId,
    /// Entries seen for the first time.
    pub new_entries: usize,
    /// Articles seen for the first time.
    pub new_articles: usize,
    /// Articles that follow a changed item.
    pub revised_articles: usize,
    /// Articles withdrawn by tombstones.
    pub withdrawn: usize,
    /// Articles whose page is to be asked again because the feed dropped them early.
    pub rechecks: usize,
    /// Whether somebody else had taken the feed over meanwhile; then nothing was kept.
    pub lease_lost: bool,
}

/// How the work on one article ended.
#[derive(Debug, Clone)]
pub struct ArticleReport {
    /// The article.
    pub article_id: ArticleId,
    /// The lease it was claimed with.
    pub lease: Lease,
    /// When the work ended.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: ArticleOutcome,
}

/// What came of asking for an article's page.
#[derive(Debug, Clone)]
pub enum ArticleOutcome {
    /// Its page was read.
    Read(Box<ReadArticle>),
    /// Its page still stands; nothing else was asked.
    StillThere,
    /// It did not work out. With `retry_at` it stays in line; without, it keeps what the feed said.
    Failed {
        /// Why.
        failure: Failure,
        /// When to try again.
        retry_at: Option<Timestamp>,
    },
    /// Its publisher took it back.
    Withdrawn,
}

/// An article as read from its page.
#[derive(Debug, Clone)]
pub struct ReadArticle {
    /// The address the page gives itself. The caller answers for that page and address belong together: an article
    /// already kept at that address takes this one in.
    pub canonical: Option<Url>,
    /// All that is known about it; replaces what was known.
    pub metadata: Metadata,
    /// Its text.
    pub body: PackedBody,
    /// Where that text came from.
    pub text_origin: TextOrigin,
}
