//! Statements and rows: the thin edge between our values and the driver's.
//!
//! One text serves both engines. Two things are put in its place here, because neither engine can be taught the
//! other's words: `db_clock()`, the database's clock in microseconds, and the locks on rows (`for update skip locked`,
//! `for update of a`), which SQLite's single writer does not need. Everything that leaves through [`Statement`] is free of U+0000, which PostgreSQL
//! refuses in text.

use std::borrow::Cow;

use futures::StreamExt;
use futures::stream::BoxStream;
use jiff::Timestamp;
use model::rights::Audience;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{AnyConnection, Arguments, AssertSqlSafe, ColumnIndex, Decode, Executor, Row as _, Type};
use url::Url;

use crate::{Engine, Error, Result};

/// Rows in one statement. Few sizes, so that few texts are prepared.
const CHUNKS: [usize; 4] = [128, 32, 8, 1];

/// A statement and the values for its `$1`, `$2` and so on, in their order.
pub(crate) struct Statement {
    text: Cow<'static, str>,
    values: AnyArguments,
}

impl Statement {
    pub(crate) fn new(text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), values: AnyArguments::default() }
    }

    fn value<'t, T>(mut self, value: T) -> Self
    where
        T: sqlx::Encode<'t, sqlx::Any> + Type<sqlx::Any>,
    {
        self.values.add(value).expect("numbers, texts and bytes encode without fail");
        self
    }

    pub(crate) fn int(self, value: i64) -> Self {
        self.value(value)
    }

    pub(crate) fn maybe_int(self, value: Option<i64>) -> Self {
        self.value(value)
    }

    pub(crate) fn time(self, value: Timestamp) -> Self {
        self.value(microseconds(value))
    }

    pub(crate) fn maybe_time(self, value: Option<Timestamp>) -> Self {
        self.value(value.map(microseconds))
    }

    pub(crate) fn text(self, value: &str) -> Self {
        self.value(clean(value).into_owned())
    }

    pub(crate) fn maybe_text(self, value: Option<&str>) -> Self {
        self.value(value.map(|value| clean(value).into_owned()))
    }

    pub(crate) fn json(self, value: &impl Serialize) -> Self {
        self.text(&json(value))
    }

    pub(crate) fn maybe_json(self, value: Option<&impl Serialize>) -> Self {
        self.maybe_text(value.map(json).as_deref())
    }

    pub(crate) fn bytes(self, value: Vec<u8>) -> Self {
        self.value(value)
    }

    pub(crate) fn real(self, value: f64) -> Self {
        self.value(value)
    }

    /// Runs it; says how many rows it changed.
    pub(crate) async fn run(self, on: &mut AnyConnection) -> Result<u64> {
        let text = dialect(engine_of(on), &self.text);
        Ok(on.execute(sqlx::query_with(AssertSqlSafe(text), self.values)).await?.rows_affected())
    }

    /// Runs it and gathers what it returns; for statements with a bound on that.
    pub(crate) async fn rows(self, on: &mut AnyConnection) -> Result<Vec<Row>> {
        let text = dialect(engine_of(on), &self.text);
        let rows = on.fetch_all(sqlx::query_with(AssertSqlSafe(text), self.values)).await?;
        Ok(rows.into_iter().map(Row).collect())
    }

    /// Runs it and gives what it returns bit by bit, however much it is.
    pub(crate) fn stream(self, on: &mut AnyConnection) -> BoxStream<'_, Result<Row>> {
        let text = dialect(engine_of(on), &self.text);
        let rows = on.fetch(sqlx::query_with(AssertSqlSafe(text), self.values));
        rows.map(|row| Ok(Row(row?))).boxed()
    }

    /// Runs it for the one row it returns, if any.
    pub(crate) async fn row(self, on: &mut AnyConnection) -> Result<Option<Row>> {
        Ok(self.rows(on).await?.into_iter().next())
    }
}

/// Runs several statements without values: migrations and pragmas.
pub(crate) async fn script(on: &mut AnyConnection, text: String) -> Result<(), sqlx::Error> {
    on.execute(sqlx::raw_sql(AssertSqlSafe(text))).await.map(drop)
}

pub(crate) fn engine_of(connection: &AnyConnection) -> Engine {
    if connection.backend_name() == "SQLite" { Engine::Sqlite } else { Engine::Postgres }
}

fn dialect(engine: Engine, text: &str) -> String {
    match engine {
        Engine::Sqlite => text
            .replace("db_clock()", "cast(unixepoch('now', 'subsec') * 1000000 as bigint)")
            .replace("for update skip locked", "")
            .replace("for update of a", ""),
        Engine::Postgres => {
            text.replace("db_clock()", "cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)")
        }
    }
}

/// A time as rows keep it. The last second before the year 10,000 can be written but not read back as microseconds.
fn microseconds(time: Timestamp) -> i64 {
    time.as_microsecond().min(Timestamp::MAX.as_second() * 1_000_000)
}

/// Text that both engines keep.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { Cow::Borrowed(text) }
}

fn json(value: &impl Serialize) -> String {
    // A NUL would be written as an escape that survives `clean`, and PostgreSQL keeps that as plain text.
    serde_json::to_string(value).expect("lists of texts and plain structs are JSON")
}

