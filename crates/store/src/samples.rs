//! Rows for the store's own tests: an invented publisher, its feed, and items as a poll would hand them in.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use model::rights::Audience;
use model::{
    Article, ArticleId, FeedFormat, FeedId, HashtagKind, Metadata, Ownership, PublisherId, Section, Stage, Story,
    StoryId, TextOrigin, Validators,
};
use url::Url;

use crate::{
    Assigned, Assignment, Claimed, DigestReport, Gist, HashtagDraft, Item, Lease, ListFilter, NewFeed, NewPublisher,
    PackedBody, PollOutcome, PollReport, ReadFeed, Recorded, Store, StoryFound, Undigested,
};

pub(crate) const MINUTE: Duration = Duration::from_mins(1);

/// So many minutes after the samples' noon.
pub(crate) fn at(minutes: i64) -> Timestamp {
    let noon: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
    noon + SignedDuration::from_mins(minutes)
}

pub(crate) fn url(text: &str) -> Url {
    text.parse().unwrap()
}

pub(crate) async fn publisher(store: &Store, name: &str) -> PublisherId {
    let home = url(&format!("https://{name}.example/"));
    let new = NewPublisher { name: name.to_owned(), home: Some(home), ownership: Ownership::default() };
    store.add_publisher(&new).await.unwrap()
}

pub(crate) async fn feed_of(store: &Store, publisher_id: PublisherId, name: &str) -> FeedId {
    let url = url(&format!("https://feeds.example/{name}"));
    store.add_feed(&NewFeed { publisher_id, url, title: String::new(), next_poll: at(0) }).await.unwrap().id()
}

/// A feed of a publisher of its own, due at noon.
pub(crate) async fn feed(store: &Store, name: &str) -> FeedId {
    let publisher = publisher(store, name).await;
    feed_of(store, publisher, name).await
}

/// An item with a complete text.
pub(crate) fn item(name: &str) -> Item {
    let text = format!("<p>All about {name}.</p>");
    Item {
        guid: name.to_owned(),
        url: Some(url(&format!("https://paper.example/{name}?from=feed"))),
        canonical: url(&format!("https://paper.example/{name}")),
        title: format!("News of {name}"),
        published: Some(at(-10)),
        fingerprint: 1,
        metadata: Metadata {
            title: format!("News of {name}"),
            published: Some(at(-10)),
            excerpt: format!("All about {name}."),
            words: 3,
            ..Metadata::default()
        },
        body: Some(PackedBody::pack(&text)),
        text_origin: Some(TextOrigin::Feed),
        stage: Stage::Readable,
    }
}

/// An item whose page is to be fetched.
pub(crate) fn teaser(name: &str) -> Item {
    Item {
        body: Some(PackedBody::pack(&format!("<p>Teaser of {name}</p>"))),
        text_origin: Some(TextOrigin::Summary),
        stage: Stage::New,
        ..item(name)
    }
}

/// The same item as its publisher changed it.
pub(crate) fn changed(item: &Item, title: &str, html: &str) -> Item {
    let metadata = Metadata { title: title.to_owned(), ..item.metadata.clone() };
    Item {
        title: title.to_owned(),
        fingerprint: item.fingerprint + 1,
        metadata,
        body: Some(PackedBody::pack(html)),
        ..item.clone()
    }
}

/// A document that carries exactly these items.
pub(crate) fn document(items: &[Item]) -> ReadFeed {
    ReadFeed {
        title: "A feed".to_owned(),
        home: None,
        format: FeedFormat::Rss,
        validators: Validators { etag: Some("\"1\"".to_owned()), last_modified: None },
        problems: Vec::new(),
        moved_to: None,
        items: items.to_vec(),
        unchanged: Vec::new(),
        deleted: Vec::new(),
        oldest: items.iter().filter_map(|item| item.published).min(),
    }
}

pub(crate) fn report(feed_id: FeedId, lease: Lease, time: Timestamp, outcome: PollOutcome) -> PollReport {
    let next_poll = time + SignedDuration::from_mins(10);
    PollReport { feed_id, lease, at: time, next_poll, interval: 10 * MINUTE, outcome }
}

/// Claims pass over rows that another transaction holds, such as one whose undoing is still under way.
const CLAIMS: usize = 1000;

/// Makes a feed due, claims it and gives its lease.
pub(crate) async fn lease(store: &Store, feed: FeedId) -> Lease {
    store.poll_feed_at(feed, at(-1000)).await.unwrap();
    for _ in 0..CLAIMS {
        if let Some(claimed) = store.claim_due_feeds(at(-1000), 1, MINUTE).await.unwrap().pop() {
            assert_eq!(claimed.row.id, feed);
            return claimed.lease;
        }
    }
    panic!("feed {feed} is due and free, and was not claimed");
}

