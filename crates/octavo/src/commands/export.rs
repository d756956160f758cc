//! `octavo export`: what is known about every article, one JSON object a line, without its text.

use std::fs::File;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

use anyhow::{Context, Result};
use model::rights::{self, Level, Terms, Use};
use model::{Language, Stage};
use serde_json::json;
use store::{ListFilter, Listed};

use crate::arguments::Options;
use crate::config::Config;
use crate::newsroom;

/// Articles read from the store at a time.
const PAGE: usize = 500;

/// Writes every article that the instance's audience may know of, newest first.
pub(crate) async fn run(options: &Options, out: Option<&Path>) -> Result<()> {
    let config = Config::load(options)?;
    let store = newsroom::open_store(&config).await?;
    let mut writer: Box<dyn Write> = match out {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("could not write {}", path.display()))?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(BufWriter::new(stdout())),
    };
    let audience = config.instance.audience;
    let mut after = None;
    loop {
        let page = store.newest(&ListFilter::default(), audience, after, PAGE).await?;
        for listed in &page.items {
            if level(listed, &config) > Level::Hidden {
                writeln!(writer, "{}", line(listed))?;
            }
        }
        after = page.next;
        if after.is_none() {
            writer.flush()?;
            return Ok(());
        }
    }
}

fn level(listed: &Listed, config: &Config) -> Level {
    let terms = Terms {
        display: listed.display,
        wishes: &listed.article.metadata.wishes,
        withdrawn: listed.article.stage == Stage::Withdrawn,
        blocked: false,
    };
    rights::decide(config.instance.audience, Use::Json, &terms).level
}

fn line(listed: &Listed) -> serde_json::Value {
    let article = &listed.article;
    let known = &article.metadata;
    json!({
        "article": article.id, "url": article.url, "title": known.title, "authors": known.authors,
        "publisher": listed.publisher, "published": known.published, "updated": known.updated,
        "first_seen": article.first_seen, "language": known.language.as_ref().map(Language::as_str),
        "genre": known.genre.as_str(), "syndication": known.syndication, "words": known.words,
        "stage": article.stage.as_str(),
    })
}
