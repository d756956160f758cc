//! Documents that name files which do not exist.

use super::{File, Finding, Tree};

/// A back-quoted word is taken for a path when it starts with one of these.
const TOPS: [&str; 9] = ["crates/", "docs/", "xtask/", "tests/", "fuzz/", "benches/", "deploy/", ".ci/", ".cargo/"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let documents = tree.files.iter().filter(|file| file.has_extension("md") || file.is_rust());
    documents.flat_map(|file| missing(tree, file)).collect()
}

fn missing(tree: &Tree, file: &File) -> Vec<Finding> {
    let lines =
        file.text.lines().enumerate().filter(|(_, line)| !file.is_rust() || line.trim_start().starts_with("//"));
    let named = lines.flat_map(|(at, line)| paths(line).into_iter().map(move |path| (at, path)));
    let absent = named.filter(|(_, path)| !exists(tree, path));
    absent
        .map(|(at, path)| {
            let lesson = format!("names `{path}`, which does not exist: mend the name or leave it out");
            Finding::new(format!("{}:{}", file.path, at + 1), lesson)
        })
        .collect()
}

/// The paths that a line names in back quotes.
fn paths(line: &str) -> Vec<&str> {
    let quoted = line.split('`').skip(1).step_by(2);
    let paths = quoted.filter(|word| TOPS.iter().any(|top| word.starts_with(top)));
    paths.filter(|word| !word.contains(['*', '<', ' ', '{', 'N'])).collect()
}

fn exists(tree: &Tree, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let inside = format!("{path}/");
    tree.paths.iter().any(|known| known == path || known.starts_with(&inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_names_a_missing_file_is_found() {
        let found = |text: &str| check(&Tree::of(&[("README.md", text), ("crates/feed/src/lib.rs", "")])).len();
        assert_eq!(found("see `crates/feed/src/lib.rs` and `crates/feed/`"), 0);
        assert_eq!(found("see `crates/feed/src/gone.rs`"), 1);
        assert_eq!(found("a new page is `crates/web/src/pages/<name>.rs`, `cargo xtask test` runs it"), 0);
    }
}
