//! The vocabularies that feeds mix, and which one a prefix means where it stands.

/// A vocabulary this crate knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ns {
    /// No namespace, or one of RSS: the plain words of RSS, RDF and whatever else has no better name.
    Core,
    /// Atom 1.0.
    Atom,
    /// Atom 0.3.
    Atom03,
    /// `content:encoded`.
    Content,
    /// Dublin Core, elements and terms.
    Dublin,
    /// Creative Commons, in either of its modules.
    Creative,
    /// Media RSS.
    Media,
    /// Podcasts.
    Itunes,
    /// `sy:updatePeriod`.
    Syndication,
    /// What FeedBurner adds.
    Feedburner,
    /// RFC 6721.
    Tombstones,
    /// The TDM reservation protocol.
    Tdm,
    /// Really Simple Licensing.
    Rsl,
    /// RDF itself.
    Rdf,
    /// `admin:` and the like: nobody needs them, but they are not core.
    Other,
    /// XHTML.
    Xhtml,
    /// SVG and MathML, which stand within HTML under their plain names.
    Drawing,
    /// The sitemap protocol.
    Sitemap,
    /// Google's news extension of it.
    News,
    /// Google's image extension of it.
    SitemapImage,
}

/// Parts of the addresses that one version of RSS or another claimed for its plain words.
const RSS_FAMILY: [&str; 5] =
    ["purl.org/net/rss1.1", "my.netscape.com", "channel.netscape.com", "backend.userland.com", "harvard.edu/tech/rss"];

impl Ns {
    /// The vocabulary of a namespace address; case, scheme and closing marks do not matter.
    fn of(uri: &str) -> Self {
        let uri = uri.trim().to_ascii_lowercase();
        let uri = uri.trim_start_matches("http://").trim_start_matches("https://").trim_start_matches("www.");
        match uri.trim_end_matches(['/', '#']) {
            "" => Self::Core,
            "w3.org/2005/atom" => Self::Atom,
            "purl.org/atom/ns" => Self::Atom03,
            "purl.org/rss/1.0/modules/content" => Self::Content,
            "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc/terms" => Self::Dublin,
            "search.yahoo.com/mrss" | "video.search.yahoo.com/mrss" | "tools.search.yahoo.com/mrss" => Self::Media,
            "purl.org/rss/1.0/modules/syndication" => Self::Syndication,
            "rssnamespace.org/feedburner/ext/1.0" => Self::Feedburner,
            "purl.org/atompub/tombstones/1.0" => Self::Tombstones,
            "rslstandard.org/rsl" => Self::Rsl,
            "w3.org/1999/02/22-rdf-syntax-ns" => Self::Rdf,
            "w3.org/1999/xhtml" => Self::Xhtml,
            "w3.org/2000/svg" | "w3.org/1998/math/mathml" => Self::Drawing,
            "sitemaps.org/schemas/sitemap/0.9" | "google.com/schemas/sitemap/0.84" => Self::Sitemap,
            "google.com/schemas/sitemap-news/0.9" => Self::News,
            "google.com/schemas/sitemap-image/1.1" => Self::SitemapImage,
            other => Self::of_family(other),
        }
    }

    /// The vocabularies that were moved about so much that a part of the address must do.
    fn of_family(uri: &str) -> Self {
        let has_any = |parts: &[&str]| parts.iter().any(|part| uri.contains(part));
        if has_any(&["podcast-1.0.dtd", "itunes.com/dtds"]) {
            Self::Itunes
        } else if has_any(&["creativecommonsrssmodule", "web.resource.org/cc", "creativecommons.org/ns"]) {
            Self::Creative
        } else if uri == "purl.org/rss/1.0" || has_any(&RSS_FAMILY) {
            Self::Core
        } else if has_any(&["tdmrep", "w3.org/ns/tdm"]) {
            Self::Tdm
        } else {
            Self::Other
        }
    }

