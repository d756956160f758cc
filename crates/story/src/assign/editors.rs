//! What editors decide, and the assigner keeps to.

use ::model::{ArticleId, StoryId};

use crate::assign::Assigner;
use crate::assign::repair::Changes;

impl Assigner {
    /// An editor placed an article: it lies there, and is never moved again by the assigner.
    pub fn fix(&mut self, article: ArticleId, story: StoryId) {
        let Some(slot) = self.shelf.slot(article) else { return };
        self.shelf.shift(slot, story);
        if let Some(member) = self.shelf.member_mut(slot) {
            member.fixed = true;
        }
    }

    /// An editor took a placement back: the article may move again.
    pub fn release(&mut self, article: ArticleId) {
        if let Some(member) = self.shelf.slot(article).and_then(|slot| self.shelf.member_mut(slot)) {
            member.fixed = false;
        }
    }

    /// An editor found two stories to be two events: they are never merged, until [`Assigner::allow`].
    pub fn keep_apart(&mut self, one: StoryId, other: StoryId) {
        self.shelf.keep_apart(one, other);
    }

    /// Two stories that were kept apart may be one again.
    pub fn allow(&mut self, one: StoryId, other: StoryId) {
        self.shelf.allow(one, other);
    }

    /// An editor merged two stories: the articles of the first lie in the second for good.
    pub fn merged_by_editor(&mut self, from: StoryId, into: StoryId) {
        let mut never = || into;
        self.shelf.allow(from, into);
        self.merge(from, into, &mut Changes::new(&mut never));
        let slots: Vec<_> = self.shelf.story(into).map(|open| open.slots().collect()).unwrap_or_default();
        for slot in slots {
            if let Some(member) = self.shelf.member_mut(slot) {
                member.fixed = true;
            }
        }
    }
}
