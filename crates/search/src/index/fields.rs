//! The fields of the index, and how a document fills them.
//!
//! Texts are cut into terms before they get here: a field's value is its terms, each ended by [`END`], and the only
//! tokenizer splits at that sign. So the index needs to know nothing of languages.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{TantivyDocument, Term};

use crate::terms::{hashtag_key, tokens};
use crate::{Document, MAX_WORDS};

/// Ends a term in a field's value; no word holds it (ASCII's unit separator).
const END: char = '\u{1f}';

/// Terms that stand between two parts of a field, so that no phrase runs from one into the other.
const GAP: usize = 8;

const TERMS: &str = "terms";
pub(crate) const ARTICLE: &str = "article";
pub(crate) const PUBLISHER: &str = "publisher";
pub(crate) const LISTED: &str = "listed";

/// Handles of the fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) article: Field,
    pub(crate) publisher: Field,
    pub(crate) listed: Field,
    /// The headline alone, for `intitle:` and because its words weigh more.
    pub(crate) title: Field,
    /// Headline and text.
    pub(crate) text: Field,
    pub(crate) author: Field,
    pub(crate) publisher_name: Field,
    pub(crate) hashtag: Field,
    pub(crate) language: Field,
    pub(crate) section: Field,
    pub(crate) genre: Field,
    pub(crate) vector: Field,
}

/// The fields, and the schema that holds them.
pub(crate) fn schema() -> (Schema, Fields) {
    let words = |record: IndexRecordOption| {
        let indexing = TextFieldIndexing::default().set_tokenizer(TERMS).set_index_option(record);
        TextOptions::default().set_indexing_options(indexing)
    };
    let ranked = || words(IndexRecordOption::WithFreqsAndPositions);
    let mut schema = Schema::builder();
    let fields = Fields {
        article: schema.add_u64_field(ARTICLE, INDEXED | FAST),
        publisher: schema.add_u64_field(PUBLISHER, INDEXED | FAST),
        listed: schema.add_i64_field(LISTED, FAST),
        title: schema.add_text_field("title", ranked()),
        text: schema.add_text_field("text", ranked()),
        author: schema.add_text_field("author", ranked()),
        publisher_name: schema.add_text_field("publisher_name", ranked()),
        hashtag: schema.add_text_field("hashtag", STRING),
        language: schema.add_text_field("language", STRING),
        section: schema.add_text_field("section", STRING),
        genre: schema.add_text_field("genre", STRING),
        vector: schema.add_bytes_field("vector", STORED),
    };
    (schema.build(), fields)
}

/// The tokenizers that the schema names.
pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(TERMS, Terms::default());
    tokenizers
}

impl Fields {
    /// The term that finds an article.
    pub(crate) fn article_term(&self, article: model::ArticleId) -> Term {
        Term::from_field_u64(self.article, article.get().unsigned_abs())
    }

    /// A document as tantivy takes it.
    pub(crate) fn filled(&self, document: &Document) -> TantivyDocument {
        let mut filled = TantivyDocument::new();
        filled.add_u64(self.article, document.article.get().unsigned_abs());
        filled.add_u64(self.publisher, document.publisher.get().unsigned_abs());
        filled.add_i64(self.listed, document.listed.as_microsecond());
        let title = value_of(&document.title, document);
        let mut text = title.clone();
        text.extend(std::iter::repeat_n(END, GAP));
        text.push_str(&value_of(&document.text, document));
        filled.add_text(self.title, title);
        filled.add_text(self.text, text);
        filled.add_text(self.author, names(document.authors.iter().map(String::as_str)));
        filled.add_text(self.publisher_name, names(std::iter::once(document.publisher_name.as_str())));
        for tag in &document.hashtags {
            filled.add_text(self.hashtag, hashtag_key(tag));
        }
        if let Some(language) = document.language {
            filled.add_text(self.language, language.as_str());
        }
        if let Some(section) = document.section {
            filled.add_text(self.section, section.as_str());
        }
        filled.add_text(self.genre, document.genre.as_str());
        if let Some(vector) = &document.vector {
            filled.add_bytes(self.vector, &vector.to_bytes());
        }
        filled
    }
}

fn value_of(text: &str, document: &Document) -> String {
    let mut value = String::with_capacity(text.len());
    for token in tokens(text, document.language).take(MAX_WORDS) {
        value.push_str(&token.term);
        value.push(END);
    }
    value
}

/// Names are no words of a language: they stay unstemmed.
fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut value = String::new();
    for name in names {
        for token in tokens(name, None) {
            value.push_str(&token.term);
            value.push(END);
        }
        value.extend(std::iter::repeat_n(END, GAP));
    }
    value
}

/// Splits a value at [`END`]; an empty term is a gap.
#[derive(Debug, Clone, Default)]
struct Terms {
    token: Token,
}

#[derive(Debug)]
struct TermStream<'a> {
    rest: std::str::Split<'a, char>,
    token: &'a mut Token,
}

impl Tokenizer for Terms {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.token.reset();
        TermStream { rest: text.split(END), token: &mut self.token }
    }
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        for term in self.rest.by_ref() {
            self.token.position = self.token.position.wrapping_add(1);
            if !term.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(term);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
