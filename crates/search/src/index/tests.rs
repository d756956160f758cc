use std::fs;

use super::*;
use crate::samples::{document, find, now, small};
use crate::{DIMENSIONS, Search};

fn pointing(number: i8) -> Vector {
    let mut numbers = [1; DIMENSIONS];
    numbers.iter_mut().take(100).for_each(|n| *n = number);
    Vector::from(numbers)
}

fn with_vector(id: i64, text: &str, number: i8) -> Document {
    Document { vector: Some(pointing(number)), ..document(id, text, text) }
}

#[test]
fn what_was_not_committed_is_gone_and_what_is_repeated_is_not_doubled() {
    let folder = tempfile::tempdir().unwrap();
    {
        let index = Index::open(folder.path(), small()).unwrap();
        assert_eq!((index.seq(), index.len()), (0, 0));
        index.put(&[document(1, "Ferry", ""), document(2, "Ferry", "")]).unwrap();
        index.commit(7).unwrap();
        index.put(&[document(3, "Ferry", "")]).unwrap();
        index.remove(&[ArticleId::new(1)]).unwrap();
        assert_eq!(find(&index, "ferry"), [1, 2], "nothing shows before its commit");
    }
    let index = Index::open(folder.path(), small()).unwrap();
    assert_eq!((index.seq(), find(&index, "ferry")), (7, vec![1, 2]));
    // The follower goes on from 7 and meets 2 and 3 again.
    index.put(&[document(2, "Ferry", ""), document(3, "Ferry", ""), document(3, "Ferry", "")]).unwrap();
    index.remove(&[ArticleId::new(1)]).unwrap();
    index.commit(9).unwrap();
    assert_eq!((index.seq(), find(&index, "ferry")), (9, vec![2, 3]));
}

#[test]
fn a_later_document_takes_the_place_of_an_earlier_one() {
    let index = crate::samples::index(&[document(1, "Ferry late", "rain")]);
    index.put(&[document(1, "Train late", "snow")]).unwrap();
    index.commit(2).unwrap();
    assert_eq!((find(&index, "ferry OR rain"), find(&index, "train snow")), (vec![], vec![1]));
    index.remove(&[ArticleId::new(1)]).unwrap();
    index.put(&[document(1, "Tram late", "")]).unwrap();
    index.commit(3).unwrap();
    assert_eq!((find(&index, "late"), find(&index, "tram")), (vec![1], vec![1]));
}

#[test]
fn a_commit_of_nothing_notes_its_seq() {
    let folder = tempfile::tempdir().unwrap();
    Index::open(folder.path(), small()).unwrap().commit(12).unwrap();
    assert_eq!(Index::open(folder.path(), small()).unwrap().seq(), 12);
}

#[test]
fn vectors_come_back_with_their_articles() {
    let folder = tempfile::tempdir().unwrap();
    let near = Near { count: 5, ..Near::default() };
    {
        let index = Index::open(folder.path(), small()).unwrap();
        index.put(&[with_vector(1, "a", 90), with_vector(2, "b", 80), with_vector(3, "c", -90)]).unwrap();
        index.put(&[document(4, "no vector", "")]).unwrap();
        index.commit(1).unwrap();
        index.put(&[with_vector(5, "d", 85)]).unwrap();
    }
    let index = Index::open(folder.path(), small()).unwrap();
    let similar: Vec<i64> =
        index.similar(ArticleId::new(1), &near).unwrap().iter().map(|(article, _)| article.get()).collect();
    assert_eq!(similar, [2, 3], "not itself, not what has none, not what was lost");
    assert_eq!(index.similar(ArticleId::new(4), &near).unwrap(), []);
    index.put(&[document(2, "b, and its vector was withdrawn", "")]).unwrap();
    index.remove(&[ArticleId::new(3)]).unwrap();
    index.commit(2).unwrap();
    assert_eq!(index.similar(ArticleId::new(1), &near).unwrap(), []);
    assert_eq!(index.vector(ArticleId::new(2)).unwrap(), None);
}

#[test]
fn what_memory_cannot_hold_is_still_found_by_its_own_vector() {
    let folder = tempfile::tempdir().unwrap();
    {
        let index = Index::open(folder.path(), small()).unwrap();
        index.put(&[with_vector(1, "new", 90), with_vector(2, "old", 80)]).unwrap();
        index.commit(1).unwrap();
    }
    let index = Index::open(folder.path(), Options { vectors: 1, ..small() }).unwrap();
    assert_eq!(index.vector(ArticleId::new(2)).unwrap(), Some(pointing(80)));
    let near = Near { count: 5, ..Near::default() };
    let similar = |id| index.similar(ArticleId::new(id), &near).unwrap().len();
    assert_eq!((similar(2), similar(1)), (1, 0), "only the newer is near to anything");
}

