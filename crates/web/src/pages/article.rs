//! One article, the story it is part of, and what to read beside it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use model::rights::Reason;
use model::{ArticleId, Hashtag, Language, Section, Story};
use store::StoryArticle;

use super::{id_of, page, piece};
use crate::edition::Languages;
use crate::error::Error;
use crate::frame::{Frame, Place};
use crate::site::{Shared, Site};
use crate::view::{ArticleView, Card, Piece, Reading, SectionLink, TagLink, counts, story_href};

mod related;

use related::{Beside, RelatedCard};

/// Reports of its story that are looked at.
const REPORTS: usize = 40;

/// Of these, how many are named in brief.
const BRIEF: usize = 5;

/// The story that an article is part of.
struct PartOf {
    line: String,
    href: String,
    /// Reports of others that stand nowhere else on the page.
    cards: Vec<Card>,
}

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage<'a> {
    frame: Frame<'a>,
    article: ArticleView,
    section: Option<SectionLink>,
    hashtags: Vec<TagLink>,
    part_of: Option<PartOf>,
    related: Vec<RelatedCard>,
    similar_href: String,
}

/// `/article/<id>[-slug]`
pub(crate) async fn show(
    State(site): State<Shared>,
    Path(key): Path<String>,
    languages: Languages,
) -> Result<Response, Error> {
    let id: ArticleId = id_of(&key)?;
    let reader = site.reader_now();
    let listed = site.app.store.listed(id, reader.audience).await?.ok_or(Error::NotFound)?;
    let piece = piece(listed, reader.audience).map_err(|reason| match reason {
        Reason::Withdrawn => Error::Gone,
        _ => Error::NotFound,
    })?;
    let stored = if piece.is_full() { site.app.store.body(id).await? } else { None };
    let article = ArticleView::new(&piece, stored.as_deref(), reader);
    let mut frame = Frame::new(&site, &article.headline.text, Place::Nowhere);
    frame.is_indexable = piece.is_indexable();
    frame.canonical = Some(piece.original().to_string());
    let around = Around::of(&site, &piece).await?;
    let languages = reading(&piece, languages.or(site.words.language()));
    let related = around.related(&site, &piece, &languages).await?;
    page(&ArticlePage {
        frame,
        article,
        section: around.section.map(|section| SectionLink::new(section, reader.words)),
        hashtags: around.hashtags.iter().map(TagLink::new).collect(),
        part_of: around.part_of(&site, &piece, &related),
        related,
        similar_href: format!("/search?similar={id}"),
    })
}

/// Who reads an article reads its language.
fn reading(piece: &Piece, mut languages: Vec<Language>) -> Vec<Language> {
    if let Some(language) = piece.language().filter(|language| !languages.contains(language)) {
        languages.insert(0, language);
    }
    languages
}

/// What is known about an article beside itself.
struct Around {
    section: Option<Section>,
    hashtags: Vec<Hashtag>,
    story: Option<Story>,
    /// The newest articles of that story, this one among them.
    told: Vec<StoryArticle>,
}

impl Around {
    async fn of(site: &Site, piece: &Piece) -> Result<Self, Error> {
        let (store, id) = (&site.app.store, piece.id());
        let story = match store.stories_of(&[id]).await?.get(&id) {
            Some(story) => store.stories_by_id(&[*story]).await?.remove(story),
            None => None,
        };
        let told = match &story {
            Some(story) => store.story_articles(story.id, site.app.audience, None, REPORTS).await?.items,
            None => Vec::new(),
        };
        Ok(Self {
            section: store.sections(&[id]).await?.remove(&id),
            hashtags: store.article_hashtags(&[id]).await?.remove(&id).unwrap_or_default(),
            story,
            told,
        })
    }

    async fn related(&self, site: &Site, piece: &Piece, languages: &[Language]) -> Result<Vec<RelatedCard>, Error> {
        let story = self.story.as_ref().map(|story| story.id);
        related::gather(site, Beside { piece, story, told: &self.told, hashtags: &self.hashtags }, languages).await
    }

    fn part_of(&self, site: &Site, own: &Piece, related: &[RelatedCard]) -> Option<PartOf> {
        let story = self.story.as_ref().filter(|story| story.articles > 1)?;
        let reader = site.reader_now();
        let is_elsewhere = |id: ArticleId| id == own.id() || related.iter().any(|related| related.card.id == id.get());
        let others = self.told.iter().filter(|told| !is_elsewhere(told.listed.article.id)).take(BRIEF);
        let pieces = others.filter_map(|told| piece(told.listed.clone(), reader.audience).ok());
        Some(PartOf {
            line: counts(story, reader.words),
            href: story_href(story.id, &own.headline().text),
            cards: pieces.map(|piece| Card::new(&piece, reader)).collect(),
        })
    }
}
