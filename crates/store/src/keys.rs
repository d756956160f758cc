//! Short keys of long texts. Addresses and guids may be of any length, and PostgreSQL's indexes refuse values over
//! 2,700 bytes, so uniqueness is kept on the first 8 bytes of their SHA-256.

use sha2::{Digest, Sha256};
use url::Url;

use crate::sql::clean;

pub(crate) fn of_text(text: &str) -> i64 {
    of_bytes(clean(text).as_bytes())
}

pub(crate) fn of_url(url: &Url) -> i64 {
    of_bytes(url.as_str().as_bytes())
}

pub(crate) fn of_bytes(bytes: &[u8]) -> i64 {
    let digest = Sha256::digest(bytes);
    digest.iter().take(8).fold(0, |key, byte| (key << 8) | i64::from(*byte))
}
