//! The cable between the product and its PostgreSQL server, which a test can pull out and put back.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use store::DatabaseUrl;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::task::{AbortHandle, JoinSet};
use url::Url;

/// A way to a server that can be interrupted.
#[derive(Debug)]
pub struct Cable {
    address: SocketAddr,
    socket: PathBuf,
    name: String,
    plugged: Mutex<Option<AbortHandle>>,
}

impl Cable {
    /// A cable to the server of that database, plugged in. The suite's server listens on a socket in a folder, which
    /// the address names as `host`.
    pub async fn to(database: &DatabaseUrl) -> Self {
        let url: Url = database.to_string().parse().expect("the address of a test's database is a URL");
        let folder = url.query_pairs().find(|(name, _)| name == "host").map(|(_, folder)| folder.into_owned());
        let folder =
            folder.expect("the suite's PostgreSQL is reached through a socket: start it with `cargo xtask test`");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let cable = Self {
            address,
            socket: PathBuf::from(folder).join(".s.PGSQL.5432"),
            name: url.path().trim_start_matches('/').to_owned(),
            plugged: Mutex::new(None),
        };
        cable.carry(listener);
        cable
    }

    /// The address of the database over this cable.
    pub fn database_url(&self) -> DatabaseUrl {
        let text = format!("postgres://octavo@{}/{}", self.address, self.name);
        text.parse().expect("the text is an address of PostgreSQL")
    }

    /// Pulls it out: connections break, and nobody answers.
    pub fn pull(&self) {
        if let Some(plugged) = self.plugged().take() {
            plugged.abort();
        }
    }

    /// Puts it back.
    pub async fn plug(&self) {
        // The old listener is gone once its task has been dropped, which is soon and not at once.
        let listener =
            crate::until("the port is free again", async || TcpListener::bind(self.address).await.ok()).await;
        self.carry(listener);
    }

    fn carry(&self, listener: TcpListener) {
        let socket = Arc::new(self.socket.clone());
        let carrying = tokio::spawn(async move {
            // Dropped with this task, and all that it carries with it.
            let mut connections = JoinSet::new();
            while let Ok((near, _)) = listener.accept().await {
                connections.spawn(connect(near, Arc::clone(&socket)));
                while connections.try_join_next().is_some() {}
            }
        });
        *self.plugged() = Some(carrying.abort_handle());
    }

    fn plugged(&self) -> std::sync::MutexGuard<'_, Option<AbortHandle>> {
        self.plugged.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn connect(mut near: TcpStream, socket: Arc<PathBuf>) {
    let Ok(mut far) = UnixStream::connect(socket.as_ref()).await else { return };
    // Either side may hang up whenever it likes.
    let _ = copy_bidirectional(&mut near, &mut far).await;
}
