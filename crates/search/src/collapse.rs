//! Hits become stories: the best of each stands for it.

use std::collections::HashMap;
use std::hash::Hash;

use crate::Hit;

/// The best hit of a story, and how many more there are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Collapsed {
    /// The hit that stands for the story.
    pub hit: Hit,
    /// Further hits of the same story among those that were given.
    pub others: usize,
}

/// Keeps the first hit of each story, in order. An article without a story stands alone.
pub fn collapse<S: Hash + Eq>(hits: &[Hit], story_of: impl Fn(&Hit) -> Option<S>) -> Vec<Collapsed> {
    let mut places = HashMap::new();
    let mut kept: Vec<Collapsed> = Vec::new();
    for hit in hits {
        let place = story_of(hit).map(|story| *places.entry(story).or_insert(kept.len()));
        match place.and_then(|place| kept.get_mut(place)) {
            Some(first) => first.others += 1,
            None => kept.push(Collapsed { hit: *hit, others: 0 }),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ArticleId;

    #[test]
    fn the_best_of_each_story_stands_for_it_and_loners_for_themselves() {
        let hits: Vec<Hit> = (1..=6).map(|id| Hit { article: ArticleId::new(id), score: 1.0 }).collect();
        // 1 and 4 tell one story, 3 and 6 another, 2 and 5 none.
        let story_of = |hit: &Hit| Some(hit.article.get() % 3).filter(|story| *story != 2);
        let collapsed = collapse(&hits, story_of);
        let shown: Vec<_> = collapsed.iter().map(|one| (one.hit.article.get(), one.others)).collect();
        assert_eq!(shown, [(1, 1), (2, 0), (3, 1), (5, 0)]);
    }
}
