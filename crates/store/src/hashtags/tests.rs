use model::rights::Audience;
use model::{ArticleId, Ownership};

use super::*;
use crate::samples::{assigner, at, digest, document, draft, feed, feed_of, item, poll, told};
use crate::testing::TestStore;
use crate::{NewPublisher, Store, on_both_engines};

on_both_engines!(
    spellings_of_one_thing_lead_to_one_hashtag,
    a_person_is_shown_once_three_owners_name_them,
    what_is_suppressed_is_nowhere,
    a_merged_hashtag_brings_its_articles_and_spellings,
    the_articles_of_a_hashtag_are_paged,
    owners_are_counted_by_day_and_taken_back,
    a_story_shows_what_most_owners_name,
);

/// Articles of a publisher, one a name, filed under these hashtags.
async fn filed(store: &Store, publisher: &str, names: &[&str], drafts: &[HashtagDraft]) -> Vec<ArticleId> {
    let feed = feed(store, publisher).await;
    let items: Vec<_> = names.iter().map(|name| item(&format!("{publisher}/{name}"))).collect();
    poll(store, feed, 0, document(&items)).await;
    digest(store, drafts).await
}

async fn tags(store: &Store, article: ArticleId) -> Vec<String> {
    let hashtags = store.article_hashtags(&[article]).await.unwrap();
    hashtags.into_values().flatten().map(|hashtag| hashtag.tag).collect()
}

fn spelled(tag: &str, key: &str) -> HashtagDraft {
    HashtagDraft { key: key.to_owned(), ..draft(tag, HashtagKind::Place) }
}

async fn spellings_of_one_thing_lead_to_one_hashtag(store: TestStore) {
    let drafts = [spelled("NewYork", "new york"), spelled("NEWYORK", "n y"), spelled("NuevaYork", "new york")];
    let article = filed(&store, "one", &["a"], &drafts).await[0];
    assert_eq!(tags(&store, article).await, ["NewYork"], "the first that came");
    let found = store.hashtag("#newyork").await.unwrap().unwrap();
    for name in ["NewYork", "nuevayork", "new york", " #N Y"] {
        assert_eq!(store.hashtag(name).await.unwrap().as_ref(), Some(&found), "{name}");
    }
    let later = filed(&store, "two", &["b"], &[spelled("NY", "n y"), spelled("#", ""), spelled("", "x")]).await[0];
    assert_eq!(tags(&store, later).await, ["NewYork"]);
    assert_eq!(store.hashtag("ny").await.unwrap(), Some(found));
    assert_eq!(store.hashtag("York").await.unwrap(), None);
    assert_eq!(store.counts().await.unwrap().hashtags, 1);
}

async fn a_person_is_shown_once_three_owners_name_them(store: TestStore) {
    let person = [draft("JoanDoe", HashtagKind::Person)];
    // Two papers of one owner, and one whose owner is not known.
    let mut articles = Vec::new();
    for (name, owner) in [("a", Some("Big Media")), ("b", Some(" big media ")), ("c", None)] {
        let home = format!("https://{name}.example/").parse().ok();
        let ownership = Ownership { owner: owner.map(str::to_owned), ..Ownership::default() };
        let publisher = store.add_publisher(&NewPublisher { name: name.to_owned(), home, ownership }).await.unwrap();
        let feed = feed_of(&store, publisher, name).await;
        poll(&store, feed, 0, document(&[item(name)])).await;
        articles.extend(digest(&store, &person).await);
    }
    assert_eq!(store.hashtag("JoanDoe").await.unwrap(), None);
    assert!(tags(&store, articles[0]).await.is_empty());
    articles.extend(filed(&store, "d", &["x"], &person).await);
    assert!(store.hashtag("JoanDoe").await.unwrap().is_some());
    assert_eq!(tags(&store, articles[0]).await, ["JoanDoe"]);
    store.withdraw(articles[3]).await.unwrap();
    assert_eq!(store.hashtag("JoanDoe").await.unwrap(), None, "one of the three took it back");
}

async fn what_is_suppressed_is_nowhere(store: TestStore) {
    let articles = filed(&store, "one", &["a"], &[draft("Rome", HashtagKind::Place)]).await;
    let story = told(&store, assigner(&store).await, &articles).await;
    let rome = store.hashtag("rome").await.unwrap().unwrap();
    for (on, count) in [(true, 0), (false, 1)] {
        assert!(store.suppress_hashtag(rome.id, on).await.unwrap());
        assert_eq!(store.hashtag("rome").await.unwrap().iter().count(), count);
        assert_eq!(tags(&store, articles[0]).await.len(), count);
        assert_eq!(store.story_hashtags(story, 9).await.unwrap().len(), count);
        assert_eq!(store.hashtag_uses(at(0), 2, 9).await.unwrap().len(), count);
        assert_eq!(store.indexable(&articles).await.unwrap()[0].hashtags.len(), count);
    }
    assert!(!store.suppress_hashtag(HashtagId::new(5), true).await.unwrap());
}

