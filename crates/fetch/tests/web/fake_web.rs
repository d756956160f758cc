//! A server that answers each request with exactly the bytes a test wants, true or not, and remembers what was asked.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fetch::{Error, Fetched, Fetcher, Kind, Limits, Options, Request, Response};
use jiff::Timestamp;
use model::{Failure, Validators};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use url::Url;

/// The time in every test that does not move it.
pub(crate) const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// What comes after the bytes of an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// The connection ends.
    Close,
    /// The connection stays open and silent.
    Hang,
    /// The answer's last kilobyte comes again and again, for ever.
    Endless,
}

/// An answer, byte by byte.
pub(crate) struct Reply {
    bytes: Vec<u8>,
    then: Then,
}

impl Reply {
    /// Exactly these bytes.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>, then: Then) -> Self {
        Self { bytes: bytes.into(), then }
    }

    /// A proper answer with a status line's end, header lines and a body.
    pub(crate) fn new(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Self {
        let mut bytes = format!("HTTP/1.1 {status}\r\nconnection: close\r\n").into_bytes();
        for header in headers {
            bytes.extend_from_slice(format!("{header}\r\n").as_bytes());
        }
        bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", body.as_ref().len()).as_bytes());
        bytes.extend_from_slice(body.as_ref());
        Self::raw(bytes, Then::Close)
    }

    /// A redirect.
    pub(crate) fn redirect(status: u16, location: &str) -> Self {
        Self::new(&format!("{status} Elsewhere"), &[&format!("location: {location}")], "")
    }

    /// A small body with nothing special about it.
    pub(crate) fn ok(body: &str) -> Self {
        Self::new("200 OK", &[], body)
    }
}

/// One server on a port of its own; it ends with the test.
pub(crate) struct FakeWeb {
    pub(crate) address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    server: JoinHandle<()>,
}

impl FakeWeb {
    /// Answers every request by its path.
    pub(crate) async fn serve(reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, reply) = (Arc::clone(&asked), Arc::new(reply));
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&log), Arc::clone(&reply)));
            }
        });
        Self { address, asked, server }
    }

    pub(crate) fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://{}{path}", self.address)).unwrap()
    }

    /// The heads of all requests so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// The paths of all requests so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked().iter().filter_map(|head| head.split(' ').nth(1).map(str::to_owned)).collect()
    }

    /// A fetcher that may ask this server only.
    pub(crate) fn fetcher(&self) -> Fetcher {
        Fetcher::new(self.options()).unwrap()
    }

    pub(crate) fn options(&self) -> Options {
        Options { allow: vec![self.address], page_spacing: Duration::ZERO, limits: limits(), ..Options::default() }
    }
}

impl Drop for FakeWeb {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Limits that no honest local answer meets, and that end a test soon.
pub(crate) fn limits() -> Limits {
    Limits { feed_bytes_max: 100_000, page_bytes_max: 100_000, redirects_max: 5, ..Limits::default() }
}

async fn answer(mut stream: TcpStream, log: Arc<Mutex<Vec<String>>>, reply: Arc<impl Fn(&str) -> Reply>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let reply = reply(head.split(' ').nth(1).unwrap_or_default());
    log.lock().unwrap().push(head);
    let mut sent = stream.write_all(&reply.bytes).await;
    match reply.then {
        Then::Close => {}
        // The other side gives up, which ends the reading.
        Then::Hang => drop(stream.read_u8().await),
        Then::Endless => {
            let again = reply.bytes.get(reply.bytes.len().saturating_sub(1024)..).unwrap_or_default();
            while sent.is_ok() {
                sent = stream.write_all(again).await;
            }
        }
    }
}

pub(crate) async fn ask(fetcher: &Fetcher, url: &Url, kind: Kind) -> Result<Fetched, Error> {
    ask_at(fetcher, url, kind, NOW).await
}

pub(crate) async fn ask_at(fetcher: &Fetcher, url: &Url, kind: Kind, now: Timestamp) -> Result<Fetched, Error> {
    fetcher.fetch(Request { url, kind, validators: &Validators::default(), now }).await
}

/// The answer of a fetch that must bring a body.
pub(crate) fn body(fetched: Result<Fetched, Error>) -> Response {
    match fetched {
        Ok(Fetched::Body(response)) => response,
        other => panic!("expected a body: {other:?}"),
    }
}

/// The failure that a feed at `/` meets.
pub(crate) async fn failure_of(web: &FakeWeb) -> Failure {
    ask(&web.fetcher(), &web.url("/"), Kind::Feed).await.unwrap_err().failure()
}