    /// What a prefix usually means, for feeds that forget to declare it.
    fn of_prefix(prefix: &str) -> Option<Self> {
        Some(match prefix {
            "atom" | "a10" => Self::Atom,
            "content" => Self::Content,
            "dc" | "dcterms" => Self::Dublin,
            "media" => Self::Media,
            "itunes" => Self::Itunes,
            "sy" => Self::Syndication,
            "feedburner" => Self::Feedburner,
            "cc" | "creativecommons" => Self::Creative,
            "at" => Self::Tombstones,
            "tdm" => Self::Tdm,
            "rsl" => Self::Rsl,
            "rdf" => Self::Rdf,
            "xhtml" => Self::Xhtml,
            "news" => Self::News,
            "image" => Self::SitemapImage,
            "rss" => Self::Core,
            _ => return None,
        })
    }
}

/// More declarations in force at once are not remembered; lookups walk all of them.
const MAX_BINDINGS: usize = 64;

/// The declarations in force.
#[derive(Debug, Default)]
pub(crate) struct Scopes<'a> {
    bindings: Vec<Binding<'a>>,
}

#[derive(Debug)]
struct Binding<'a> {
    depth: usize,
    prefix: &'a str,
    ns: Ns,
}

impl<'a> Scopes<'a> {
    /// Remembers that an element at `depth` declares `prefix` (empty: the default) to mean `uri`.
    pub(crate) fn declare(&mut self, depth: usize, prefix: &'a str, uri: &str) {
        if self.bindings.len() < MAX_BINDINGS {
            self.bindings.push(Binding { depth, prefix, ns: Ns::of(uri) });
        }
    }

    /// Remembers a default namespace. One of the publisher's own on a container does not make its feed anything else.
    pub(crate) fn declare_default(&mut self, depth: usize, uri: &str, is_container: bool) {
        let ns = Ns::of(uri);
        let ns = if is_container && ns == Ns::Other { Ns::Core } else { ns };
        if self.bindings.len() < MAX_BINDINGS {
            self.bindings.push(Binding { depth, prefix: "", ns });
        }
    }

    /// Forgets what elements at `depth` and beneath declared.
    pub(crate) fn leave(&mut self, depth: usize) {
        while self.bindings.pop_if(|binding| binding.depth >= depth).is_some() {}
    }

    /// What a prefix means here: its vocabulary and whether somebody declared it.
    pub(crate) fn find(&self, prefix: &str) -> (Ns, bool) {
        let declared = self.bindings.iter().rev().find(|binding| binding.prefix == prefix);
        match declared {
            Some(binding) => (binding.ns, true),
            None if prefix.is_empty() => (Ns::Core, true),
            None => (Ns::of_prefix(&prefix.to_ascii_lowercase()).unwrap_or(Ns::Other), false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_known_in_their_variants() {
        for (uri, ns) in [
            ("http://www.w3.org/2005/Atom", Ns::Atom),
            ("https://www.w3.org/2005/atom/", Ns::Atom),
            ("http://www.itunes.com/dtds/podcast-1.0.dtd", Ns::Itunes),
            ("HTTP://www.itunes.com/DTDs/Podcast-1.0.dtd", Ns::Itunes),
            ("http://purl.org/rss/1.0/", Ns::Core),
            ("http://paper.example/ns", Ns::Other),
        ] {
            assert_eq!(Ns::of(uri), ns, "{uri}");
        }
    }

    #[test]
    fn the_innermost_declaration_holds_until_its_element_ends() {
        let mut scopes = Scopes::default();
        scopes.declare(1, "x", "http://www.w3.org/2005/Atom");
        scopes.declare(2, "x", "http://search.yahoo.com/mrss/");
        assert_eq!(scopes.find("x"), (Ns::Media, true));
        scopes.leave(2);
        assert_eq!(scopes.find("x"), (Ns::Atom, true));
        scopes.leave(1);
        assert_eq!(scopes.find("x"), (Ns::Other, false));
        assert_eq!(scopes.find("itunes"), (Ns::Itunes, false));
    }
}