async fn a_merged_hashtag_brings_its_articles_and_spellings(store: TestStore) {
    let both = [draft("Rome", HashtagKind::Place), draft("Roma", HashtagKind::Place)];
    filed(&store, "one", &["a"], &both).await;
    filed(&store, "two", &["b"], &both[1..]).await;
    let rome = store.hashtag("rome").await.unwrap().unwrap();
    let roma = store.hashtag("roma").await.unwrap().unwrap();
    assert!(!store.merge_hashtags(roma.id, roma.id).await.unwrap());
    assert!(store.merge_hashtags(roma.id, rome.id).await.unwrap());
    assert!(!store.merge_hashtags(roma.id, rome.id).await.unwrap());
    assert_eq!(store.hashtag("Roma").await.unwrap().as_ref(), Some(&rome));
    filed(&store, "three", &["c"], &both[1..]).await;
    assert_eq!(store.hashtag_articles(rome.id, Audience::Public, None, 9).await.unwrap().items.len(), 3);
}

async fn the_articles_of_a_hashtag_are_paged(store: TestStore) {
    let names: Vec<_> = (0..7).map(|number| number.to_string()).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let articles = filed(&store, "one", &names, &[draft("Rome", HashtagKind::Place)]).await;
    let story = told(&store, assigner(&store).await, &articles[..1]).await;
    let rome = store.hashtag("rome").await.unwrap().unwrap();
    let (mut seen, mut after) = (Vec::new(), None);
    for _ in 0..4 {
        let page = store.hashtag_articles(rome.id, Audience::Public, after, 2).await.unwrap();
        seen.extend(page.items.into_iter().map(|item| (item.listed.article.id, item.story_id)));
        after = page.next;
    }
    assert_eq!((seen.len(), after), (7, None));
    assert!(seen.windows(2).all(|pair| pair[0].0 > pair[1].0));
    assert_eq!(seen.last(), Some(&(articles[0], Some(story))));
}

async fn owners_are_counted_by_day_and_taken_back(store: TestStore) {
    let rome = [draft("Rome", HashtagKind::Place)];
    let articles = filed(&store, "one", &["a", "b"], &rome).await;
    let other = filed(&store, "two", &["c"], &rome).await;
    let used = async |hours: i64| {
        let uses = store.hashtag_uses(at(60 * hours), 3, 9).await.unwrap();
        uses.into_iter().map(|found| (found.owners, found.past, found.last_used)).collect::<Vec<_>>()
    };
    assert_eq!(used(0).await, [(2, vec![0, 0], at(-10))], "two owners, whatever they wrote");
    assert_eq!(used(24).await, [(0, vec![2, 0], at(-10))]);
    assert!(used(72).await.is_empty(), "nobody used it of late");
    store.withdraw(other[0]).await.unwrap();
    assert_eq!(used(0).await, [(1, vec![0, 0], at(-10))]);
    store.digest_anew(2, at(0)).await.unwrap();
    digest(&store, &[]).await;
    assert!(used(0).await.is_empty(), "digested again, without it");
    assert!(store.hashtag_articles(HashtagId::new(5), Audience::Public, None, 9).await.unwrap().items.is_empty());
    assert_eq!(articles.len(), 2);
}

async fn a_story_shows_what_most_owners_name(store: TestStore) {
    let (rome, pope) = (draft("Rome", HashtagKind::Place), draft("Election", HashtagKind::Theme));
    let heavy = HashtagDraft { weight: 0.9, ..pope };
    let mut articles = filed(&store, "one", &["a", "b"], &[rome.clone(), heavy]).await;
    articles.extend(filed(&store, "two", &["c"], std::slice::from_ref(&rome)).await);
    let story = told(&store, assigner(&store).await, &articles).await;
    let tags: Vec<_> = store.story_hashtags(story, 9).await.unwrap().into_iter().map(|hashtag| hashtag.tag).collect();
    assert_eq!(tags, ["Rome", "Election"]);
    assert_eq!(store.story_hashtags(story, 1).await.unwrap().len(), 1);
}
