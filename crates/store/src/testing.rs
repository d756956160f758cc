//! Stores for tests: each test gets one of its own, on a real engine, and it goes away with the test.
//!
//! PostgreSQL is started by `cargo xtask test`, which names it in `OCTAVO_TEST_POSTGRES`. There the migrations run
//! once for a template database, and each test clones that.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::any::{AnyConnectOptions, install_default_drivers};
use sqlx::{AnyConnection, ConnectOptions, Connection};
use url::Url;

use crate::sql::{Statement, script};
use crate::{DatabaseUrl, Store, migrate};

/// Where `cargo xtask test` says which server the tests may use.
const SERVER: &str = "OCTAVO_TEST_POSTGRES";

/// Any number that no other lock of ours has.
const TEMPLATE_LOCK: i64 = 0x6f63_7465_7374;

/// A store that goes away with this value.
#[derive(Debug)]
pub struct TestStore {
    store: Store,
    url: DatabaseUrl,
    _place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(#[expect(dead_code, reason = "kept to be dropped")] tempfile::TempDir),
    Database(#[expect(dead_code, reason = "kept to be dropped")] Database),
}

impl TestStore {
    /// A second way in, as another process would come.
    pub async fn another(&self) -> Store {
        Store::open(&self.url).await.expect("what opened once opens again")
    }

    /// Leaves no room for another page of this SQLite file, as a full disk does, until [`TestStore::make_room`].
    pub async fn fill_up(&self) {
        // SQLite raises what is below the present size to that size.
        self.limit_pages("pragma max_page_count = 1").await;
    }

    /// Lets a file that was filled up grow again.
    pub async fn make_room(&self) {
        self.limit_pages("pragma max_page_count = 1073741823").await;
    }

    async fn limit_pages(&self, pragma: &'static str) {
        self.store.write_rows(Statement::new(pragma)).await.expect("the one writer takes a pragma");
    }

    /// Where it is.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }
}

impl std::ops::Deref for TestStore {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// An empty store in a SQLite file of its own.
pub async fn sqlite() -> TestStore {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path: &Path = folder.path();
    let url = DatabaseUrl::file(&path.join("octavo.db")).expect("temporary folders are written in UTF-8");
    let store = Store::open(&url).await.expect("a new file opens");
    TestStore { store, url, _place: Place::Folder(folder) }
}

/// An empty store in a PostgreSQL database of its own.
pub async fn postgres() -> TestStore {
    let server = server();
    let mut admin = connect(&server).await;
    let template = template(&server, &mut admin).await;
    let name = unused_name();
    command(&mut admin, format!("create database {name} template {template}")).await;
    admin.close().await.expect("a connection closes");
    let database = Database { server, name };
    let url = database_url(&database.server, &database.name);
    let store = Store::open(&url).await.expect("a clone of the template opens");
    TestStore { store, url, _place: Place::Database(database) }
}

/// The server that `cargo xtask test` started.
fn server() -> Url {
    #[expect(clippy::disallowed_methods, reason = "tests are told by their starter which server is theirs")]
    let address = std::env::var(SERVER);
    let address = address.unwrap_or_else(|_| panic!("{SERVER} is not set: run the tests with `cargo xtask test`"));
    address.parse().unwrap_or_else(|error| panic!("{SERVER} is not an address: {error}"))
}

fn unused_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("octavo_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

fn database_url(server: &Url, name: &str) -> DatabaseUrl {
    let mut url = server.clone();
    url.set_path(name);
    url.as_str().parse().expect("the server's address is one of PostgreSQL")
}

async fn connect(server: &Url) -> AnyConnection {
    install_default_drivers();
    let options = AnyConnectOptions::from_url(server).expect("any URL is taken");
    options.disable_statement_logging().connect().await.expect("the tests' PostgreSQL server answers")
}

async fn command(on: &mut AnyConnection, text: String) {
    script(on, text).await.expect("the tests' PostgreSQL user may create databases");
}

/// A migrated database, made once a schema and server.
async fn template(server: &Url, admin: &mut AnyConnection) -> String {
    let name = format!("octavo_template_{:x}", migrate::fingerprint());
    let statement = |text: &'static str| Statement::new(text);
    statement("select pg_advisory_lock($1)").int(TEMPLATE_LOCK).run(admin).await.expect("a lock is waited for");
    let known = statement("select 1 as found from pg_database where datname = $1").text(&name).row(admin).await;
    if known.expect("databases can be listed").is_none() {
        let raw = format!("{name}_raw");
        command(admin, format!("drop database if exists {raw}")).await;
        command(admin, format!("create database {raw}")).await;
        let store = Store::open(&database_url(server, &raw)).await.expect("a new database opens");
        store.close().await;
        command(admin, format!("alter database {raw} rename to {name}")).await;
    }
    statement("select pg_advisory_unlock($1)").int(TEMPLATE_LOCK).run(admin).await.expect("a lock is given back");
    name
}

/// A database that is dropped with this value, as far as the server still answers.
#[derive(Debug)]
struct Database {
    server: Url,
    name: String,
}

impl Drop for Database {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // The test's own runtime may be on its way out.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
            runtime.block_on(async {
                let mut admin = AnyConnectOptions::from_url(&server).ok()?.connect().await.ok()?;
                script(&mut admin, format!("drop database if exists {name} with (force)")).await.ok()
            })
        });
        drop(dropping.join());
    }
}

/// Makes of each function that takes a [`TestStore`] one test on SQLite and one on PostgreSQL.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        $(
            mod $name {
                #[tokio::test]
                async fn sqlite() {
                    super::$name($crate::testing::sqlite().await).await;
                }

                #[tokio::test]
                async fn postgres() {
                    super::$name($crate::testing::postgres().await).await;
                }
            }
        )+
    };
}

/// What `schema.sql` is to hold: the schema as the migrations leave it.
pub async fn dump_schema() -> String {
    migrate::dump_schema(&*sqlite().await).await.expect("a schema can be read")
}
