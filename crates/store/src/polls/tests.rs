use std::collections::HashSet;

use model::rights::Audience;
use model::{ArticleId, FeedId, Stage, TextOrigin};

use crate::samples::{
    all, at, changed, claim, document, feed, feed_of, item, lease, only, poll, publisher, report, teaser, url,
};
use crate::testing::TestStore;
use crate::{
    ArticleOutcome, ArticleReport, Item, ListFilter, NewPublisher, PackedBody, PollOutcome, ReadArticle, ReadFeed,
    Store,
};
use crate::{on_both_engines, sql::Statement};

on_both_engines!(
    an_item_becomes_an_entry_and_an_article,
    the_same_report_twice_changes_nothing,
    the_same_document_again_changes_nothing,
    several_polls_are_recorded_at_once,
    a_lost_lease_spoils_only_its_own_poll,
    doubled_guids_and_addresses_make_one_of_each,
    two_feeds_of_one_address_share_the_article,
    another_publisher_changes_nothing,
    a_changed_text_revises_the_article,
    a_summary_never_blanks_a_read_page,
    a_summary_follows_while_there_is_nothing_better,
    an_early_drop_is_asked_for_again,
    what_slides_out_of_the_window_is_not,
    an_item_that_comes_back_is_the_same_entry,
    a_tombstone_withdraws_and_nothing_brings_it_back,
    a_tombstone_of_another_publisher_is_passed_over,
    a_feed_that_moves_keeps_to_a_free_address,
    a_publisher_known_by_its_host_takes_its_feeds_title,
    batches_side_by_side_agree_on_articles,
    odd_values_are_kept,
    hundreds_of_items_are_kept,
);

async fn an_item_becomes_an_entry_and_an_article(store: TestStore) {
    let id = feed(&store, "paper").await;
    let recorded = poll(&store, id, 0, document(&[item("a")])).await;
    assert_eq!((recorded.new_entries, recorded.new_articles, recorded.lease_lost), (1, 1, false));
    let article = only(&store).await;
    assert_eq!(article.metadata, item("a").metadata);
    assert_eq!(article.url, item("a").canonical);
    assert_eq!((article.first_seen, article.listed, article.stage), (at(0), at(-10), Stage::Readable));
    assert_eq!(article.text_origin, Some(TextOrigin::Feed));
    assert_eq!(store.body(article.id).await.unwrap().as_deref(), Some("<p>All about a.</p>"));
    assert_eq!(store.known_fingerprints(id).await.unwrap(), [("a".to_owned(), 1)].into());
    let feed = store.feed(id).await.unwrap().unwrap();
    assert_eq!((feed.title.as_str(), feed.validators.etag.as_deref()), ("A feed", Some("\"1\"")));
}

async fn the_same_report_twice_changes_nothing(store: TestStore) {
    let id = feed(&store, "paper").await;
    let lease = lease(&store, id).await;
    let report = report(id, lease, at(0), PollOutcome::Read(Box::new(document(&[item("a"), teaser("b")]))));
    store.record_polls(std::slice::from_ref(&report)).await.unwrap();
    let (before, counts) = (all(&store).await, store.counts().await.unwrap());
    assert!(store.record_polls(&[report]).await.unwrap()[0].lease_lost);
    assert_eq!((all(&store).await, store.counts().await.unwrap()), (before, counts));
}

async fn the_same_document_again_changes_nothing(store: TestStore) {
    let id = feed(&store, "paper").await;
    let read = document(&[item("a"), teaser("b")]);
    poll(&store, id, 0, read.clone()).await;
    let (before, counts) = (all(&store).await, store.counts().await.unwrap());
    let again = poll(&store, id, 10, read.clone()).await;
    assert_eq!((again.new_entries, again.new_articles, again.revised_articles, again.rechecks), (0, 0, 0, 0));
    let by_name = ReadFeed { items: Vec::new(), unchanged: vec!["a".into(), "b".into()], ..read };
    poll(&store, id, 20, by_name).await;
    assert_eq!((all(&store).await, store.counts().await.unwrap()), (before, counts));
    assert_eq!(store.known_fingerprints(id).await.unwrap().len(), 2);
}

