//! A sample publisher: who it is, how its pages look, what its feed does to those who read it.

use serde::Deserialize;

/// One invented outlet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Publisher {
    /// What reports call it.
    pub key: String,
    /// Its name as it writes it.
    pub name: String,
    /// BCP 47 tag of its language and region.
    pub locale: String,
    /// Hours its clock stands from UTC.
    pub utc_offset: i8,
    /// The line under its name.
    pub tagline: String,
    /// What its "about us" page says.
    pub about: String,
    /// Who owns, pays and appoints.
    pub ownership: OwnershipFacts,
    /// The template of its pages.
    pub look: Look,
    /// The colour of its pages.
    pub accent: String,
    /// The sections in its navigation.
    pub sections: Vec<String>,
    /// Robots directives on its pages and in their headers.
    pub robots: Option<String>,
    /// Whether it reserves text and data mining (TDMRep).
    #[serde(default)]
    pub tdm_reserved: bool,
    /// The licence it names in its feed and on its pages.
    pub licence: Option<String>,
    /// The encoding of its feed and pages, where it is not UTF-8.
    pub encoding: Option<String>,
    /// What its server does.
    #[serde(default)]
    pub behaviour: Behaviour,
    /// Its feed.
    pub feed: FeedPlan,
}

impl Publisher {
    /// The primary subtag of its locale.
    pub(crate) fn language(&self) -> &str {
        self.locale.split('-').next().unwrap_or(&self.locale)
    }
}

/// The facts of `model::Ownership` that can be known here.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OwnershipFacts {
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// Who pays for it.
    pub funder: Option<String>,
    /// Who appoints its editor.
    pub appoints_editor: Option<String>,
}

/// The page templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Look {
    /// A classic paper: masthead, rules, one column.
    Broadsheet,
    /// A wire service: dense, sober, slug lines.
    Agency,
    /// A magazine: large lead, wide margins.
    Magazine,
    /// A portal: side columns, boxes between paragraphs.
    Portal,
    /// A small paper's page in tables.
    Village,
}

/// What a server does to a client.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Behaviour {
    /// It answers.
    #[default]
    Works,
    /// Its feed is gone for good (410).
    Gone,
    /// An anti-bot wall stands before all of it.
    Wall,
    /// Its feed drips slower than anybody waits.
    Slow,
}

/// How a publisher gives out its feed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FeedPlan {
    /// Its format.
    pub format: Format,
    /// How much of the text it carries.
    pub text: Text,
    /// Where it stands.
    pub path: String,
    /// What it calls itself.
    pub title: String,
    /// Whether it lists withdrawn articles as `at:deleted-entry` (RFC 6721).
    #[serde(default)]
    pub deleted_entries: bool,
}

/// The formats of the sample feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Format {
    /// RSS 2.0.
    Rss,
    /// RSS 1.0.
    Rdf,
    /// Atom 1.0.
    Atom,
    /// JSON Feed 1.1.
    Json,
    /// RSS 2.0 with sound.
    Podcast,
    /// RSS 2.0 that no XML parser accepts.
    BrokenRss,
}

/// How much text a feed carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Text {
    /// All of it.
    Full,
    /// The first sentences.
    Excerpt,
}
