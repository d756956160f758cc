//! Certificates nobody vouches for, and servers that speak no TLS where they should.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use fetch::{Fetcher, Kind, Options};
use model::Failure;
use rustls::ServerConnection;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::fake_web::ask;

/// A certificate for 127.0.0.1 and paper.example that vouches for itself, good for a century, and its key.
const CERTIFICATE: &[u8] = include_bytes!("../../testdata/self-signed.cert.der");
const KEY: &[u8] = include_bytes!("../../testdata/self-signed.key.der");

async fn failure_at(address: SocketAddr) -> Failure {
    let fetcher = Fetcher::new(Options { allow: vec![address], ..Options::default() }).unwrap();
    let url = format!("https://{address}/").parse().unwrap();
    ask(&fetcher, &url, Kind::Feed).await.unwrap_err().failure()
}

fn tls_server() -> ServerConnection {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(KEY));
    let config = builder.with_no_client_auth().with_single_cert(vec![CertificateDer::from(CERTIFICATE)], key).unwrap();
    ServerConnection::new(Arc::new(config)).unwrap()
}

#[tokio::test]
async fn a_certificate_that_vouches_for_itself_is_not_trusted() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        tls_server().complete_io(&mut stream).map(|_| ())
    });
    assert_eq!(failure_at(address).await.to_string(), "tls (its certificate comes from nobody we trust)");
    // The client broke off: nothing was asked.
    assert!(server.join().unwrap().is_err());
}

#[tokio::test]
async fn a_server_without_tls_on_its_tls_port_is_named_so() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || listener.accept().unwrap().0.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n"));
    assert_eq!(failure_at(address).await.to_string(), "tls (the server does not speak TLS)");
    server.join().unwrap().unwrap();
}

#[tokio::test]
async fn a_handshake_that_the_server_breaks_off_is_a_matter_of_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || listener.accept().unwrap().0.read(&mut [0; 4096]).map(|_| ()));
    assert_eq!(failure_at(address).await.to_string(), "tls (the server broke off the handshake)");
    server.join().unwrap().unwrap();
}