async fn a_publisher_known_by_its_host_takes_its_feeds_title(store: TestStore) {
    let names = ["paper.example", "paper"];
    for name in names {
        let home = Some(url(&format!("https://{}/", if name == "paper" { "paper.other.example" } else { name })));
        let new = NewPublisher { name: name.to_owned(), home, ..NewPublisher::default() };
        let publisher = store.add_publisher(&new).await.unwrap();
        let id = feed_of(&store, publisher, name).await;
        poll(&store, id, 0, document(&[item(name)])).await;
        let kept = store.publisher(publisher).await.unwrap().unwrap().name;
        assert_eq!(kept, if name == "paper" { "paper" } else { "A feed" });
    }
}

async fn read_of(store: &Store, id: FeedId, items: &[Item]) -> crate::PollReport {
    let lease = lease(store, id).await;
    report(id, lease, at(0), PollOutcome::Read(Box::new(document(items))))
}

async fn several_polls_are_recorded_at_once(store: TestStore) {
    let (one, two) = (feed(&store, "one").await, feed(&store, "two").await);
    let reports =
        [read_of(&store, two, &[item("a"), item("b")]).await, read_of(&store, one, &[item("b"), item("c")]).await];
    let recorded = store.record_polls(&reports).await.unwrap();
    assert_eq!(recorded.iter().map(|recorded| recorded.feed_id).collect::<Vec<_>>(), [two, one]);
    assert_eq!(recorded.iter().map(|recorded| recorded.new_entries).sum::<usize>(), 4);
    assert_eq!(recorded.iter().map(|recorded| recorded.new_articles).sum::<usize>(), 3);
    assert_eq!(all(&store).await.len(), 3);
}

async fn a_lost_lease_spoils_only_its_own_poll(store: TestStore) {
    let (one, two) = (feed(&store, "one").await, feed(&store, "two").await);
    let reports = [read_of(&store, one, &[item("a")]).await, read_of(&store, two, &[item("b")]).await];
    store.remove_feed(one).await.unwrap();
    let recorded = store.record_polls(&reports).await.unwrap();
    assert_eq!((recorded[0].lease_lost, recorded[1].lease_lost), (true, false));
    assert_eq!(only(&store).await.url, item("b").canonical);
}

async fn doubled_guids_and_addresses_make_one_of_each(store: TestStore) {
    let id = feed(&store, "paper").await;
    let same_guid = Item { title: "second".into(), canonical: url("https://paper.example/z"), ..item("a") };
    let same_address = Item { guid: "other".into(), ..item("a") };
    let recorded = poll(&store, id, 0, document(&[item("a"), same_guid, same_address])).await;
    assert_eq!((recorded.new_entries, recorded.new_articles), (2, 1));
    assert_eq!(only(&store).await.metadata.title, "News of a");
    let filter = ListFilter { feed: Some(id), ..ListFilter::default() };
    let page = store.newest(&filter, Audience::Private, None, 10).await.unwrap();
    assert_eq!(page.items.len(), 1, "two entries of one article stand once in their feed's list");
}

async fn two_feeds_of_one_address_share_the_article(store: TestStore) {
    let publisher = publisher(&store, "paper").await;
    let (front, sport) = (feed_of(&store, publisher, "front").await, feed_of(&store, publisher, "sport").await);
    poll(&store, front, 0, document(&[teaser("a")])).await;
    let second = poll(&store, sport, 5, document(&[item("a")])).await;
    assert_eq!((second.new_entries, second.new_articles, second.revised_articles), (1, 0, 1));
    let article = only(&store).await;
    assert_eq!((article.stage, article.text_origin), (Stage::Readable, Some(TextOrigin::Feed)));
    assert_eq!((article.first_seen, article.revised), (at(0), None), "a teaser that grows is not a revision");
    assert!(store.claim_articles(&[Stage::New], at(10), 10, crate::samples::MINUTE).await.unwrap().is_empty());
}

