//! Which pairs of a set to learn from.
//!
//! All pairs would drown in the largest events and in pairs that nobody would confuse. So every article counts the same: with
//! others of its event, with the articles of other events that are most like it, and with some at random.

use std::collections::HashMap;

use story::{Assigner, Background, Features, Model, terms};

use crate::random::Random;
use crate::stories::logistic::Example;
use crate::stories::sets::Set;

/// Articles of its event, of other events most like it, and any, for each article.
const SAME: usize = 30;
const LIKE: usize = 30;
const ANY: usize = 10;

/// Pairs of a set; their weights sum to `weight`, a third for each kind.
pub(crate) fn pairs(set: &Set, background: &Background, weight: f64) -> Vec<Example> {
    let mut open = Assigner::new(Model::shipped(), background);
    for article in &set.articles {
        open.restore(&article.incoming, model::StoryId::new(1));
    }
    open.refresh();
    let mut events: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, article) in set.articles.iter().enumerate() {
        events.entry(article.event).or_default().push(at);
    }
    let of_article = |at: usize| {
        let mut random = Random::new(at as u64);
        let features: Vec<Option<Features>> =
            (0..set.articles.len()).map(|other| describe(&open, set, at, other)).collect();
        let event = set.articles.get(at).and_then(|article| events.get(&article.event)).map_or(&[][..], Vec::as_slice);
        let mut examples = Vec::new();
        let same: Vec<usize> = event.iter().copied().filter(|other| *other != at).collect();
        take(&mut examples, &features, &some(&same, SAME, &mut random), true, 1.0);
        let like = most_like(&features, event);
        take(&mut examples, &features, &like, false, 0.5);
        let any: Vec<usize> =
            (0..ANY).map(|_| random.below(set.articles.len())).filter(|other| !event.contains(other)).collect();
        take(&mut examples, &features, &any, false, 0.5);
        examples
    };
    let mut examples: Vec<Example> = (0..set.articles.len()).flat_map(of_article).collect();
    let total: f64 = examples.iter().map(|example| example.weight).sum();
    for example in &mut examples {
        example.weight *= weight / total;
    }
    examples
}

fn describe(open: &Assigner, set: &Set, one: usize, other: usize) -> Option<Features> {
    let article = |at: usize| set.articles.get(at).map(|article| article.incoming.article);
    if one == other { None } else { open.features(article(one)?, article(other)?) }
}

/// At most so many of `all`, chosen at random.
fn some(all: &[usize], most: usize, random: &mut Random) -> Vec<usize> {
    if all.len() <= most {
        return all.to_vec();
    }
    (0..most).filter_map(|_| all.get(random.below(all.len())).copied()).collect()
}

/// The articles outside `event` that are most alike by a simple measure.
fn most_like(features: &[Option<Features>], event: &[usize]) -> Vec<usize> {
    let mut others: Vec<(f32, usize)> = features
        .iter()
        .enumerate()
        .filter(|(at, _)| !event.contains(at))
        .filter_map(|(at, features)| Some((alike(features.as_ref()?), at)))
        .collect();
    others.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    others.into_iter().take(LIKE).map(|(_, at)| at).collect()
}

/// Closeness of direction and words, a tenth less for each day between.
fn alike(features: &Features) -> f32 {
    let [direction, headline, text, _, _, _, days] = *features;
    let or = |number: f32, instead: f32| if number.is_nan() { instead } else { number };
    or(direction, 0.0) + or(text, headline) - 0.1 * or(days, 0.0).min(5.0)
}

/// Adds pairs that together weigh `weight`.
#[expect(clippy::cast_precision_loss, reason = "a few dozen")]
fn take(examples: &mut Vec<Example>, features: &[Option<Features>], others: &[usize], same: bool, weight: f64) {
    let weight = weight / others.len().max(1) as f64;
    let described = others.iter().filter_map(|other| features.get(*other)?.as_ref());
    examples.extend(described.map(|features| Example { terms: terms(features), same, weight }));
}
