//! Which documents tell one event.

use model::{ArticleId, Genre, Gist, Language, PublisherId};
use rayon::prelude::*;
use story::{Background, Incoming, Model};
use text::encoder::{Encoder, Vector};
use text::gist::{self, Piece};

use super::input::Document;
use super::{TOGETHER, language_of};

/// A document as the models have read it.
pub(super) struct Read {
    pub(super) language: Option<Language>,
    pub(super) gist: Gist,
    pub(super) vector: Vector,
}

/// `id<TAB>story`
pub(super) fn answers(documents: &[Document]) -> Vec<String> {
    let incoming = incoming(documents, read(documents).into_iter().map(|read| (read.language, read.gist)));
    let stories = story::form(&incoming, &Model::shipped(), &Background::around(&Vector::mean()));
    documents.iter().zip(stories).map(|(document, story)| format!("{}\t{story}\n", document.id)).collect()
}

/// The documents as the assigner takes them, numbered in the order of their times and ids, so that the order of lines
/// does not matter where they are dated. Each comes from a publisher of its own: sets do not tell which.
pub(super) fn incoming(documents: &[Document], read: impl Iterator<Item = (Option<Language>, Gist)>) -> Vec<Incoming> {
    let mut order: Vec<usize> = (0..documents.len()).collect();
    if documents.iter().all(|document| document.time.is_some()) {
        order.sort_by_key(|at| documents.get(*at).map(|document| (document.time, &document.id)));
    }
    let mut numbers: Vec<(usize, i64)> = order.into_iter().zip(1..).collect();
    numbers.sort_unstable();
    let article = |((document, (language, gist)), (_, number)): ((&Document, _), (usize, i64))| Incoming {
        article: ArticleId::new(number),
        publisher: PublisherId::new(number),
        language,
        time: document.time,
        genre: Genre::News,
        gist,
    };
    documents.iter().zip(read).zip(numbers).map(article).collect()
}

/// What the models make of each document.
pub(super) fn read(documents: &[Document]) -> Vec<Read> {
    documents.par_chunks(TOGETHER).flat_map_iter(read_chunk).collect()
}

fn read_chunk(documents: &[Document]) -> Vec<Read> {
    let piece = |document: &'_ Document| -> (Option<Language>, String) {
        let language = language_of(document);
        (language, gist::sentence(&as_piece(document, language)))
    };
    let (languages, sentences): (Vec<_>, Vec<_>) = documents.iter().map(piece).unzip();
    let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
    let vectors = Encoder::shared().encode(&sentences);
    let read = |((document, language), vector): ((&Document, Option<Language>), Vector)| {
        let gist = gist::gist(&as_piece(document, language), vector.values());
        Read { language, gist, vector }
    };
    documents.iter().zip(languages).zip(vectors).map(read).collect()
}

fn as_piece(document: &Document, language: Option<Language>) -> Piece<'_> {
    Piece { title: &document.title, text: &document.text, language, publisher: "" }
}
