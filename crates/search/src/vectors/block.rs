//! A few thousand vectors, side by side.

use model::{ArticleId, PublisherId};

use super::kernel::{self, Code, LEFT_OUT};
use super::{Choice, DIMENSIONS, Vector};

#[derive(Debug)]
pub(super) struct Block {
    number: u64,
    articles: Vec<ArticleId>,
    publishers: Vec<PublisherId>,
    listed: Vec<i64>,
    codes: Vec<Code>,
    vectors: Vec<[i8; DIMENSIONS]>,
    inverse_lengths: Vec<f32>,
}

impl Block {
    pub(super) fn new(number: u64) -> Self {
        Self {
            number,
            articles: Vec::new(),
            publishers: Vec::new(),
            listed: Vec::new(),
            codes: Vec::new(),
            vectors: Vec::new(),
            inverse_lengths: Vec::new(),
        }
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn len(&self) -> usize {
        self.articles.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    pub(super) fn articles(&self) -> &[ArticleId] {
        &self.articles
    }

    /// When its newest article is listed.
    pub(super) fn newest(&self) -> i64 {
        self.listed.iter().copied().max().unwrap_or(i64::MIN)
    }

    pub(super) fn push(&mut self, article: ArticleId, publisher: PublisherId, listed: i64, vector: &Vector) {
        self.articles.push(article);
        self.publishers.push(publisher);
        self.listed.push(listed);
        self.codes.push(kernel::code(vector));
        self.vectors.push(*vector.numbers());
        self.inverse_lengths.push(kernel::inverse_length(vector.numbers()));
    }

    fn position(&self, article: ArticleId) -> Option<usize> {
        self.articles.iter().position(|other| *other == article)
    }

    pub(super) fn remove(&mut self, article: ArticleId) {
        let Some(at) = self.position(article) else { return };
        self.articles.swap_remove(at);
        self.publishers.swap_remove(at);
        self.listed.swap_remove(at);
        self.codes.swap_remove(at);
        self.vectors.swap_remove(at);
        self.inverse_lengths.swap_remove(at);
    }

    pub(super) fn get(&self, article: ArticleId) -> Option<Vector> {
        self.position(article).and_then(|at| self.vectors.get(at)).map(|numbers| Vector::from(*numbers))
    }

    /// In how many signs each differs; [`LEFT_OUT`] for those that may not be near.
    pub(super) fn distances(&self, code: &Code, choice: &Choice) -> Vec<u16> {
        let mut distances: Vec<u16> = self.codes.iter().map(|other| kernel::distance(code, other)).collect();
        if choice.is_all() {
            return distances;
        }
        let articles = self.articles.iter().zip(&self.publishers).zip(&self.listed);
        for (distance, ((article, publisher), listed)) in distances.iter_mut().zip(articles) {
            if !choice.allows(*article, *publisher, *listed) {
                *distance = LEFT_OUT;
            }
        }
        distances
    }

    /// The cosine of each within the limit.
    pub(super) fn compare(&self, vector: &Vector, distances: &[u16], limit: u16, found: &mut Vec<(ArticleId, f32)>) {
        let inverse = kernel::inverse_length(vector.numbers());
        let entries = self.articles.iter().zip(&self.vectors).zip(&self.inverse_lengths);
        for (distance, ((article, other), other_inverse)) in distances.iter().zip(entries) {
            if *distance <= limit {
                #[expect(clippy::cast_precision_loss, reason = "512 products of two bytes stay below 2^24")]
                let product = kernel::dot(vector.numbers(), other) as f32;
                found.push((*article, product * inverse * other_inverse));
            }
        }
    }
}
