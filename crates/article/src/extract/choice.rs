//! Which runs of the body's element are the article. Prose is dropped only when something says that it is none.

use crate::extract::runs::Run;
use crate::extract::{Known, Page, phrases};
use crate::metadata::authors::names_in;
use crate::metadata::title::says_the_same;

/// How far into a body a headline is looked for. Lists of the latest pieces may stand before it.
const HEADLINE_REACH: usize = 40;
/// Standfirsts may stand above a headline; behind more prose than this the text has begun.
const MAX_PROSE_ABOVE: usize = 1;
/// How far behind the headline a byline stands.
const BYLINE_REACH: usize = 5;
const MAX_LABEL_WORDS: u32 = 12;
const MAX_BYLINE_CHARS: usize = 80;
/// Labels before and behind a text are few.
const MAX_LABELS: usize = 5;
/// Lines that lead away and pleas are short.
const MAX_PLEA_WORDS: u32 = 45;
/// Pleas stand at the end.
const PLEA_REACH: usize = 4;
/// Headings that end an article stand behind this part of its prose.
const MIN_PERCENT_ABOVE_END: u32 = 60;
/// Lists of links stay when less than this would be left: then they are the piece.
const MIN_WORDS_LEFT: u32 = 50;

/// One answer for each of the runs, which are those of the body's element.
pub(super) fn choose(page: &Page<'_>, runs: &[Run]) -> Vec<bool> {
    let mut chosen: Vec<bool> = runs.iter().map(|run| page.is_candidate(run) && !is_noise(run)).collect();
    drop_headline(page.known, runs, &mut chosen);
    drop_leading_labels(page, runs, &mut chosen);
    drop_datelines(page, runs, &mut chosen);
    cut_end(page, runs, &mut chosen);
    drop_pleas(runs, &mut chosen);
    let before_links = chosen.clone();
    drop_links(page, runs, &mut chosen);
    if words(runs, &chosen) < MIN_WORDS_LEFT.min(words(runs, &before_links)) {
        chosen = before_links;
    }
    drop_trailing_labels(page, runs, &mut chosen);
    chosen
}

fn words(runs: &[Run], chosen: &[bool]) -> u32 {
    runs.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(run, _)| run.words).sum()
}

/// Signs without words, and lines that every site has.
fn is_noise(run: &Run) -> bool {
    (run.letters == 0 && !run.text.contains(['_', '*', '…']))
        || phrases::is_label(&run.text)
        || (run.linked * 2 >= run.letters
            && run.words <= MAX_PLEA_WORDS
            && run.links > 0
            && phrases::leads_away(&run.text))
}

/// Drops the headline, the labels and links above it, and the byline below it.
fn drop_headline(known: &Known, runs: &[Run], chosen: &mut [bool]) {
    let says = |run: &Run, texts: &[String]| texts.iter().any(|text| says_the_same(&run.text, text));
    let mut headline = None;
    let mut prose = 0;
    for (at, (run, _)) in
        runs.iter().zip(chosen.iter()).enumerate().filter(|(_, (_, chosen))| **chosen).take(HEADLINE_REACH)
    {
        if says(run, &known.titles) {
            headline = Some(at);
        } else if !(is_label(run) || run.is_links() || says(run, &known.bylines)) {
            prose += 1;
        }
        if prose > MAX_PROSE_ABOVE {
            break;
        }
    }
    let body = headline.map_or(0, |at| at + 1);
    for (run, chosen) in runs.iter().zip(chosen.iter_mut()).take(body) {
        *chosen &= !(says(run, &known.titles) || is_label(run) || run.is_links());
    }
    for (run, chosen) in runs.iter().zip(chosen.iter_mut()).skip(body).take(BYLINE_REACH) {
        *chosen &= !(says(run, &known.bylines) || is_byline(run, known));
    }
}

fn is_byline(run: &Run, known: &Known) -> bool {
    if run.text.chars().count() > MAX_BYLINE_CHARS || run.ends_sentence() {
        return false;
    }
    let names = names_in(&run.text);
    let is_author = |name: &String| known.authors.iter().any(|author| says_the_same(author, name));
    !names.is_empty() && names.iter().all(is_author)
}

/// Short, and no sentence: the name of a site, a section, a list.
fn is_label(run: &Run) -> bool {
    !run.is_item && run.words <= MAX_LABEL_WORDS && !run.ends_sentence()
}

/// Dates, places on the site and the like above the first paragraph.
fn drop_leading_labels(page: &Page<'_>, runs: &[Run], chosen: &mut [bool]) {
    let Some(first) = runs.iter().zip(chosen.iter()).position(|(run, chosen)| *chosen && run.is_prose()) else {
        return;
    };
    // So many lines of figures are a table.
    if chosen.iter().take(first).filter(|chosen| **chosen).count() > MAX_LABELS {
        return;
    }
    for (run, chosen) in runs.iter().zip(chosen.iter_mut()).take(first) {
        let is_dated = run.text.chars().any(|c| c.is_ascii_digit()) && !is_heading(page, run);
        *chosen &= !(is_label(run) && (is_dated || run.is_mostly_links()));
    }
}

