//! A publisher and the neutral facts about it.

use jiff::Timestamp;
use url::Url;

use crate::PublisherId;

/// The outlet that answers for a piece.
#[derive(Debug, Clone, PartialEq)]
pub struct Publisher {
    /// Its row.
    pub id: PublisherId,
    /// Its name as it writes it.
    pub name: String,
    /// Its front page, when known.
    pub home: Option<Url>,
    /// Who owns, pays and appoints; the same fields for every publisher.
    pub ownership: Ownership,
}

/// Neutral facts, each `None` while unknown. No labels and no verdicts of ours.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ownership {
    /// ISO 3166-1 alpha-2 code of the country it publishes from.
    pub country: Option<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// Who pays for it.
    pub funder: Option<String>,
    /// Who appoints its editor.
    pub appoints_editor: Option<String>,
    /// Where these facts stand.
    pub evidence: Option<Url>,
    /// When somebody last checked them there.
    pub checked: Option<Timestamp>,
}
