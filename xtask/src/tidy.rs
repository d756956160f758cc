//! `cargo xtask tidy`: house rules that neither the compiler nor clippy knows. Each finding says what to do instead.
//!
//! Add a rule: a file in `tidy/` with one function from [`Tree`] to findings, a test that breaks it, a line in [`RULES`].

mod arrows;
mod documents;
mod names;
mod options;
mod sizes;
mod sql;
mod words;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::run;

/// The rules, in the order in which they report.
const RULES: [fn(&Tree) -> Vec<Finding>; 7] =
    [arrows::check, names::check, sizes::check, sql::check, documents::check, options::check, words::check];

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    place: String,
    lesson: String,
}

impl Finding {
    fn new(place: impl fmt::Display, lesson: impl Into<String>) -> Self {
        Self { place: place.to_string(), lesson: lesson.into() }
    }
}

/// A text file of the project.
#[derive(Debug)]
struct File {
    /// Its path from the top folder, with `/`.
    path: String,
    text: String,
}

impl File {
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    fn is_rust(&self) -> bool {
        self.has_extension("rs")
    }

    fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == extension)
    }
}

/// What git tracks, or would track: the text files, and the paths of all.
#[derive(Debug, Default)]
struct Tree {
    files: Vec<File>,
    paths: Vec<String>,
}

impl Tree {
    fn read(root: &Path) -> Result<Self> {
        let mut list = Command::new("git");
        list.current_dir(root).args(["ls-files", "--cached", "--others", "--exclude-standard"]);
        let mut tree = Self::default();
        for path in run::output(&mut list)?.lines() {
            let full: PathBuf = root.join(path);
            if !full.is_file() {
                continue;
            }
            tree.paths.push(path.to_owned());
            if let Ok(text) = fs::read_to_string(&full) {
                tree.files.push(File { path: path.to_owned(), text });
            }
        }
        Ok(tree)
    }

    fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust())
    }

    #[cfg(test)]
    fn of(files: &[(&str, &str)]) -> Self {
        let files: Vec<File> =
            files.iter().map(|(path, text)| File { path: (*path).to_owned(), text: (*text).to_owned() }).collect();
        let paths = files.iter().map(|file| file.path.clone()).collect();
        Self { files, paths }
    }
}

/// Checks the work tree and fails when a rule is broken.
pub(crate) fn run() -> Result<()> {
    let tree = Tree::read(&crate::root())?;
    let findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    for finding in &findings {
        eprintln!("{}: {}", finding.place, finding.lesson);
    }
    if findings.is_empty() { Ok(()) } else { bail!("tidy: {} to mend", findings.len()) }
}