async fn another_publisher_changes_nothing(store: TestStore) {
    let (own, aggregator) = (feed(&store, "paper").await, feed(&store, "aggregator").await);
    poll(&store, own, 0, document(&[teaser("a")])).await;
    let before = only(&store).await;
    let copy = Item { metadata: model::Metadata { title: "Theirs".into(), ..item("a").metadata }, ..item("a") };
    let recorded = poll(&store, aggregator, 5, document(std::slice::from_ref(&copy))).await;
    assert_eq!((recorded.new_entries, recorded.new_articles, recorded.revised_articles), (1, 0, 0));
    poll(&store, aggregator, 6, document(&[changed(&copy, "Again", "<p>x</p>")])).await;
    assert_eq!(only(&store).await, before);
}

async fn a_changed_text_revises_the_article(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a")])).await;
    let new = changed(&item("a"), "Corrected", "<p>Put right.</p>");
    let recorded = poll(&store, id, 10, document(std::slice::from_ref(&new))).await;
    assert_eq!((recorded.new_entries, recorded.revised_articles), (0, 1));
    let article = only(&store).await;
    assert_eq!((article.metadata.title.as_str(), article.revised), ("Corrected", Some(at(10))));
    assert_eq!(store.body(article.id).await.unwrap().as_deref(), Some("<p>Put right.</p>"));
    let same_text = changed(&new, "Corrected again", "<p>Put right.</p>");
    poll(&store, id, 20, document(&[same_text])).await;
    let article = only(&store).await;
    assert_eq!((article.metadata.title.as_str(), article.revised), ("Corrected again", Some(at(10))));
}

async fn read_page(store: &Store, minutes: i64, html: &str) -> ArticleId {
    let claimed = claim(store, Stage::New, minutes).await;
    let read = ReadArticle {
        canonical: None,
        metadata: claimed.row.metadata.clone(),
        body: PackedBody::pack(html),
        text_origin: TextOrigin::Page,
    };
    let outcome = ArticleOutcome::Read(Box::new(read));
    let report = ArticleReport { article_id: claimed.row.id, lease: claimed.lease, at: at(minutes), outcome };
    assert!(store.record_article(&report).await.unwrap());
    claimed.row.id
}

async fn a_summary_never_blanks_a_read_page(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[teaser("a")])).await;
    let article_id = read_page(&store, 5, "<p>The whole page.</p>").await;
    let new = changed(&teaser("a"), "New headline", "<p>New teaser</p>");
    poll(&store, id, 10, document(std::slice::from_ref(&new))).await;
    let article = only(&store).await;
    assert_eq!((article.metadata.title.as_str(), article.stage), ("New headline", Stage::New));
    assert_eq!(store.body(article_id).await.unwrap().as_deref(), Some("<p>The whole page.</p>"));
    assert_eq!((article.text_origin, article.metadata.words), (Some(TextOrigin::Page), 3));
    read_page(&store, 12, "<p>The whole page, corrected.</p>").await;
    assert_eq!(only(&store).await.revised, Some(at(12)));
    // A feed that changes with every poll does not have its page read with every poll.
    poll(&store, id, 20, document(&[changed(&new, "Newer", "<p>x</p>")])).await;
    assert!(store.claim_articles(&[Stage::New], at(20), 1, crate::samples::MINUTE).await.unwrap().is_empty());
    claim(&store, Stage::New, 200).await;
}

async fn a_summary_follows_while_there_is_nothing_better(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[teaser("a")])).await;
    let held = claim(&store, Stage::New, 0).await;
    poll(&store, id, 10, document(&[changed(&teaser("a"), "Other", "<p>Other teaser</p>")])).await;
    let article = only(&store).await;
    assert_eq!((article.metadata.title.as_str(), article.revised), ("Other", None));
    assert_eq!(store.body(article.id).await.unwrap().as_deref(), Some("<p>Other teaser</p>"));
    let late =
        ArticleReport { article_id: article.id, lease: held.lease, at: at(11), outcome: ArticleOutcome::Withdrawn };
    assert!(!store.record_article(&late).await.unwrap(), "who read the older page has lost the lease");
}

