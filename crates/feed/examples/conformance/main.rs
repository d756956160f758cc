//! Reads a folder of feeds that state their own expectations, as the suite of the Python feedparser does, and tells
//! how many of them hold.
//!
//!     cargo run --release -p feed --example conformance -- FOLDER
//!
//! A file's comment holds `Expect:`, an expression in Python over `feed` and `entries`, and perhaps `Header:` lines
//! with HTTP headers. Each comparison of a fact that this project keeps counts; the others are listed as not covered.
//!
//! What is compared leniently, because that project sanitizes and this crate does not:
//! - titles are plain text here, so what is expected of one loses its tags and entities first;
//! - HTML is compared by its tags, its `href` and `src`, and its words: no other attributes, no white space, no `div`
//!   around the whole, no difference between `<br>`, `<br/>` and `<br></br>`;
//! - an author is compared by name, and by address where there is no name;
//! - dates are compared as instants;
//! - that project copies an entry's text into its summary where it has none, so a text counts for a missing summary;
//! - the first of its `links` is compared with the first link that is kept: page, attachment or licence.
//!
//! Left out as a whole: folders named `sanitize`, which test their sanitizer.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints a report")]

mod compare;
mod fact;
mod html;
mod python;
mod report;
mod subject;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use report::Report;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("which folder? usage: conformance FOLDER");
        return ExitCode::FAILURE;
    };
    let mut files = Vec::new();
    gather(Path::new(&folder), &mut files);
    files.sort();
    let mut report = Report::default();
    for file in &files {
        match std::fs::read(file) {
            Ok(bytes) => check(file, Path::new(&folder), &bytes, &mut report),
            Err(error) => eprintln!("could not read {}: {error}", file.display()),
        }
    }
    report.print();
    if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn check(file: &Path, folder: &Path, bytes: &[u8], report: &mut Report) {
    let name = file.strip_prefix(folder).unwrap_or(file).display().to_string();
    let stated = subject::stated(bytes);
    let Ok(feed) = std::panic::catch_unwind(|| subject::parse(bytes, &name, &stated)) else {
        report.panicked(&name);
        return;
    };
    report.read(feed.is_ok());
    if file.components().any(|part| part.as_os_str() == "sanitize") {
        report.left_out();
        return;
    }
    let Some(source) = &stated.expect else {
        report.without_expectation(&name);
        return;
    };
    match python::parse(source) {
        Ok(expression) => compare::expression(&name, &expression, feed.as_ref(), report),
        Err(reason) => report.not_understood(&name, source, &reason),
    }
}
