//! Every seed of the fuzz targets, and every input that once broke one, through the same functions as the fuzzer runs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use octavo_tests::fuzz_targets::TARGETS;

/// A target with fewer would begin its search blind.
const SEEDS_MIN: usize = 10;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz").join(name)
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect()
}

#[test]
fn every_seed_is_replayed() {
    for (name, target) in TARGETS {
        let seeds = folder(&format!("seeds/{name}"));
        let mut paths: Vec<PathBuf> = fs::read_dir(&seeds).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        assert!(paths.len() >= SEEDS_MIN, "{name} has {} seeds", paths.len());
        for path in paths {
            let bytes = fs::read(&path).unwrap();
            let replayed = std::panic::catch_unwind(|| target(&bytes));
            assert!(replayed.is_ok(), "{} breaks {name}; its message stands above", path.display());
        }
    }
}

#[test]
fn targets_seeds_and_functions_are_the_same_set() {
    let functions: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(&folder("targets")), functions, "files in fuzz/targets and names in fuzz_targets.rs");
    assert_eq!(names(&folder("seeds")), functions, "folders in fuzz/seeds and names in fuzz_targets.rs");
    let manifest = fs::read_to_string(folder("Cargo.toml")).unwrap();
    for name in functions {
        assert!(manifest.contains(&format!("path = \"targets/{name}.rs\"")), "{name} is missing in fuzz/Cargo.toml");
    }
}
