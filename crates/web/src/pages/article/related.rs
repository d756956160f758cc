//! What to read beside an article: candidates from its story, from stories before it, from what says nearly the same
//! and from what carries the same hashtags; [`story::related`] chooses among them and says why.

use std::collections::HashMap;

use model::{ArticleId, Hashtag, HashtagKind, Language, PublisherId, Relation, StoryId};
use search::{Near, Vector};
use store::{Listed, StoryArticle};
use story::{Candidate, Choice, StoryTie, Subject};

use super::super::piece;
use crate::error::Error;
use crate::site::Site;
use crate::view::{Card, Piece};
use crate::words::Words;

/// Articles on the page.
const RELATED: usize = 6;
/// Candidates: the nearest by what they say, those of each hashtag, of how many hashtags, of how many stories before.
const NEAREST: usize = 40;
const OF_HASHTAG: usize = 12;
const HASHTAGS: usize = 2;
const EARLIER: usize = 3;
const OF_EARLIER: usize = 6;

/// Characters of an opening by which two texts are told to be the same.
const OPENING_CHARS: usize = 120;

/// An article to read, and why.
#[derive(Debug, Clone)]
pub(super) struct RelatedCard {
    pub(super) card: Card,
    pub(super) reason: String,
}

/// The article that others are to stand beside.
#[derive(Clone, Copy)]
pub(super) struct Beside<'a> {
    pub(super) piece: &'a Piece,
    pub(super) story: Option<StoryId>,
    /// Articles of its story.
    pub(super) told: &'a [StoryArticle],
    pub(super) hashtags: &'a [Hashtag],
}

/// A candidate, and how its story lies to the article's.
struct Found {
    listed: Listed,
    tie: StoryTie,
    /// Its wire group; its own id where it stands alone.
    wire: ArticleId,
}

/// Chooses what stands beside it.
pub(super) async fn gather(site: &Site, beside: Beside<'_>, languages: &[Language]) -> Result<Vec<RelatedCard>, Error> {
    let found = candidates(site, beside).await?;
    let owners = owners(site, beside.piece, &found).await?;
    let owner = |id: PublisherId| owners.get(&id).cloned().unwrap_or_else(|| id.to_string());
    let candidates = described(site, beside, &found, owner).await?;
    let own = beside.told.iter().find(|told| told.listed.article.id == beside.piece.id());
    let subject = Subject {
        article: beside.piece.id(),
        owner: owner(beside.piece.imprint().id),
        wire: own.map_or(beside.piece.id(), wire),
    };
    let openings: HashMap<ArticleId, String> = found.iter().map(|(id, found)| (*id, opening(&found.listed))).collect();
    let likeness = |one: ArticleId, other: ArticleId| {
        let same = openings.get(&one).zip(openings.get(&other)).is_some_and(|(one, other)| one == other);
        if same { 1.0 } else { 0.0 }
    };
    let chosen = story::related(&subject, &candidates, &likeness, languages, RELATED);
    Ok(chosen.iter().filter_map(|choice| card(site, &found, choice)).collect())
}

fn card(site: &Site, found: &HashMap<ArticleId, Found>, choice: &Choice) -> Option<RelatedCard> {
    let reader = site.reader_now();
    let piece = piece(found.get(&choice.article)?.listed.clone(), reader.audience).ok()?;
    Some(RelatedCard { card: Card::new(&piece, reader), reason: reason(choice.relation, reader.words) })
}

fn reason(relation: Relation, words: &Words) -> String {
    match relation {
        Relation::SameEvent => words.related_same_event(),
        Relation::EarlierInThisStory => words.related_earlier(),
        Relation::SamePeople => words.related_people(),
        Relation::Background => words.related_background(),
    }
}

/// All that might stand there; the closest tie of each is kept.
async fn candidates(site: &Site, beside: Beside<'_>) -> Result<HashMap<ArticleId, Found>, Error> {
    let (store, audience, id) = (&site.app.store, site.app.audience, beside.piece.id());
    let mut found = HashMap::new();
    let mut add = |listed: Listed, tie: StoryTie, wire: ArticleId| {
        if listed.article.id != id {
            found.entry(listed.article.id).or_insert(Found { listed, tie, wire });
        }
    };
    for told in beside.told {
        add(told.listed.clone(), StoryTie::Same, wire(told));
    }
    if let Some(story) = beside.story {
        for (earlier, _) in store.story_links(story).await?.earlier.into_iter().take(EARLIER) {
            for told in store.story_articles(earlier, audience, None, OF_EARLIER).await?.items {
                let wire = wire(&told);
                add(told.listed, StoryTie::Earlier, wire);
            }
        }
    }
    let near = site.app.search.similar(id, &Near { count: NEAREST, ..Near::default() })?;
    let ids: Vec<ArticleId> = near.into_iter().map(|(id, _)| id).collect();
    for (id, listed) in store.listed_by_id(&ids, audience).await? {
        add(listed, StoryTie::None, id);
    }
    for hashtag in beside.hashtags.iter().take(HASHTAGS) {
        for tagged in store.hashtag_articles(hashtag.id, audience, None, OF_HASHTAG).await?.items {
            let id = tagged.listed.article.id;
            add(tagged.listed, StoryTie::None, id);
        }
    }
    Ok(found)
}

