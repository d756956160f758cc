//! Withdrawal: the text and all that came from it go, the row stays so that the piece does not come back.

use model::{ArticleId, PublisherId};

use crate::{Result, Store};

impl Store {
    /// Withdraws an article. Says whether there was anything to withdraw.
    pub async fn withdraw(&self, _id: ArticleId) -> Result<bool> {
        todo!()
    }

    /// Withdraws every article of a publisher; says how many.
    pub async fn purge_publisher(&self, _id: PublisherId) -> Result<usize> {
        todo!()
    }
}