#[test]
fn a_second_writer_is_told_and_may_still_search() {
    let folder = tempfile::tempdir().unwrap();
    let first = Index::open(folder.path(), small()).unwrap();
    first.put(&[document(1, "Ferry", "")]).unwrap();
    first.commit(1).unwrap();
    let second = Index::open(folder.path(), small()).unwrap();
    assert_eq!(find(&second, "ferry"), [1]);
    assert!(matches!(second.put(&[document(2, "Ferry", "")]), Err(Error::InUse)));
    drop(first);
    second.put(&[document(2, "Ferry", "")]).unwrap();
    second.commit(2).unwrap();
    assert_eq!(find(&second, "ferry"), [1, 2]);
}

fn filled_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), small()).unwrap();
    index.put(&[document(1, "Ferry", "late")]).unwrap();
    index.commit(1).unwrap();
    folder
}

fn files_ending(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.to_string_lossy().ends_with(end)).collect()
}

#[test]
fn damaged_files_are_told_and_a_reset_makes_an_empty_index() {
    for end in ["meta.json", ".term", ".store", ".fast", ".idx"] {
        for damage in ["cut", "gone", "garbage"] {
            let folder = filled_folder();
            let path = files_ending(folder.path(), end).pop().unwrap_or_else(|| panic!("no file ends in {end}"));
            match damage {
                "cut" => fs::write(&path, &fs::read(&path).unwrap()[..10]).unwrap(),
                "gone" if end == "meta.json" => continue,
                "gone" => fs::remove_file(&path).unwrap(),
                _ => fs::write(&path, "garbage").unwrap(),
            }
            let opened = Index::open(folder.path(), small());
            assert!(matches!(opened, Err(Error::Damaged { .. })), "{end} {damage}: {opened:?}");
            let index = Index::reset(folder.path(), small()).unwrap();
            assert_eq!((index.len(), index.seq()), (0, 0));
        }
    }
}

#[test]
fn a_flipped_bit_is_found_by_looking_for_it() {
    let folder = filled_folder();
    let path = files_ending(folder.path(), ".pos").pop().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[0] ^= 1;
    fs::write(&path, bytes).unwrap();
    let index = Index::open(folder.path(), small()).unwrap();
    assert_eq!(index.damaged_files().unwrap().len(), 1);
    assert!(crate::samples::index(&[]).damaged_files().unwrap().is_empty());
}

#[test]
fn an_index_of_another_version_is_told() {
    let folder = filled_folder();
    let meta = folder.path().join("meta.json");
    let changed = fs::read_to_string(&meta).unwrap().replace(&format!("\"{VERSION} 1\""), "\"999 1\"");
    fs::write(&meta, changed).unwrap();
    let error = Index::open(folder.path(), small()).unwrap_err();
    assert!(matches!(&error, Error::OtherVersion { found, .. } if found == "999"), "{error}");
}

#[test]
fn texts_of_two_megabytes_are_taken_in_bounded_steps() {
    let index = Index::in_memory(small()).unwrap();
    let long = "ferry ".repeat(350_000);
    let documents: Vec<Document> = (1..=2).map(|id| document(id, "long", &long)).collect();
    index.put(&documents).unwrap();
    index.put(&[document(4, "", ""), document(5, "\0\u{1f}\u{200b}", "\u{1f}ferry\u{1f}late")]).unwrap();
    index.commit(1).unwrap();
    assert_eq!(find(&index, "ferry").len(), 3);
    assert_eq!(find(&index, "\"ferry late\""), [5], "a separator in a text is no separator");
}

#[test]
fn searching_while_another_thread_writes_sees_whole_commits() {
    let index = crate::samples::index(&[]);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0..5 {
                let batch: Vec<Document> = (1..=10).map(|id| document(round * 10 + id, "ferry", "")).collect();
                index.put(&batch).unwrap();
                index.commit(round).unwrap();
            }
        });
        let query = crate::Query::parse("ferry");
        for _ in 0..50 {
            let found = index.search(&Search::new(&query, now())).unwrap().found;
            assert_eq!(found % 10, 0);
        }
    });
    assert_eq!(find(&index, "ferry").len(), 50);
}
