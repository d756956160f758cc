//! One tag for one thing over the articles of a story.

use std::collections::HashMap;

use model::Language;

use super::Candidate;
use super::skeleton::Bones;

/// A hashtag of a story, and which candidates it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The tag in its best form: English before other Latin forms before the rest, the most frequent among equals.
    pub candidate: Candidate,
    /// The places of its candidates in what was given.
    pub members: Vec<usize>,
}

/// Merges the candidates of a story's articles, each with its article's language; the weightiest first. A merged tag
/// weighs the sum of its members.
pub fn canonical(candidates: &[(Option<Language>, Candidate)]) -> Vec<Merged> {
    let mut order = (0..candidates.len()).collect::<Vec<_>>();
    order
        .sort_by_key(|at| candidates.get(*at).map_or(u8::MAX, |(language, candidate)| rank(*language, &candidate.tag)));
    let mut merged: Vec<Merged> = Vec::new();
    let mut bones: Vec<Bones> = Vec::new();
    let mut keys: HashMap<&str, usize> = HashMap::new();
    for at in order {
        let Some((_, candidate)) = candidates.get(at) else { continue };
        let spelled = Bones::of(&candidate.surface);
        let known = keys.get(candidate.key.as_str()).copied();
        let known = known.or_else(|| {
            let mut pairs = merged.iter().zip(&bones);
            pairs.position(|(known, bones)| known.candidate.kind == candidate.kind && bones.fits(&spelled))
        });
        if let Some(known) = known.and_then(|known| merged.get_mut(known)) {
            known.candidate.weight += candidate.weight;
            known.members.push(at);
            continue;
        }
        keys.insert(&candidate.key, merged.len());
        merged.push(Merged { candidate: candidate.clone(), members: vec![at] });
        bones.push(spelled);
    }
    merged.sort_by(|a, b| {
        b.candidate.weight.total_cmp(&a.candidate.weight).then_with(|| a.candidate.key.cmp(&b.candidate.key))
    });
    merged
}

fn rank(language: Option<Language>, tag: &str) -> u8 {
    match language {
        Some(language) if language.as_str() == "en" => 0,
        _ if tag.is_ascii() => 1,
        _ if tag.chars().all(|c| u32::from(c) < 0x250) => 2,
        _ => 3,
    }
}
