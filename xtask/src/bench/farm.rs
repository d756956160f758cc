//! A farm of feeds on loopback, one address each: what the benches and the fault runs read.
//!
//! Titles are unique over the farm (`a<feed>-<entry>`), so that lost and doubled articles show.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use anyhow::Result;

/// How a feed's server behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Answers at once.
    Prompt,
    /// Answers after a delay, as from another continent.
    Distant(Duration),
    /// Hangs up on whoever connects.
    Dead,
    /// Sends a byte now and then and never ends.
    Dripping,
}

/// The size of a farm.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) feeds: usize,
    pub(crate) entries: usize,
    pub(crate) words: usize,
}

/// A running farm; its threads end with the process.
pub(crate) struct Farm {
    pub(crate) addresses: Vec<SocketAddr>,
    pub(crate) urls: Vec<String>,
}

/// A word list wide enough that texts differ and compress about as prose does.
const WORDS: [&str; 32] = [
    "harbour", "council", "the", "and", "bridge", "of", "report", "ferry", "in", "engineer", "to", "morning", "a",
    "winter", "island", "said", "that", "minister", "for", "repairs", "will", "rail", "before", "price", "storm",
    "with", "school", "not", "music", "after", "valley", "open",
];

impl Farm {
    /// Starts a farm whose n-th feed behaves as `manner` says.
    pub(crate) fn start(size: Size, manner: impl Fn(usize) -> Manner) -> Result<Self> {
        let mut farm = Self { addresses: Vec::new(), urls: Vec::new() };
        for feed in 0..size.feeds {
            #[expect(clippy::cast_possible_truncation, reason = "two octets of a loopback address")]
            let host = Ipv4Addr::new(127, 77, (feed / 250) as u8, (feed % 250 + 1) as u8);
            let listener = TcpListener::bind((host, 0))?;
            let address = listener.local_addr()?;
            let manner = manner(feed);
            let document = document(address, feed, size);
            thread::spawn(move || serve(&listener, manner, document.as_bytes()));
            farm.addresses.push(address);
            farm.urls.push(format!("http://{address}/feed.xml"));
        }
        Ok(farm)
    }
}

fn serve(listener: &TcpListener, manner: Manner, document: &[u8]) {
    for stream in listener.incoming().filter_map(Result::ok) {
        // A reader that hangs up is its own business.
        let _ = answer(stream, manner, document);
    }
}

fn answer(stream: TcpStream, manner: Manner, document: &[u8]) -> Result<()> {
    if manner == Manner::Dead {
        return Ok(());
    }
    let mut request = BufReader::new(stream);
    let mut line = String::new();
    while request.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut stream = request.into_inner();
    if let Manner::Distant(delay) = manner {
        thread::sleep(delay * 2);
    }
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"1\"\r\nConnection: close\r\n";
    write!(stream, "{head}Content-Length: {}\r\n\r\n", document.len())?;
    if manner == Manner::Dripping {
        for byte in document {
            stream.write_all(&[*byte])?;
            thread::sleep(Duration::from_millis(500));
        }
    }
    stream.write_all(document)?;
    Ok(())
}

fn document(address: SocketAddr, feed: usize, size: Size) -> String {
    let mut random = Random(feed as u64 + 1);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
         <channel><title>Feed {feed}</title><link>http://{address}/</link><description>Bench</description>\n"
    );
    for entry in 0..size.entries {
        let (day, hour) = (1 + entry % 28, entry % 24);
        let body = paragraphs(&mut random, size.words);
        // Writing to a string cannot fail.
        let _ = writeln!(
            xml,
            "<item><title>a{feed}-{entry}</title><link>http://{address}/a/{entry}</link><guid>http://{address}/a/{entry}</guid>\
             <pubDate>{day:02} Oct 2026 {hour:02}:00:00 GMT</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item>"
        );
    }
    xml.push_str("</channel></rss>\n");
    xml
}

fn paragraphs(random: &mut Random, words: usize) -> String {
    let mut text = String::from("<p>");
    for at in 0..words {
        if at > 0 && at % 60 == 0 {
            text.push_str(".</p>\n<p>");
        }
        let word = WORDS.get(random.below(WORDS.len())).copied().unwrap_or("word");
        text.push_str(word);
        if random.below(12) == 0 {
            // Numbers keep the texts from being mere permutations.
            let _ = write!(text, " {}", random.below(10_000));
        }
        text.push(' ');
    }
    text.push_str(".</p>");
    text
}

/// A small generator (xorshift64*, Vigna 2016): the same farm every time.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or_default() % bound.max(1)
    }
}
