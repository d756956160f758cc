//! What every page handler shares: the app, the texts, the assets, the pictures, the papers.

use std::sync::Arc;

use jiff::Timestamp;

use crate::App;
use crate::assets::Assets;
use crate::pages::front::Papers;
use crate::pictures::Pictures;
use crate::view::Reader;
use crate::words::Words;

/// The state of the router.
pub(crate) type Shared = Arc<Site>;

pub(crate) struct Site {
    pub(crate) app: App,
    pub(crate) words: Words,
    pub(crate) assets: Assets,
    pub(crate) pictures: Pictures,
    pub(crate) papers: Papers,
}

impl Site {
    pub(crate) fn new(app: App) -> Self {
        let pictures = Pictures::new(app.fetcher.clone());
        Self { app, words: Words::english(), assets: Assets::load(), pictures, papers: Papers::default() }
    }

    /// The reader of one request.
    pub(crate) fn reader(&self, now: Timestamp) -> Reader<'_> {
        Reader { audience: self.app.audience, words: &self.words, now, zone: &self.app.zone }
    }

    /// The reader of a request that arrives at this moment.
    pub(crate) fn reader_now(&self) -> Reader<'_> {
        self.reader(self.app.clock.now())
    }
}
