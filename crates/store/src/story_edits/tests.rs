use std::collections::BTreeMap;

use super::*;
use crate::samples::{assigner, at, digested, here, told};
use crate::testing::TestStore;
use crate::{Assignment, Lease, StoryFound, on_both_engines};

on_both_engines!(
    each_edit_can_be_undone_and_is_told_once,
    a_merge_is_undone_as_far_as_it_stands,
    edits_of_nothing_are_not_logged,
    a_moved_article_takes_its_storys_address_along,
);

const EDITOR: Editor<'static> = Editor { actor: "ed", at: Timestamp::UNIX_EPOCH };

/// Two stories of two articles each.
async fn two_stories(store: &Store) -> (Lease, Vec<ArticleId>, StoryId, StoryId) {
    let articles = digested(store, "paper", &["a", "b", "c", "d"]).await;
    let lease = assigner(store).await;
    let (one, two) = (told(store, lease, &articles[..2]).await, told(store, lease, &articles[2..]).await);
    (lease, articles, one, two)
}

/// Where all articles are and whether they are fixed, and what editors gave to stories.
async fn state(store: &Store) -> Vec<String> {
    let mut reader = store.reader().await.unwrap();
    let mut state = Vec::new();
    for (text, columns) in [
        ("select article_id, story_id, fixed from placements order by article_id", ["article_id", "story_id", "fixed"]),
        ("select id, pinned, articles from stories order by id", ["id", "pinned", "articles"]),
        ("select a, b, 0 as c from story_apart order by a, b", ["a", "b", "c"]),
        ("select old_id, story_id, 0 as c from story_redirects order by old_id", ["old_id", "story_id", "c"]),
    ] {
        for row in Statement::new(text).rows(&mut reader).await.unwrap() {
            state.push(format!("{columns:?} {:?}", columns.map(|column| row.int(column).unwrap())));
        }
    }
    for row in Statement::new("select own_headline from stories order by id").rows(&mut reader).await.unwrap() {
        state.push(format!("{:?}", row.maybe_text("own_headline").unwrap()));
    }
    state
}

async fn each_edit_can_be_undone_and_is_told_once(store: TestStore) {
    let (_, articles, one, two) = two_stories(&store).await;
    store.headline_story(EDITOR, one, Some("Ours")).await.unwrap();
    let mut last = store.edits_after(0, 9).await.unwrap().last().unwrap().id;
    for round in 0..5 {
        let before = state(&store).await;
        match round {
            0 => assert!(store.merge_stories(EDITOR, one, two).await.unwrap()),
            1 => assert!(store.split_story(EDITOR, one, &articles[..1]).await.unwrap().is_some()),
            2 => assert!(store.move_article(EDITOR, articles[0], two).await.unwrap()),
            3 => assert!(store.headline_story(EDITOR, one, None).await.unwrap()),
            _ => assert!(store.pin_story(EDITOR, two, true).await.unwrap()),
        }
        assert_ne!(state(&store).await, before);
        let edit = store.edits_after(last, 9).await.unwrap().remove(0);
        let kind = [EditKind::Merge, EditKind::Split, EditKind::Move, EditKind::Headline, EditKind::Pin][round];
        assert_eq!((edit.kind, edit.actor.as_str(), edit.undone_at), (kind, "ed", None));
        let places: BTreeMap<_, _> = edit.moved.iter().copied().collect();
        assert_eq!(store.stories_of(&places.keys().copied().collect::<Vec<_>>()).await.unwrap().len(), places.len());
        for (article, story) in store.stories_of(&articles).await.unwrap() {
            assert!(places.get(&article).is_none_or(|put| *put == story), "the log says where it is");
        }
        assert!(store.undo_edit(Editor { at: at(7), ..EDITOR }, edit.id).await.unwrap());
        let mut after = state(&store).await;
        // A story that came into being by a split leaves its address to the one it came from.
        after.retain(|line| round != 1 || !line.starts_with("[\"old_id\""));
        assert_eq!(after, before, "{kind:?}");
        assert!(!store.undo_edit(EDITOR, edit.id).await.unwrap(), "once");
        let edits = store.edits_after(last, 9).await.unwrap();
        assert_eq!((edits[0].undone_at, edits[1].kind), (Some(at(7)), EditKind::Undo));
        assert!(!store.undo_edit(EDITOR, edits[1].id).await.unwrap(), "an undoing stays");
        last = edits[1].id;
    }
}

async fn a_merge_is_undone_as_far_as_it_stands(store: TestStore) {
    let (lease, articles, one, two) = two_stories(&store).await;
    let more = digested(&store, "other", &["e"]).await;
    assert!(store.merge_stories(EDITOR, one, two).await.unwrap());
    let moves = vec![(more[0], one)];
    store.record_assignment(&Assignment { moves, ..Assignment::new(lease, at(3)) }).await.unwrap();
    store.withdraw(articles[0]).await.unwrap();
    let edit = store.edits_after(0, 9).await.unwrap().remove(0);
    assert!(store.undo_edit(EDITOR, edit.id).await.unwrap());
    assert_eq!((here(&store, one).await.articles, here(&store, two).await.articles), (1, 3));
    assert_eq!(store.stories_of(&more).await.unwrap()[&more[0]], two, "it came after the merge and stays");
}

async fn edits_of_nothing_are_not_logged(store: TestStore) {
    let (_, articles, one, _) = two_stories(&store).await;
    let (nobody, nothing) = (StoryId::new(5), ArticleId::new(5));
    assert!(!store.merge_stories(EDITOR, one, one).await.unwrap());
    assert!(!store.merge_stories(EDITOR, nobody, one).await.unwrap());
    assert!(!store.merge_stories(EDITOR, one, nobody).await.unwrap());
    assert_eq!(store.split_story(EDITOR, one, &[]).await.unwrap(), None);
    assert_eq!(store.split_story(EDITOR, one, &articles).await.unwrap(), None, "nothing would be left");
    assert!(!store.move_article(EDITOR, articles[0], one).await.unwrap());
    assert!(!store.move_article(EDITOR, articles[0], nobody).await.unwrap());
    assert!(!store.move_article(EDITOR, nothing, one).await.unwrap());
    assert!(!store.headline_story(EDITOR, nobody, Some("x")).await.unwrap());
    assert!(!store.pin_story(EDITOR, nobody, true).await.unwrap());
    assert!(!store.undo_edit(EDITOR, 5).await.unwrap());
    assert!(store.edits_after(0, 9).await.unwrap().is_empty());
}

async fn a_moved_article_takes_its_storys_address_along(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b"]).await;
    let lease = assigner(&store).await;
    let (one, two) = (told(&store, lease, &articles[..1]).await, told(&store, lease, &articles[1..]).await);
    assert!(store.move_article(EDITOR, articles[0], two).await.unwrap());
    assert_eq!(store.story(one).await.unwrap(), Some(StoryFound::Moved(two)));
    let edit = store.edits_after(0, 9).await.unwrap().remove(0);
    assert!(store.undo_edit(EDITOR, edit.id).await.unwrap());
    assert_eq!(here(&store, one).await.articles, 1);
}
