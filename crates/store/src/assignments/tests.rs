use model::{Section, Story};

use super::*;
use crate::samples::{assigner, at, digest, digested, here, stories_of, told};
use crate::testing::TestStore;
use crate::{Changed, Editor, StoryFound, on_both_engines};

on_both_engines!(
    articles_take_their_places_and_wait_no_longer,
    without_the_lease_nothing_is_kept,
    a_repeated_report_changes_nothing,
    a_merged_story_redirects_and_so_do_those_before_it,
    a_story_that_lost_all_its_articles_redirects_to_most_of_them,
    what_editors_decided_is_not_undone,
    a_portrait_leaves_what_is_the_editors,
    a_portrait_answers_the_marks_that_were_there,
    links_and_apartness_move_with_a_merge,
    what_is_gone_is_refused,
);

const EDITOR: Editor<'static> = Editor { actor: "ed", at: Timestamp::UNIX_EPOCH };

async fn record(store: &Store, change: impl FnOnce(&mut Assignment)) -> Assigned {
    let mut assignment = Assignment::new(assigner_again(store).await, at(2));
    change(&mut assignment);
    store.record_assignment(&assignment).await.unwrap()
}

/// A lease for each call, as if the assigner before had stopped.
async fn assigner_again(store: &Store) -> Lease {
    store.write(Statement::new("delete from leases")).await.unwrap();
    assigner(store).await
}

async fn moved(store: &Store, id: StoryId) -> Option<StoryId> {
    match store.story(id).await.unwrap() {
        Some(StoryFound::Moved(to)) => Some(to),
        _ => None,
    }
}

fn portrait(story: Story) -> StoryPortrait {
    StoryPortrait { story, languages: Vec::new(), wire_groups: Vec::new() }
}

async fn articles_take_their_places_and_wait_no_longer(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b", "c"]).await;
    let waiting = store.unassigned(2).await.unwrap();
    assert_eq!(waiting.len(), 2);
    assert!(waiting.is_sorted_by_key(|article| (article.first_seen, article.article_id)));
    assert_eq!(waiting[0].gist.as_deref(), Some(&[1, 0, 255][..]));
    let story = told(&store, assigner_again(&store).await, &articles[..2]).await;
    assert_eq!(stories_of(&store, [articles[0], articles[1], articles[2]]).await, [Some(story), Some(story), None]);
    let waiting: Vec<_> = store.unassigned(9).await.unwrap().iter().map(|article| article.article_id).collect();
    assert_eq!(waiting, [articles[2]]);
    let first = store.open_placements(at(-1000), None, 1).await.unwrap();
    let rest = store.open_placements(at(-1000), first.next, 9).await.unwrap();
    let open: Vec<_> = first.items.iter().chain(&rest.items).collect();
    assert_eq!(open.len(), 2);
    assert!(open.iter().all(|placed| placed.story_id == story && !placed.fixed && placed.article.gist.is_some()));
    assert!(store.open_placements(at(0), None, 9).await.unwrap().items.is_empty(), "listed before");
    let story = here(&store, story).await;
    assert_eq!((story.articles, story.publishers, story.latest), (2, 1, at(-10)), "before its first portrait");
}

async fn without_the_lease_nothing_is_kept(store: TestStore) {
    let articles = digested(&store, "paper", &["a"]).await;
    let old = assigner(&store).await;
    assigner_again(&store).await;
    let story = store.new_story_ids(1).await.unwrap().next().unwrap();
    let assignment = Assignment { moves: vec![(articles[0], story)], ..Assignment::new(old, at(1)) };
    assert!(store.record_assignment(&assignment).await.unwrap().lease_lost);
    assert_eq!(stories_of(&store, [articles[0]]).await, [None]);
    assert_eq!(store.counts().await.unwrap().stories, 0);
}

