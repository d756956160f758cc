//! `octavo extract`: the article in a page, a URL or a folder of pages, without any data folder.

mod folder;

use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use article::{PageInput, Reading};
use fetch::{Fetched, Fetcher, Kind, Request};
use flate2::read::MultiGzDecoder;
use model::{Language, Validators, Wishes};
use serde_json::{Value, json};
use url::Url;

use crate::arguments::Options;
use crate::config::Config;
use crate::system_clock::system_clock;

/// No page is read further; a bomb ends here.
const PAGE_BYTES_MAX: u64 = 32 << 20;

/// Extracts from whatever `page` names.
pub(crate) async fn run(options: &Options, page: &str, out: Option<&Path>) -> Result<()> {
    let path = Path::new(page);
    match (path.is_dir(), out) {
        (true, Some(out)) => return folder::run(path, out),
        (true, None) => bail!("{page} is a folder: say where to write with --out FILE"),
        (false, Some(_)) => bail!("--out goes with a folder; for one page redirect the output"),
        (false, None) => {}
    }
    let is_address = page.starts_with("http://") || page.starts_with("https://");
    let reading = if is_address { from_web(options, page).await? } else { from_file(path)? };
    if options.json {
        println!("{}", to_json(&reading));
    } else {
        print(&reading);
    }
    Ok(())
}

fn from_file(path: &Path) -> Result<Reading> {
    let bytes = read_page(path)?;
    let url = file_address();
    let input = PageInput { bytes: &bytes, content_type: None, url: &url, wishes: Wishes::default() };
    article::read_page(input).map_err(|failure| anyhow::anyhow!("{}: {failure}", path.display()))
}

async fn from_web(options: &Options, page: &str) -> Result<Reading> {
    let url = Url::parse(page).with_context(|| format!("`{page}` is not a web address"))?;
    let config = Config::load(options)?;
    let fetcher = Fetcher::new(fetch::Options {
        user_agent: config.fetch.user_agent(),
        allow: config.fetch.allow.clone(),
        ..fetch::Options::default()
    })?;
    let now = system_clock().now();
    let request = Request { url: &url, kind: Kind::Page, validators: &Validators::default(), now };
    let response = match fetcher.fetch(request).await {
        Ok(Fetched::Body(response)) => response,
        Ok(Fetched::Unchanged { .. }) => bail!("{url} answers \"unchanged\" to a first request"),
        Err(error) => bail!("could not fetch {url}: {}", error.failure()),
    };
    let input = PageInput {
        bytes: &response.body,
        content_type: response.content_type.as_deref(),
        url: &response.url,
        wishes: response.wishes.clone(),
    };
    article::read_page(input).map_err(|failure| anyhow::anyhow!("{url}: {failure}"))
}

/// A file's bytes, unpacked when its name ends in `.gz`.
fn read_page(path: &Path) -> Result<Vec<u8>> {
    let file = fs::File::open(path).with_context(|| format!("could not read {}", path.display()))?;
    let mut bytes = Vec::new();
    let is_packed = path.extension().is_some_and(|extension| extension == "gz");
    let read = if is_packed {
        MultiGzDecoder::new(file).take(PAGE_BYTES_MAX).read_to_end(&mut bytes)
    } else {
        file.take(PAGE_BYTES_MAX).read_to_end(&mut bytes)
    };
    read.with_context(|| format!("could not read {}", path.display()))?;
    Ok(bytes)
}

/// A page from a file has no address of its own; relative links in it lead nowhere. It has a path, because a page at
/// the root of a site is taken for a front page.
fn file_address() -> Url {
    Url::parse("https://page.invalid/unknown/page").expect("the text is an address")
}

fn to_json(reading: &Reading) -> Value {
    let known = &reading.metadata;
    let title = (!known.title.is_empty()).then_some(&known.title);
    json!({
        "title": title, "author": known.authors, "date": known.published,
        "language": known.language.as_ref().map(Language::as_str), "articleBody": reading.text,
    })
}

fn print(reading: &Reading) {
    let known = &reading.metadata;
    println!("{}", known.title);
    if !known.authors.is_empty() {
        println!("{}", known.authors.join(", "));
    }
    if let Some(published) = known.published {
        println!("{published:.0}");
    }
    if let Some(language) = known.language {
        println!("{language}");
    }
    println!("\n{}", reading.text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_from_a_file_does_not_stand_at_the_root_of_a_site() {
        assert!(file_address().path().len() > 1);
    }
}
