//! Leases by name: work that one process does at a time, such as assigning articles to stories.

use std::time::Duration;

use sqlx::AnyConnection;

use crate::feeds::microseconds;
use crate::retry::retrying;
use crate::sql::Statement;
use crate::{Lease, Result, Store};

const TAKE: &str = "
    insert into leases (name, holder, until) values ($1, $2, db_clock() + $3)
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
    where leases.holder = excluded.holder or leases.until <= db_clock()
    returning holder";

const GIVE_BACK: &str = "delete from leases where name = $1 and holder = $2";

/// The row stays as it is until the transaction ends.
const STILL_HELD: &str = "
    update leases set until = until where name = $1 and holder = $2 and until > db_clock() returning holder";

impl Store {
    /// Takes or prolongs the lease of that name for so long, by the database's clock. `held` is what this process got
    /// before; `None` asks for the first time. Nothing comes back while somebody else holds it.
    pub async fn take_lease(&self, name: &str, held: Option<Lease>, duration: Duration) -> Result<Option<Lease>> {
        let holder = match held {
            Some(Lease(holder)) => holder,
            None => self.new_id().await?,
        };
        let take = || Statement::new(TAKE).text(name).int(holder).int(microseconds(duration));
        Ok(retrying!(self.write_row(take()).await)?.map(|_| Lease(holder)))
    }

    /// Gives a lease back before its time, so that the next process need not wait.
    pub async fn give_back_lease(&self, name: &str, lease: Lease) -> Result<()> {
        let give_back = || Statement::new(GIVE_BACK).text(name).int(lease.0);
        retrying!(self.write(give_back()).await).map(drop)
    }
}

/// Whether a lease holds, and goes on holding until the transaction's end.
pub(crate) async fn holds(on: &mut AnyConnection, name: &str, lease: Lease) -> Result<bool> {
    Ok(Statement::new(STILL_HELD).text(name).int(lease.0).row(on).await?.is_some())
}

#[cfg(test)]
mod tests;
