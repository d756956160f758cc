//! Which crate may depend on which: the arrows of ARCHITECTURE.md, and the crates that own sockets, SQL and HTML.

use super::{Finding, Tree};

/// A crate and the crates of ours that it may depend on.
const ARROWS: [(&str, &[&str]); 12] = [
    ("model", &[]),
    ("feed", &["model"]),
    ("article", &["model"]),
    ("text", &["model"]),
    ("story", &["model"]),
    ("fetch", &["model"]),
    ("search", &["model", "text"]),
    ("store", &["model"]),
    ("demo", &["model"]),
    ("jobs", &["article", "feed", "fetch", "model", "search", "store", "story", "text"]),
    ("web", &["feed", "fetch", "model", "search", "store", "story", "text"]),
    ("octavo", &["article", "demo", "feed", "fetch", "jobs", "model", "search", "store", "story", "text", "web"]),
];

/// A library and the crates that may use it, because they own what it does.
const OWNERS: [(&str, &[&str]); 5] = [
    ("sqlx", &["store"]),
    ("tantivy", &["search"]),
    ("reqwest", &["fetch"]),
    ("hickory-resolver", &["fetch"]),
    ("askama", &["web", "demo"]),
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let manifests = tree.files.iter().filter_map(|file| {
        let name = file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
        Some((name, file))
    });
    manifests.flat_map(|(name, file)| check_manifest(name, &file.path, &file.text)).collect()
}

fn check_manifest(name: &str, path: &str, text: &str) -> Vec<Finding> {
    let Some((_, allowed)) = ARROWS.iter().find(|(from, _)| *from == name) else {
        let lesson = "this crate has no arrows: draw it in ARCHITECTURE.md and in xtask/src/tidy/arrows.rs";
        return vec![Finding::new(path, lesson)];
    };
    let Ok(manifest) = text.parse::<toml::Table>() else {
        return vec![Finding::new(path, "cannot be read as TOML")];
    };
    let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
    let names = dependencies.into_iter().flat_map(toml::Table::keys);
    names.filter_map(|to| fault(name, to, allowed)).map(|lesson| Finding::new(path, lesson)).collect()
}

fn fault(name: &str, to: &str, allowed: &[&str]) -> Option<String> {
    let is_ours = ARROWS.iter().any(|(ours, _)| *ours == to);
    if is_ours && !allowed.contains(&to) {
        let lesson = "arrows run octavo -> web, jobs -> store, search, fetch -> feed, article, text, story -> model and never back; \
                      move what both need down to `model`, or let the caller pass it in";
        return Some(format!("`{name}` must not depend on `{to}`: {lesson}"));
    }
    let (library, owners) = OWNERS.iter().find(|(library, _)| *library == to)?;
    if owners.contains(&name) {
        return None;
    }
    Some(format!("`{library}` belongs to {}; ask that crate instead of opening a second door", owners.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_one(name: &str, dependencies: &str) -> usize {
        check_manifest(name, "Cargo.toml", &format!("[dependencies]\n{dependencies}")).len()
    }

    #[test]
    fn a_back_arrow_is_found_and_a_forward_one_is_not() {
        assert_eq!(check_one("jobs", "store.workspace = true"), 0);
        assert_eq!(check_one("store", "jobs.workspace = true"), 1);
        assert_eq!(check_one("web", "jobs = { path = \"../jobs\" }"), 1);
        assert_eq!(check_one("newcomer", ""), 1);
    }

    #[test]
    fn only_the_owner_of_a_dirty_thing_may_use_its_library() {
        assert_eq!(check_one("store", "sqlx.workspace = true"), 0);
        assert_eq!(check_one("web", "sqlx.workspace = true"), 1);
        assert_eq!(check_one("article", "reqwest = \"1\""), 1);
    }
}
