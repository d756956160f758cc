//! From the store to an order: which stories a front page is set from, best first.
//!
//! Stories come by [`story::rank`]. Articles that nobody has assigned to a story yet, as in the first seconds after an
//! import, follow by age, eased by a picture and by words to print under the headline, so that no page is empty while
//! there is something to read.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use model::{Language, Publisher, PublisherId, Story, StoryId};
use store::{HashtagUse, ListFilter};
use story::{Entrant, Parts, Trend, Usage};

use super::super::{piece, telling};
use crate::error::Error;
use crate::site::Site;
use crate::view::{TagLink, Told};

/// How far back candidates reach; what is older has lost all of its freshness.
const WINDOW: SignedDuration = SignedDuration::from_hours(72);
/// Stories in the page's language, stories in any, and the newest articles: about thrice what one page prints.
const IN_LANGUAGE: usize = 150;
const ANYWHERE: usize = 80;
const NEWEST: usize = 80;
/// Stories that get a place in the order.
const RANKED: usize = 120;

/// Fewer pieces in the asked language than this do not make a front page.
const HOME_MIN: usize = 4;

/// What a picture is worth to an article without a story, in minutes of age.
const PICTURE_MINUTES: i64 = 6 * 60;
/// What an excerpt is worth.
const EXCERPT_MINUTES: i64 = 60;
/// What it costs that the same publisher stands above already, for each time it does.
const REPEAT_MINUTES: i64 = 4 * 60;

/// Days over which hashtags are compared with their own past, and how many are.
const TREND_DAYS: usize = 29;
const TREND_CANDIDATES: usize = 60;
/// Hashtags on the page.
const TRENDS: usize = 8;

/// A story or article in its place.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) told: Told,
    /// What the place rests on; nothing for an article without a story.
    pub(crate) parts: Option<Parts>,
}

/// What one front page is set from.
#[derive(Debug)]
pub(crate) struct Paper {
    /// The language most of it is in.
    pub(crate) home: Language,
    /// Best first, in any language.
    pub(crate) ranked: Vec<Placed>,
    pub(crate) trending: Vec<TagLink>,
}

/// Asks the store for all that a front page in a language needs.
pub(super) async fn gather(site: &Site, language: Language) -> Result<Paper, Error> {
    let now = site.app.clock.now();
    let (stories, alone) = candidates(site, language, now).await?;
    let told = telling::told(site, stories, &[language]).await?;
    let home = home_language(told.iter().chain(&alone), language);
    let owners = owners(site, &told).await?;
    let mut ranked = rank(told, &owners, now, home);
    ranked.extend(by_age(alone, now).into_iter().map(|told| Placed { told, parts: None }));
    Ok(Paper { home, ranked, trending: trending(site, now).await? })
}

/// Stories that may stand on the page, and articles that have none yet.
async fn candidates(site: &Site, language: Language, now: Timestamp) -> Result<(Vec<Story>, Vec<Told>), Error> {
    let (store, audience, since) = (&site.app.store, site.app.audience, now - WINDOW);
    let mut stories = store.front_candidates(Some(language), since, audience, IN_LANGUAGE).await?;
    stories.extend(store.front_candidates(None, since, audience, ANYWHERE).await?);
    let mut alone = Vec::new();
    for row in store.newest_collapsed(&ListFilter::default(), audience, None, NEWEST).await?.items {
        match row.story {
            Some(story) => stories.push(story),
            None => alone.extend(piece(row.listed, audience).ok().map(Told::alone)),
        }
    }
    let mut known = HashSet::new();
    stories.retain(|story| known.insert(story.id));
    Ok((stories, alone))
}

/// The asked language when enough is written in it, else the one most is written in.
fn home_language<'a>(told: impl Iterator<Item = &'a Told>, asked: Language) -> Language {
    let mut counts: Vec<(Language, usize)> = Vec::new();
    for language in told.filter_map(|told| told.piece.language()) {
        match counts.iter_mut().find(|(known, _)| *known == language) {
            Some((_, count)) => *count += 1,
            None => counts.push((language, 1)),
        }
    }
    if counts.iter().any(|(language, count)| *language == asked && *count >= HOME_MIN) {
        return asked;
    }
    // The first of equals, so that the weightiest decides.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(asked, |(language, _)| language)
}

