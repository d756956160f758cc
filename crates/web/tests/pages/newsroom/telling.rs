//! What machines and editors would have made of the newsroom's articles: digests, stories and their portraits.

use std::time::Duration;

use model::rights::Audience;
use model::{ArticleId, HashtagKind, Language, Section, Story, StoryId};
use search::{DIMENSIONS, Document, Vector};
use store::{
    Assigned, Assignment, Claimed, DigestReport, HashtagDraft, IndexRow, Lease, StoryFound, StoryLanguage,
    StoryPortrait, Undigested,
};

use super::{Newsroom, now};

const LEASE: Duration = Duration::from_mins(1);

impl Newsroom {
    /// Digests all that waits into that section and these hashtags.
    pub(crate) async fn digest(&self, section: Option<Section>, hashtags: &[(&str, HashtagKind)]) {
        let draft = |(tag, kind): &(&str, HashtagKind)| HashtagDraft {
            tag: (*tag).to_owned(),
            key: tag.to_lowercase(),
            kind: *kind,
            weight: 0.5,
        };
        let claimed = self.store.claim_undigested(Audience::Private, 10_000, LEASE).await.unwrap();
        let report = |claimed: &Claimed<Undigested>| DigestReport {
            article_id: claimed.row.listed.article.id,
            lease: claimed.lease,
            language: None,
            section,
            gist: None,
            hashtags: hashtags.iter().map(draft).collect(),
        };
        let reports: Vec<_> = claimed.iter().map(report).collect();
        assert_eq!(self.store.record_digests(&reports).await.unwrap(), reports.len());
    }

    /// One story of these articles, the first of which leads it, told by as many voices; `change` has the last word
    /// on its portrait.
    pub(crate) async fn tell(&self, articles: &[ArticleId], change: impl FnOnce(&mut StoryPortrait)) -> StoryId {
        let story = self.store.new_story_ids(1).await.unwrap().next().unwrap();
        let moves = articles.iter().map(|article| (*article, story)).collect();
        self.assign(|assignment| assignment.moves = moves).await;
        let mut portrait = self.portrait(story, articles).await;
        change(&mut portrait);
        self.assign(|assignment| assignment.portraits = vec![portrait]).await;
        story
    }

    /// Hands in what the assigner decided.
    pub(crate) async fn assign(&self, decide: impl FnOnce(&mut Assignment)) {
        let lease: Lease = self.store.take_lease(Assignment::LEASE, None, LEASE).await.unwrap().unwrap();
        let mut assignment = Assignment::new(lease, now());
        decide(&mut assignment);
        assert_eq!(self.store.record_assignment(&assignment).await.unwrap(), Assigned::default());
        self.store.give_back_lease(Assignment::LEASE, lease).await.unwrap();
    }

    /// Lets articles be found: each with its text, and what it says as a direction from 0, at right angles to 127.
    pub(crate) async fn index(&self, articles: &[(ArticleId, &str, i8)]) {
        let ids: Vec<ArticleId> = articles.iter().map(|(id, ..)| *id).collect();
        let rows = self.store.indexable(&ids).await.unwrap();
        let document = |row: IndexRow| {
            let (_, text, direction) = articles.iter().find(|(id, ..)| *id == row.article.id).unwrap();
            let mut numbers = [0; DIMENSIONS];
            (numbers[0], numbers[1]) = (127 - direction.saturating_abs(), *direction);
            Document {
                article: row.article.id,
                publisher: row.article.publisher_id,
                publisher_name: row.publisher,
                title: row.article.metadata.title,
                text: (*text).to_owned(),
                authors: row.article.metadata.authors,
                hashtags: row.hashtags.into_iter().map(|hashtag| hashtag.tag).collect(),
                language: row.article.metadata.language,
                section: row.section,
                genre: row.article.metadata.genre,
                listed: row.article.listed,
                vector: Some(Vector::from(numbers)),
            }
        };
        let documents: Vec<_> = rows.into_iter().map(document).collect();
        self.index.put(&documents).unwrap();
        self.index.commit(self.index.seq() + 1).unwrap();
    }

    async fn portrait(&self, story: StoryId, articles: &[ArticleId]) -> StoryPortrait {
        let listed = self.store.listed_by_id(articles, Audience::Private).await.unwrap();
        let Some(StoryFound::Here(here)) = self.store.story(story).await.unwrap() else { panic!("no story {story}") };
        let mut languages: Vec<StoryLanguage> = Vec::new();
        for article in articles {
            let article = &listed[article].article;
            let Some(language) = article.metadata.language else { continue };
            match languages.iter_mut().find(|told| told.language == language) {
                Some(told) => {
                    told.articles += 1;
                    told.latest = told.latest.max(article.listed);
                }
                None => {
                    languages.push(StoryLanguage { language, articles: 1, lead: article.id, latest: article.listed });
                }
            }
        }
        let voices = u32::try_from(articles.len()).unwrap();
        let counts: Vec<(Language, u32)> = languages.iter().map(|told| (told.language, told.articles)).collect();
        let sections = self.store.sections(&articles[..1]).await.unwrap();
        let story = Story {
            lead: articles[0],
            section: sections.values().next().copied(),
            voices,
            importance: f64::from(voices),
            languages: counts,
            ..*here
        };
        StoryPortrait { story, languages, wire_groups: Vec::new() }
    }
}
