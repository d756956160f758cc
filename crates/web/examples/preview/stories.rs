//! What machines would have made of the invented articles: sections, hashtags, stories, an index to search in.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;
use model::rights::Audience;
use model::{ArticleId, HashtagKind, Language, Section, Story, StoryId};
use search::{DIMENSIONS, Document, Index, Vector};
use store::{
    Assignment, DigestReport, HashtagDraft, IndexRow, ListFilter, Listed, Store, StoryFound, StoryLanguage,
    StoryPortrait,
};

use crate::Result;
use crate::articles::{ARTICLES, COPIES, EVENTS, SEQUELS};

const LEASE: Duration = Duration::from_mins(5);

/// Sections by place in the list of articles, again and again.
const SECTIONS: [Section; 5] =
    [Section::Politics, Section::Science, Section::Economy, Section::Arts, Section::Environment];

const HASHTAGS: [(&str, HashtagKind); 6] = [
    ("Promenade", HashtagKind::Place),
    ("CityCouncil", HashtagKind::Organisation),
    ("NightTrams", HashtagKind::Theme),
    ("IdaBrandt", HashtagKind::Person),
    ("HarbourWall", HashtagKind::Place),
    ("SlowFerries", HashtagKind::Theme),
];

/// Makes all of it.
pub(crate) async fn tell(store: &Store, index: &Index, now: Timestamp) -> Result<()> {
    let page = store.newest(&ListFilter::default(), Audience::Private, None, 1000).await?;
    let listed: HashMap<usize, Listed> = page.items.into_iter().filter_map(|one| Some((place(&one)?, one))).collect();
    digest(store).await?;
    let alone = (0..ARTICLES.len()).filter(|at| EVENTS.iter().all(|event| !event.contains(at))).map(|at| vec![at]);
    let events: Vec<Vec<usize>> = EVENTS.iter().map(|event| event.to_vec()).chain(alone).collect();
    let lease = store.take_lease(Assignment::LEASE, None, LEASE).await?.ok_or("somebody else assigns")?;
    let ids: Vec<StoryId> = store.new_story_ids(events.len()).await?.collect();
    let mut assignment = Assignment::new(lease, now);
    for (event, story) in events.iter().zip(&ids) {
        assignment.moves.extend(event.iter().filter_map(|at| Some((listed.get(at)?.article.id, *story))));
    }
    let sequels = SEQUELS.iter().filter_map(|(later, earlier)| Some((*ids.get(*later)?, *ids.get(*earlier)?, 0.8)));
    assignment.links = sequels.collect();
    store.record_assignment(&assignment).await?;
    let mut portraits = Assignment::new(lease, now);
    for (event, story) in events.iter().zip(&ids) {
        let told: Vec<(usize, &Listed)> = event.iter().filter_map(|at| Some((*at, listed.get(at)?))).collect();
        portraits.portraits.extend(portrait(store, *story, &told).await?);
    }
    store.record_assignment(&portraits).await?;
    find(store, index, &listed).await
}

/// The place of an article in the list, which its address ends with.
fn place(listed: &Listed) -> Option<usize> {
    listed.article.url.path().rsplit('/').next()?.parse().ok()
}

async fn digest(store: &Store) -> Result<()> {
    let mut reports = Vec::new();
    for claim in store.claim_undigested(Audience::Private, 1000, LEASE).await? {
        let at = place(&claim.row.listed).unwrap_or_default();
        let in_event = EVENTS.iter().take(2).any(|event| event.contains(&at));
        let tags = HASHTAGS.iter().enumerate().filter(|(n, _)| if in_event { *n < 2 } else { at % 6 == *n || *n == 4 });
        let draft = |(_, (tag, kind)): (usize, &(&str, HashtagKind))| HashtagDraft {
            tag: (*tag).to_owned(),
            key: tag.to_lowercase(),
            kind: *kind,
            weight: 0.5,
        };
        reports.push(DigestReport {
            article_id: claim.row.listed.article.id,
            lease: claim.lease,
            language: None,
            section: if in_event { Some(Section::Politics) } else { SECTIONS.get(at % SECTIONS.len()).copied() },
            gist: None,
            hashtags: tags.map(draft).collect(),
        });
    }
    store.record_digests(&reports).await?;
    Ok(())
}

async fn portrait(store: &Store, id: StoryId, told: &[(usize, &Listed)]) -> Result<Option<StoryPortrait>> {
    let Some(StoryFound::Here(story)) = store.story(id).await? else { return Ok(None) };
    let mut languages: Vec<StoryLanguage> = Vec::new();
    for (_, listed) in told {
        let article = &listed.article;
        let Some(language) = article.metadata.language else { continue };
        match languages.iter_mut().find(|told| told.language == language) {
            Some(told) => told.articles += 1,
            None => languages.push(StoryLanguage { language, articles: 1, lead: article.id, latest: article.listed }),
        }
    }
    let voices = u32::try_from(told.len())?.div_ceil(2);
    let counts: Vec<(Language, u32)> = languages.iter().map(|told| (told.language, told.articles)).collect();
    let pictured = told.iter().find(|(_, listed)| listed.article.metadata.image.is_some());
    let ids: Vec<ArticleId> = told.iter().map(|(_, listed)| listed.article.id).collect();
    let story = Story {
        lead: ids.first().copied().unwrap_or(story.lead),
        pictured: pictured.map(|(_, listed)| listed.article.id),
        section: store.sections(&ids).await?.into_values().next(),
        voices,
        importance: story::importance(voices, 1, u32::try_from(counts.len())?),
        languages: counts,
        ..*story
    };
    let copies = told.iter().filter(|(at, _)| COPIES.contains(at)).map(|(_, listed)| (listed.article.id, 1));
    Ok(Some(StoryPortrait { story, languages, wire_groups: copies.collect() }))
}

async fn find(store: &Store, index: &Index, listed: &HashMap<usize, Listed>) -> Result<()> {
    let ids: Vec<ArticleId> = listed.values().map(|listed| listed.article.id).collect();
    let document = |row: IndexRow| {
        let mut numbers = [0; DIMENSIONS];
        // Those of one section point one way.
        if let Some(number) = numbers.get_mut(row.section.map_or(0, |section| section as usize)) {
            *number = 100;
        }
        Document {
            article: row.article.id,
            publisher: row.article.publisher_id,
            publisher_name: row.publisher,
            title: row.article.metadata.title,
            text: row.article.metadata.excerpt,
            authors: row.article.metadata.authors,
            hashtags: row.hashtags.into_iter().map(|hashtag| hashtag.tag).collect(),
            language: row.article.metadata.language,
            section: row.section,
            genre: row.article.metadata.genre,
            listed: row.article.listed,
            vector: Some(Vector::from(numbers)),
        }
    };
    let documents: Vec<Document> = store.indexable(&ids).await?.into_iter().map(document).collect();
    index.put(&documents)?;
    index.commit(1)?;
    Ok(())
}
