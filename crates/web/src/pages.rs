//! The pages, one file each: what it asks the store, and the struct of its template.

use std::str::FromStr;

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use model::rights::{Audience, Reason};
use store::Listed;

use crate::error::Error;
use crate::view::{Imprint, Piece};

pub(crate) mod article;
pub(crate) mod feeds;
pub(crate) mod front;
pub(crate) mod hashtag;
pub(crate) mod machine;
pub(crate) mod publisher;
pub(crate) mod river;
pub(crate) mod search;
pub(crate) mod section;
pub(crate) mod story;
pub(crate) mod telling;

/// Prints a page.
fn page(template: &impl Template) -> Result<Response, Error> {
    Ok(Html(template.render()?).into_response())
}

/// The id at the start of `<id>[-slug]`. The slug is for people; any will do.
fn id_of<T: FromStr>(key: &str) -> Result<T, Error> {
    let id = key.split_once('-').map_or(key, |(id, _)| id);
    id.parse().map_err(|_| Error::NotFound)
}

/// What may be shown of a listed article.
pub(crate) fn piece(listed: Listed, audience: Audience) -> Result<Piece, Reason> {
    let Listed { article, publisher, display } = listed;
    let imprint = Imprint { id: article.publisher_id, name: publisher, display };
    Piece::open(article, imprint, audience)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ArticleId;

    #[test]
    fn an_id_is_read_strictly_and_its_slug_not_at_all() {
        let check = |key: &str, expect: Option<i64>| {
            assert_eq!(id_of::<ArticleId>(key).ok().map(ArticleId::get), expect, "{key:?}");
        };
        check("12", Some(12));
        check("12-any-slug", Some(12));
        check("12-", Some(12));
        check("-12", None);
        check("12.5", None);
        check("12%20", None);
        check("", None);
    }
}
