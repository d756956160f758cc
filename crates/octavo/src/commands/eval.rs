//! `octavo eval`: the models over files of documents, to be scored from outside. No data folder, no network, no clock.
//!
//! Documents go the way that articles go, with the same models and settings; what a set does not say (dates, texts) is
//! unknown to them as it would be there.

mod input;
mod related;
mod stories;

use std::fs;
use std::io::Write;

use anyhow::{Context, Result};
use rayon::prelude::*;
use serde_json::json;
use text::encoder::Encoder;
use text::hashtags::{self, Input};
use text::keyphrases::keyphrases;
use text::language;
use text::sections::{self, Hints};

use self::input::Document;
use crate::arguments::{EvalCommand, EvalFiles};

/// Keyphrases given for a document.
const KEYPHRASES: usize = 10;

/// Documents that one core encodes together.
const TOGETHER: usize = 16;

/// Runs a model over a file. The models keep all cores busy, and nothing else runs.
pub(crate) async fn run(command: EvalCommand) -> Result<()> {
    tokio::task::spawn_blocking(move || evaluate(&command)).await.context("the evaluation broke off")?
}

/// A line for each document.
type Answer = fn(&[Document]) -> Vec<String>;

fn evaluate(command: &EvalCommand) -> Result<()> {
    let (files, answer): (&EvalFiles, Answer) = match command {
        EvalCommand::Stories(files) => (files, stories::answers),
        EvalCommand::Language(files) => (files, languages),
        EvalCommand::Sections(files) => (files, all_sections),
        EvalCommand::Keyphrases(files) => (files, all_keyphrases),
        EvalCommand::Hashtags(files) => (files, all_hashtags),
        EvalCommand::Related(files) => (files, related::answers),
    };
    let documents = input::read(&files.documents)?;
    let lines = answer(&documents);
    let shown = files.out.display();
    let mut out = fs::File::create(&files.out).with_context(|| format!("could not write {shown}"))?;
    out.write_all(lines.concat().as_bytes()).with_context(|| format!("could not write {shown}"))?;
    println!("{} documents", documents.len());
    Ok(())
}

fn languages(documents: &[Document]) -> Vec<String> {
    let answer = |document: &Document| {
        let text = [document.title.as_str(), &document.text].join("\n");
        let language = language::detect(&text).map_or_else(|| "und".to_owned(), |guess| guess.language.to_string());
        format!("{}\t{language}\n", document.id)
    };
    documents.par_iter().map(answer).collect()
}

fn all_sections(documents: &[Document]) -> Vec<String> {
    let answer = |document: &Document| {
        let passages = sections::passages(&document.title, &document.text);
        let passages: Vec<&str> = passages.iter().map(String::as_str).collect();
        let vector = sections::mean(&Encoder::shared().encode(&passages));
        let section = sections::section(&document.title, &document.text, Some(&vector), &Hints::default());
        format!("{}\t{}\n", document.id, section.map_or("", |(section, _)| section.as_str()))
    };
    documents.par_iter().map(answer).collect()
}

fn all_keyphrases(documents: &[Document]) -> Vec<String> {
    let answer = |document: &Document| {
        let found = keyphrases(&document.title, &document.text, language_of(document), KEYPHRASES);
        let keys: Vec<&str> = found.iter().map(|phrase| phrase.text.as_str()).collect();
        format!("{}\n", json!({"id": document.id, "keys": keys}))
    };
    documents.par_iter().map(answer).collect()
}

fn all_hashtags(documents: &[Document]) -> Vec<String> {
    let answer = |document: &Document| {
        let Document { title, text, .. } = document;
        let found = hashtags::hashtags(Input { title, text, language: language_of(document), publisher: "" });
        let tags = found.iter().map(|tag| json!({"tag": tag.tag, "kind": tag.kind.as_str()}));
        format!("{}\n", json!({"id": document.id, "hashtags": tags.collect::<Vec<_>>()}))
    };
    documents.par_iter().map(answer).collect()
}

/// The language of a document: what the set says, unless the text plainly is in another.
fn language_of(document: &Document) -> Option<model::Language> {
    language::decide(&format!("{}\n{}", document.title, document.text), document.language)
}
