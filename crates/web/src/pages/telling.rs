//! What lists of stories are made of: for each story the piece that stands for it before these readers.

use std::collections::{HashMap, HashSet};

use model::{ArticleId, Language, Story, StoryId};
use store::Listed;

use super::piece;
use crate::error::Error;
use crate::site::Site;
use crate::view::{Piece, Told};

/// The stories of which the audience may see something, in order, each by its headline in the first of `languages`
/// that it is told in.
pub(crate) async fn told(site: &Site, stories: Vec<Story>, languages: &[Language]) -> Result<Vec<Told>, Error> {
    let (store, audience) = (&site.app.store, site.app.audience);
    let ids: Vec<StoryId> = stories.iter().map(|story| story.id).collect();
    let mut leads = store.leads(&ids, languages, audience).await?;
    let mut told: Vec<Told> = stories
        .into_iter()
        .filter_map(|story| {
            Some(Told { piece: open(site, leads.remove(&story.id)?)?, story: Some(story), pictured: None })
        })
        .collect();
    let wanted: Vec<ArticleId> = told.iter().filter_map(pictured).collect();
    let mut pictured_by = store.listed_by_id(&wanted, audience).await?;
    for told in &mut told {
        told.pictured = pictured(told).and_then(|id| pictured_by.remove(&id)).and_then(|listed| open(site, listed));
    }
    Ok(told)
}

/// Articles, each with the story it belongs to.
pub(crate) async fn placed(site: &Site, listed: Vec<Listed>) -> Result<Vec<Told>, Error> {
    let ids: Vec<ArticleId> = listed.iter().map(|listed| listed.article.id).collect();
    let story_of = site.app.store.stories_of(&ids).await?;
    let stories = site.app.store.stories_by_id(&story_of.values().copied().collect::<Vec<_>>()).await?;
    let told = |listed: Listed| {
        let story = story_of.get(&listed.article.id).and_then(|id| stories.get(id)).cloned();
        Some(Told { story, ..Told::alone(open(site, listed)?) })
    };
    Ok(listed.into_iter().filter_map(told).collect())
}

/// The article whose picture stands for a story, where it is another than the one whose headline does.
fn pictured(told: &Told) -> Option<ArticleId> {
    told.story.as_ref().and_then(|story| story.pictured).filter(|id| *id != told.piece.id())
}

fn open(site: &Site, listed: Listed) -> Option<Piece> {
    piece(listed, site.app.audience).ok()
}

/// The stories of these ids that can be told, in the order of the ids.
pub(crate) async fn told_by_id(site: &Site, ids: &[StoryId], languages: &[Language]) -> Result<Vec<Told>, Error> {
    let mut stories: HashMap<StoryId, Story> = site.app.store.stories_by_id(ids).await?;
    told(site, ids.iter().filter_map(|id| stories.remove(id)).collect(), languages).await
}

/// Keeps the first article of each story; one without a story stands alone.
pub(crate) fn once(told: Vec<Told>) -> Vec<Told> {
    let mut known = HashSet::new();
    told.into_iter().filter(|told| told.story.as_ref().is_none_or(|story| known.insert(story.id))).collect()
}
