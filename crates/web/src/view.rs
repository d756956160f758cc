//! What templates show, made from what the store keeps.
//!
//! The one rule of this module: text and pictures of a piece reach a template only through [`Piece`], which asks
//! [`model::rights::decide`] when it is made and keeps the article itself to itself. The shapes here hold words that are
//! ready to print; escaping is left to the templates.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::rights::Audience;

use crate::words::{Moment, Words};

mod address;
mod article;
mod body;
mod card;
mod feed;
mod marked;
mod piece;
mod publisher;
mod story;
mod tags;
mod tally;
#[cfg(test)]
pub(crate) mod tests;
mod text;
mod told;
mod why;

pub(crate) use address::{
    article_href, hashtag_href, publisher_href, river_of_feed_href, river_of_publisher_href, search_href, section_href,
    story_href,
};
pub(crate) use article::{ArticleView, Picture, Reading};
pub(crate) use card::{Card, headline};
pub(crate) use feed::{FeedRow, FeedState};
pub(crate) use marked::Marked;
pub(crate) use piece::{Imprint, Piece};
pub(crate) use publisher::PublisherView;
pub(crate) use story::{Shelves, StoryView, Telling};
pub(crate) use tags::{SectionLink, TagLink};
pub(crate) use tally::{Tally, Teller};
pub(crate) use text::{LangAttributes, Text};
pub(crate) use told::{Told, counts};
pub(crate) use why::Why;

/// For whom a page is made, when, and in which words.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    /// Who reads this instance.
    pub(crate) audience: Audience,
    /// The texts of the pages.
    pub(crate) words: &'a Words,
    /// The instant of the request.
    pub(crate) now: Timestamp,
    /// The zone in which dates are told.
    pub(crate) zone: &'a TimeZone,
}

impl Reader<'_> {
    /// An instant as this page tells it.
    pub(crate) fn moment(&self, at: Timestamp) -> Moment {
        self.words.moment(at, self.now, self.zone)
    }
}
