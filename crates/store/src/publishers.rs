//! Publishers: who answers for a piece.

use std::collections::HashMap;

use model::{Cursor, Ownership, Page, Publisher, PublisherId};
use url::Url;

use crate::retry::retrying;
use crate::sql::{Row, Statement, for_keys};
use crate::{Error, Result, Store, ids, keys};

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

const INSERT: &str = "
    insert into publishers (id, name, home, home_key, country, owner, funder, appoints_editor, evidence, checked)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (home_key) do nothing
    returning id";

const UPDATE: &str = "
    update publishers
    set name = $2, home = $3, home_key = $4, country = $5, owner = $6, funder = $7, appoints_editor = $8,
        evidence = $9, checked = $10
    where id = $1";

const SELECT: &str = "select * from publishers where id = $1";

const SELECT_BY_HOME: &str = "select * from publishers where home_key = $1";

const SELECT_SOME: &str = "select * from publishers where id in (keys)";

pub(crate) const PAGE: &str = "select * from publishers where id < $1 order by id desc limit $2";

impl Store {
    /// Adds a publisher, or finds the one that has this home already and leaves it as it is.
    pub async fn add_publisher(&self, new: &NewPublisher) -> Result<PublisherId> {
        let id = self.new_id().await?;
        let bound = || bind(Statement::new(INSERT).int(id), &new.name, new.home.as_ref(), &new.ownership);
        if retrying!(self.write_row(bound()).await)?.is_some() {
            return Ok(PublisherId::new(id));
        }
        let key = new.home.as_ref().map(keys::of_url);
        let known = Statement::new(SELECT_BY_HOME).maybe_int(key).row(&mut *self.reader().await?).await?;
        let known = known.ok_or_else(|| Error::Damaged("a publisher's home is taken by nobody".to_owned()))?;
        Ok(PublisherId::new(known.int("id")?))
    }

    /// One publisher.
    pub async fn publisher(&self, id: PublisherId) -> Result<Option<Publisher>> {
        let row = Statement::new(SELECT).int(id.get()).row(&mut *self.reader().await?).await?;
        row.as_ref().map(read).transpose()
    }

    /// The publisher with that front page.
    pub async fn publisher_by_home(&self, home: &Url) -> Result<Option<Publisher>> {
        let row = Statement::new(SELECT_BY_HOME).int(keys::of_url(home)).row(&mut *self.reader().await?).await?;
        row.as_ref().map(read).transpose()
    }

    /// All publishers, latest added first.
    pub async fn publishers(&self, after: Option<Cursor>, limit: usize) -> Result<Page<Publisher>> {
        let (below, limit) = ids::page(after, limit);
        let rows = Statement::new(PAGE).int(below).int(limit).rows(&mut *self.reader().await?).await?;
        let items = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        Ok(ids::paged(items, limit, |publisher| publisher.id.get()))
    }

    /// The publishers of these ids, as far as they exist.
    pub async fn publishers_by_id(&self, ids: &[PublisherId]) -> Result<HashMap<PublisherId, Publisher>> {
        let keys: Vec<_> = ids.iter().map(|id| id.get()).collect();
        let rows = for_keys(&mut *self.reader().await?, SELECT_SOME, &[], &keys).await?;
        rows.iter().map(|row| read(row).map(|publisher| (publisher.id, publisher))).collect()
    }

    /// Replaces what is known about a publisher; says whether it exists.
    pub async fn update_publisher(&self, publisher: &Publisher) -> Result<bool> {
        let Publisher { id, name, home, ownership } = publisher;
        let bound = || bind(Statement::new(UPDATE).int(id.get()), name, home.as_ref(), ownership);
        Ok(retrying!(self.write(bound()).await)? > 0)
    }
}

fn bind(statement: Statement, name: &str, home: Option<&Url>, ownership: &Ownership) -> Statement {
    statement
        .text(name)
        .maybe_text(home.map(Url::as_str))
        .maybe_int(home.map(keys::of_url))
        .maybe_text(ownership.country.as_deref())
        .maybe_text(ownership.owner.as_deref())
        .maybe_text(ownership.funder.as_deref())
        .maybe_text(ownership.appoints_editor.as_deref())
        .maybe_text(ownership.evidence.as_ref().map(Url::as_str))
        .maybe_time(ownership.checked)
}

fn read(row: &Row) -> Result<Publisher> {
    Ok(Publisher {
        id: PublisherId::new(row.int("id")?),
        name: row.text("name")?,
        home: row.maybe_url("home")?,
        ownership: Ownership {
            country: row.maybe_text("country")?,
            owner: row.maybe_text("owner")?,
            funder: row.maybe_text("funder")?,
            appoints_editor: row.maybe_text("appoints_editor")?,
            evidence: row.maybe_url("evidence")?,
            checked: row.maybe_time("checked")?,
        },
    })
}

#[cfg(test)]
mod tests;
