//! A story: all articles on one event, in any language.

use jiff::Timestamp;

use crate::{ArticleId, Language, Section, StoryId};

/// All articles on one event, in any language. What is said of it here is derived from its articles and made anew
/// whenever one joins or leaves; only `id`, `own_headline` and `pinned` outlive them.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Its row. A story that was merged into another leaves a redirect under its id.
    pub id: StoryId,
    /// The article whose headline stands for it.
    pub lead: ArticleId,
    /// The article whose picture stands for it.
    pub pictured: Option<ArticleId>,
    /// The headline an editor gave it; shown instead of the lead's.
    pub own_headline: Option<String>,
    /// Whether an editor holds it at the top of its front page.
    pub pinned: bool,
    /// What it is about.
    pub section: Option<Section>,
    /// When its first article was listed.
    pub began: Timestamp,
    /// When its newest article was listed.
    pub latest: Timestamp,
    /// How many articles it holds, whatever their genre.
    pub articles: u32,
    /// How many publishers tell it.
    pub publishers: u32,
    /// Independent tellings: distinct owners with distinct wire groups, genre news only.
    pub voices: u32,
    /// The languages it is told in, most articles first.
    pub languages: Vec<(Language, u32)>,
    /// What it weighs by its voices; see the crate `story` for the formula.
    pub importance: f64,
    /// New voices an hour over the last hours before `latest`.
    pub velocity: f64,
}

/// Why an article is shown beside another. The order is the order of closeness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Both tell the same event.
    SameEvent,
    /// It tells an earlier event of which this one is the sequel.
    EarlierInThisStory,
    /// Both are about the same people or bodies.
    SamePeople,
    /// It is about the same matter.
    Background,
}

impl Relation {
    /// Every relation, closest first.
    pub const ALL: [Self; 4] = [Self::SameEvent, Self::EarlierInThisStory, Self::SamePeople, Self::Background];

    /// Its word in rows and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SameEvent => "same-event",
            Self::EarlierInThisStory => "earlier-in-this-story",
            Self::SamePeople => "same-people",
            Self::Background => "background",
        }
    }
}
