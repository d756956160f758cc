//! A client of a dozen lines: HTTP/1.0 over a plain socket, so that nothing stands between a test and the bytes.

use std::fmt::Write as _;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text; where it is not UTF-8, by guess, which leaves markup and addresses as they are.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

pub(super) async fn get(url: &Url) -> Answer {
    get_with(url, &[]).await
}

pub(super) async fn get_with(url: &Url, headers: &[(&str, &str)]) -> Answer {
    let address = url.socket_addrs(|| None).unwrap()[0];
    let mut socket = TcpStream::connect(address).await.unwrap();
    let mut request = format!("GET {} HTTP/1.0\r\nHost: {address}\r\n", url.path());
    for (name, value) in headers {
        let _ = write!(request, "{name}: {value}\r\n");
    }
    socket.write_all(format!("{request}\r\n").as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    socket.read_to_end(&mut bytes).await.unwrap();
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer has a head");
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok()).unwrap();
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    Answer { status, headers: headers.collect(), body: bytes[end + 4..].to_vec() }
}
