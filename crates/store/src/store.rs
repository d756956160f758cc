//! The handle: pools of connections, how each connection is set up, and how work begins on one.
//!
//! SQLite has one writer and some readers. PostgreSQL has one pool for both.

use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, ConnectOptions, Transaction};

use crate::ids::Ids;
use crate::sql::{Row, Statement, script};
use crate::{DatabaseUrl, Engine, Result, migrate};

/// Readers of a SQLite file. Each has a page cache of its own, so few.
const SQLITE_READERS: u32 = 4;

/// Connections to a PostgreSQL server from one process.
const POSTGRES_CONNECTIONS: u32 = 10;

/// A server that is down is told apart from a busy one by this long.
const POSTGRES_PATIENCE: Duration = Duration::from_secs(5);

/// Calls on SQLite stand in line for its writer; a group commit takes a second at most.
const SQLITE_PATIENCE: Duration = Duration::from_mins(1);

/// Run on every connection. A checkpoint each 16 MB keeps an import from copying pages twice; no memory map, because
/// its pages would count as ours.
const SQLITE_SETUP: &str = "pragma busy_timeout = 10000;
pragma journal_mode = wal;
pragma synchronous = normal;
pragma foreign_keys = on;
pragma journal_size_limit = 67108864;
pragma wal_autocheckpoint = 4000;
pragma mmap_size = 0;";

/// Page caches in KiB: enough of the indexes for the writer, a few pages of a list for a reader.
const WRITER_CACHE: &str = "pragma cache_size = -16000;";
const READER_CACHE: &str = "pragma cache_size = -2000; pragma query_only = on;";

/// A lock that nobody gives back in this time is a fault, not a wait.
const POSTGRES_SETUP: &str = "set lock_timeout = '20s'; set idle_in_transaction_session_timeout = '60s';";

/// A handle on the database; cheap to clone, used by everybody at once.
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    engine: Engine,
    writer: AnyPool,
    reader: AnyPool,
    ids: Ids,
}

impl Store {
    /// Opens the database, creates it when it is a file that does not exist, and brings its schema up to date.
    pub async fn open(url: &DatabaseUrl) -> Result<Self> {
        install_default_drivers();
        let (writer, reader) = match url.engine() {
            Engine::Sqlite => (
                pool(url, 1, format!("{SQLITE_SETUP}{WRITER_CACHE}")),
                pool(url, SQLITE_READERS, format!("{SQLITE_SETUP}{READER_CACHE}")),
            ),
            Engine::Postgres => {
                let both = pool(url, POSTGRES_CONNECTIONS, POSTGRES_SETUP.to_owned());
                (both.clone(), both)
            }
        };
        let store = Self(Arc::new(Inner { engine: url.engine(), writer, reader, ids: Ids::default() }));
        migrate::run(&store).await?;
        Ok(store)
    }

    /// Which engine it runs on.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// Waits for running calls and closes all connections; later calls fail.
    pub async fn close(&self) {
        self.0.reader.close().await;
        self.0.writer.close().await;
    }

    pub(crate) fn ids(&self) -> &Ids {
        &self.0.ids
    }

    /// A connection for reading.
    pub(crate) async fn reader(&self) -> Result<PoolConnection<Any>> {
        Ok(self.0.reader.acquire().await?)
    }

    /// A transaction that may write. On SQLite it takes the writer's lock at once: one that reads first and then
    /// writes fails with "database is locked" whatever the patience.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>> {
        let begin = match self.0.engine {
            Engine::Sqlite => "begin immediate",
            Engine::Postgres => "begin",
        };
        Ok(self.0.writer.begin_with(begin).await?)
    }

    /// A transaction that reads as of one instant.
    pub(crate) async fn begin_snapshot(&self) -> Result<Transaction<'static, Any>> {
        let begin = match self.0.engine {
            Engine::Sqlite => "begin",
            Engine::Postgres => "begin isolation level repeatable read read only",
        };
        Ok(self.0.reader.begin_with(begin).await?)
    }

    /// Runs one statement that writes; says how many rows it changed.
    pub(crate) async fn write(&self, statement: Statement) -> Result<u64> {
        statement.run(&mut *self.0.writer.acquire().await?).await
    }

    /// Runs one statement that writes, for the rows it returns.
    pub(crate) async fn write_rows(&self, statement: Statement) -> Result<Vec<Row>> {
        statement.rows(&mut *self.0.writer.acquire().await?).await
    }

    /// Runs one statement that writes, for the one row it returns.
    pub(crate) async fn write_row(&self, statement: Statement) -> Result<Option<Row>> {
        Ok(self.write_rows(statement).await?.into_iter().next())
    }
}

fn pool(url: &DatabaseUrl, connections: u32, setup: String) -> AnyPool {
    let sqlite = url.engine() == Engine::Sqlite;
    let options = AnyConnectOptions::from_url(url.url()).expect("any URL is taken; the driver judges it later");
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(if sqlite { SQLITE_PATIENCE } else { POSTGRES_PATIENCE })
        // A file does not hang up; a server does, when it restarts.
        .test_before_acquire(!sqlite)
        .after_connect(move |connection: &mut AnyConnection, _| {
            let setup = setup.clone();
            Box::pin(async move { script(connection, setup).await })
        })
        .connect_lazy_with(options.disable_statement_logging())
}
