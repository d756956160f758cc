//! Portraits: what is shown of a story, made anew from its articles whenever one joined, left or changed.

use std::collections::HashMap;

use model::{ArticleId, Story, StoryId};
use store::{Assignment, DirtyStory, Lease, StoryLanguage, StoryPortrait, ToldArticle};
use story::{Portrait, Report};
use text::copies::Fingerprint;
use tokio_util::sync::CancellationToken;

use crate::{Pipeline, outage, packing};

/// Stories portrayed in one transaction.
const AT_ONCE: usize = 256;

impl Pipeline {
    /// Makes one batch of portraits; says how many stories were due, or nothing when the lease is lost.
    pub(super) async fn portray_some(
        &self,
        lease: Lease,
        stop: &CancellationToken,
    ) -> Result<Option<usize>, store::Error> {
        let dirty = outage::ride_out(stop, || self.store.dirty_stories(AT_ONCE)).await?.unwrap_or_default();
        if dirty.is_empty() {
            return Ok(Some(0));
        }
        let stories: Vec<StoryId> = dirty.iter().map(|dirty| dirty.story_id).collect();
        let told = self.store.story_reports(&stories).await?;
        let portraits = match tokio::task::spawn_blocking(move || portray_all(told)).await {
            Ok(portraits) => portraits,
            Err(panic) => {
                tracing::error!(error = &panic as &dyn std::error::Error, "portraits broke off");
                Vec::new()
            }
        };
        let answered: Vec<DirtyStory> = dirty;
        let count = answered.len();
        let assignment = Assignment { portraits, answered, ..Assignment::new(lease, self.clock.now()) };
        let assigned = outage::ride_out(stop, || self.store.record_assignment(&assignment)).await?;
        Ok(assigned.filter(|assigned| !assigned.lease_lost).map(|_| count))
    }
}

fn portray_all(told: HashMap<StoryId, Vec<ToldArticle>>) -> Vec<StoryPortrait> {
    told.into_iter().filter_map(|(story, articles)| portray(story, articles)).collect()
}

fn portray(story: StoryId, articles: Vec<ToldArticle>) -> Option<StoryPortrait> {
    let prints: HashMap<ArticleId, Fingerprint> = articles
        .iter()
        .filter_map(|article| Some((article.article_id, packing::fingerprint(article.gist.as_deref()?)?)))
        .collect();
    let likeness = |one: ArticleId, other: ArticleId| match (prints.get(&one), prints.get(&other)) {
        (Some(one), Some(other)) => one.likeness(other).unwrap_or_default(),
        _ => 0.0,
    };
    let reports: Vec<Report> = articles.into_iter().map(report).collect();
    story::portrait(&reports, &likeness).map(|portrait| kept(story, portrait))
}

fn report(article: ToldArticle) -> Report {
    // A publisher without a known owner is its own; no owner's name begins with a control character.
    let owner = article.owner.unwrap_or_else(|| format!("\u{1}{}", article.publisher_id));
    Report {
        article: article.article_id,
        publisher: article.publisher_id,
        publisher_name: article.publisher,
        owner,
        country: article.country,
        genre: article.genre,
        language: article.language,
        listed: article.listed,
        first_seen: article.first_seen,
        title: article.title,
        words: article.words,
        syndication: article.syndication,
        has_image: article.has_image,
        section: article.section,
    }
}

fn kept(id: StoryId, portrait: Portrait) -> StoryPortrait {
    let language = |lead: story::LanguageLead| StoryLanguage {
        language: lead.language,
        articles: lead.articles,
        lead: lead.lead,
        latest: lead.latest,
    };
    StoryPortrait {
        story: Story {
            id,
            lead: portrait.lead,
            pictured: portrait.pictured,
            own_headline: None,
            pinned: false,
            section: portrait.section,
            began: portrait.began,
            latest: portrait.latest,
            articles: portrait.articles,
            publishers: portrait.publishers,
            voices: portrait.voices,
            languages: portrait.languages,
            importance: portrait.importance,
            velocity: portrait.velocity,
        },
        languages: portrait.leads.into_iter().map(language).collect(),
        wire_groups: portrait.wire.into_iter().map(|(article, group)| (article, group.get())).collect(),
    }
}
