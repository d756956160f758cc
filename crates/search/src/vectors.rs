//! What articles say, as directions: which of many points most nearly the same way.
//!
//! No approximate index: every vector is looked at, but first by its signs alone (512 bits, their agreement counted),
//! and only the few hundred that agree most are compared in full. The vectors should point away from what all texts
//! have in common (the encoder subtracts the mean), or the signs say little.
//!
//! They live in blocks of fixed size, and whole blocks of the oldest go when there are more than memory may hold.

mod block;
mod kernel;
#[cfg(test)]
mod tests;
mod vector;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jiff::Timestamp;
use model::{ArticleId, PublisherId};

use block::Block;
pub use vector::{DIMENSIONS, Vector};

/// Vectors in a block; 2.3 MB.
const BLOCK: usize = 4096;

/// Candidates compared in full for each that is asked for, and at least: comparing them costs little beside looking at
/// the signs of 100,000. `examples/bench_search` measures what is missed.
const CANDIDATES_EACH: usize = 50;
const CANDIDATES_AT_LEAST: usize = 500;
/// However many are asked for.
const NEAREST_AT_MOST: usize = 1000;

/// The vectors of articles, in memory.
#[derive(Debug)]
pub struct Vectors {
    blocks: Vec<Block>,
    places: HashMap<ArticleId, u64>,
    next_block: u64,
    capacity: usize,
}

/// Which articles may be near.
#[derive(Debug, Clone, Default)]
pub struct Near<'a> {
    /// How many are wanted; at most 1,000.
    pub count: usize,
    /// Listed at or after this.
    pub since: Option<Timestamp>,
    /// Listed before this.
    pub until: Option<Timestamp>,
    /// Publishers whose articles are left out.
    pub hidden: &'a [PublisherId],
    /// Articles that are left out.
    pub except: &'a [ArticleId],
}

/// The same, quick to ask for each of many articles.
#[derive(Debug)]
struct Choice {
    span: Range<i64>,
    hidden: HashSet<PublisherId>,
    except: HashSet<ArticleId>,
}

impl Choice {
    fn of(near: &Near<'_>) -> Self {
        let micros = |time: Option<Timestamp>, open: i64| time.map_or(open, Timestamp::as_microsecond);
        Self {
            span: micros(near.since, i64::MIN)..micros(near.until, i64::MAX),
            hidden: near.hidden.iter().copied().collect(),
            except: near.except.iter().copied().collect(),
        }
    }

    fn is_all(&self) -> bool {
        self.span == (i64::MIN..i64::MAX) && self.hidden.is_empty() && self.except.is_empty()
    }

    fn allows(&self, article: ArticleId, publisher: PublisherId, listed: i64) -> bool {
        self.span.contains(&listed) && !self.hidden.contains(&publisher) && !self.except.contains(&article)
    }
}

impl Vectors {
    /// Room for so many and up to 8,192 more; the oldest go first. Each takes 600 bytes.
    pub fn new(capacity: usize) -> Self {
        Self { blocks: Vec::new(), places: HashMap::new(), next_block: 0, capacity }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Keeps an article's vector; another of the same article is replaced.
    pub fn put(&mut self, article: ArticleId, publisher: PublisherId, listed: Timestamp, vector: &Vector) {
        self.remove(article);
        if self.blocks.last().is_none_or(|block| block.len() >= BLOCK) {
            self.make_room();
            self.blocks.push(Block::new(self.next_block));
            self.next_block += 1;
        }
        if let Some(block) = self.blocks.last_mut() {
            block.push(article, publisher, listed.as_microsecond(), vector);
            self.places.insert(article, block.number());
        }
    }

    /// Forgets an article's vector.
    pub fn remove(&mut self, article: ArticleId) {
        let Some(number) = self.places.remove(&article) else { return };
        if let Some(block) = self.blocks.iter_mut().find(|block| block.number() == number) {
            block.remove(article);
        }
        self.blocks.retain(|block| !block.is_empty());
    }

    /// An article's vector.
    pub fn get(&self, article: ArticleId) -> Option<Vector> {
        let number = self.places.get(&article)?;
        self.blocks.iter().find(|block| block.number() == *number)?.get(article)
    }

    /// The articles that point most nearly the same way, each with its cosine, nearest first; among equals the larger
    /// id first.
    pub fn nearest(&self, vector: &Vector, near: &Near<'_>) -> Vec<(ArticleId, f32)> {
        let count = near.count.min(NEAREST_AT_MOST);
        let wanted = (count * CANDIDATES_EACH).max(CANDIDATES_AT_LEAST);
        let choice = Choice::of(near);
        let code = kernel::code(vector);
        let scan = |block| (block, Block::distances(block, &code, &choice));
        let scans: Vec<(&Block, Vec<u16>)> = self.blocks.iter().map(scan).collect();
        let limit = kernel::limit(scans.iter().map(|(_, distances)| distances.as_slice()), wanted);
        let mut found = Vec::with_capacity(wanted);
        for (block, distances) in &scans {
            block.compare(vector, distances, limit, &mut found);
        }
        found.sort_unstable_by(|(a, x), (b, y)| y.total_cmp(x).then(b.cmp(a)));
        found.truncate(count);
        found
    }

    /// Drops the oldest blocks that the capacity can do without.
    fn make_room(&mut self) {
        loop {
            let oldest = self.blocks.iter().enumerate().min_by_key(|(_, block)| block.newest());
            let Some((at, block)) = oldest else { return };
            if self.places.len() - block.len() < self.capacity {
                return;
            }
            for article in self.blocks.remove(at).articles() {
                self.places.remove(article);
            }
        }
    }
}
