//! A whole stream at once, for measuring.

use std::collections::HashMap;

use ::model::{ArticleId, StoryId};
use jiff::SignedDuration;

use crate::assign::{Assigner, Background, Incoming, Model};

/// A story closes when it has brought nothing for so long.
const OPEN_DAYS: i64 = 7;
/// Old stories are closed whenever so many articles have come.
const CLOSED_EVERY: usize = 256;

/// The story of each of `articles`, in their order. They are assigned one by one: in the order of time where all have
/// one, else as they come.
pub fn form(articles: &[Incoming], model: &Model, background: &Background) -> Vec<StoryId> {
    let dated = articles.iter().all(|article| article.time.is_some());
    let mut order: Vec<&Incoming> = articles.iter().collect();
    if dated {
        order.sort_by_key(|article| article.order());
    }
    let mut assigner = Assigner::new(model.clone(), background);
    let mut last = 0;
    let mut stories: HashMap<ArticleId, StoryId> = HashMap::new();
    for (count, article) in order.into_iter().enumerate() {
        let outcome = assigner.assign(article, &mut || {
            last += 1;
            StoryId::new(last)
        });
        stories.extend(outcome.moves);
        if let Some(time) = article.time.filter(|_| dated && count % CLOSED_EVERY == 0) {
            assigner.close_before(time - SignedDuration::from_hours(24 * OPEN_DAYS));
        }
    }
    articles.iter().filter_map(|article| stories.get(&article.article).copied()).collect()
}
