//! Search: by words and operators, or by an article that says nearly the same. Works without scripts.
//!
//! What is found is decided over whole texts; what is shown of it, and marked in it, only over what may be shown.
//! How many match in all is not told: hidden publishers would be counted.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query as Parameters, State};
use axum::response::Response;
use model::{ArticleId, Hashtag};
use search::{Clause, Criterion, Order, Query};
use serde::Deserialize;

use super::page;
use crate::error::Error;
use crate::frame::{Frame, Place};
use crate::site::{Shared, Site};
use crate::view::{TagLink, search_href};

mod found;

use found::Found;

/// What may follow the question mark.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    q: Option<String>,
    /// An article; found is what says nearly the same.
    similar: Option<String>,
    order: Option<String>,
    after: Option<String>,
}

/// One line of the explanation: what to type, and what it does.
struct Operator {
    example: &'static str,
    meaning: String,
}

/// One of the orders of the results.
struct Choice {
    href: String,
    label: String,
    is_here: bool,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    frame: Frame<'a>,
    heading: String,
    /// What was typed.
    query: String,
    /// Nothing was asked: the page explains instead.
    is_blank: bool,
    problems: Vec<String>,
    hashtag: Option<TagLink>,
    orders: Vec<Choice>,
    found: Found,
    operators: Vec<Operator>,
    first_href: Option<String>,
    more_href: Option<String>,
}

/// `/search`, with `q=QUERY` or `similar=ARTICLE`, `order=newest` and `after=CURSOR`
pub(crate) async fn show(
    State(site): State<Shared>,
    wanted: Result<Parameters<Wanted>, QueryRejection>,
) -> Result<Response, Error> {
    let Parameters(wanted) = wanted.map_err(|_| Error::BadRequest)?;
    match wanted.similar.as_deref() {
        Some(article) => similar(&site, article.parse().map_err(|_| Error::BadRequest)?).await,
        None => ask(&site, wanted).await,
    }
}

async fn ask(site: &Site, wanted: Wanted) -> Result<Response, Error> {
    let text = wanted.q.as_deref().unwrap_or_default().trim();
    let query = Query::parse(text);
    let order = match wanted.order.as_deref() {
        None | Some("best") => Order::Best,
        Some("newest") => Order::Newest,
        Some(_) => return Err(Error::BadRequest),
    };
    let after = wanted.after.as_deref().map(str::parse).transpose().map_err(|_| Error::BadRequest)?;
    let found = if query.is_empty() { Found::default() } else { found::by_query(site, &query, order, after).await? };
    let words = &site.words;
    let heading = if text.is_empty() { words.search_title() } else { words.search_for(text) };
    let address = |order: Order| match order {
        Order::Best => search_href(text),
        Order::Newest => format!("{}&order=newest", search_href(text)),
    };
    let choice = |label, choice| Choice { href: address(choice), label, is_here: choice == order };
    // Without words there is nothing to fit better or worse.
    let orders = if query.has_words() {
        vec![choice(words.search_best(), Order::Best), choice(words.search_newest(), Order::Newest)]
    } else {
        Vec::new()
    };
    page(&SearchPage {
        frame: Frame::new(site, &heading, Place::Search),
        heading,
        is_blank: query.is_empty(),
        problems: query.problems().iter().filter_map(|problem| words.search_problem(problem)).collect(),
        hashtag: hashtag(site, &query).await?.as_ref().map(TagLink::new),
        orders,
        operators: operators(site),
        first_href: after.map(|_| address(order)),
        more_href: found.next.map(|next| format!("{}&after={next}", address(order))),
        query: text.to_owned(),
        found,
    })
}

/// Articles that say nearly the same as that one.
async fn similar(site: &Site, article: ArticleId) -> Result<Response, Error> {
    let (headline, found) = found::by_article(site, article).await?;
    let heading = site.words.search_like(&headline);
    page(&SearchPage {
        frame: Frame::new(site, &heading, Place::Search),
        heading,
        query: String::new(),
        is_blank: false,
        problems: Vec::new(),
        hashtag: None,
        orders: Vec::new(),
        found,
        operators: operators(site),
        first_href: None,
        more_href: None,
    })
}

/// The hashtag that is asked for, or that goes by the only word of the query.
async fn hashtag(site: &Site, query: &Query) -> Result<Option<Hashtag>, Error> {
    let name = match query.root() {
        Some(Clause::Is(Criterion::Word(word))) => Some(word),
        Some(clause) => first_hashtag(clause),
        None => None,
    };
    match name {
        Some(name) => Ok(site.app.store.hashtag(name).await?),
        None => Ok(None),
    }
}

fn first_hashtag(clause: &Clause) -> Option<&String> {
    match clause {
        Clause::All(parts) | Clause::Any(parts) => parts.iter().find_map(first_hashtag),
        Clause::Is(Criterion::Hashtag(name)) => Some(name),
        Clause::Not(_) | Clause::Is(_) => None,
    }
}

fn operators(site: &Site) -> Vec<Operator> {
    let w = &site.words;
    let operator = |example, meaning| Operator { example, meaning };
    vec![
        operator("harbour wall", w.operator_words()),
        operator("\"harbour wall\"", w.operator_phrase()),
        operator("ferry OR tram", w.operator_or()),
        operator("ferry -strike", w.operator_not()),
        operator("(ferry OR tram) late", w.operator_group()),
        operator("harb*", w.operator_prefix()),
        operator("intitle:wall", w.operator_title()),
        operator("author:varga", w.operator_author()),
        operator("publisher:gazette", w.operator_publisher()),
        operator("#HarbourWall", w.operator_hashtag()),
        operator("lang:de", w.operator_language()),
        operator("section:sport", w.operator_section()),
        operator("genre:opinion", w.operator_genre()),
        operator("date:2026-03", w.operator_date()),
        operator("after:7d", w.operator_after()),
        operator("before:2026-03-01", w.operator_before()),
    ]
}
