//! File names that say nothing about what is inside.

use super::{Finding, Tree};

/// Names that collect whatever had no place.
const BANNED: [&str; 8] = ["utils", "util", "helpers", "helper", "common", "misc", "shared", "stuff"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.paths.iter().filter_map(|path| fault(path).map(|lesson| Finding::new(path, lesson))).collect()
}

fn fault(path: &str) -> Option<String> {
    let mut parts = path.rsplit('/');
    let stem = parts.next()?.split('.').next()?;
    let banned = std::iter::once(stem).chain(parts).find(|part| BANNED.contains(part))?;
    Some(format!("`{banned}` names no idea: name the file after the one thing it answers for, or split it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn junk_drawers_are_found_as_files_and_folders() {
        assert!(fault("crates/web/src/utils.rs").is_some());
        assert!(fault("crates/web/src/common/dates.rs").is_some());
        assert!(fault("crates/web/assets/misc.css").is_some());
        assert_eq!(fault("crates/web/src/dates.rs"), None);
        assert_eq!(fault("crates/web/src/miscellany_page.rs"), None);
    }
}
