//! Turns what the HTTP client complains of into words for people.
//!
//! The client's own message holds the URL and says nothing else of use; the reasons lie deeper in its chain of
//! sources, some of them inside an `io::Error`, whose `source()` steps over them.

use std::error::Error as StdError;
use std::io;

use jiff::Timestamp;
use model::{Cause, Failure};
use rustls::CertificateError;
use rustls::pki_types::UnixTime;

use crate::Error;
use crate::client::{NoSuchName, PrivateName};

/// The reason behind a failed request or a broken body.
pub(crate) fn explain(error: &reqwest::Error) -> Error {
    let mut deepest: &(dyn StdError + 'static) = error;
    while let Some(source) = below(deepest) {
        deepest = source;
        if let Some(known) = known_reason(source) {
            return known;
        }
    }
    let words = deepest.to_string();
    if error.is_timeout() {
        return Error::Timeout(if error.is_connect() { "no connection in time" } else { "no answer in time" });
    }
    if words == "message head is too large" {
        return Error::Connection(Failure::new(Cause::TooLarge, "too many or too long headers"));
    }
    if words == "tls handshake eof" {
        return Error::Connection(Failure::new(Cause::Tls, "the server broke off the handshake"));
    }
    let cause = if error.is_connect() { Cause::Unreachable } else { Cause::Interrupted };
    Error::Connection(Failure::new(cause, if deepest.is::<reqwest::Error>() { "" } else { &words }))
}

fn below<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    let inside_io = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    inside_io.map(|inner| inner as &(dyn StdError + 'static)).or_else(|| error.source())
}

fn known_reason(error: &(dyn StdError + 'static)) -> Option<Error> {
    if let Some(error) = error.downcast_ref::<PrivateName>() {
        return Some(Error::ForbiddenAddress(error.to_string()));
    }
    if let Some(error) = error.downcast_ref::<NoSuchName>() {
        return Some(Error::Connection(Failure::new(Cause::UnknownHost, error.to_string())));
    }
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return Some(Error::Connection(Failure::new(Cause::Tls, tls_words(error))));
    }
    match error.downcast_ref::<io::Error>()?.kind() {
        io::ErrorKind::ConnectionRefused => Some(unreachable("nobody answers at that port")),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            Some(unreachable("there is no way to that address"))
        }
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
            Some(Error::Connection(Failure::new(Cause::Interrupted, "the server broke off the connection")))
        }
        _ => None,
    }
}

fn unreachable(words: &str) -> Error {
    Error::Connection(Failure::new(Cause::Unreachable, words))
}

fn tls_words(error: &rustls::Error) -> String {
    match error {
        rustls::Error::InvalidCertificate(error) => certificate_words(error),
        rustls::Error::AlertReceived(alert) => format!("the server broke off the handshake: {alert:?}"),
        rustls::Error::InvalidMessage(_) => "the server does not speak TLS".to_owned(),
        rustls::Error::PeerIncompatible(_) => "the server speaks only outdated TLS".to_owned(),
        other => other.to_string(),
    }
}

fn certificate_words(error: &CertificateError) -> String {
    match error {
        CertificateError::Expired => "its certificate has expired".to_owned(),
        CertificateError::ExpiredContext { not_after, .. } => {
            format!("its certificate has expired on {}", day(*not_after))
        }
        CertificateError::NotValidYet => "its certificate is not valid yet".to_owned(),
        CertificateError::NotValidYetContext { not_before, .. } => {
            format!("its certificate is not valid before {}", day(*not_before))
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another name".to_owned()
        }
        CertificateError::UnknownIssuer => "its certificate comes from nobody we trust".to_owned(),
        // What an authority signs itself with; a name for it exists only inside the verifier.
        CertificateError::Other(inner) if inner.to_string().contains("CaUsedAsEndEntity") => {
            "its certificate comes from nobody we trust".to_owned()
        }
        CertificateError::Revoked => "its certificate was revoked".to_owned(),
        other => format!("its certificate is not valid: {other}"),
    }
}

fn day(time: UnixTime) -> String {
    let second = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    let day = Timestamp::from_second(second).map(|time| time.strftime("%Y-%m-%d").to_string());
    day.unwrap_or_else(|_| "a day out of reach".to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use reqwest::dns::{Name, Resolve, Resolving};
    use rustls::pki_types::ServerName;

    use super::*;
    use crate::Options;
    use crate::client::{self, public_only};

    /// Leads every name to these addresses.
    struct Leads(&'static [&'static str]);

    impl Resolve for Leads {
        fn resolve(&self, _: Name) -> Resolving {
            let found = public_only(self.0.iter().map(|address| address.parse().unwrap()).collect());
            Box::pin(std::future::ready(found))
        }
    }

    async fn check_name(leads: &'static [&'static str], expect: &str) {
        let client = client::build(&Options::default(), Leads(leads)).unwrap();
        let error = client.get("http://paper.example/feed?token=sesame").send().await.unwrap_err();
        assert_eq!(explain(&error).failure().to_string(), expect);
    }

    #[tokio::test]
    async fn a_public_name_that_leads_into_a_private_network_is_forbidden() {
        let forbidden = "forbidden-address (its name leads to 127.0.0.1, which is not on the public internet)";
        check_name(&["127.0.0.1:80", "[::1]:80"], forbidden).await;
        check_name(&[], "unknown-host (it has no address)").await;
    }

    fn check(error: CertificateError, expect: &str) {
        let wrapped = io::Error::other(rustls::Error::InvalidCertificate(error));
        let inner = below(&wrapped).unwrap();
        assert_eq!(known_reason(inner), Some(Error::Connection(Failure::new(Cause::Tls, expect))));
    }

    fn at(second: u64) -> UnixTime {
        UnixTime::since_unix_epoch(Duration::from_secs(second))
    }

    #[test]
    fn a_certificate_says_what_is_wrong_with_it() {
        let (time, not_after) = (at(1_930_000_000), at(1_900_000_000));
        check(CertificateError::ExpiredContext { time, not_after }, "its certificate has expired on 2030-03-17");
        let (time, not_before) = (at(0), at(1_900_000_000));
        check(
            CertificateError::NotValidYetContext { time, not_before },
            "its certificate is not valid before 2030-03-17",
        );
        let expected = ServerName::try_from("paper.example").unwrap();
        let presented = vec!["other.example".to_owned()];
        let wrong_name = CertificateError::NotValidForNameContext { expected, presented };
        check(wrong_name, "its certificate is for another name");
        check(CertificateError::UnknownIssuer, "its certificate comes from nobody we trust");
        check(CertificateError::Revoked, "its certificate was revoked");
    }
}
