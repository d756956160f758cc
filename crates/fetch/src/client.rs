//! The one HTTP client: what it trusts, what it resolves, and what it does not do on its own.
//!
//! Roots come from the operating system, so that its updates and an operator's own authority count; a bare machine
//! without `ca-certificates` falls back to Mozilla's list, which is compiled in. HTTP/1.1 only: a feed is one request
//! a host, for which HTTP/2 costs memory and brings its own kinds of flood.

use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use tokio::sync::Semaphore;

use crate::{Error, Options, is_public};

/// The system's resolver occupies a thread for each name it looks up.
const LOOKUPS_MAX: usize = 32;

/// How long a connection waits for another request; pages of one host come within seconds.
const IDLE_MAX: Duration = Duration::from_secs(10);

/// Builds the client, which follows no redirect and knows no proxy: the fetcher decides.
#[expect(clippy::disallowed_methods, reason = "this is the one client, and it stands behind the guard")]
pub(crate) fn build(options: &Options, resolver: impl Resolve + 'static) -> Result<reqwest::Client, Error> {
    reqwest::Client::builder()
        .user_agent(&options.user_agent)
        .tls_backend_preconfigured(tls_config()?)
        .dns_resolver(resolver)
        .no_proxy()
        .redirect(Policy::none())
        .referer(false)
        .http1_only()
        .http1_max_headers(options.limits.headers_max)
        .connect_timeout(options.limits.connect_timeout)
        .pool_max_idle_per_host(options.connections_per_host)
        .pool_idle_timeout(IDLE_MAX)
        .build()
        .map_err(|error| Error::Setup(error.to_string()))
}

fn tls_config() -> Result<ClientConfig, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = versions.map_err(|error| Error::Setup(error.to_string()))?;
    let mut config =
        builder.with_root_certificates(roots(rustls_native_certs::load_native_certs().certs)).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The system's own roots as far as they can be read, or else Mozilla's.
fn roots(system: Vec<CertificateDer<'static>>) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(system);
    if roots.is_empty() {
        tracing::info!("the system brings no certificates; using those compiled in");
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    roots
}

/// The system's resolver, without the answers that lead into private networks.
#[derive(Debug)]
pub(crate) struct PublicResolver {
    lookups: Arc<Semaphore>,
}

impl PublicResolver {
    pub(crate) fn new() -> Self {
        Self { lookups: Arc::new(Semaphore::new(LOOKUPS_MAX)) }
    }
}

/// A name whose every address is outside the public internet.
#[derive(Debug, thiserror::Error)]
#[error("its name leads to {0}, which is not on the public internet")]
pub(crate) struct PrivateName(IpAddr);

/// A name without an address.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NoSuchName(String);

impl Resolve for PublicResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let lookups = Arc::clone(&self.lookups);
        Box::pin(async move {
            let permit = lookups.acquire_owned().await?;
            let lookup = tokio::task::spawn_blocking(move || {
                // Stays with the thread, which goes on when nobody waits for its answer any more.
                let _permit = permit;
                Ok((name.as_str(), 0).to_socket_addrs()?.collect())
            });
            public_only(lookup.await?.map_err(|error: io::Error| no_such_name(&error))?)
        })
    }
}

pub(crate) fn public_only(found: Vec<SocketAddr>) -> Result<Addrs, Box<dyn std::error::Error + Send + Sync>> {
    let first = found.first().map(SocketAddr::ip);
    let public: Vec<SocketAddr> = found.into_iter().filter(|address| is_public(address.ip())).collect();
    match first {
        None => Err(NoSuchName("it has no address".to_owned()).into()),
        Some(private) if public.is_empty() => Err(PrivateName(private).into()),
        Some(_) => Ok(Box::new(public.into_iter())),
    }
}

/// The system's words without the library's preface.
fn no_such_name(error: &io::Error) -> NoSuchName {
    let words = error.to_string();
    NoSuchName(words.rsplit(": ").next().unwrap_or_default().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: &[&str], expect: Result<&[&str], &str>) {
        let parse = |address: &&str| SocketAddr::new(address.parse().unwrap(), 0);
        let public = public_only(found.iter().map(parse).collect());
        match (public, expect) {
            (Ok(public), Ok(expect)) => assert!(public.eq(expect.iter().map(parse)), "{found:?}"),
            (Err(error), Err(expect)) => assert!(error.to_string().contains(expect), "{error}"),
            (public, _) => panic!("{found:?} gave {:?}", public.map(Iterator::collect::<Vec<_>>)),
        }
    }

    #[test]
    fn a_name_keeps_only_its_public_addresses() {
        check(&["8.8.8.8", "10.0.0.1", "2606:4700::1111", "::1"], Ok(&["8.8.8.8", "2606:4700::1111"]));
        check(&["127.0.0.1"], Err("127.0.0.1"));
        check(&["::ffff:10.0.0.1", "fe80::1"], Err("not on the public internet"));
        check(&[], Err("no address"));
    }

    #[tokio::test]
    async fn a_name_for_this_machine_does_not_resolve() {
        let error = PublicResolver::new().resolve("localhost".parse().unwrap()).await.map(|_| ()).unwrap_err();
        assert!(error.is::<PrivateName>() || error.is::<NoSuchName>(), "{error}");
    }

    #[test]
    fn a_machine_without_certificates_trusts_the_list_compiled_in() {
        let own = CertificateDer::from_slice(include_bytes!("../testdata/self-signed.cert.der"));
        assert_eq!(roots(vec![own]).len(), 1);
        assert!(roots(Vec::new()).len() > 50);
        assert!(roots(vec![CertificateDer::from_slice(b"junk")]).len() > 50);
    }
}
