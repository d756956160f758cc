//! A newsroom of invented headlines: words are hashes, and directions are sums of their words' directions.

use std::collections::BTreeMap;

use ::model::{ArticleId, Genre, Gist, PublisherId, StoryId, Term};

use crate::assign::hashing::spread;
use crate::assign::{Assigner, Background, Incoming, Model};

/// An assigner, and what its outcomes told.
pub(super) struct Newsroom {
    pub(super) assigner: Assigner,
    pub(super) told: BTreeMap<ArticleId, StoryId>,
    pub(super) merges: Vec<(StoryId, StoryId)>,
    stories: i64,
    articles: i64,
}

impl Newsroom {
    /// With some ordinary days behind it, so that words have their weights.
    pub(super) fn new() -> Self {
        let mut room = Self {
            assigner: Assigner::new(Model::shipped(), &Background::default()),
            told: BTreeMap::new(),
            merges: Vec::new(),
            stories: 0,
            articles: 0,
        };
        for number in 0..60_i64 {
            let words: Vec<String> =
                (0..5).map(|word| format!("w{}", spread((number * 5 + word).cast_unsigned()) % 400)).collect();
            let before = Incoming {
                publisher: PublisherId::new(90_000 + number),
                ..article(900_000 + number, &words.join(" "))
            };
            room.assigner.restore(&before, StoryId::new(900_000 + number));
        }
        for number in 0..60 {
            room.assigner.forget(ArticleId::new(900_000 + number));
        }
        room
    }

    /// Assigns headlines of a publisher each.
    pub(super) fn read(&mut self, headlines: &[&str]) -> Vec<StoryId> {
        let mut stories = Vec::new();
        for words in headlines {
            self.articles += 1;
            let number = self.articles;
            stories.push(self.assign(&Incoming { publisher: PublisherId::new(number), ..article(number, words) }));
        }
        stories
    }

    /// Assigns an article and keeps account of what is told.
    pub(super) fn assign(&mut self, incoming: &Incoming) -> StoryId {
        let stories = &mut self.stories;
        let outcome = self.assigner.assign(incoming, &mut || {
            *stories += 1;
            StoryId::new(*stories)
        });
        self.told.extend(outcome.moves);
        self.merges.extend(outcome.merges);
        self.told[&incoming.article]
    }

    /// Puts an article into a story of its own.
    pub(super) fn found(&mut self, incoming: &Incoming) -> StoryId {
        self.stories += 1;
        let story = StoryId::new(self.stories);
        self.assigner.restore(incoming, story);
        story
    }
}

/// An article with a headline of `words`, of one minute and one publisher.
pub(super) fn article(number: i64, words: &str) -> Incoming {
    let hashes: Vec<u32> = words.split_whitespace().map(hash).collect();
    let mut vector = [0_i32; 512];
    for &word in &hashes {
        for (place, component) in (0..).zip(&mut vector) {
            *component += i32::from(spread(u64::from(word) << 16 | place) & 63 != 0)
                * (i32::from(spread(u64::from(word) << 20 | place) & 1 == 1) * 2 - 1);
        }
    }
    let mut headline: Vec<Term> = hashes.iter().map(|&hash| Term { hash, count: 1 }).collect();
    headline.sort_unstable();
    headline.dedup();
    let vector = if hashes.is_empty() {
        Vec::new()
    } else {
        vector.iter().map(|c| i8::try_from(c * 20).unwrap_or(i8::MAX)).collect()
    };
    Incoming {
        article: ArticleId::new(number),
        publisher: PublisherId::new(1),
        language: "en".parse().ok(),
        time: jiff::Timestamp::from_second(1_700_000_000).ok(),
        genre: Genre::News,
        gist: Gist { vector, headline, names: Vec::new(), ..Gist::default() },
    }
}

fn hash(word: &str) -> u32 {
    let hash = word.bytes().fold(7_u64, |hash, byte| spread(hash ^ u64::from(byte)));
    u32::try_from(hash >> 32).unwrap_or_default()
}
