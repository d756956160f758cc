//! Invented values for the tests of this crate.

use jiff::Timestamp;
use model::{ArticleId, Story, StoryId};

/// A story of one report.
pub(crate) fn story(id: i64) -> Story {
    Story {
        id: StoryId::new(id),
        lead: ArticleId::new(1),
        pictured: None,
        own_headline: None,
        pinned: false,
        section: None,
        began: Timestamp::UNIX_EPOCH,
        latest: Timestamp::UNIX_EPOCH,
        articles: 1,
        publishers: 1,
        voices: 1,
        languages: Vec::new(),
        importance: 1.0,
        velocity: 0.0,
    }
}
