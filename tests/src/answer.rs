//! What the fake web answers at one path, honest or not.

use std::fmt::Write;
use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::{Asked, Gate};

/// Between two bytes of a drip; far below what any limit calls a fair speed.
const DRIP: Duration = Duration::from_millis(20);

/// How an answer goes on once its bytes are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// The connection ends.
    Close,
    /// The connection stays open and silent.
    Silence,
    /// The body comes again and again.
    Endless,
    /// A byte now and then.
    Drip,
}

/// An answer of the fake web.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    etag: Option<String>,
    gate: Option<Gate>,
    then: Then,
}

impl Answer {
    /// An empty answer with that status.
    pub fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), etag: None, gate: None, then: Then::Close }
    }

    /// A body and its media type.
    pub fn body(media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..Self::status(200).header("content-type", media_type) }
    }

    /// A feed in XML.
    pub fn feed(xml: impl Into<Vec<u8>>) -> Self {
        Self::body("application/rss+xml", xml)
    }

    /// A page.
    pub fn page(html: impl Into<Vec<u8>>) -> Self {
        Self::body("text/html; charset=utf-8", html)
    }

    /// A redirect.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::status(status).header("location", location)
    }

    /// With one more header line.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With a validator: who sends it back is told that nothing changed.
    #[must_use]
    pub fn etag(mut self, etag: &str) -> Self {
        self.etag = Some(etag.to_owned());
        self.header("etag", etag)
    }

    /// Held back until the gate is opened.
    #[must_use]
    pub fn behind(self, gate: &Gate) -> Self {
        Self { gate: Some(gate.clone()), ..self }
    }

    /// Without an end: the body comes again and again.
    #[must_use]
    pub fn endless(self) -> Self {
        Self { then: Then::Endless, ..self }
    }

    /// Silent after the body, though more was promised.
    #[must_use]
    pub fn then_silent(self) -> Self {
        Self { then: Then::Silence, ..self }
    }

    /// A byte at a time, without an end.
    #[must_use]
    pub fn dripping(self) -> Self {
        Self { then: Then::Drip, ..self }
    }

    pub(crate) async fn send(&self, asked: &Asked, stream: &mut TcpStream) -> io::Result<()> {
        if let Some(gate) = &self.gate {
            gate.pass().await;
        }
        if self.etag.as_deref().is_some_and(|etag| asked.header("if-none-match") == Some(etag)) {
            return stream.write_all(&self.head(304, Some(0))).await;
        }
        let is_honest = self.then == Then::Close;
        stream.write_all(&self.head(self.status, is_honest.then_some(self.body.len()))).await?;
        stream.write_all(&self.body).await?;
        match self.then {
            Then::Close => {}
            // The other side gives up, which ends the reading.
            Then::Silence => drop(stream.read_u8().await),
            Then::Endless => loop {
                stream.write_all(&self.body).await?;
            },
            Then::Drip => loop {
                tokio::time::sleep(DRIP).await;
                stream.write_all(b"x").await?;
            },
        }
        Ok(())
    }

    /// Status line and headers; a length of the test's own goes before the true one.
    fn head(&self, status: u16, length: Option<usize>) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {status} Said\r\nconnection: close\r\n");
        for (name, value) in &self.headers {
            // Writing to a string cannot fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let says_length = self.headers.iter().any(|(name, _)| name == "content-length" || name == "transfer-encoding");
        if let Some(length) = length.filter(|_| !says_length) {
            let _ = write!(head, "content-length: {length}\r\n");
        }
        head.push_str("\r\n");
        head.into_bytes()
    }
}