/// Who stands behind the publishers of the pieces.
async fn owners(site: &Site, told: &[Told]) -> Result<HashMap<PublisherId, Publisher>, Error> {
    let mut ids: Vec<PublisherId> = told.iter().map(|told| told.piece.imprint().id).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(site.app.store.publishers_by_id(&ids).await?)
}

fn rank(told: Vec<Told>, owners: &HashMap<PublisherId, Publisher>, now: Timestamp, home: Language) -> Vec<Placed> {
    let entrant = |told: &'_ Told| {
        let imprint = told.piece.imprint();
        let owner = owners.get(&imprint.id).and_then(|publisher| publisher.ownership.owner.as_deref());
        // While nobody knows who owns a publisher, it stands for itself.
        Some((told.story.clone()?, owner.unwrap_or(&imprint.name).to_owned()))
    };
    let entrants: Vec<(Story, String)> = told.iter().filter_map(entrant).collect();
    let entrants: Vec<Entrant<'_>> =
        entrants.iter().map(|(story, owner)| Entrant { story, owner: Some(owner) }).collect();
    let ranked = story::rank(&entrants, now, &[home], RANKED);
    let mut told: HashMap<StoryId, Told> =
        told.into_iter().filter_map(|told| Some((told.story.as_ref()?.id, told))).collect();
    let place =
        |ranked: story::Ranked<'_>| Some(Placed { told: told.remove(&ranked.story.id)?, parts: Some(ranked.parts) });
    ranked.into_iter().filter_map(place).collect()
}

/// Articles without a story in the order of their weight, each looking at whom the ones above came from.
fn by_age(mut waiting: Vec<Told>, now: Timestamp) -> Vec<Told> {
    let mut chosen: Vec<Told> = Vec::with_capacity(waiting.len());
    let mut above: HashMap<PublisherId, i64> = HashMap::new();
    loop {
        let key = |told: &Told| {
            let repeats = above.get(&told.piece.imprint().id).copied().unwrap_or_default();
            weight(told, now) - REPEAT_MINUTES * repeats
        };
        // Of equals the last wins, so the list is walked from its old end.
        let best = waiting.iter().enumerate().rev().max_by_key(|(_, told)| key(told)).map(|(at, _)| at);
        let Some(best) = best else { return chosen };
        let best = waiting.remove(best);
        *above.entry(best.piece.imprint().id).or_default() += 1;
        chosen.push(best);
    }
}

/// Minutes: the older, the less.
fn weight(told: &Told, now: Timestamp) -> i64 {
    let age = now.duration_since(told.piece.listed()).as_mins();
    let picture = if told.piece.photo().is_some() { PICTURE_MINUTES } else { 0 };
    let excerpt = if told.piece.excerpt(1).is_some() { EXCERPT_MINUTES } else { 0 };
    picture + excerpt - age
}

/// The hashtags that burst against their own past.
async fn trending(site: &Site, now: Timestamp) -> Result<Vec<TagLink>, Error> {
    let used = site.app.store.hashtag_uses(now, TREND_DAYS, TREND_CANDIDATES).await?;
    let usages: Vec<Usage> = used.iter().map(usage).collect();
    let trends = story::trends(&usages, now, TRENDS);
    let of = |trend: &Trend| used.iter().find(|used| used.hashtag.id == trend.hashtag);
    Ok(trends.iter().filter_map(of).map(|used| TagLink::new(&used.hashtag)).collect())
}

fn usage(used: &HashtagUse) -> Usage {
    let HashtagUse { hashtag, owners, past, last_used } = used;
    Usage { hashtag: hashtag.id, owners: *owners, past: past.clone(), last_used: *last_used }
}
