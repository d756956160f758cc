//! What to read beside each document, among the others of its file.

use std::collections::HashMap;

use jiff::Timestamp;
use model::{ArticleId, Genre, HashtagKind};
use rayon::prelude::*;
use serde_json::json;
use story::{Background, Candidate, Incoming, Model, StoryTie, Subject};
use text::encoder::Vector;
use text::hashtags::{self, Input};

use super::input::Document;
use super::language_of;
use super::stories::{Read, incoming, read};

/// Nearest documents that are looked at, and related ones that are given.
const NEAREST: usize = 60;
const GIVEN: usize = 5;

/// Everything that is known of the documents, by their place.
struct Known<'a> {
    documents: &'a [Document],
    read: Vec<Read>,
    stories: Vec<model::StoryId>,
    hashtags: Vec<HashMap<String, HashtagKind>>,
}

/// {"id","related":[{"id","relation"}]}
pub(super) fn answers(documents: &[Document]) -> Vec<String> {
    let read = read(documents);
    let gists = read.iter().map(|read| (read.language, read.gist.clone()));
    let incoming: Vec<Incoming> = incoming(documents, gists);
    let stories = story::form(&incoming, &Model::shipped(), &Background::around(&Vector::mean()));
    let hashtags = documents.par_iter().map(tags).collect();
    let known = Known { documents, read, stories, hashtags };
    (0..documents.len()).into_par_iter().filter_map(|at| known.answer(at)).collect()
}

fn tags(document: &Document) -> HashMap<String, HashtagKind> {
    let Document { title, text, .. } = document;
    let found = hashtags::hashtags(Input { title, text, language: language_of(document), publisher: "" });
    found.into_iter().map(|tag| (tag.key, tag.kind)).collect()
}

impl Known<'_> {
    fn answer(&self, at: usize) -> Option<String> {
        let own = self.read.get(at)?;
        let mut near: Vec<(usize, f32)> = self
            .read
            .iter()
            .map(|other| own.vector.cosine(&other.vector))
            .enumerate()
            .filter(|(to, _)| *to != at)
            .collect();
        near.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let same =
            self.stories.iter().enumerate().filter(|(to, story)| *to != at && self.stories.get(at) == Some(story));
        let mut places: Vec<usize> = near.into_iter().take(NEAREST).map(|(to, _)| to).collect();
        places.extend(same.map(|(to, _)| to).take(NEAREST));
        places.sort_unstable();
        places.dedup();
        let candidates: Vec<Candidate> = places.iter().filter_map(|to| self.candidate(at, *to)).collect();
        let subject = Subject { article: id(at), owner: at.to_string(), wire: id(at) };
        let languages: Vec<_> = own.language.into_iter().collect();
        let choices = story::related(&subject, &candidates, &|_, _| 0.0, &languages, GIVEN);
        let related = choices.iter().filter_map(|choice| {
            let document = self.documents.get(place(choice.article))?;
            Some(json!({"id": document.id, "relation": choice.relation.as_str()}))
        });
        let document = self.documents.get(at)?;
        Some(format!("{}\n", json!({"id": document.id, "related": related.collect::<Vec<_>>()})))
    }

    fn candidate(&self, at: usize, to: usize) -> Option<Candidate> {
        let (own, other) = (self.read.get(at)?, self.read.get(to)?);
        let is_same = self.stories.get(at) == self.stories.get(to);
        let (people, matters) = self.shared(at, to);
        Some(Candidate {
            article: id(to),
            owner: to.to_string(),
            wire: id(to),
            genre: Genre::News,
            language: other.language,
            listed: self.documents.get(to)?.time.unwrap_or(Timestamp::UNIX_EPOCH),
            story: if is_same { StoryTie::Same } else { StoryTie::None },
            similarity: Some(own.vector.cosine(&other.vector)),
            people,
            matters,
        })
    }

    /// Hashtags of people and bodies that both carry, and of everything else.
    fn shared(&self, at: usize, to: usize) -> (u32, u32) {
        let (Some(own), Some(other)) = (self.hashtags.get(at), self.hashtags.get(to)) else { return (0, 0) };
        let both = own.iter().filter(|(key, _)| other.contains_key(*key));
        let acts = |kind: &HashtagKind| matches!(kind, HashtagKind::Person | HashtagKind::Organisation);
        both.fold(
            (0, 0),
            |(people, matters), (_, kind)| {
                if acts(kind) { (people + 1, matters) } else { (people, matters + 1) }
            },
        )
    }
}

/// Documents are numbered from 1.
fn id(at: usize) -> ArticleId {
    ArticleId::new(i64::try_from(at).unwrap_or(i64::MAX - 1) + 1)
}

fn place(article: ArticleId) -> usize {
    usize::try_from(article.get() - 1).unwrap_or(usize::MAX)
}
