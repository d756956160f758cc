//! Pages that are no articles: who we are, what is gone, what never was, and the wall.

use askama::Template;

use super::{Frame, render};

#[derive(Template)]
#[template(path = "notice.html")]
struct NoticePage<'a> {
    title: &'a str,
    lines: Vec<&'a str>,
    frame: Frame<'a>,
}

#[derive(Template)]
#[template(path = "wall.html")]
struct WallPage<'a> {
    name: &'a str,
}

/// Who the publisher is, and who owns, pays and appoints.
pub(crate) fn about(frame: Frame<'_>) -> String {
    let facts = &frame.publisher.ownership;
    let known = [&facts.owner, &facts.funder, &facts.appoints_editor].into_iter().flatten();
    let lines = [&frame.publisher.about].into_iter().chain(known).map(String::as_str).collect();
    render(&NoticePage { title: &frame.words.about, lines, frame })
}

/// Stands where an article was taken back.
pub(crate) fn withdrawn(frame: Frame<'_>) -> String {
    render(&NoticePage { title: &frame.words.withdrawn, lines: Vec::new(), frame })
}

/// Stands where nothing is.
pub(crate) fn not_found(frame: Frame<'_>) -> String {
    render(&NoticePage { title: &frame.words.not_found, lines: Vec::new(), frame })
}

/// What an anti-bot wall shows instead of anything.
pub(crate) fn wall(name: &str) -> String {
    render(&WallPage { name })
}
