//! What the log keeps of an edit so that it can be undone.

use serde::{Deserialize, Serialize};

/// What was before an edit, and where it put articles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Detail {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) moved: Vec<Moved>,
    /// What editors had given the stories.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) given: Vec<(i64, Given)>,
    /// The stories it set apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) apart: Option<(i64, i64)>,
}

/// An article that an edit placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Moved {
    pub(super) article: i64,
    pub(super) from: i64,
    /// Whether an editor had placed it there.
    pub(super) fixed: bool,
    pub(super) to: i64,
}

/// What only editors give a story.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Given {
    pub(super) headline: Option<String>,
    pub(super) pinned: bool,
}
