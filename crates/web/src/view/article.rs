//! An article as its own page shows it.

use model::{Enclosure, TextOrigin};

use super::{Piece, Reader, Text, publisher_href};
use crate::words::{Moment, Words};

/// Words a minute of a reader who takes time; the middle of what studies of silent reading find for several languages.
const WORDS_A_MINUTE: u32 = 220;

/// The longest excerpt where it stands in for the text.
const EXCERPT_CHARS: u32 = 400;

/// Seconds of a recording that are told as one minute.
const MINUTE: u32 = 60;

/// A link and its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) label: String,
}

/// A recording or attachment at the publisher's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Media {
    pub(crate) link: Link,
    /// How long it plays.
    pub(crate) length: Option<String>,
}

/// What there is to read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reading {
    /// All of it, as safe HTML.
    Whole(String),
    /// Its first sentences, and a note on where the rest is.
    Part { excerpt: Option<Text>, note: String },
}

/// An article, ready to print.
#[derive(Debug, Clone)]
pub(crate) struct ArticleView {
    pub(crate) id: i64,
    pub(crate) headline: Text,
    pub(crate) publisher: String,
    pub(crate) publisher_href: String,
    pub(crate) byline: Option<String>,
    pub(crate) published: Option<Moment>,
    pub(crate) first_seen: Moment,
    pub(crate) updated: Option<Moment>,
    pub(crate) revised: Option<Moment>,
    pub(crate) picture: Option<Picture>,
    pub(crate) label: Option<String>,
    pub(crate) label_note: Option<String>,
    pub(crate) reading_time: Option<String>,
    pub(crate) reading: Reading,
    /// A remark under a text that is only a summary.
    pub(crate) note: Option<String>,
    pub(crate) failure: Option<String>,
    pub(crate) original: Link,
    pub(crate) media: Option<Media>,
    pub(crate) syndication: Option<Text>,
    pub(crate) licence: Option<String>,
}

/// The lead image at our own proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) src: String,
    pub(crate) alt: String,
    pub(crate) credit: String,
}

impl Picture {
    /// The lead image of a piece, where pictures are granted.
    pub(crate) fn of(piece: &Piece, words: &Words) -> Option<Self> {
        piece.photo().map(|image| Self {
            src: format!("/image/{}", piece.id()),
            alt: image.alt.clone(),
            credit: words.photo_at(&piece.imprint().name),
        })
    }
}

impl ArticleView {
    /// `stored` is its text as the store keeps it.
    pub(crate) fn new(piece: &Piece, stored: Option<&str>, reader: Reader<'_>) -> Self {
        let words = reader.words;
        let headline = piece.headline();
        let name = &piece.imprint().name;
        let times = piece.times();
        let reading = reading(piece, stored, reader);
        let whole = matches!(reading, Reading::Whole(_));
        let updated = times.updated.filter(|updated| times.published.is_none_or(|published| *updated > published));
        let part_note = whole && piece.text_origin() == Some(TextOrigin::Summary);
        let label = if whole && !part_note { words.read_original(name) } else { words.rest_at(name) };
        Self {
            id: piece.id().get(),
            publisher: name.clone(),
            publisher_href: publisher_href(piece.imprint().id, name),
            byline: byline(piece.authors(), reader),
            published: times.published.map(|at| reader.moment(at)),
            first_seen: reader.moment(times.first_seen),
            updated: updated.map(|at| reader.moment(at)),
            revised: times.revised.map(|at| reader.moment(at)),
            picture: Picture::of(piece, words),
            label: words.genre(piece.genre()),
            label_note: words.genre_note(piece.genre()),
            reading_time: (whole && !part_note).then(|| minutes(piece.words())).map(|n| words.reading_minutes(n)),
            reading,
            note: part_note.then(|| words.summary_only(name)),
            failure: piece.failure().map(|failure| words.text_failed(&words.cause(failure.cause))),
            original: Link { href: piece.original().to_string(), label },
            media: piece.enclosure().map(|enclosure| media(enclosure, name, reader)),
            syndication: piece.syndication(),
            licence: piece.licence().map(str::to_owned),
            headline,
        }
    }
}

fn reading(piece: &Piece, stored: Option<&str>, reader: Reader<'_>) -> Reading {
    let words = reader.words;
    let name = &piece.imprint().name;
    if let Some(body) = stored.and_then(|stored| piece.body(stored, words)).filter(|body| !body.trim().is_empty()) {
        return Reading::Whole(body);
    }
    let excerpt = piece.excerpt(EXCERPT_CHARS);
    let note = if piece.is_full() {
        words.no_text(name)
    } else {
        words.may_read(excerpt.as_ref().map_or(0, |excerpt| count_words(&excerpt.text)), name)
    };
    Reading::Part { excerpt, note }
}

fn byline(authors: &[String], reader: Reader<'_>) -> Option<String> {
    let names: Vec<&str> = authors.iter().map(|author| author.trim()).filter(|author| !author.is_empty()).collect();
    (!names.is_empty()).then(|| reader.words.byline(&reader.words.list(&names)))
}

fn minutes(words: u32) -> u64 {
    u64::from(words.div_ceil(WORDS_A_MINUTE).max(1))
}

/// Words of a text; in scripts without spaces two characters count as one, as everywhere in Octavo.
fn count_words(text: &str) -> u64 {
    let spaced = text.split_whitespace().count();
    let characters = text.chars().count();
    // Words of 20 letters on average are no words: the script does without spaces.
    let count = if characters > spaced * 20 { characters / 2 } else { spaced };
    count.try_into().unwrap_or(u64::MAX)
}

fn media(enclosure: &Enclosure, publisher: &str, reader: Reader<'_>) -> Media {
    let words = reader.words;
    let label = match enclosure.media_type.split('/').next() {
        Some("audio") => words.listen_at(publisher),
        Some("video") => words.watch_at(publisher),
        _ => words.attachment_at(publisher),
    };
    let length = enclosure.seconds.map(|seconds| words.media_minutes(u64::from(seconds.div_ceil(MINUTE))));
    Media { link: Link { href: enclosure.url.to_string(), label }, length }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_with_and_without_spaces() {
        let check = |text: &str, expect: u64| assert_eq!(count_words(text), expect, "{text}");
        check("", 0);
        check("The ferry is late", 4);
        check("海辺の町で新しい図書館が開き、多くの人が訪れた。", 12);
        check("เรือข้ามฟากมาสายอีกครั้งในเช้าวันนี้", 18);
    }

    #[test]
    fn reading_takes_at_least_a_minute() {
        assert_eq!((minutes(0), minutes(220), minutes(221)), (1, 1, 2));
    }
}
