//! What extractors leave around a body, dropped: the headline with the nameplate and kicker above it, the byline, and
//! lists of links before the text or behind it.
//!
//! It reads what `clean` wrote, as a row of runs of text between block boundaries. Prose is never dropped: a run goes
//! because it says what is known from elsewhere, because it is a label above the headline, or because it is links.
//! Pictures stay wherever they stand.

mod rewrite;
mod runs;

use crate::metadata::authors::names_in;
use crate::metadata::title::says_the_same;
use crate::words::word_count;
use runs::{Run, runs};

/// What is said beside the body, and not again in it.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The headline, as the page's head and its `h1` have it.
    pub(crate) titles: Vec<String>,
    /// Bylines as printed.
    pub(crate) bylines: Vec<String>,
    /// The authors' names.
    pub(crate) authors: Vec<String>,
}

/// How far into a body a headline is looked for. Lists of the latest pieces may stand before it.
const HEADLINE_REACH: usize = 40;
/// Standfirsts may stand above a headline; behind more prose than this the text has begun.
const MAX_PROSE_ABOVE: usize = 1;
/// How far behind the headline a byline stands.
const BYLINE_REACH: usize = 5;
const MAX_LABEL_WORDS: u32 = 12;
const MAX_BYLINE_CHARS: usize = 80;
/// A single link is part of a text; a list has more.
const MIN_LINKS: usize = 2;
/// Lists of links stay when less than this would be left: then they are the piece.
const MIN_WORDS_LEFT: u32 = 50;

/// The body without its furniture; nothing when it has none. The result is to be cleaned again.
pub(crate) fn without_furniture(html: &str, known: &Known) -> Option<String> {
    let runs = runs(html);
    let mut dropped = vec![false; runs.len()];
    drop_headline(&runs, known, &mut dropped);
    let mut without_links = dropped.clone();
    drop_leading_links(&runs, &mut without_links);
    drop_trailing_links(&runs, &mut without_links);
    if words_left(&runs, &without_links) >= MIN_WORDS_LEFT {
        dropped = without_links;
    }
    dropped.contains(&true).then(|| rewrite::without_runs(html, &runs, &dropped))
}

fn words_left(runs: &[Run], dropped: &[bool]) -> u32 {
    runs.iter().zip(dropped).filter(|(_, dropped)| !**dropped).map(|(run, _)| word_count(&run.text)).sum()
}

/// Marks the headline, the labels and links above it, and the byline below it.
fn drop_headline(runs: &[Run], known: &Known, dropped: &mut [bool]) {
    let says = |run: &Run, texts: &[String]| texts.iter().any(|text| says_the_same(&run.text, text));
    let mut headline = None;
    let mut prose = 0;
    for (at, run) in runs.iter().enumerate().take(HEADLINE_REACH) {
        if says(run, &known.titles) {
            headline = Some(at);
        } else if !(is_label(run) || is_links(run) || says(run, &known.bylines)) {
            prose += 1;
        }
        if prose > MAX_PROSE_ABOVE {
            break;
        }
    }
    let body = headline.map_or(0, |at| at + 1);
    let above = runs.iter().zip(dropped.iter_mut()).take(body);
    above.for_each(|(run, dropped)| *dropped = says(run, &known.titles) || is_label(run) || is_links(run));
    let below = runs.iter().zip(dropped.iter_mut()).skip(body).take(BYLINE_REACH);
    below.for_each(|(run, dropped)| *dropped = says(run, &known.bylines) || is_byline(run, known));
}

fn is_byline(run: &Run, known: &Known) -> bool {
    if run.text.chars().count() > MAX_BYLINE_CHARS || ends_sentence(&run.text) {
        return false;
    }
    let names = names_in(&run.text);
    let is_author = |name: &String| known.authors.iter().any(|author| says_the_same(author, name));
    !names.is_empty() && names.iter().all(is_author)
}

/// Short, and no sentence: the name of a site, a section, a list.
fn is_label(run: &Run) -> bool {
    !run.is_item && word_count(&run.text) <= MAX_LABEL_WORDS && !ends_sentence(&run.text)
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '»', '“', ')', '」', '』', ' ']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// Whether nearly all of a run stands in links.
fn is_links(run: &Run) -> bool {
    run.links > 0 && run.linked * 5 >= run.letters * 4
}

/// What names a list stands above it as a heading or a bare word. A line with more behind a colon is a credit.
fn names_list(run: &Run) -> bool {
    let is_credit = run.text.trim_end_matches([':', '：']).contains([':', '：']);
    is_label(run) && !is_credit && word_count(&run.text) <= MAX_LABEL_WORDS / 2
}

fn drop_leading_links(runs: &[Run], dropped: &mut [bool]) {
    while let Some(start) = dropped.iter().position(|dropped| !dropped) {
        let rest = runs.get(start..).unwrap_or_default();
        let named = usize::from(rest.first().is_some_and(|run| names_list(run) && !is_links(run)));
        let list: Vec<&Run> = rest.iter().skip(named).take_while(|run| is_links(run)).collect();
        if list.iter().map(|run| run.links).sum::<usize>() < MIN_LINKS {
            break;
        }
        dropped.iter_mut().skip(start).take(named + list.len()).for_each(|dropped| *dropped = true);
    }
}

fn drop_trailing_links(runs: &[Run], dropped: &mut [bool]) {
    while let Some(last) = dropped.iter().rposition(|dropped| !dropped) {
        let before = runs.get(..=last).unwrap_or_default();
        let list: Vec<&Run> = before.iter().rev().take_while(|run| is_links(run)).collect();
        if list.iter().map(|run| run.links).sum::<usize>() < MIN_LINKS {
            break;
        }
        let above = before.iter().rev().nth(list.len());
        let count = list.len() + usize::from(above.is_some_and(names_list));
        dropped.iter_mut().take(last + 1).rev().take(count).for_each(|dropped| *dropped = true);
    }
}

#[cfg(test)]
mod tests;