/// When a piece came out, as sites print it between a standfirst and the text.
fn drop_datelines(page: &Page<'_>, runs: &[Run], chosen: &mut [bool]) {
    let first = runs.iter().zip(chosen.iter_mut()).filter(|(_, chosen)| **chosen).take(DATELINE_REACH);
    for (run, chosen) in first {
        *chosen &= !(is_label(run)
            && run.words >= MIN_DATELINE_WORDS
            && !is_heading(page, run)
            && is_dated(&run.text)
            && !page.is_quoted(run));
    }
}

/// Whether a text names a year or a time of day.
fn is_dated(text: &str) -> bool {
    let is_number = |word: &str, length: usize| word.len() == length && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = |word: &str| is_number(word, 4) && (word.starts_with("19") || word.starts_with("20"));
    let is_clock = |word: &str| {
        let clock = word.trim_matches(|c: char| !c.is_ascii_digit());
        clock.split_once(':').is_some_and(|(hour, minute)| {
            (is_number(hour, 1) || is_number(hour, 2)) && is_number(minute.get(..2).unwrap_or_default(), 2)
        })
    };
    text.split(|c: char| !c.is_alphanumeric()).any(is_year) || text.split_whitespace().any(is_clock)
}

/// Datelines stand among the first lines, and name a day at least.
const DATELINE_REACH: usize = 6;
const MIN_DATELINE_WORDS: u32 = 3;

/// Drops all behind a heading that ends articles.
fn cut_end(page: &Page<'_>, runs: &[Run], chosen: &mut [bool]) {
    let all = words(runs, chosen);
    let mut above = 0;
    let mut end = None;
    for (at, (run, chosen)) in runs.iter().zip(chosen.iter()).enumerate() {
        let stands_out = is_heading(page, run) || run.bold * 5 >= run.letters * 4 || run.words <= 4;
        if above * 100 >= all * MIN_PERCENT_ABOVE_END && stands_out && phrases::ends_article(&run.text) {
            end = Some(at);
            break;
        }
        above += if *chosen { run.words } else { 0 };
    }
    if let Some(end) = end {
        chosen.iter_mut().skip(end).for_each(|chosen| *chosen = false);
    }
}

fn is_heading(page: &Page<'_>, run: &Run) -> bool {
    matches!(page.dom.name(run.block).as_bytes(), [b'h', b'1'..=b'6'])
}

/// Drops calls to subscribe and follow at either end.
fn drop_pleas(runs: &[Run], chosen: &mut [bool]) {
    let places: Vec<usize> = chosen.iter().enumerate().filter(|(_, chosen)| **chosen).map(|(at, _)| at).collect();
    let ends = places.iter().take(1).chain(places.iter().skip(1).rev().take(PLEA_REACH));
    for &at in ends {
        let Some((run, chosen)) = runs.get(at).zip(chosen.get_mut(at)) else { continue };
        let is_short = run.words <= MAX_PLEA_WORDS;
        *chosen &= !(is_short && (run.links > 0 || run.words <= MAX_PLEA_WORDS / 2) && phrases::pleads(&run.text));
    }
}

/// Drops what is nothing but links, with the line that names it. A list of them inside a text may be part of it; where
/// it is the whole of its block and no prose follows in the block, it is not.
fn drop_links(page: &Page<'_>, runs: &[Run], chosen: &mut [bool]) {
    for at in (0..runs.len()).rev() {
        let Some(run) = runs.get(at) else { continue };
        if chosen.get(at) != Some(&true) || !run.is_links() {
            continue;
        }
        if let Some(chosen) = chosen.get_mut(at) {
            *chosen = page.described.says(run.at);
        }
    }
    // The line above a dropped list named it.
    for at in 1..runs.len() {
        let is_dropped_list =
            runs.get(at).is_some_and(|run| run.is_links() && run.is_item) && chosen.get(at) == Some(&false);
        let names_it = runs.get(at - 1).is_some_and(|run| {
            is_label(run) && run.links == 0 && (is_heading(page, run) || run.text.ends_with([':', '：']))
        });
        if is_dropped_list
            && names_it
            && let Some(chosen) = chosen.get_mut(at - 1)
        {
            *chosen = false;
        }
    }
}

/// Headings with nothing under them, and labels behind the last sentence.
fn drop_trailing_labels(page: &Page<'_>, runs: &[Run], chosen: &mut [bool]) {
    if !runs.iter().zip(chosen.iter()).any(|(run, chosen)| *chosen && run.is_prose()) {
        return;
    }
    let ends = runs.iter().zip(chosen.iter_mut()).rev().filter(|(_, chosen)| **chosen);
    for (run, chosen) in ends.take(MAX_LABELS) {
        let is_label = run.words <= MAX_LABEL_WORDS / 2 && is_label(run) && !page.is_quoted(run);
        if !(is_heading(page, run) || is_label) {
            return;
        }
        *chosen = false;
    }
}
