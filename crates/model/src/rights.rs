//! What may be shown of a piece, to whom, and for what use: one pure function, asked by everything that shows content.
//!
//! Pages, feeds out, JSON, search highlights, AI, caches, e-mail, speech and previews all call [`decide`] and show no
//! more than its [`Grant`] allows. The rules, in the order in which they bind:
//!
//! 1. A withdrawn piece, or one blocked by law where the instance stands, is hidden from everybody.
//! 2. What an operator recorded for the publisher and the audience holds; otherwise the audience's default: all of it
//!    on a private instance, an excerpt for members and the public.
//! 3. Towards members and the public, the publisher's wishes cap that: `nosnippet` leaves the headline, `max-snippet`
//!    shortens the excerpt, `noarchive` forbids copies of the whole text. A recorded licence outranks these wishes.
//! 4. Machines that learn or generate (embedding, AI) stop at a TDM reservation or `noai` for every audience, unless
//!    a recorded licence covers them.

use jiff::Timestamp;

use crate::{ImagePreview, Wishes};

#[cfg(test)]
mod tests;

/// Who reads an instance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Audience {
    /// One person or household, behind a login or on a machine of their own.
    #[default]
    Private,
    /// People with an account on this instance.
    Members,
    /// Anybody, search engines too.
    Public,
}

impl Audience {
    /// Every audience.
    pub const ALL: [Self; 3] = [Self::Private, Self::Members, Self::Public];

    /// Its word in rows, configuration and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Members => "members",
            Self::Public => "public",
        }
    }

    /// The audience of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == word)
    }
}

/// How much of a piece is shown, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing: not even that it exists.
    Hidden,
    /// Headline, publisher, time and the link to the original.
    Headline,
    /// The same and its first sentences.
    Excerpt,
    /// All of it.
    Full,
}

impl Level {
    /// Every level, least first.
    pub const ALL: [Self; 4] = [Self::Hidden, Self::Headline, Self::Excerpt, Self::Full];

    /// Its word in rows, configuration and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Headline => "headline",
            Self::Excerpt => "excerpt",
            Self::Full => "full",
        }
    }

    /// The level of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == word)
    }
}

/// On what ground a level was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The operator chose it.
    Operator,
    /// The publisher gave leave, or its licence does.
    Licence,
    /// The publisher asked to be shown less, or not at all.
    OptOut,
}

impl Basis {
    /// Every basis.
    pub const ALL: [Self; 3] = [Self::Operator, Self::Licence, Self::OptOut];

    /// Its word in rows and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Licence => "licence",
            Self::OptOut => "opt-out",
        }
    }

    /// The basis of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.as_str() == word)
    }
}

/// What was recorded for one publisher and one audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Display {
    /// How much.
    pub level: Level,
    /// On what ground.
    pub basis: Basis,
    /// Since when.
    pub since: Timestamp,
}

/// What somebody wants to do with a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Use {
    /// A page of this instance.
    Page,
    /// A feed that this instance gives out.
    FeedOut,
    /// The JSON API.
    Json,
    /// The words around a search hit.
    Highlight,
    /// A vector or an index made from the text.
    Embedding,
    /// A summary, answer or translation by a model.
    Ai,
    /// A copy kept for offline reading or by a proxy.
    Cache,
    /// An e-mail.
    Email,
    /// Reading aloud.
    Speech,
    /// A card that others see where the link is shared; judged as public whatever the instance.
    Preview,
}

impl Use {
    /// Every use.
    pub const ALL: [Self; 10] = [
        Self::Page,
        Self::FeedOut,
        Self::Json,
        Self::Highlight,
        Self::Embedding,
        Self::Ai,
        Self::Cache,
        Self::Email,
        Self::Speech,
        Self::Preview,
    ];
}

/// What is known about one piece when somebody asks.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// What was recorded for its publisher and the audience of the instance.
    pub display: Option<Display>,
    /// What its publisher asks.
    pub wishes: &'a Wishes,
    /// Whether its publisher took it back.
    pub withdrawn: bool,
    /// Whether a law blocks it where the instance stands.
    pub blocked: bool,
}

/// Why a grant is what it is; pages say it in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nothing was recorded or asked: the audience's default.
    Default,
    /// The level recorded for the publisher.
    Recorded,
    /// The publisher's wishes.
    Wishes,
    /// Text and data mining is reserved.
    Reserved,
    /// The publisher took it back.
    Withdrawn,
    /// A law blocks it.
    Blocked,
}

