//! What a fetcher may be told, with defaults that suit a public web server on the other side.

use std::net::SocketAddr;
use std::time::Duration;

/// How a fetcher presents itself and how far it goes.
#[derive(Debug, Clone)]
pub struct Options {
    /// The `User-Agent`. It should lead to a page that says who runs this instance and how to reach them. The word
    /// before its first slash is the name that robots.txt and `X-Robots-Tag` know us by.
    pub user_agent: String,
    /// Private socket addresses that may be asked all the same, to the exact port: sample publishers and tests.
    pub allow: Vec<SocketAddr>,
    /// Requests under way at one host (host and port) at the same time.
    pub connections_per_host: usize,
    /// The least time between the starts of two page requests at one host; robots.txt may ask for more.
    pub page_spacing: Duration,
    /// When to give up.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: concat!("Octavo/", env!("CARGO_PKG_VERSION"), " (+https://octavo.example/bot)").to_owned(),
            allow: Vec::new(),
            connections_per_host: 2,
            page_spacing: Duration::from_secs(1),
            limits: Limits::default(),
        }
    }
}

/// When to give up on an answer.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a feed, after decompression.
    pub feed_bytes_max: usize,
    /// Bytes of a page, after decompression.
    pub page_bytes_max: usize,
    /// Bytes of an image.
    pub image_bytes_max: usize,
    /// Redirects that are followed.
    pub redirects_max: usize,
    /// Headers of an answer.
    pub headers_max: usize,
    /// Time to a connection: name, TCP and TLS.
    pub connect_timeout: Duration,
    /// Time from asking, connection included, to the first line of the answer; then also between two pieces of it.
    pub first_byte_timeout: Duration,
    /// Time for everything, all redirects included, but without the time spent waiting for our turn.
    pub total_timeout: Duration,
    /// Bytes a second below which a body is given up as a slow drip, once `drip_grace` has passed.
    pub bytes_per_second_min: u64,
    /// How long a body may be slower than that.
    pub drip_grace: Duration,
    /// The longest wait for our turn at a host; what would wait longer comes back as [`crate::Error::Resting`].
    pub turn_wait_max: Duration,
    /// The longest `Crawl-delay` of a robots.txt that is kept to.
    pub crawl_delay_max: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            feed_bytes_max: 16 << 20,
            page_bytes_max: 8 << 20,
            image_bytes_max: 10 << 20,
            redirects_max: 8,
            headers_max: 200,
            connect_timeout: Duration::from_secs(10),
            first_byte_timeout: Duration::from_secs(20),
            total_timeout: Duration::from_mins(1),
            bytes_per_second_min: 500,
            drip_grace: Duration::from_secs(10),
            turn_wait_max: Duration::from_secs(30),
            crawl_delay_max: Duration::from_secs(30),
        }
    }
}