async fn a_repeated_report_changes_nothing(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b", "c"]).await;
    let lease = assigner(&store).await;
    let (one, two) = (told(&store, lease, &articles[..1]).await, told(&store, lease, &articles[1..2]).await);
    let story = here(&store, two).await;
    let assignment = Assignment {
        moves: vec![(articles[2], one)],
        merges: vec![(one, two)],
        portraits: vec![portrait(Story { articles: 3, ..story })],
        ..Assignment::new(lease, at(3))
    };
    assert_eq!(store.record_assignment(&assignment).await.unwrap(), Assigned::default());
    let (before, places) = (here(&store, two).await, stories_of(&store, [articles[0], articles[1], articles[2]]).await);
    assert_eq!(places, [Some(two); 3]);
    assert_eq!(store.record_assignment(&assignment).await.unwrap(), Assigned::default());
    assert_eq!(here(&store, two).await, before);
    assert_eq!(stories_of(&store, [articles[0], articles[1], articles[2]]).await, places);
    assert_eq!(store.counts().await.unwrap().stories, 1);
}

async fn a_merged_story_redirects_and_so_do_those_before_it(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b", "c"]).await;
    let lease = assigner(&store).await;
    let mut ids = Vec::new();
    for article in &articles {
        ids.push(told(&store, lease, &[*article]).await);
    }
    let before = store.last_change().await.unwrap();
    assert_eq!(record(&store, |it| it.merges = vec![(ids[0], ids[1])]).await, Assigned::default());
    assert_eq!(record(&store, |it| it.merges = vec![(ids[1], ids[2])]).await, Assigned::default());
    assert_eq!([moved(&store, ids[0]).await, moved(&store, ids[1]).await], [Some(ids[2]); 2]);
    assert_eq!(here(&store, ids[2]).await.articles, 3);
    let changed: Vec<_> = store.changes_after(before, 99).await.unwrap().iter().map(|change| change.what).collect();
    for id in &ids {
        assert!(changed.contains(&Changed::Story(*id)), "{changed:?}");
    }
    // The assigner may still know a story by its old id.
    record(&store, |it| it.moves = vec![(articles[0], ids[0])]).await;
    assert_eq!(stories_of(&store, [articles[0]]).await, [Some(ids[2])]);
}

async fn a_story_that_lost_all_its_articles_redirects_to_most_of_them(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b", "c", "d"]).await;
    let lease = assigner(&store).await;
    let (old, other) = (told(&store, lease, &articles[..3]).await, told(&store, lease, &articles[3..]).await);
    let new = store.new_story_ids(1).await.unwrap().next().unwrap();
    record(&store, |it| it.moves = vec![(articles[0], new), (articles[1], other), (articles[2], other)]).await;
    assert_eq!(moved(&store, old).await, Some(other));
    assert_eq!([here(&store, new).await.articles, here(&store, other).await.articles], [1, 3]);
}

async fn what_editors_decided_is_not_undone(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b", "c"]).await;
    let lease = assigner(&store).await;
    let (one, two) = (told(&store, lease, &articles[..2]).await, told(&store, lease, &articles[2..]).await);
    assert!(store.move_article(EDITOR, articles[0], two).await.unwrap());
    let assigned = record(&store, |it| it.moves = vec![(articles[0], one), (articles[1], one)]).await;
    assert_eq!((assigned.refused_moves, assigned.refused_merges), (vec![articles[0]], vec![]));
    let split = store.split_story(EDITOR, two, &articles[2..]).await.unwrap().unwrap();
    let assigned = record(&store, |it| it.merges = vec![(split, two), (one, two)]).await;
    assert_eq!(assigned.refused_merges, [(split, two)]);
    let places = stories_of(&store, [articles[0], articles[1], articles[2]]).await;
    assert_eq!(places, [Some(two), Some(two), Some(split)]);
}

