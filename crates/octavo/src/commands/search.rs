//! `octavo search`: the articles that a query finds, and the index behind it.

use anyhow::{Result, bail};
use model::ArticleId;
use model::rights::Audience;
use search::{Index, Problem, Query, Search};
use serde_json::json;

use crate::arguments::Options;
use crate::config::Config;
use crate::newsroom;
use crate::system_clock::system_clock;

/// Hits shown.
const SHOWN: usize = 20;

/// Finds articles.
pub(crate) async fn run(options: &Options, query: &str) -> Result<()> {
    let config = Config::load(options)?;
    let store = newsroom::open_store(&config).await?;
    let index = Index::open(&config.index_folder(), search::Options::default())?;
    let query = Query::parse(query);
    for problem in query.problems() {
        eprintln!("note: {}", remark(problem));
    }
    let search = Search { limit: SHOWN, ..Search::new(&query, system_clock().now()) };
    let hits = index.search(&search)?;
    let articles: Vec<ArticleId> = hits.hits.iter().map(|hit| hit.article).collect();
    let listed = store.listed_by_id(&articles, Audience::Private).await?;
    for (hit, found) in hits.hits.iter().filter_map(|hit| Some((hit, listed.get(&hit.article)?))) {
        let (id, known) = (found.article.id, &found.article.metadata);
        if options.json {
            let publisher = &found.publisher;
            let (listed, url) = (found.article.listed, &found.article.url);
            println!(
                "{}",
                json!({"article": id, "score": hit.score, "title": known.title, "publisher": publisher, "listed": listed, "url": url})
            );
        } else {
            println!("{id}  {:.0}  {}: {}", found.article.listed, found.publisher, known.title);
        }
    }
    if !options.json {
        println!("{} articles match.", hits.found);
    }
    store.close().await;
    Ok(())
}

/// What was odd about a query, in words.
fn remark(problem: &Problem) -> String {
    match problem {
        Problem::UnknownOperator(name) => format!("no operator is called `{name}`, so it was searched for as words"),
        Problem::NoValue(name) => format!("nothing follows `{name}`"),
        Problem::BadDate(text) => format!("`{text}` is no date such as 2026-11-22, 2026-11 or 7d"),
        Problem::BadLanguage(text) => format!("`{text}` is no language code such as de"),
        Problem::UnknownSection(text) => format!("no section is called `{text}`"),
        Problem::UnknownGenre(text) => format!("no genre is called `{text}`"),
        Problem::UnclosedQuote => "a quotation mark has no partner".to_owned(),
        Problem::UnbalancedParenthesis => "a parenthesis has no partner".to_owned(),
        Problem::DanglingOr => "OR has nothing on one side".to_owned(),
        _ => "the query is too large, so part of it was left out".to_owned(),
    }
}

/// Makes the index anew from the store.
pub(crate) async fn rebuild(options: &Options) -> Result<()> {
    let config = Config::load(options)?;
    let mut pipeline = newsroom::open(&config).await?;
    let folder = config.index_folder();
    let index = std::sync::Arc::new(Index::reset(&folder, search::Options::default())?);
    pipeline.index = Some(index.clone());
    if let Err(error) = pipeline.follow_round().await {
        if matches!(error, jobs::FollowError::Index(search::Error::InUse)) {
            bail!("a running server writes to the index; stop it first");
        }
        return Err(error.into());
    }
    println!("{} articles can be found.", index.len());
    pipeline.store.close().await;
    Ok(())
}
