//! What comes to the assigner and what it answers.

use jiff::Timestamp;
use model::{ArticleId, Genre, Gist, Language, PublisherId, StoryId};

/// An article to be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// Its row.
    pub article: ArticleId,
    /// Who answers for it.
    pub publisher: PublisherId,
    /// The language it is written in.
    pub language: Option<Language>,
    /// When it was published, or first seen where the publisher's clock is not to be trusted. None when nobody knows.
    pub time: Option<Timestamp>,
    /// What kind of piece it is.
    pub genre: Genre,
    /// What to compare it by.
    pub gist: Gist,
}

impl Incoming {
    /// The order in which a batch is to be assigned, whatever order it came in: by time to the minute, then by row.
    pub fn order(&self) -> (Option<i64>, ArticleId) {
        (self.time.map(|time| time.as_second().div_euclid(60)), self.article)
    }
}

/// What became of an article, and of those around it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// Where articles lie that were placed or moved: the one that came is always among them, each is named once.
    pub moves: Vec<(ArticleId, StoryId)>,
    /// Stories that ended in another: the address of the first leads to the second from here on.
    pub merges: Vec<(StoryId, StoryId)>,
    /// Stories that gained or lost articles and live on, ascending.
    pub touched: Vec<StoryId>,
    /// Earlier stories that the article's story follows up.
    pub links: Vec<Link>,
}

/// A story that may be the sequel of another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The story that follows.
    pub story: StoryId,
    /// The story it follows.
    pub earlier: StoryId,
    /// How probable it is that an article of one and one of the other tell the same event, 0 to 1, on average: below
    /// what makes them one story.
    pub score: f32,
}
