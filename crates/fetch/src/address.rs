//! The guard against server-side request forgery: which addresses are the public web.
//!
//! It stands twice: before every hop, because a literal address in a URL never reaches a resolver, and inside the
//! resolver, because a public name may point anywhere and may change its mind between a check and a connection.

use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use url::{Host, Url};

use crate::Error;

/// IPv4 networks that are not the public web, with the length of their prefix (IANA's special-purpose registry).
const SPECIAL_V4: [(Ipv4Addr, u32); 19] = [
    (Ipv4Addr::UNSPECIFIED, 8),           // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // carrier-grade NAT
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // loopback
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // link-local; clouds keep their credentials at 169.254.169.254
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // protocol assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documentation
    (Ipv4Addr::new(192, 31, 196, 0), 24), // AS112
    (Ipv4Addr::new(192, 52, 193, 0), 24), // AMT
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // 6to4 relays
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private
    (Ipv4Addr::new(192, 175, 48, 0), 24), // AS112
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 4),     // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),     // reserved
    (Ipv4Addr::BROADCAST, 32),
];

/// Parts of IPv6's global unicast space that are not the public web.
const SPECIAL_V6: [(Ipv6Addr, u32); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments, Teredo among them
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4, which carries any IPv4 address
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

/// The only IPv6 space that is handed out for the public internet.
const GLOBAL_UNICAST: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Where NAT64 puts the IPv4 internet on networks that have IPv6 only.
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// Whether an address belongs to the public internet. IPv6 is judged by what is known to be public, not by what is
/// known to be private: mapped, compatible, unique local, link-local and multicast addresses all fall outside.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) if within_v6(address, NAT64) => is_public_v4(embedded_v4(address)),
        IpAddr::V6(address) => {
            within_v6(address, GLOBAL_UNICAST) && !SPECIAL_V6.iter().any(|network| within_v6(address, *network))
        }
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let within = |(network, length): &(Ipv4Addr, u32)| (address.to_bits() ^ network.to_bits()) >> (32 - length) == 0;
    !SPECIAL_V4.iter().any(within)
}

fn within_v6(address: Ipv6Addr, (network, length): (Ipv6Addr, u32)) -> bool {
    (address.to_bits() ^ network.to_bits()) >> (128 - length) == 0
}

fn embedded_v4(address: Ipv6Addr) -> Ipv4Addr {
    let [.., a, b, c, d] = address.octets();
    Ipv4Addr::new(a, b, c, d)
}

/// Decides before each hop whether its URL may be asked.
#[derive(Debug)]
pub(crate) struct Guard {
    allow: HashSet<SocketAddr>,
}

impl Guard {
    pub(crate) fn new(allow: &[SocketAddr]) -> Self {
        Self { allow: allow.iter().copied().collect() }
    }

    /// Refuses other schemes, other ports, local names and literal addresses outside the public internet. The `url`
    /// crate has by now turned octal, hexadecimal, short and dotted-to-the-end forms into plain addresses.
    pub(crate) fn check(&self, url: &Url) -> Result<(), Error> {
        let default_port = match url.scheme() {
            "http" => 80,
            "https" => 443,
            _ => return Err(Error::BadAddress("only http and https can be fetched")),
        };
        let port = url.port().unwrap_or(default_port);
        let literal = match url.host() {
            None | Some(Host::Domain("")) => return Err(Error::BadAddress("it names no host")),
            Some(Host::Domain(name)) if is_local_name(name) => {
                return Err(Error::ForbiddenAddress("a local name".to_owned()));
            }
            Some(Host::Domain(_)) => None,
            Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        };
        match literal {
            Some(address) if self.allow.contains(&SocketAddr::new(address, port)) => return Ok(()),
            Some(address) if !is_public(address) => {
                return Err(Error::ForbiddenAddress(format!("{address} is not on the public internet")));
            }
            _ => {}
        }
        if matches!(port, 80 | 443) { Ok(()) } else { Err(Error::ForbiddenAddress(format!("port {port}"))) }
    }
}

fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests;
