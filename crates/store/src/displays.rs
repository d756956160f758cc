//! What was recorded about showing a publisher's pieces to an audience.

use model::PublisherId;
use model::rights::{Audience, Display};

use crate::{Result, Store};

impl Store {
    /// Records how much of a publisher's pieces an audience sees; `None` goes back to the audience's default.
    ///
    /// Hidden at the publisher's own wish withdraws all its articles, and no text of it is kept from then on.
    pub async fn set_display(
        &self,
        _publisher: PublisherId,
        _audience: Audience,
        _display: Option<Display>,
    ) -> Result<()> {
        todo!()
    }

    /// What was recorded for a publisher and an audience.
    pub async fn display(&self, _publisher: PublisherId, _audience: Audience) -> Result<Option<Display>> {
        todo!()
    }
}
