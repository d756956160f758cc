//! What must not change the stories: the order within a minute, and foreign news in the stream.

use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use model::{ArticleId, StoryId};
use story::{Background, Incoming, Model};

use crate::random::Random;
use crate::stories::bcubed::{Score, score};
use crate::stories::sets::{self, Set};

/// Foreign headlines that are mixed in.
const FOREIGN: usize = 2_000;

/// Tries both on the dated sets.
#[expect(clippy::print_stdout, reason = "the figures are what the command is for")]
pub(crate) fn run(
    data: &Path,
    cache: &Path,
    sets: &[Set],
    model: &Model,
    background: &Background,
) -> anyhow::Result<()> {
    let foreign = foreign(data, cache)?;
    for set in sets.iter().filter(|set| set.is_dated()) {
        for seed in 0..3 {
            println!("minutes shuffled\t{}\t{}", set.name, shuffled(set, model, background, seed));
        }
        println!("amid other news\t{}\t{}", set.name, amid(set, &foreign, model, background));
    }
    Ok(())
}

/// The score when articles of one minute are assigned in another order, drawn by `seed`.
fn shuffled(set: &Set, model: &Model, background: &Background, seed: u64) -> Score {
    let mut random = Random::new(seed);
    let mut articles: Vec<(Incoming, usize)> = set.articles.iter().map(|a| (a.incoming.clone(), a.event)).collect();
    for at in (1..articles.len()).rev() {
        articles.swap(at, random.below(at + 1));
    }
    // The row breaks the tie between articles of one minute.
    for (number, (article, _)) in (1..).zip(&mut articles) {
        article.article = ArticleId::new(number);
    }
    of_events(
        &articles.into_iter().map(|(article, event)| (article, Some(event))).collect::<Vec<_>>(),
        model,
        background,
    )
}

/// The score of a set's articles when headlines of other news stand between them.
fn amid(set: &Set, foreign: &[Incoming], model: &Model, background: &Background) -> Score {
    let times = set.articles.iter().filter_map(|article| article.incoming.time);
    let (first, last) = (times.clone().min().unwrap_or_default(), times.max().unwrap_or_default());
    let mut articles: Vec<(Incoming, Option<usize>)> =
        set.articles.iter().map(|article| (article.incoming.clone(), Some(article.event))).collect();
    let span = last.as_second() - first.as_second();
    for (number, article) in (1_000_000..).zip(foreign.iter().take(FOREIGN)) {
        let share = i64::from(number - 1_000_000) * span / i64::try_from(FOREIGN).unwrap_or(1);
        let time = jiff::Timestamp::from_second(first.as_second() + share).ok();
        articles.push((Incoming { article: ArticleId::new(i64::from(number)), time, ..article.clone() }, None));
    }
    of_events(&articles, model, background)
}

/// Headlines of `DIR/load/articles-en.jsonl.gz`, by their dates.
fn foreign(data: &Path, cache: &Path) -> anyhow::Result<Vec<Incoming>> {
    let path = data.join("load/articles-en.jsonl.gz");
    let file = std::fs::File::open(&path).with_context(|| format!("could not read {}", path.display()))?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text)?;
    let lines: Vec<&str> = text.lines().take(FOREIGN).collect();
    sets::headlines(&lines.join("\n"), &cache.join("load.gists"))
}

/// The score of articles that tell known events, all having been assigned.
fn of_events(articles: &[(Incoming, Option<usize>)], model: &Model, background: &Background) -> Score {
    let incoming: Vec<Incoming> = articles.iter().map(|(article, _)| article.clone()).collect();
    let stories = story::form(&incoming, model, background);
    let known: Vec<(usize, StoryId)> =
        articles.iter().zip(stories).filter_map(|((_, event), story)| Some(((*event)?, story))).collect();
    score(&known)
}
