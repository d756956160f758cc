use super::*;

fn entry(guid: &str, link: &str, title: &str) -> ParsedEntry {
    ParsedEntry { guid: guid.into(), url: link.parse().ok(), title: title.into(), ..ParsedEntry::default() }
}

fn kept(entries: impl IntoIterator<Item = ParsedEntry>) -> (Vec<ParsedEntry>, Vec<Problem>) {
    let mut window = Window::default();
    let mut problems = Problems::default();
    entries.into_iter().for_each(|entry| window.push(entry, &mut problems));
    let kept = window.finish(&mut problems);
    (kept, problems.into_vec())
}

#[test]
fn a_derived_guid_is_stable_and_never_empty() {
    let (first, _) = kept([entry("", "https://paper.example/1", "One"), entry("", "", "Two"), entry("", "", "")]);
    let (second, _) = kept([entry("", "", "Two"), entry("", "https://paper.example/1", "One, corrected")]);
    assert_eq!(first.len(), 2, "an empty entry is none");
    assert_eq!(first[0].guid, second[1].guid, "the link decides, not the title");
    assert_eq!(first[1].guid, second[0].guid);
    assert!(first[0].guid.starts_with("link:"));
}

#[test]
fn a_guid_longer_than_a_key_is_hashed() {
    let (entries, _) = kept([entry(&"g".repeat(5000), "", "")]);
    assert_eq!(entries[0].guid.len(), "long:".len() + 32);
}

#[test]
fn a_repeated_entry_is_kept_once() {
    let (entries, problems) =
        kept([entry("a", "https://paper.example/1", "x"), entry("a", "https://paper.example/1", "x")]);
    assert_eq!((entries.len(), problems.len()), (1, 0));
    assert_eq!(entries[0].guid, "a");
}

#[test]
fn entries_that_share_a_guid_are_told_apart_for_good() {
    let one = || entry("a", "https://paper.example/1", "x");
    let two = || entry("a", "https://paper.example/2", "y");
    let three = || entry("a", "https://paper.example/3", "z");
    let (before, problems) = kept([one(), two()]);
    let (after, _) = kept([three(), one(), two()]);
    assert_eq!(problems, [Problem::DuplicateGuid("a".into())]);
    assert_eq!(before[0].guid, after[1].guid);
    assert_eq!(before[1].guid, after[2].guid);
    assert_ne!(before[0].guid, before[1].guid);
}

#[test]
fn the_newest_entries_are_kept_in_the_order_of_the_feed() {
    let dated = |number: i64| ParsedEntry {
        published: Timestamp::from_second(1_600_000_000 + number).ok(),
        ..entry(&number.to_string(), "", "")
    };
    let (entries, problems) = kept((0..10_000).map(dated));
    assert_eq!(entries.len(), MAX_ENTRIES);
    assert_eq!(entries[0].guid, "8000");
    assert_eq!(entries[MAX_ENTRIES - 1].guid, "9999");
    assert_eq!(problems, [Problem::TooManyEntries { found: 10_000 }]);
}