/// What may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// How much of the text.
    pub level: Level,
    /// At most so many characters of text; `None` is no limit.
    pub max_chars: Option<u32>,
    /// Whether the publisher's pictures may stand beside it.
    pub photo: bool,
    /// Whether search engines may list our page of it.
    pub indexable: bool,
    /// Why.
    pub reason: Reason,
}

/// The longest excerpt shown where the whole text is not: a common reading of "very short extracts".
pub const EXCERPT_CHARS: u32 = 200;

/// Decides what `audience` may see of a piece for one use.
pub fn decide(audience: Audience, wanted: Use, terms: &Terms<'_>) -> Grant {
    if terms.withdrawn {
        return Grant::nothing(Reason::Withdrawn);
    }
    if terms.blocked {
        return Grant::nothing(Reason::Blocked);
    }
    // What an operator chose for a closed audience says nothing about the public.
    let widened = wanted == Use::Preview && audience != Audience::Public;
    let display = terms.display.filter(|display| !(widened && display.basis == Basis::Operator));
    let licensed = display.is_some_and(|display| display.basis == Basis::Licence);
    if is_learning(wanted) && !licensed && (terms.wishes.tdm_reserved || terms.wishes.no_ai) {
        return Grant::nothing(Reason::Reserved);
    }
    let audience = if widened { Audience::Public } else { audience };
    let (level, reason) = recorded_or_default(audience, display);
    let heeds_wishes = audience != Audience::Private && !licensed;
    let (level, reason) = if heeds_wishes { capped(level, reason, wanted, terms.wishes) } else { (level, reason) };
    Grant {
        level,
        max_chars: max_chars(level, heeds_wishes.then_some(terms.wishes)),
        photo: level > Level::Hidden && (!heeds_wishes || invites_pictures(terms.wishes)),
        indexable: audience == Audience::Public && level > Level::Hidden && !terms.wishes.no_index,
        reason,
    }
}

impl Grant {
    const fn nothing(reason: Reason) -> Self {
        Self { level: Level::Hidden, max_chars: Some(0), photo: false, indexable: false, reason }
    }

    /// The part of a plain text that may be shown: cut at the end of a word, with an ellipsis when something is left
    /// out; empty when no text may be shown.
    pub fn clip(&self, text: &str) -> String {
        let Some(limit) = self.max_chars else { return text.to_owned() };
        let limit = limit as usize;
        if text.chars().count() <= limit {
            return text.to_owned();
        }
        let end = text.char_indices().nth(limit.saturating_sub(1)).map_or(0, |(at, _)| at);
        let cut = text.get(..end).unwrap_or_default();
        // Scripts without spaces have no word end to go back to.
        let word_end = cut.rfind(char::is_whitespace).filter(|at| at * 2 > cut.len()).unwrap_or(cut.len());
        let kept = cut.get(..word_end).unwrap_or_default().trim_end();
        if kept.is_empty() { String::new() } else { format!("{kept}…") }
    }
}

fn is_learning(wanted: Use) -> bool {
    matches!(wanted, Use::Embedding | Use::Ai)
}

fn recorded_or_default(audience: Audience, display: Option<Display>) -> (Level, Reason) {
    match (display, audience) {
        (Some(display), _) => (display.level, Reason::Recorded),
        (None, Audience::Private) => (Level::Full, Reason::Default),
        (None, Audience::Members | Audience::Public) => (Level::Excerpt, Reason::Default),
    }
}

fn capped(level: Level, reason: Reason, wanted: Use, wishes: &Wishes) -> (Level, Reason) {
    let cap = if wishes.max_snippet == Some(0) {
        Level::Headline
    } else if wishes.no_archive && wanted == Use::Cache {
        Level::Hidden
    } else if wishes.no_archive {
        Level::Excerpt
    } else {
        Level::Full
    };
    if cap < level { (cap, Reason::Wishes) } else { (level, reason) }
}

fn max_chars(level: Level, wishes: Option<&Wishes>) -> Option<u32> {
    match level {
        Level::Hidden | Level::Headline => Some(0),
        Level::Excerpt => {
            let asked = wishes.and_then(|wishes| wishes.max_snippet).unwrap_or(EXCERPT_CHARS);
            Some(asked.min(EXCERPT_CHARS))
        }
        Level::Full => None,
    }
}

fn invites_pictures(wishes: &Wishes) -> bool {
    matches!(wishes.image_preview, ImagePreview::Standard | ImagePreview::Large)
}
