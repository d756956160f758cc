//! Subscription lists: OPML in from any reader, and out to any.

mod read;
mod write;

use url::Url;

pub use read::parse;
pub use write::write;

/// A list of subscriptions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// What the list is called; may be empty.
    pub title: String,
    /// Its subscriptions and folders in order.
    pub items: Vec<Item>,
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A feed.
    Subscription(Subscription),
    /// A folder of lines.
    Folder(Folder),
}

/// A feed in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// What the reader calls it; may be empty.
    pub title: String,
    /// The feed's address.
    pub feed_url: Url,
    /// The page it belongs to.
    pub home: Option<Url>,
}

/// A folder in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folder {
    /// What it is called.
    pub name: String,
    /// What is in it, in order.
    pub items: Vec<Item>,
}

/// Why a file is no list of subscriptions that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnOutline {
    /// Another format, or none.
    #[error("this is not a list of subscriptions (OPML)")]
    Unknown,
    /// More subscriptions and folders than anybody reads.
    #[error("the list has more than {MAX_ITEMS} lines")]
    TooLarge,
    /// Folders within folders beyond reason.
    #[error("the list has folders more than {MAX_DEPTH} deep")]
    TooDeep,
}

/// The longest list that is read.
pub const MAX_ITEMS: usize = 20_000;
/// The deepest folder that is read.
pub const MAX_DEPTH: usize = 20;

impl Outline {
    /// Every subscription with the names of the folders it lies in, outermost first.
    pub fn subscriptions(&self) -> Vec<(Vec<&str>, &Subscription)> {
        let mut found = Vec::new();
        gather(&self.items, &mut Vec::new(), &mut found);
        found
    }
}

fn gather<'o>(items: &'o [Item], path: &mut Vec<&'o str>, found: &mut Vec<(Vec<&'o str>, &'o Subscription)>) {
    for item in items {
        match item {
            Item::Subscription(subscription) => found.push((path.clone(), subscription)),
            Item::Folder(folder) => {
                path.push(&folder.name);
                gather(&folder.items, path, found);
                path.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests;
