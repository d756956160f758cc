use model::HashtagKind;

use super::*;
use crate::on_both_engines;
use crate::samples::{assigner, digest, document, draft, feed, item, poll, told};
use crate::testing::TestStore;

on_both_engines!(an_article_comes_with_all_that_is_to_be_found_by, what_is_withdrawn_is_not_there);

async fn an_article_comes_with_all_that_is_to_be_found_by(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a")])).await;
    let articles = digest(&store, &[draft("JoanDoe", HashtagKind::Person), draft("Rome", HashtagKind::Place)]).await;
    let story = told(&store, assigner(&store).await, &articles).await;
    let row = store.indexable(&[articles[0], articles[0], ArticleId::new(5)]).await.unwrap().remove(0);
    assert_eq!((row.article.id, row.publisher.as_str(), row.story_id), (articles[0], "paper", Some(story)));
    assert_eq!(row.body.unwrap().unpack().unwrap(), "<p>All about a.</p>");
    assert_eq!((row.vector, row.section), (Some(vec![7; 520]), Some(Section::Politics)));
    assert_eq!(row.hashtags.len(), 2, "a person too, for the day when three owners name them");
    assert_eq!(store.vectors(&articles).await.unwrap()[&articles[0]], vec![7; 520]);
    assert_eq!(store.sections(&articles).await.unwrap()[&articles[0]], Section::Politics);
}

async fn what_is_withdrawn_is_not_there(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a")])).await;
    let articles = digest(&store, &[draft("Rome", HashtagKind::Place)]).await;
    store.withdraw(articles[0]).await.unwrap();
    assert!(store.indexable(&articles).await.unwrap().is_empty());
    assert!(store.vectors(&articles).await.unwrap().is_empty());
    assert!(store.sections(&articles).await.unwrap().is_empty());
    assert!(store.article_hashtags(&articles).await.unwrap().is_empty());
}
