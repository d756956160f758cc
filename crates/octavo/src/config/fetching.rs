//! `[fetch]`: how feeds and pages are fetched.

use std::net::SocketAddr;

use serde::Deserialize;

/// How feeds and pages are fetched.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Fetching {
    /// A page or address at which publishers reach whoever runs this instance; sent with every request. Set it before
    /// you follow hundreds of feeds: publishers block bots they cannot ask.
    pub(crate) contact: Option<String>,
    /// Private socket addresses that may be fetched all the same, such as a feed bridge on your own network. Each is
    /// an exact address and port; everything else private stays out of reach.
    pub(crate) allow: Vec<SocketAddr>,
}

impl Fetching {
    /// How we introduce ourselves to servers.
    pub(crate) fn user_agent(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        match &self.contact {
            Some(contact) => format!("Octavo/{version} (+{contact})"),
            None => format!("Octavo/{version} (self-hosted newspaper)"),
        }
    }
}
