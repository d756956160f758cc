//! Words that do not belong in a file: work left open without an issue, and hosts that would pin a build to one place.

use super::{File, Finding, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let files = tree.files.iter().filter(|file| file.name() != "Cargo.lock" && !is_this_rule(&file.path));
    files.flat_map(faults).collect()
}

fn is_this_rule(path: &str) -> bool {
    path.ends_with("tidy/words.rs")
}

fn faults(file: &File) -> Vec<Finding> {
    let lines = file.text.lines().enumerate();
    lines
        .filter_map(|(at, line)| fault(line).map(|lesson| Finding::new(format!("{}:{}", file.path, at + 1), lesson)))
        .collect()
}

fn fault(line: &str) -> Option<&'static str> {
    let open = ["TODO", "FIXME", "XXX:"].iter().any(|word| line.contains(word));
    if open && !line.contains("(#") {
        return Some("open work needs an issue: write `TODO(#12): ...`, or do it");
    }
    let hosts = ["crates.io/", "static.crates", "pypi.org", "npmjs.org", "npmjs.com", "deb.debian.org"];
    if hosts.iter().any(|host| line.contains(host)) {
        return Some("names a package registry's host: install by the package's name");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_work_needs_an_issue_and_hosts_of_registries_stay_out() {
        assert!(fault("// TODO: later").is_some());
        assert_eq!(fault("// TODO(#12): keep the earliest"), None);
        assert!(fault("curl https://deb.debian.org/x").is_some());
        assert_eq!(fault("apt-get install chromium"), None);
    }
}
