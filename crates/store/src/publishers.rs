//! Publishers: who answers for a piece.

use std::collections::HashMap;

use model::{Cursor, Ownership, Page, Publisher, PublisherId};
use url::Url;

use crate::{Result, Store};

/// A publisher to be added.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewPublisher {
    /// Its name as it writes it.
    pub name: String,
    /// Its front page. Two publishers never share one.
    pub home: Option<Url>,
    /// What is known about who stands behind it.
    pub ownership: Ownership,
}

impl Store {
    /// Adds a publisher, or finds the one that has this home already and leaves it as it is.
    pub async fn add_publisher(&self, _new: &NewPublisher) -> Result<PublisherId> {
        todo!()
    }

    /// One publisher.
    pub async fn publisher(&self, _id: PublisherId) -> Result<Option<Publisher>> {
        todo!()
    }

    /// All publishers, latest added first.
    pub async fn publishers(&self, _after: Option<Cursor>, _limit: usize) -> Result<Page<Publisher>> {
        todo!()
    }

    /// The publishers of these ids, as far as they exist.
    pub async fn publishers_by_id(&self, _ids: &[PublisherId]) -> Result<HashMap<PublisherId, Publisher>> {
        todo!()
    }

    /// Replaces what is known about a publisher; says whether it exists.
    pub async fn update_publisher(&self, _publisher: &Publisher) -> Result<bool> {
        todo!()
    }
}
