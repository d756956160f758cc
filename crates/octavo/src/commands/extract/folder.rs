//! A folder of pages into one JSON file; what cannot be read is told and stands there as null.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use indicatif::ProgressBar;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::{Value, json};

use super::{from_file, to_json};

/// Reads every `*.html` and `*.html.gz` of a folder and writes name -> article.
pub(super) fn run(folder: &Path, out: &Path) -> Result<()> {
    let pages = pages(folder)?;
    if pages.is_empty() {
        bail!("{} holds no *.html or *.html.gz file", folder.display());
    }
    let bar = ProgressBar::new(pages.len() as u64);
    let articles: BTreeMap<&String, Value> = pages
        .par_iter()
        .map(|(name, path)| {
            let article = read(path);
            bar.inc(1);
            (name, article)
        })
        .collect();
    bar.finish_and_clear();
    let text = serde_json::to_string(&articles)?;
    fs::write(out, text).with_context(|| format!("could not write {}", out.display()))
}

/// The pages of a folder by name: the file's without `.gz` and one `.html`. Links are followed.
fn pages(folder: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))?;
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    Ok(paths.filter(|path| path.is_file()).filter_map(|path| Some((name(&path)?, path))).collect())
}

fn name(path: &Path) -> Option<String> {
    let file = path.file_name()?.to_str()?;
    let unpacked = file.strip_suffix(".gz").unwrap_or(file);
    unpacked.strip_suffix(".html").map(str::to_owned)
}

fn read(path: &Path) -> Value {
    match from_file(path) {
        Ok(reading) => to_json(&reading),
        Err(error) => {
            eprintln!("{error:#}");
            json!({"title": null, "author": [], "date": null, "language": null, "articleBody": null})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_named_after_its_file() {
        let check = |file: &str, expect: Option<&str>| assert_eq!(name(Path::new(file)).as_deref(), expect, "{file}");
        check("a/b.html", Some("b"));
        check("a/b.html.gz", Some("b"));
        check("a/b.html.html", Some("b.html"));
        check("a/b.txt", None);
        check("a/b.gz", None);
    }
}
