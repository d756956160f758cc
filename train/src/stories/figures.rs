//! How good the stories of a set are.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use model::StoryId;
use story::{Background, Incoming, Model};

use crate::stories::bcubed::{Score, score};
use crate::stories::sets::{Labelled, Set};

/// Languages of the parallel set that the encoder is good at.
const STRONG: [&str; 17] = [
    "eng", "deu", "fra", "spa", "ita", "por", "nld", "pol", "rus", "ukr", "tur", "zho-CN", "jpn", "kor", "arb", "swe",
    "ind",
];

/// Forms the stories of a set and prints their score in a line: of dated sets also by language, of sets in many
/// languages also of those that the encoder knows best.
#[expect(clippy::print_stdout, reason = "the figures are what the command is for")]
pub(crate) fn tell(how: &str, set: &Set, model: &Model, background: &Background) {
    let incoming: Vec<Incoming> = set.articles.iter().map(|article| article.incoming.clone()).collect();
    let stories = story::form(&incoming, model, background);
    let labelled: Vec<(&Labelled, StoryId)> = set.articles.iter().zip(stories).collect();
    let (count, all) = of(&labelled, |_| true);
    let formed: BTreeSet<StoryId> = labelled.iter().map(|(_, story)| *story).collect();
    let mut line = format!("{how}\t{}\t{all}\tarticles {count} stories {}", set.name, formed.len());
    let languages: BTreeSet<&str> = set.articles.iter().map(|article| article.language.as_str()).collect();
    if set.is_dated() {
        for language in languages {
            let (count, score) = of(&labelled, |article| article.language == language);
            let _ = write!(line, "\t{language}({count}) {:.3}", score.f1());
        }
    } else if languages.len() > STRONG.len() {
        let (count, score) = of(&labelled, |article| STRONG.contains(&article.language.as_str()));
        let _ = write!(line, "\tstrong languages({count}) {:.4}", score.f1());
    }
    println!("{line}");
}

/// The score of some articles, and how many they are.
fn of(labelled: &[(&Labelled, StoryId)], wanted: impl Fn(&Labelled) -> bool) -> (usize, Score) {
    let pairs: Vec<(usize, StoryId)> = labelled
        .iter()
        .filter(|(article, _)| wanted(article))
        .map(|(article, story)| (article.event, *story))
        .collect();
    (pairs.len(), score(&pairs))
}
