//! Words that tell what a name beside them names.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::words::fold;

const MARKS: &str = include_str!("../../data/hashtags/marks.txt");

/// The folded words of each class.
static CLASSES: LazyLock<HashMap<&'static str, HashSet<String>>> = LazyLock::new(|| {
    let mut classes: HashMap<_, HashSet<_>> = HashMap::new();
    for (class, words) in lines() {
        classes.entry(class).or_default().extend(words.map(fold));
    }
    classes
});

/// Which kind of place each place word tells, by number.
static PLACES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let places = lines().filter(|(class, _)| *class == "place").enumerate();
    places.flat_map(|(kind, (_, words))| words.map(move |word| (fold(word), kind))).collect()
});

fn lines() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    MARKS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((words.next()?, words))
    })
}

/// Whether a folded word is of a class of `marks.txt`.
pub(super) fn is(class: &str, word: &str) -> bool {
    CLASSES.get(class).is_some_and(|words| words.contains(word))
}

/// The kind of place that a folded word tells.
pub(super) fn place(word: &str) -> Option<usize> {
    PLACES.get(word).copied()
}

/// Whether a folded word tells a kind of body or place.
pub(super) fn is_type(word: &str) -> bool {
    is("org", word) || place(word).is_some()
}

/// The words of a class.
pub(super) fn all(class: &str) -> impl Iterator<Item = &'static String> {
    CLASSES.get(class).into_iter().flatten()
}
