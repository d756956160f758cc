//! The sample newsroom: invented publishers that report on an invented coast, served over real HTTP on loopback.
//!
//! It exists so that a newcomer sees a living newspaper without any network, and so that tests have a world to read.
//! Nothing here knows Octavo's own pipeline: the publishers are a web like any other, with feeds in every format, full
//! pages, and the failures of real life. Each has an address of its own in 127.0.0.0/8 and an ephemeral port.
//!
//! `data` reads what was written, `desk` knows what stands at a moment, `feeds` and `pages` write it, `site` serves it.

mod data;
mod dates;
mod desk;
mod feeds;
mod markup;
mod pages;
mod site;
mod sound;
#[cfg(test)]
mod tests;
mod xml;

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use model::{Clock, Ownership};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use url::Url;

use crate::data::{Dataset, Publisher};
use crate::desk::Desk;
use crate::site::Site;

/// Why the newsroom could not open.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A slip in the sample data, by file.
    #[error("sample data {file} cannot be read: {reason}")]
    Data {
        /// The file below `crates/demo/data`.
        file: String,
        /// What is wrong with it, and where.
        reason: String,
    },
    /// No socket could be opened for a publisher.
    #[error("could not listen on {address}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
}

/// When the newsroom opens and what time it is.
#[derive(Debug, Clone)]
pub struct Options {
    /// Decides which reports have appeared.
    pub clock: Clock,
    /// The moment that the reports' times are relative to.
    pub started: Timestamp,
}

/// The facts of a sample publisher, as an operator would enter them.
#[derive(Debug, Clone)]
pub struct SamplePublisher {
    /// Its name as it writes it.
    pub name: String,
    /// Its front page.
    pub home: Url,
    /// Who owns, pays and appoints.
    pub ownership: Ownership,
}

/// A feed to subscribe to.
#[derive(Debug, Clone)]
pub struct SampleFeed {
    /// Whose it is.
    pub publisher: SamplePublisher,
    /// Where it is served.
    pub url: Url,
    /// What it calls itself.
    pub title: String,
}

/// The running newsroom; its servers end when it is stopped or dropped.
#[derive(Debug)]
pub struct Newsroom {
    /// One feed a publisher, those that fail among them.
    pub feeds: Vec<SampleFeed>,
    /// Where the publishers listen; nothing else on loopback belongs to them.
    pub addresses: Vec<SocketAddr>,
    stopping: watch::Sender<bool>,
    servers: JoinSet<()>,
}

/// How long connections may take to end; the slow publisher's end at once.
const STOP_LIMIT: Duration = Duration::from_secs(2);

impl Newsroom {
    /// Closes all publishers.
    pub async fn stop(mut self) {
        self.stopping.send_replace(true);
        let all_ended = async { while self.servers.join_next().await.is_some() {} };
        if tokio::time::timeout(STOP_LIMIT, all_ended).await.is_err() {
            tracing::debug!("sample publishers still had connections when they were closed");
        }
    }
}

/// Opens the newsroom: every publisher answers when this returns.
pub async fn start(options: Options) -> Result<Newsroom, Error> {
    let data = Dataset::load()?;
    let mut listeners = Vec::new();
    let mut addresses = Vec::new();
    let mut homes = BTreeMap::new();
    for (publisher, host) in data.publishers.iter().zip(1..) {
        let (listener, address) = listen(Ipv4Addr::new(127, 20, 1, host)).await?;
        homes.insert(publisher.key.clone(), home(address));
        listeners.push(listener);
        addresses.push(address);
    }
    let desk = Arc::new(Desk::new(data, options.started, homes));
    let feeds = desk.publishers().iter().map(|publisher| sample_feed(&desk, publisher)).collect();
    let (stopping, stopped) = watch::channel(false);
    let mut servers = JoinSet::new();
    for (index, listener) in listeners.into_iter().enumerate() {
        let site = Site::new(Arc::clone(&desk), index, options.clock.clone(), stopped.clone());
        servers.spawn(site.serve(listener));
    }
    Ok(Newsroom { feeds, addresses, stopping, servers })
}

/// Systems that give loopback one address only (macOS) serve every publisher there, told apart by port.
async fn listen(host: Ipv4Addr) -> Result<(TcpListener, SocketAddr), Error> {
    let asked = SocketAddr::from((host, 0));
    let bound = match TcpListener::bind(asked).await {
        Err(e) if e.kind() == io::ErrorKind::AddrNotAvailable => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await,
        bound => bound,
    };
    let listen = |source| Error::Listen { address: asked, source };
    let listener = bound.map_err(listen)?;
    let address = listener.local_addr().map_err(listen)?;
    Ok((listener, address))
}

fn home(address: SocketAddr) -> Url {
    Url::parse(&format!("http://{address}/")).expect("a socket address is a valid host and port")
}

fn sample_feed(desk: &Desk, publisher: &Publisher) -> SampleFeed {
    let at =
        |path: &str| Url::parse(&desk.url(&publisher.key, path)).expect("paths of the data set are checked by test");
    let facts = &publisher.ownership;
    SampleFeed {
        publisher: SamplePublisher {
            name: publisher.name.clone(),
            home: at("/"),
            ownership: Ownership {
                country: facts.country.clone(),
                owner: facts.owner.clone(),
                funder: facts.funder.clone(),
                appoints_editor: facts.appoints_editor.clone(),
                evidence: Some(at("/about")),
                checked: desk.started().checked_sub(SignedDuration::from_hours(24 * 14)).ok(),
            },
        },
        url: at(&publisher.feed.path),
        title: publisher.feed.title.clone(),
    }
}
