//! Style sheet, scripts and icon, served under an address that changes with their content and may be kept for ever.

use std::fmt::Write;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::site::Shared;

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/"]
struct Files;

/// The parts of the style sheet in the order in which they follow each other; browsers get one file.
const STYLES: [&str; 11] =
    ["tokens", "type", "frame", "tags", "front", "article", "event", "lists", "search", "feeds", "print"];

/// Enough of a digest to tell one version of the files from another.
const HASH_BYTES: usize = 8;

/// The style sheet's name in addresses.
pub(crate) const STYLE: &str = "octavo.css";

/// Everything under `assets/`, ready to be sent.
pub(crate) struct Assets {
    files: Vec<(String, Bytes)>,
    hash: String,
}

impl Assets {
    pub(crate) fn load() -> Self {
        let read = |name: &str| Files::get(name).map(|file| file.data).unwrap_or_default();
        let style: Vec<u8> = STYLES.iter().flat_map(|part| read(&format!("css/{part}.css")).into_owned()).collect();
        let mut files = vec![(STYLE.to_owned(), Bytes::from(style))];
        for name in Files::iter().filter(|name| !name.contains('/')) {
            files.push((name.to_string(), Bytes::from(read(&name).into_owned())));
        }
        let hash = hash(&files);
        Self { files, hash }
    }

    /// The address of one file.
    pub(crate) fn href(&self, name: &str) -> String {
        format!("/assets/{}/{name}", self.hash)
    }

    fn get(&self, hash: &str, name: &str) -> Option<Bytes> {
        let (_, bytes) = self.files.iter().find(|(known, _)| hash == self.hash && known == name)?;
        Some(bytes.clone())
    }
}

/// One hash over all files: scripts import each other by relative addresses.
fn hash(files: &[(String, Bytes)]) -> String {
    let mut digest = Sha256::new();
    for (name, bytes) in files {
        digest.update(name);
        digest.update(bytes);
    }
    hex(&digest.finalize(), HASH_BYTES)
}

/// The first bytes of a digest as text for an address or a header.
pub(crate) fn hex(digest: &[u8], bytes: usize) -> String {
    digest.iter().take(bytes).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// `/assets/<hash>/<name>`
pub(crate) async fn serve(
    State(site): State<Shared>,
    Path((hash, name)): Path<(String, String)>,
) -> Result<Response, Error> {
    let bytes = site.assets.get(&hash, &name).ok_or(Error::NotFound)?;
    let headers = [(CONTENT_TYPE, media_type(&name)), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, bytes).into_response())
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_type_and_the_style_sheet_is_whole() {
        let assets = Assets::load();
        for (name, bytes) in &assets.files {
            assert_ne!(media_type(name), "application/octet-stream", "{name}");
            assert!(!bytes.is_empty(), "{name}");
            assert_eq!(assets.get(&assets.hash, name).as_ref(), Some(bytes));
        }
        assert_eq!(Files::iter().filter(|name| name.starts_with("css/")).count(), STYLES.len());
        assert_eq!(assets.get("0000000000000000", STYLE), None);
    }

    #[test]
    fn styles_name_no_side_so_that_pages_turn_with_the_script() {
        let assets = Assets::load();
        let style = String::from_utf8(assets.get(&assets.hash, STYLE).unwrap().to_vec()).unwrap();
        for line in style.lines().map(str::trim) {
            for side in ["left", "right"] {
                assert!(!line.contains(&format!("-{side}")) && !line.contains(&format!("{side}:")), "{line}");
                assert!(!line.contains(&format!(": {side}")), "{line}");
            }
        }
    }

    #[test]
    fn no_file_asks_anybody_else() {
        for (name, bytes) in &Assets::load().files {
            let text = String::from_utf8_lossy(bytes).replace("http://www.w3.org/2000/svg", "");
            for outside in ["http:", "https:", "url(//", "@import"] {
                assert!(!text.contains(outside), "{name} mentions {outside}");
            }
        }
    }
}