fn wire(told: &StoryArticle) -> ArticleId {
    told.wire_group.map_or(told.listed.article.id, ArticleId::new)
}

/// Who owns the publishers; one whose owner nobody knows stands for itself.
async fn owners(
    site: &Site,
    piece: &Piece,
    found: &HashMap<ArticleId, Found>,
) -> Result<HashMap<PublisherId, String>, Error> {
    let mut ids: Vec<PublisherId> = found.values().map(|found| found.listed.article.publisher_id).collect();
    ids.push(piece.imprint().id);
    ids.sort_unstable();
    ids.dedup();
    let publishers = site.app.store.publishers_by_id(&ids).await?;
    Ok(publishers.into_iter().filter_map(|(id, publisher)| Some((id, publisher.ownership.owner?))).collect())
}

async fn described(
    site: &Site,
    beside: Beside<'_>,
    found: &HashMap<ArticleId, Found>,
    owner: impl Fn(PublisherId) -> String,
) -> Result<Vec<Candidate>, Error> {
    let ids: Vec<ArticleId> = found.keys().copied().collect();
    let hashtags = site.app.store.article_hashtags(&ids).await?;
    let vector = site.app.search.vector(beside.piece.id())?;
    let mut candidates = Vec::new();
    for (id, found) in found {
        let shared = hashtags.get(id).map(Vec::as_slice).unwrap_or_default();
        let shared = shared.iter().filter(|hashtag| beside.hashtags.contains(hashtag));
        let (people, matters): (Vec<_>, Vec<_>) = shared.partition(|hashtag| acts(hashtag.kind));
        let article = &found.listed.article;
        let other = site.app.search.vector(*id)?;
        candidates.push(Candidate {
            article: *id,
            owner: owner(article.publisher_id),
            wire: found.wire,
            genre: article.metadata.genre,
            language: article.metadata.language,
            listed: article.listed,
            story: found.tie,
            similarity: vector.as_ref().zip(other).map(|(one, other)| cosine(one, &other)),
            people: people.len().try_into().unwrap_or(u32::MAX),
            matters: matters.len().try_into().unwrap_or(u32::MAX),
        });
    }
    Ok(candidates)
}

/// People and bodies act; places and themes are what it is about.
const fn acts(kind: HashtagKind) -> bool {
    matches!(kind, HashtagKind::Person | HashtagKind::Organisation)
}

fn cosine(one: &Vector, other: &Vector) -> f32 {
    let dot = |one: &Vector, other: &Vector| -> f32 {
        let pairs = one.numbers().iter().zip(other.numbers());
        pairs.map(|(one, other)| f32::from(*one) * f32::from(*other)).sum()
    };
    let lengths = (dot(one, one) * dot(other, other)).sqrt();
    if lengths > 0.0 { dot(one, other) / lengths } else { 0.0 }
}

/// How a text begins, by which copies of it are known outside of wire groups; its headline where nothing follows it.
fn opening(listed: &Listed) -> String {
    let metadata = &listed.article.metadata;
    let text = if metadata.excerpt.trim().is_empty() { &metadata.title } else { &metadata.excerpt };
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(OPENING_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cosine_lies_between_opposite_and_same_and_nothing_is_like_nothing() {
        let vector = |x: i8, y: i8| {
            let mut numbers = [0; search::DIMENSIONS];
            numbers[..2].copy_from_slice(&[x, y]);
            Vector::from(numbers)
        };
        let check = |one, other, expect: f32| assert!((cosine(&one, &other) - expect).abs() < 1e-6);
        check(vector(100, 0), vector(127, 0), 1.0);
        check(vector(100, 0), vector(-3, 0), -1.0);
        check(vector(100, 0), vector(0, 5), 0.0);
        check(vector(100, 0), vector(0, 0), 0.0);
    }
}
