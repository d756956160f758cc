//! What surrounds every page: title, robots line, masthead, navigation, foot.

use model::Section;
use model::rights::Audience;

use crate::assets::STYLE;
use crate::site::Site;
use crate::view::section_href;
use crate::words::{Moment, Words};

/// A name beyond this is set smaller, so that it stands on one line of a common window.
const LONG_NAME_CHARS: usize = 14;

/// The sections that the navigation names; the foot of every page names all.
const MAIN_SECTIONS: [Section; 8] = [
    Section::Politics,
    Section::Economy,
    Section::Science,
    Section::Environment,
    Section::Arts,
    Section::Sport,
    Section::Health,
    Section::Society,
];

/// The entry of the navigation that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Front,
    Section(Section),
    River,
    Feeds,
    /// The search, which has its own box and is never for search engines.
    Search,
    /// None of them.
    Nowhere,
}

/// One entry of the navigation.
pub(crate) struct Entry {
    pub(crate) href: String,
    pub(crate) label: String,
    /// The page itself is this one.
    pub(crate) is_here: bool,
}

/// The field that every page template carries.
pub(crate) struct Frame<'a> {
    site: &'a Site,
    pub(crate) w: &'a Words,
    /// What the browser's tab says.
    pub(crate) title: String,
    /// The day on the masthead.
    pub(crate) day: String,
    pub(crate) moment: Moment,
    pub(crate) place: Place,
    /// Whether search engines may list this page.
    pub(crate) is_indexable: bool,
    /// The original that this page is a copy of.
    pub(crate) canonical: Option<String>,
}

impl<'a> Frame<'a> {
    /// The frame of a page with that title.
    pub(crate) fn new(site: &'a Site, title: &str, place: Place) -> Self {
        let now = site.app.clock.now();
        let name = &site.app.name;
        let w = &site.words;
        Self {
            title: if place == Place::Front { name.clone() } else { w.page_title(title, name) },
            day: w.day(now, &site.app.zone),
            moment: site.reader(now).moment(now),
            place,
            is_indexable: !matches!(place, Place::Nowhere | Place::Search) && site.app.audience == Audience::Public,
            canonical: None,
            site,
            w,
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.site.app.name
    }

    pub(crate) fn is_front(&self) -> bool {
        self.place == Place::Front
    }

    /// Whether the name is too long for the large letters of the nameplate.
    pub(crate) fn is_long_name(&self) -> bool {
        self.name().chars().count() > LONG_NAME_CHARS
    }

    pub(crate) fn style(&self) -> String {
        self.site.assets.href(STYLE)
    }

    pub(crate) fn asset(&self, name: &str) -> String {
        self.site.assets.href(name)
    }

    /// Whether the masthead has a box to search in; the search itself has a larger one.
    pub(crate) fn has_search(&self) -> bool {
        self.place != Place::Search
    }

    /// The front page, the main sections, and the lists.
    pub(crate) fn navigation(&self) -> Vec<Entry> {
        let entry = |href: &str, label, place| Entry { href: href.to_owned(), label, is_here: self.place == place };
        let mut entries = vec![entry("/", self.w.nav_front(), Place::Front)];
        entries.extend(MAIN_SECTIONS.map(|section| self.section(section)));
        entries.push(entry("/river", self.w.nav_river(), Place::River));
        entries.push(entry("/feeds", self.w.nav_feeds(), Place::Feeds));
        entries
    }

    /// All sections.
    pub(crate) fn sections(&self) -> [Entry; 17] {
        Section::ALL.map(|section| self.section(section))
    }

    fn section(&self, section: Section) -> Entry {
        let is_here = self.place == Place::Section(section);
        Entry { href: section_href(section), label: self.w.section(section), is_here }
    }
}
