use model::Stage;

use super::*;
use crate::on_both_engines;
use crate::samples::{MINUTE, all, at, document, feed, feed_of, item, lease, poll, publisher, report, teaser};
use crate::sql::Statement;
use crate::testing::TestStore;
use crate::{ListFilter, PollOutcome};

on_both_engines!(
    a_display_is_kept_for_each_audience,
    hidden_pieces_stand_in_no_list,
    an_opt_out_withdraws_everything_and_keeps_it_out,
    work_under_way_does_not_outlive_an_opt_out,
    purging_leaves_other_publishers_alone,
);

fn display(level: Level, basis: Basis) -> Display {
    Display { level, basis, since: at(0) }
}

async fn a_display_is_kept_for_each_audience(store: TestStore) {
    let paper = publisher(&store, "paper").await;
    let (full, headline) = (display(Level::Full, Basis::Licence), display(Level::Headline, Basis::Operator));
    store.set_display(paper, Audience::Public, Some(full)).await.unwrap();
    store.set_display(paper, Audience::Members, Some(headline)).await.unwrap();
    assert_eq!(store.display(paper, Audience::Public).await.unwrap(), Some(full));
    assert_eq!(store.display(paper, Audience::Private).await.unwrap(), None);
    let other = publisher(&store, "other").await;
    let displays = store.displays(&[paper, other], Audience::Public).await.unwrap();
    assert_eq!(displays, HashMap::from([(paper, full)]));
    store.set_display(paper, Audience::Public, Some(headline)).await.unwrap();
    assert_eq!(store.display(paper, Audience::Public).await.unwrap(), Some(headline));
    store.set_display(paper, Audience::Public, None).await.unwrap();
    assert_eq!(store.display(paper, Audience::Public).await.unwrap(), None);
    assert_eq!(store.display(paper, Audience::Members).await.unwrap(), Some(headline));
}

async fn hidden_pieces_stand_in_no_list(store: TestStore) {
    let id = feed(&store, "paper").await;
    let paper = store.feed(id).await.unwrap().unwrap().publisher_id;
    poll(&store, id, 0, document(&[item("a")])).await;
    store.set_display(paper, Audience::Public, Some(display(Level::Hidden, Basis::Operator))).await.unwrap();
    for filter in [
        ListFilter::default(),
        ListFilter { publisher: Some(paper), ..ListFilter::default() },
        ListFilter { feed: Some(id), ..ListFilter::default() },
    ] {
        let count = async |audience| store.newest(&filter, audience, None, 9).await.unwrap().items.len();
        assert_eq!((count(Audience::Public).await, count(Audience::Members).await), (0, 1), "{filter:?}");
    }
    let article = all(&store).await.remove(0);
    let listed = store.listed(article.id, Audience::Public).await.unwrap().unwrap();
    assert_eq!(listed.display, Some(display(Level::Hidden, Basis::Operator)));
    assert_eq!((listed.article, listed.publisher.as_str()), (article, "paper"));
}

async fn an_opt_out_withdraws_everything_and_keeps_it_out(store: TestStore) {
    let id = feed(&store, "paper").await;
    let paper = store.feed(id).await.unwrap().unwrap().publisher_id;
    poll(&store, id, 0, document(&[item("a"), teaser("b")])).await;
    let article = all(&store).await.remove(0);
    store.set_display(paper, Audience::Public, Some(display(Level::Hidden, Basis::OptOut))).await.unwrap();
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.withdrawn, counts.articles, counts.entries), (2, 2, 2));
    assert_eq!(store.body(article.id).await.unwrap(), None);
    assert_eq!(texts_left(&store).await, 0);
    let recorded = poll(&store, id, 10, document(&[item("a"), item("c")])).await;
    assert_eq!((recorded.new_entries, recorded.lease_lost), (0, false));
    assert_eq!(store.feed(id).await.unwrap().unwrap().health.succeeded, Some(at(10)));
    // With leave again, what the feed brings comes in; what was withdrawn stays away.
    store.set_display(paper, Audience::Public, None).await.unwrap();
    poll(&store, id, 20, document(&[item("a"), item("c")])).await;
    let articles = all(&store).await;
    assert_eq!(articles.iter().map(|article| article.url.path()).collect::<Vec<_>>(), ["/c"]);
}

/// Rows of any table that still hold words of a publisher.
async fn texts_left(store: &Store) -> i64 {
    let statement = Statement::new(
        "select (select count(*) from bodies) + (select count(*) from entries where title <> '')
            + (select count(*) from articles where title <> '' or excerpt <> '' or authors <> '[]') as texts",
    );
    statement.row(&mut store.reader().await.unwrap()).await.unwrap().unwrap().int("texts").unwrap()
}

async fn work_under_way_does_not_outlive_an_opt_out(store: TestStore) {
    let id = feed(&store, "paper").await;
    let paper = store.feed(id).await.unwrap().unwrap().publisher_id;
    poll(&store, id, 0, document(&[teaser("a")])).await;
    let claimed = store.claim_articles(&[Stage::New], at(0), 1, MINUTE).await.unwrap();
    let held = lease(&store, id).await;
    store.set_display(paper, Audience::Private, Some(display(Level::Hidden, Basis::OptOut))).await.unwrap();
    let read = PollOutcome::Read(Box::new(document(&[item("b")])));
    assert!(store.record_polls(&[report(id, held, at(1), read)]).await.unwrap()[0].lease_lost);
    let outcome = crate::ArticleOutcome::StillThere;
    let late = crate::ArticleReport { article_id: claimed[0].row.id, lease: claimed[0].lease, at: at(1), outcome };
    assert!(!store.record_article(&late).await.unwrap());
    assert_eq!(texts_left(&store).await, 0);
}

async fn purging_leaves_other_publishers_alone(store: TestStore) {
    let (one, two) = (publisher(&store, "one").await, publisher(&store, "two").await);
    let (a, b) = (feed_of(&store, one, "a").await, feed_of(&store, two, "b").await);
    poll(&store, a, 0, document(&[item("a")])).await;
    poll(&store, b, 1, document(&[item("b"), item("a")])).await;
    assert_eq!(store.purge_publisher(one).await.unwrap(), 1);
    assert_eq!(store.purge_publisher(one).await.unwrap(), 0);
    let articles = all(&store).await;
    assert_eq!(articles.iter().map(|article| article.url.path()).collect::<Vec<_>>(), ["/b"]);
    assert!(store.withdraw(articles[0].id).await.unwrap());
    assert!(!store.withdraw(articles[0].id).await.unwrap());
    assert_eq!(texts_left(&store).await, 0);
}