async fn an_early_drop_is_asked_for_again(store: TestStore) {
    let id = feed(&store, "paper").await;
    let old = Item { published: Some(at(-60)), ..item("old") };
    poll(&store, id, 0, document(&[item("a"), old.clone()])).await;
    let recorded = poll(&store, id, 10, document(std::slice::from_ref(&old))).await;
    assert_eq!(recorded.rechecks, 1);
    let claimed = claim(&store, Stage::Recheck, 10).await;
    assert_eq!(claimed.row.url, item("a").canonical);
    let outcome = ArticleOutcome::StillThere;
    let report = ArticleReport { article_id: claimed.row.id, lease: claimed.lease, at: at(11), outcome };
    assert!(store.record_article(&report).await.unwrap());
    assert_eq!(store.article(claimed.row.id).await.unwrap().unwrap().stage, Stage::Readable);
    // Back and gone again within the hour: its page is left in peace.
    poll(&store, id, 20, document(&[item("a"), old.clone()])).await;
    assert_eq!(poll(&store, id, 30, document(std::slice::from_ref(&old))).await.rechecks, 0);
    poll(&store, id, 200, document(&[item("a"), old.clone()])).await;
    assert_eq!(poll(&store, id, 210, document(&[old])).await.rechecks, 1);
}

async fn what_slides_out_of_the_window_is_not(store: TestStore) {
    let id = feed(&store, "paper").await;
    let publisher_id = store.feed(id).await.unwrap().unwrap().publisher_id;
    let other = feed_of(&store, publisher_id, "other").await;
    let old = Item { published: Some(at(-60)), ..item("old") };
    poll(&store, id, 0, document(&[item("a"), old])).await;
    assert_eq!(poll(&store, id, 10, document(&[item("a")])).await.rechecks, 0);
    poll(&store, other, 11, document(&[item("a")])).await;
    let early = Item { published: Some(at(-99)), ..item("c") };
    let recorded = poll(&store, id, 20, document(std::slice::from_ref(&early))).await;
    assert_eq!(recorded.rechecks, 0, "another feed still carries it");
    poll(&store, id, 30, document(&[early.clone(), item("d")])).await;
    let weeks = 15 * 24 * 60;
    assert_eq!(poll(&store, id, weeks, document(&[early])).await.rechecks, 0, "too old to matter");
}

async fn an_item_that_comes_back_is_the_same_entry(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a"), item("b")])).await;
    poll(&store, id, 10, document(&[item("b")])).await;
    assert_eq!(store.known_fingerprints(id).await.unwrap().len(), 1);
    let recorded = poll(&store, id, 20, document(&[item("a"), item("b")])).await;
    assert_eq!((recorded.new_entries, recorded.revised_articles), (0, 0));
    assert_eq!(store.known_fingerprints(id).await.unwrap().len(), 2);
    assert_eq!(store.counts().await.unwrap().entries, 2);
}

async fn a_tombstone_withdraws_and_nothing_brings_it_back(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a"), item("b")])).await;
    let article = all(&store).await.into_iter().find(|article| article.url == item("a").canonical).unwrap();
    let read = ReadFeed { deleted: vec!["a".into(), "unheard of".into()], ..document(&[item("b")]) };
    assert_eq!(poll(&store, id, 10, read).await.withdrawn, 1);
    assert_eq!(only(&store).await.url, item("b").canonical);
    let again = changed(&item("a"), "Back", "<p>Back again.</p>");
    let reborn = Item { guid: "a2".into(), ..item("a") };
    poll(&store, id, 20, document(&[again, reborn, item("b")])).await;
    let gone = store.article(article.id).await.unwrap().unwrap();
    assert_eq!((gone.stage, gone.metadata.title.as_str(), gone.text_origin), (Stage::Withdrawn, "", None));
    assert_eq!((gone.url, gone.first_seen), (article.url, article.first_seen));
    assert_eq!(store.body(article.id).await.unwrap(), None);
    let titles = Statement::new("select title from entries where article_id = $1").int(article.id.get());
    let titles = titles.rows(&mut store.reader().await.unwrap()).await.unwrap();
    assert!(titles.len() == 2 && titles.iter().all(|row| row.text("title").unwrap().is_empty()));
}

async fn a_tombstone_of_another_publisher_is_passed_over(store: TestStore) {
    let (own, other) = (feed(&store, "paper").await, feed(&store, "other").await);
    poll(&store, own, 0, document(&[item("a")])).await;
    poll(&store, other, 5, document(&[item("a")])).await;
    let read = ReadFeed { deleted: vec!["a".into()], ..document(&[]) };
    assert_eq!(poll(&store, other, 10, read).await.withdrawn, 0);
    assert_eq!(only(&store).await.stage, Stage::Readable);
}

