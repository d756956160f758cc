//! An XML feed from its root to its last entry: which format it has, and who reads which element.

use model::FeedFormat;

use crate::draft::{Context, Facts, FeedDraft, rank};
use crate::problem::{Problem, Problems};
use crate::repair::repair;
use crate::window::Window;
use crate::xml::{Element, Ns, Reader, Step};
use crate::{Input, NotAFeed, ParsedFeed, atom, extension, rss, sitemap};

/// So many tombstones are kept.
const MAX_DELETED: usize = 2000;

/// Reads a feed in XML.
pub(crate) fn read(text: &str, input: &Input<'_>, mut problems: Problems) -> Result<ParsedFeed, NotAFeed> {
    let repaired = repair(text, &mut problems);
    let mut reader = Reader::new(&repaired.text, &repaired.entities, input.base, &mut problems);
    let mut document = Document::default();
    loop {
        let step = reader.step();
        let mut context = Context { now: input.now, problems: reader.problems };
        match step {
            Step::Open(element) => document.open(&element, &mut context)?,
            Step::Child(element) => document.child(&element, &mut context),
            Step::Close => {}
            Step::End => break,
        }
    }
    document.finish(problems)
}

/// What was read so far.
#[derive(Default)]
struct Document {
    format: Option<FeedFormat>,
    feed: FeedDraft,
    window: Window,
    /// Pages of a sitemap that are not said to be news.
    other_pages: usize,
}

impl Document {
    /// A container starts; the root tells the format.
    fn open(&mut self, element: &Element<'_>, context: &mut Context<'_>) -> Result<(), NotAFeed> {
        let format = match element.name.as_ref() {
            // A bare channel is RSS without its root, or the Channel Definition Format that came before.
            "rss" | "channel" => Some(FeedFormat::Rss),
            "rdf" => Some(FeedFormat::Rdf),
            "feed" => Some(FeedFormat::Atom),
            "urlset" => Some(FeedFormat::NewsSitemap),
            "html" | "head" | "body" | "meta" if self.format.is_none() => return Err(NotAFeed::Page),
            "opml" if self.format.is_none() => return Err(NotAFeed::SubscriptionList),
            _ => None,
        };
        if self.format.is_none() && format.is_none() {
            context.problems.note(Problem::JunkBefore);
        }
        self.format = self.format.or(format);
        if format.is_some() && element.ns != Ns::Sitemap {
            rss::open_channel(element, &mut self.feed, context);
        }
        Ok(())
    }

    fn child(&mut self, element: &Element<'_>, context: &mut Context<'_>) {
        match (element.ns, element.name.as_ref()) {
            (Ns::Core | Ns::Atom | Ns::Atom03, "item") => self.entry(element, FeedFormat::Rss, context),
            (Ns::Core | Ns::Atom | Ns::Atom03, "entry") => self.entry(element, FeedFormat::Atom, context),
            (Ns::Core | Ns::Sitemap, "url") => self.entry(element, FeedFormat::NewsSitemap, context),
            (Ns::Tombstones, "deleted-entry") => {
                if self.feed.deleted.len() < MAX_DELETED {
                    self.feed.deleted.extend(element.attribute("ref"));
                }
            }
            (Ns::Atom | Ns::Atom03, _) => atom::feed_child(element, &mut self.feed, context),
            (Ns::Core, _) if self.is_atom() => atom::feed_child(element, &mut self.feed, context),
            (Ns::Core, _) => rss::feed_child(element, &mut self.feed, context),
            _ => extension::feed_child(element, &mut self.feed, context),
        }
    }

    fn is_atom(&self) -> bool {
        self.format == Some(FeedFormat::Atom)
    }

    fn entry(&mut self, element: &Element<'_>, suggests: FeedFormat, context: &mut Context<'_>) {
        let format = *self.format.get_or_insert(suggests);
        if format == FeedFormat::NewsSitemap && !element.elements().any(|child| child.ns == Ns::News) {
            self.other_pages += 1;
            return;
        }
        let mut facts = Facts::default();
        rss::open_item(element, &mut facts, context);
        let said = element.language.filter(|language| self.feed.facts.language.get() != Some(language));
        facts.language.offer_some(rank::HINT, said);
        for child in element.elements() {
            match child.ns {
                _ if format == FeedFormat::NewsSitemap => sitemap::entry_child(child, &mut facts, context),
                Ns::Atom | Ns::Atom03 => atom::entry_child(child, &mut facts, context),
                Ns::Core if format == FeedFormat::Atom => atom::entry_child(child, &mut facts, context),
                Ns::Core => rss::entry_child(child, &mut facts, context),
                _ => extension::entry_child(child, &mut facts, context),
            }
        }
        self.window.push(facts.into_entry(), context.problems);
    }

    fn finish(self, mut problems: Problems) -> Result<ParsedFeed, NotAFeed> {
        let format = self.format.ok_or(NotAFeed::Unknown)?;
        let entries = self.window.finish(&mut problems);
        if entries.is_empty() && self.other_pages > 0 {
            return Err(NotAFeed::Unknown);
        }
        Ok(self.feed.into_feed(format, entries, problems))
    }
}
