use proptest::prelude::*;

use super::*;

fn check(url: &str, allowed: bool) {
    let guard = Guard::new(&["127.0.0.5:4000".parse().unwrap(), "[::1]:4000".parse().unwrap()]);
    let url = Url::parse(url).unwrap();
    assert_eq!(guard.check(&url).is_ok(), allowed, "{url}");
}

#[test]
fn public_hosts_are_asked_on_the_two_web_ports_only() {
    for url in ["http://a.example/", "https://a.example./", "http://8.8.8.8/", "https://[2606:4700::1111]/x"] {
        check(url, true);
    }
    for url in ["http://a.example:8080/", "https://a.example:22/", "ftp://a.example/", "file:///etc/passwd"] {
        check(url, false);
    }
    check("https://a.example:80/", true);
}

#[test]
fn loopback_is_refused_in_every_notation() {
    for host in [
        "127.0.0.1",
        "127.1",
        "127.255.255.254",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "①②⑦.0.0.1",
        "0.0.0.0",
        "0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
        "localhost",
        "LOCALHOST.",
        "feeds.localhost",
        "user:secret@127.0.0.1",
    ] {
        check(&format!("http://{host}/feed"), false);
    }
}

#[test]
fn private_and_special_networks_are_refused() {
    for host in [
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "0.1.2.3",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[2001:db8::1]",
        "[3fff::1]",
        "[100::1]",
        "[5f00::1]",
        "[::ffff:8.8.8.8]",
    ] {
        check(&format!("https://{host}/"), false);
    }
    for host in ["172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "198.20.0.1", "[64:ff9b::8.8.8.8]"] {
        check(&format!("https://{host}/"), true);
    }
}

#[test]
fn an_exception_holds_for_its_exact_address_and_port() {
    check("http://127.0.0.5:4000/feed", true);
    check("http://[::1]:4000/feed", true);
    check("http://127.5:4000/feed", true);
    check("http://127.0.0.5:4001/feed", false);
    check("http://127.0.0.5/feed", false);
    check("http://127.0.0.6:4000/feed", false);
    check("http://localhost:4000/feed", false);
    check("ftp://127.0.0.5:4000/feed", false);
}

/// Private networks as the standard library knows them: another source than our table.
fn is_private_by_std(address: Ipv4Addr) -> bool {
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_unspecified()
}

proptest! {
    #[test]
    fn no_wrapping_makes_a_private_address_public(bits: u32, net in 0_usize..19, ports: u16) {
        let (network, length) = SPECIAL_V4[net];
        let host_bits = if length == 32 { 0 } else { bits >> length };
        let private = Ipv4Addr::from_bits(network.to_bits() | host_bits);
        prop_assert!(!is_public(IpAddr::V4(private)));
        let [a, b, c, d] = private.octets();
        let (high, low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
        for wrapped in [
            private.to_ipv6_mapped(),
            private.to_ipv6_compatible(),
            Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low),
            Ipv6Addr::new(0x2002, high, low, ports, 0, 0, 0, 1),
            Ipv6Addr::new(0x2001, 0, 0x4136, 0xe378, ports, ports, !high, !low),
        ] {
            prop_assert!(!is_public(IpAddr::V6(wrapped)), "{wrapped}");
        }
        let as_number = Url::parse(&format!("http://{}/", private.to_bits())).unwrap();
        prop_assert!(Guard::new(&[]).check(&as_number).is_err());
    }

    #[test]
    fn whatever_the_standard_library_calls_private_is_refused(bits: u32, wide: u128) {
        let address = Ipv4Addr::from_bits(bits);
        prop_assert!(!(is_private_by_std(address) && is_public(IpAddr::V4(address))));
        let address = Ipv6Addr::from_bits(wide);
        let private = address.is_loopback() || address.is_multicast() || address.is_unspecified()
            || address.is_unique_local() || address.is_unicast_link_local();
        prop_assert!(!(private && is_public(IpAddr::V6(address))));
    }
}
