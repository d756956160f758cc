//! What was recorded about showing a publisher's pieces to an audience.

use std::collections::HashMap;

use model::PublisherId;
use model::rights::{Audience, Basis, Display, Level};

use crate::changes::Touched;
use crate::retry::retrying;
use crate::sql::{Row, Statement, for_keys};
use crate::{Result, Store, withdraw};

const UPSERT: &str = "
    insert into displays (publisher_id, audience, level, basis, since) values ($1, $2, $3, $4, $5)
    on conflict (publisher_id, audience)
    do update set level = excluded.level, basis = excluded.basis, since = excluded.since";

const DELETE: &str = "delete from displays where publisher_id = $1 and audience = $2";

const SELECT: &str = "select level, basis, since from displays where publisher_id = $1 and audience = $2";

const SELECT_SOME: &str =
    "select publisher_id, audience, level, basis, since from displays where publisher_id in (keys)";

/// Polls and readings under way count for nothing once their lease is gone. On PostgreSQL this waits for those that
/// are being recorded, so that the withdrawal that follows sees what they brought.
const REVOKE_LEASES: &str = "update feeds set lease = null, leased_until = null where publisher_id = $1";

/// Whether a publisher opted out, for some of them.
pub(crate) const OPTED_OUT: &str = "
    select distinct publisher_id from displays
    where publisher_id in (keys) and level = 'hidden' and basis = 'opt-out'";

impl Store {
    /// Records how much of a publisher's pieces an audience sees; `None` goes back to the audience's default.
    ///
    /// Hidden at the publisher's own wish, for whatever audience, withdraws all its articles, and no text of it is
    /// kept from then on.
    pub async fn set_display(
        &self,
        publisher: PublisherId,
        audience: Audience,
        display: Option<Display>,
    ) -> Result<()> {
        if let Some(display) = display {
            return retrying!(self.try_set_display(publisher, audience, display).await);
        }
        let delete = || Statement::new(DELETE).int(publisher.get()).text(audience.as_str());
        retrying!(self.write(delete()).await).map(drop)
    }

    async fn try_set_display(&self, publisher: PublisherId, audience: Audience, display: Display) -> Result<()> {
        let (mut transaction, mut touched) = (self.begin().await?, Touched::default());
        Statement::new(UPSERT)
            .int(publisher.get())
            .text(audience.as_str())
            .text(display.level.as_str())
            .text(display.basis.as_str())
            .time(display.since)
            .run(&mut transaction)
            .await?;
        if display.level == Level::Hidden && display.basis == Basis::OptOut {
            Statement::new(REVOKE_LEASES).int(publisher.get()).run(&mut transaction).await?;
            withdraw::all_of(&mut transaction, publisher, &mut touched).await?;
        }
        touched.number(&mut transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// What was recorded for a publisher and an audience.
    pub async fn display(&self, publisher: PublisherId, audience: Audience) -> Result<Option<Display>> {
        let statement = Statement::new(SELECT).int(publisher.get()).text(audience.as_str());
        let row = statement.row(&mut *self.reader().await?).await?;
        row.as_ref().map(read).transpose().map(Option::flatten)
    }

    /// What was recorded for an audience and these publishers, as far as anything was.
    pub async fn displays(
        &self,
        publishers: &[PublisherId],
        audience: Audience,
    ) -> Result<HashMap<PublisherId, Display>> {
        let keys: Vec<_> = publishers.iter().map(|id| id.get()).collect();
        let rows = for_keys(&mut *self.reader().await?, SELECT_SOME, &[], &keys).await?;
        let mut displays = HashMap::new();
        for row in &rows {
            let publisher = PublisherId::new(row.int("publisher_id")?);
            if row.parsed("audience", Audience::from_word)? == audience {
                displays.extend(read(row)?.map(|display| (publisher, display)));
            }
        }
        Ok(displays)
    }
}

/// The recorded display of a row that may have none.
pub(crate) fn read(row: &Row) -> Result<Option<Display>> {
    let Some(level) = row.maybe_parsed("level", Level::from_word)? else { return Ok(None) };
    let basis = row.parsed("basis", Basis::from_word)?;
    Ok(Some(Display { level, basis, since: row.time("since")? }))
}

#[cfg(test)]
mod tests;