/// Inserts rows by `head values (..), (..) tail`, some at a time; `bind` adds the `width` values of one row.
pub(crate) async fn insert_all<T>(
    on: &mut AnyConnection,
    (head, width, tail): (&str, usize, &str),
    mut rows: &[T],
    bind: impl Fn(Statement, &T) -> Statement,
) -> Result<Vec<Row>> {
    let mut returned = Vec::new();
    while !rows.is_empty() {
        let size = CHUNKS.into_iter().find(|size| *size <= rows.len()).unwrap_or(1);
        let (chunk, rest) = rows.split_at(size);
        let text = format!("{head} values {} {tail}", tuples(engine_of(on), size, width));
        let statement = chunk.iter().fold(Statement::new(text), &bind);
        returned.extend(statement.rows(on).await?);
        rows = rest;
    }
    Ok(returned)
}

/// The driver has SQLite look each numbered placeholder up in a list from its start. With thousands of values that took
/// four fifths of the time of an import (1.3 s of CPU for 10,000 entries, 0.26 s without numbers).
fn tuples(engine: Engine, count: usize, width: usize) -> String {
    let tuple = |row: usize| match engine {
        Engine::Sqlite => format!("({})", vec!["?"; width].join(", ")),
        Engine::Postgres => format!("({})", placeholders(row * width + 1, width)),
    };
    (0..count).map(tuple).collect::<Vec<_>>().join(", ")
}

fn placeholders(first: usize, count: usize) -> String {
    (first..first + count).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ")
}

/// Runs a statement that says `in (keys)` for all keys, some at a time. `first` are its values before the keys.
pub(crate) async fn for_keys(on: &mut AnyConnection, text: &str, first: &[i64], keys: &[i64]) -> Result<Vec<Row>> {
    for_keys_after(on, (text, first.len()), |statement| first.iter().copied().fold(statement, Statement::int), keys)
        .await
}

/// The same for an audience, whose word is the only value before the keys.
pub(crate) async fn for_keys_as(
    on: &mut AnyConnection,
    text: &str,
    audience: Audience,
    keys: &[i64],
) -> Result<Vec<Row>> {
    for_keys_after(on, (text, 1), |statement| statement.text(audience.as_str()), keys).await
}

async fn for_keys_after(
    on: &mut AnyConnection,
    (text, values): (&str, usize),
    bind: impl Fn(Statement) -> Statement,
    mut keys: &[i64],
) -> Result<Vec<Row>> {
    let mut returned = Vec::new();
    while let Some(last) = keys.last().copied() {
        let size = CHUNKS.into_iter().rev().find(|size| keys.len() <= *size).unwrap_or(CHUNKS[0]);
        let (chunk, rest) = keys.split_at(size.min(keys.len()));
        let text = text.replace("(keys)", &format!("({})", placeholders(values + 1, size)));
        // A short chunk repeats its last key: the set stays the same.
        let padded = chunk.iter().copied().chain(std::iter::repeat(last));
        let statement = padded.take(size).fold(bind(Statement::new(text)), Statement::int);
        returned.extend(statement.rows(on).await?);
        keys = rest;
    }
    Ok(returned)
}

/// A row that came back.
pub(crate) struct Row(AnyRow);

impl Row {
    fn get<'r, T, I>(&'r self, column: I) -> Result<T>
    where
        T: Decode<'r, sqlx::Any> + Type<sqlx::Any>,
        I: ColumnIndex<AnyRow>,
    {
        Ok(self.0.try_get(column)?)
    }

    pub(crate) fn int(&self, column: &str) -> Result<i64> {
        self.get(column)
    }

    pub(crate) fn maybe_int(&self, column: &str) -> Result<Option<i64>> {
        self.get(column)
    }

    pub(crate) fn text(&self, column: &str) -> Result<String> {
        self.get(column)
    }

    pub(crate) fn maybe_text(&self, column: &str) -> Result<Option<String>> {
        self.get(column)
    }

    pub(crate) fn bytes(&self, column: &str) -> Result<Vec<u8>> {
        self.get(column)
    }

    pub(crate) fn maybe_bytes(&self, column: &str) -> Result<Option<Vec<u8>>> {
        self.get(column)
    }

    pub(crate) fn real(&self, column: &str) -> Result<f64> {
        self.get(column)
    }

    /// A count of things, which never is negative.
    pub(crate) fn count(&self, column: &str) -> Result<u32> {
        Ok(u32::try_from(self.int(column)?.max(0)).unwrap_or(u32::MAX))
    }

    pub(crate) fn time(&self, column: &str) -> Result<Timestamp> {
        Self::timestamp(self.int(column)?)
    }

    pub(crate) fn maybe_time(&self, column: &str) -> Result<Option<Timestamp>> {
        self.maybe_int(column)?.map(Self::timestamp).transpose()
    }

    fn timestamp(microseconds: i64) -> Result<Timestamp> {
        Timestamp::from_microsecond(microseconds)
            .map_err(|_| Error::Damaged(format!("{microseconds} is no time in microseconds")))
    }

    /// A text that stands for a value of ours, such as a URL or a word of an enum.
    pub(crate) fn parsed<T>(&self, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T> {
        let text = self.text(column)?;
        parse(&text).ok_or_else(|| Error::Damaged(format!("column {column} holds {text:?}")))
    }

    pub(crate) fn url(&self, column: &str) -> Result<Url> {
        self.parsed(column, |text| text.parse().ok())
    }

    pub(crate) fn maybe_url(&self, column: &str) -> Result<Option<Url>> {
        self.maybe_parsed(column, |text| text.parse().ok())
    }

    pub(crate) fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T> {
        self.parsed(column, |text| serde_json::from_str(text).ok())
    }

    pub(crate) fn maybe_parsed<T>(&self, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>> {
        self.maybe_text(column)?
            .map(|text| parse(&text).ok_or_else(|| Error::Damaged(format!("column {column} holds {text:?}"))))
            .transpose()
    }
}
