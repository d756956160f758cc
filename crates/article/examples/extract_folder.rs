//! Reads every `*.html` file of a folder and writes what was extracted as JSON, for the scoring scripts:
//! `extract_folder DIR --out PRED.json`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;
use std::{env, fs, io};

use article::{PageInput, read_page};
use url::Url;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, flag, out] = arguments.as_slice() else { return Err(io::Error::other("usage: DIR --out PRED.json")) };
    assert_eq!(flag, "--out", "usage: DIR --out PRED.json");
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".html")) else { continue };
        pages.insert(name.to_owned(), extract(&path)?);
    }
    fs::write(out, serde_json::to_vec_pretty(&pages)?)
}

fn extract(path: &Path) -> io::Result<serde_json::Value> {
    let bytes = fs::read(path)?;
    let url = Url::parse("https://page.example/read/page").map_err(io::Error::other)?;
    let started = Instant::now();
    let reading =
        read_page(PageInput { bytes: &bytes, content_type: None, url: &url, wishes: model::Wishes::default() });
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    Ok(match reading {
        Ok(reading) => serde_json::json!({
            "title": reading.metadata.title,
            "author": reading.metadata.authors,
            "date": reading.metadata.published.map(|at| at.to_string()),
            "language": reading.metadata.language,
            "genre": reading.metadata.genre.as_str(),
            "syndication": reading.metadata.syndication,
            "articleBody": reading.text,
            "ms": ms,
        }),
        Err(failure) => serde_json::json!({ "articleBody": null, "failure": failure.to_string(), "ms": ms }),
    })
}