async fn a_feed_that_moves_keeps_to_a_free_address(store: TestStore) {
    let (one, two) = (feed(&store, "one").await, feed(&store, "two").await);
    let target = store.feed(two).await.unwrap().unwrap().url;
    poll(&store, one, 0, ReadFeed { moved_to: Some(target), ..document(&[]) }).await;
    assert_eq!(store.feed(one).await.unwrap().unwrap().url, url("https://feeds.example/one"));
    let free = url("https://feeds.example/new");
    poll(&store, one, 1, ReadFeed { moved_to: Some(free.clone()), ..document(&[]) }).await;
    assert_eq!(store.feed(one).await.unwrap().unwrap().url, free);
}

async fn batches_side_by_side_agree_on_articles(store: TestStore) {
    let publisher = publisher(&store, "paper").await;
    let items: Vec<_> = (0..40).map(|number| item(&format!("n{number}"))).collect();
    let mut workers = tokio::task::JoinSet::new();
    let other = store.another().await;
    for number in 0..8 {
        let feed = feed_of(&store, publisher, &format!("f{number}")).await;
        let mut items = items.clone();
        if number % 2 == 0 {
            items.reverse();
        }
        let report = read_of(&store, feed, &items).await;
        let store = if number % 3 == 0 { other.clone() } else { Store::clone(&store) };
        workers.spawn(async move { store.record_polls(&[report]).await.unwrap()[0] });
    }
    let recorded = workers.join_all().await;
    assert!(recorded.iter().all(|recorded| recorded.new_entries == 40 && !recorded.lease_lost));
    assert_eq!(recorded.iter().map(|recorded| recorded.new_articles).sum::<usize>(), 40);
    let articles = all(&store).await;
    assert_eq!(articles.iter().map(|article| &article.url).collect::<HashSet<_>>().len(), 40);
    assert_eq!(store.counts().await.unwrap().entries, 320);
}

async fn odd_values_are_kept(store: TestStore) {
    let id = feed(&store, "paper").await;
    let long = "long ".repeat(100_000);
    let mut odd = item("odd");
    odd.guid = format!("nul\0{long}");
    odd.title = "nul\0 title".into();
    odd.canonical = url(&format!("https://paper.example/{}", "x".repeat(60_000)));
    odd.fingerprint = i64::MIN;
    odd.published = Some(jiff::Timestamp::MIN);
    odd.metadata.title = format!("\0{long}");
    odd.metadata.authors = vec!["A\0uthor".into(), "ノ".into()];
    odd.metadata.published = Some(jiff::Timestamp::MAX);
    odd.metadata.updated = Some("-009998-01-02T00:00:00Z".parse().unwrap());
    odd.metadata.words = u32::MAX;
    let read = ReadFeed { title: "\0".into(), problems: vec!["\0bad".into()], ..document(&[odd.clone()]) };
    assert_eq!(poll(&store, id, 0, read.clone()).await.new_entries, 1);
    assert_eq!(poll(&store, id, 10, read).await.new_entries, 0, "a guid is the same with and without its NUL");
    let article = only(&store).await;
    assert_eq!(article.metadata.title, long);
    assert_eq!((article.url, article.listed, article.metadata.words), (odd.canonical, at(0), u32::MAX));
    assert_eq!(article.metadata.updated, odd.metadata.updated);
}

async fn hundreds_of_items_are_kept(store: TestStore) {
    let id = feed(&store, "paper").await;
    // No multiple of the chunk sizes.
    let items: Vec<_> = (0..343).map(|number| item(&format!("n{number}"))).collect();
    assert_eq!(poll(&store, id, 0, document(&items)).await.new_articles, 343);
    assert_eq!(store.known_fingerprints(id).await.unwrap().len(), 343);
    let recorded = poll(&store, id, 10, document(&items[..171])).await;
    assert_eq!((recorded.new_entries, store.known_fingerprints(id).await.unwrap().len()), (0, 171));
}