/// Polls a feed at a time and finds this document.
pub(crate) async fn poll(store: &Store, feed: FeedId, minutes: i64, read: ReadFeed) -> Recorded {
    let lease = lease(store, feed).await;
    let report = report(feed, lease, at(minutes), PollOutcome::Read(Box::new(read)));
    store.record_polls(&[report]).await.unwrap()[0]
}

/// Digests all that waits, each article into these hashtags.
pub(crate) async fn digest(store: &Store, hashtags: &[HashtagDraft]) -> Vec<ArticleId> {
    let claimed = store.claim_undigested(Audience::Private, 10_000, MINUTE).await.unwrap();
    let report = |claimed: &Claimed<Undigested>| DigestReport {
        article_id: claimed.row.listed.article.id,
        lease: claimed.lease,
        language: "en".parse().ok(),
        section: Some(Section::Politics),
        gist: Some(Gist { version: 1, packed: vec![1, 0, 255], vector: vec![7; 520] }),
        hashtags: hashtags.to_vec(),
    };
    let reports: Vec<_> = claimed.iter().map(report).collect();
    assert_eq!(store.record_digests(&reports).await.unwrap(), reports.len());
    reports.iter().map(|report| report.article_id).collect()
}

/// A hashtag as a text may suggest it.
pub(crate) fn draft(tag: &str, kind: HashtagKind) -> HashtagDraft {
    HashtagDraft { tag: tag.to_owned(), key: tag.to_lowercase(), kind, weight: 0.5 }
}

/// Digested articles of a feed of a publisher of its own, in the order of their names.
pub(crate) async fn digested(store: &Store, publisher: &str, names: &[&str]) -> Vec<ArticleId> {
    let feed = feed(store, publisher).await;
    let items: Vec<_> = names.iter().map(|name| item(&format!("{publisher}/{name}"))).collect();
    poll(store, feed, 0, document(&items)).await;
    let digested = digest(store, &[]).await;
    let listed = store.listed_by_id(&digested, Audience::Private).await.unwrap();
    let of = |name: &&str| {
        let title = format!("News of {publisher}/{name}");
        listed.values().find(|listed| listed.article.metadata.title == title).unwrap().article.id
    };
    names.iter().map(of).collect()
}

/// The assigner's lease.
pub(crate) async fn assigner(store: &Store) -> Lease {
    store.take_lease(Assignment::LEASE, None, MINUTE).await.unwrap().unwrap()
}

/// Makes one new story of these articles.
pub(crate) async fn told(store: &Store, lease: Lease, articles: &[ArticleId]) -> StoryId {
    let story = store.new_story_ids(1).await.unwrap().next().unwrap();
    let moves = articles.iter().map(|article| (*article, story)).collect();
    let assignment = Assignment { moves, ..Assignment::new(lease, at(1)) };
    assert_eq!(store.record_assignment(&assignment).await.unwrap(), Assigned::default());
    story
}

/// The story of each article.
pub(crate) async fn stories_of<const N: usize>(store: &Store, articles: [ArticleId; N]) -> [Option<StoryId>; N] {
    let stories = store.stories_of(&articles).await.unwrap();
    articles.map(|article| stories.get(&article).copied())
}

/// The story that stands under its own id.
pub(crate) async fn here(store: &Store, id: StoryId) -> Story {
    match store.story(id).await.unwrap() {
        Some(StoryFound::Here(story)) => *story,
        found => panic!("story {id}: {found:?}"),
    }
}

/// All articles that lists show, newest first.
pub(crate) async fn all(store: &Store) -> Vec<Article> {
    let filter = ListFilter::default();
    let page = store.newest(&filter, Audience::Private, None, 1000).await.unwrap();
    page.items.into_iter().map(|listed| listed.article).collect()
}

/// The only article that lists show.
pub(crate) async fn only(store: &Store) -> Article {
    let mut articles = all(store).await;
    assert_eq!(articles.len(), 1, "{articles:#?}");
    articles.remove(0)
}

/// Claims the one article that is due in a stage.
pub(crate) async fn claim(store: &Store, stage: Stage, minutes: i64) -> Claimed<Article> {
    let mut claimed = store.claim_articles(&[stage], at(minutes), 10, MINUTE).await.unwrap();
    assert_eq!(claimed.len(), 1, "{claimed:#?}");
    claimed.remove(0)
}
