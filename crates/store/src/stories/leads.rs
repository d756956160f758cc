//! Which article stands for a story before a reader: its best headline in the first of their languages it is told in,
//! as far as the audience may see it.

use std::collections::HashMap;

use model::rights::Audience;
use model::{ArticleId, Language, StoryId};
use sqlx::AnyConnection;

use crate::lists::{self, Listed};
use crate::sql::{for_keys, for_keys_as};
use crate::{Result, Store};

pub(crate) const LANGUAGES: &str =
    "select story_id, language, lead_article from story_languages where story_id in (keys)";

const LEADS: &str = "select id, lead_article from stories where id in (keys)";

pub(crate) const LISTED: &str = "
    select a.*, a.listed as place, p.name as publisher_name, d.level, d.basis, d.since
    from articles a
    join publishers p on p.id = a.publisher_id
    left join displays d on d.publisher_id = a.publisher_id and d.audience = $1
    where a.id in (keys) and a.stage <> 'withdrawn' and coalesce(d.level, '') <> 'hidden'";

impl Store {
    /// The articles of these ids with what a page needs to show them, without withdrawn ones and those of publishers
    /// hidden from the audience.
    pub async fn listed_by_id(&self, articles: &[ArticleId], audience: Audience) -> Result<HashMap<ArticleId, Listed>> {
        let keys: Vec<_> = articles.iter().map(|id| id.get()).collect();
        listed(&mut *self.reader().await?, &keys, audience).await
    }

    /// The article to show for each of these stories: its best headline in the first of `languages` that it is told
    /// in, else its lead. A story of which the audience may see nothing has none.
    pub async fn leads(
        &self,
        stories: &[StoryId],
        languages: &[Language],
        audience: Audience,
    ) -> Result<HashMap<StoryId, Listed>> {
        let keys: Vec<_> = stories.iter().map(|id| id.get()).collect();
        let mut reader = self.reader().await?;
        let candidates = candidates(&mut reader, &keys, languages).await?;
        let articles: Vec<_> = candidates.values().flatten().map(|(_, article)| *article).collect();
        let listed = listed(&mut reader, &articles, audience).await?;
        drop(reader);
        let mut leads = HashMap::new();
        for (story, candidates) in candidates {
            let story = StoryId::new(story);
            let first = candidates.iter().find_map(|(_, article)| listed.get(&ArticleId::new(*article)).cloned());
            // Its leads are hidden or were withdrawn a moment ago: whatever else there is.
            let lead = match first {
                Some(lead) => Some(lead),
                None => self.story_articles(story, audience, None, 1).await?.items.pop().map(|newest| newest.listed),
            };
            leads.extend(lead.map(|lead| (story, lead)));
        }
        Ok(leads)
    }
}

/// What may stand for each story, most wanted first.
async fn candidates(
    on: &mut AnyConnection,
    stories: &[i64],
    languages: &[Language],
) -> Result<HashMap<i64, Vec<(usize, i64)>>> {
    let mut candidates: HashMap<i64, Vec<(usize, i64)>> = HashMap::new();
    for row in for_keys(on, LANGUAGES, &[], stories).await? {
        let language = row.parsed("language", |code| code.parse::<Language>().ok())?;
        if let Some(wish) = languages.iter().position(|wanted| *wanted == language) {
            candidates.entry(row.int("story_id")?).or_default().push((wish, row.int("lead_article")?));
        }
    }
    for row in for_keys(on, LEADS, &[], stories).await? {
        candidates.entry(row.int("id")?).or_default().push((usize::MAX, row.int("lead_article")?));
    }
    for candidates in candidates.values_mut() {
        candidates.sort_unstable();
    }
    Ok(candidates)
}

async fn listed(on: &mut AnyConnection, articles: &[i64], audience: Audience) -> Result<HashMap<ArticleId, Listed>> {
    let rows = for_keys_as(on, LISTED, audience, articles).await?;
    rows.iter().map(|row| lists::read(row).map(|(listed, _)| (listed.article.id, listed))).collect()
}
