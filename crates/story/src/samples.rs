//! Invented reports for this crate's tests.

use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, Genre, Language, PublisherId};

use crate::{Likeness, Report};

/// Minutes after the morning on which every sample begins.
pub(crate) fn at(minutes: i64) -> Timestamp {
    let dawn: Timestamp = "2031-05-04T06:00:00Z".parse().unwrap();
    dawn + SignedDuration::from_mins(minutes)
}

pub(crate) fn language(code: &str) -> Language {
    code.parse().unwrap()
}

/// A full English news report, seen and listed `id` minutes after the beginning.
pub(crate) fn report(id: i64, owner: &str) -> Report {
    Report {
        article: ArticleId::new(id),
        publisher: PublisherId::new(id),
        publisher_name: format!("The {owner} Courier"),
        owner: owner.to_owned(),
        country: None,
        genre: Genre::News,
        language: Some(language("en")),
        listed: at(id),
        first_seen: at(id),
        title: "Ferry catches fire off Tarn Skerry, all 212 aboard rescued".to_owned(),
        words: 400,
        syndication: None,
        has_image: false,
        section: None,
    }
}

/// Nothing is like anything else.
pub(crate) const UNLIKE: Likeness<'static> = &|_, _| 0.0;

/// Ids of one hundred hold one text: 101 and 117 are near-copies, 101 and 201 are not.
pub(crate) const LIKE_BY_HUNDRED: Likeness<'static> =
    &|one, other| if one.get() / 100 == other.get() / 100 { 0.9 } else { 0.05 };