async fn a_portrait_leaves_what_is_the_editors(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b"]).await;
    let lease = assigner(&store).await;
    let (one, two) = (told(&store, lease, &articles[..1]).await, told(&store, lease, &articles[1..]).await);
    assert!(store.headline_story(EDITOR, one, Some("Ours")).await.unwrap());
    assert!(store.pin_story(EDITOR, one, true).await.unwrap());
    let story = here(&store, one).await;
    let drawn = Story {
        own_headline: None,
        pinned: false,
        section: Some(Section::Sport),
        pictured: Some(articles[0]),
        importance: 1.5,
        velocity: 0.25,
        languages: vec![("en".parse().unwrap(), 1)],
        ..story
    };
    record(&store, |it| it.portraits = vec![portrait(drawn.clone())]).await;
    let kept = Story { own_headline: Some("Ours".to_owned()), pinned: true, ..drawn };
    assert_eq!(here(&store, one).await, kept);
    record(&store, |it| it.merges = vec![(one, two)]).await;
    let merged = here(&store, two).await;
    assert_eq!((merged.own_headline.as_deref(), merged.pinned), (Some("Ours"), true), "they move with the articles");
}

async fn a_portrait_answers_the_marks_that_were_there(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b", "c"]).await;
    let story = told(&store, assigner(&store).await, &articles).await;
    let marks = store.dirty_stories(9).await.unwrap();
    assert_eq!(marks.len(), 1, "there is no portrait yet");
    let drawn = here(&store, story).await;
    let answer = |it: &mut Assignment| (it.portraits, it.answered) = (vec![portrait(drawn.clone())], marks.clone());
    store.withdraw(articles[0]).await.unwrap();
    record(&store, answer).await;
    let marks = store.dirty_stories(9).await.unwrap();
    assert_eq!(marks.len(), 1, "an article left after the portrait was drawn");
    let answer = |it: &mut Assignment| (it.portraits, it.answered) = (vec![portrait(drawn)], marks);
    record(&store, answer).await;
    assert!(store.dirty_stories(9).await.unwrap().is_empty());
}

async fn links_and_apartness_move_with_a_merge(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b", "c", "d", "e"]).await;
    let lease = assigner(&store).await;
    let (one, two) = (told(&store, lease, &articles[..2]).await, told(&store, lease, &articles[2..3]).await);
    let (three, four) = (told(&store, lease, &articles[3..4]).await, told(&store, lease, &articles[4..]).await);
    let split = store.split_story(EDITOR, one, &articles[..1]).await.unwrap().unwrap();
    record(&store, |it| it.links = vec![(two, three, 0.5), (four, two, 0.25), (two, two, 1.0)]).await;
    record(&store, |it| it.merges = vec![(two, one)]).await;
    let links = store.story_links(one).await.unwrap();
    assert_eq!((links.earlier, links.later), (vec![(three, 0.5)], vec![(four, 0.25)]));
    record(&store, |it| it.merges = vec![(split, three)]).await;
    let assigned = record(&store, |it| it.merges = vec![(three, one)]).await;
    assert_eq!(assigned.refused_merges, [(three, one)], "what was split off lives on in the other");
    record(&store, |it| it.links = vec![(four, StoryId::new(5), 0.5)]).await;
    assert!(store.story_links(four).await.unwrap().earlier.iter().all(|(story, _)| *story == one));
}

async fn what_is_gone_is_refused(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b"]).await;
    let lease = assigner(&store).await;
    let story = told(&store, lease, &articles[..1]).await;
    store.withdraw(articles[1]).await.unwrap();
    let (pruned, new) = (ArticleId::new(5), store.new_story_ids(1).await.unwrap().next().unwrap());
    let assigned = record(&store, |it| {
        it.moves = vec![(articles[1], new), (pruned, story)];
        it.merges = vec![(StoryId::new(7), story)];
        it.portraits = vec![portrait(Story {
            id: StoryId::new(9),
            lead: pruned,
            pictured: None,
            own_headline: None,
            pinned: false,
            section: None,
            began: at(0),
            latest: at(0),
            articles: 1,
            publishers: 1,
            voices: 1,
            languages: Vec::new(),
            importance: 0.0,
            velocity: 0.0,
        })];
    })
    .await;
    assert_eq!(assigned.refused_moves, [pruned, articles[1]]);
    assert_eq!(assigned.refused_merges, [(StoryId::new(7), story)]);
    assert_eq!(store.counts().await.unwrap().stories, 1);
    digest(&store, &[]).await;
    store.withdraw(articles[0]).await.unwrap();
    assert_eq!(store.story(story).await.unwrap(), None);
}
