//! What happens when the ground gives way: a full disk, a server that goes and comes, work broken off at any step.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use crate::samples::{all, at, document, feed, item, lease, poll, report};
use crate::sql::{Statement, script};
use crate::testing::{self, TestStore};
use crate::{Error, PollOutcome, PollReport, Store, on_both_engines};

on_both_engines!(a_poll_broken_off_at_any_step_is_whole_or_not_there, a_locked_database_is_waited_for);

async fn big_report(store: &Store, name: &str) -> PollReport {
    let id = feed(store, name).await;
    let mut items: Vec<_> = (0..40).map(|number| item(&format!("{name}{number}"))).collect();
    for item in &mut items {
        item.metadata.excerpt = "words ".repeat(500);
    }
    report(id, lease(store, id).await, at(0), PollOutcome::Read(Box::new(document(&items))))
}

/// Drives a future so many steps and drops it then, as a kill would.
async fn broken_off<T>(after: usize, future: impl Future<Output = T>) -> Option<T> {
    let (mut future, mut steps) = (pin!(future), 0);
    std::future::poll_fn(|context| {
        steps += 1;
        if steps > after {
            return Poll::Ready(None);
        }
        future.as_mut().poll(context).map(Some)
    })
    .await
}

async fn a_poll_broken_off_at_any_step_is_whole_or_not_there(store: TestStore) {
    for (round, before) in (0..5).map(|round| (round, 40 * round)) {
        let report = big_report(&store, &format!("paper{round}")).await;
        for steps in 0.. {
            let end = broken_off(steps, store.record_polls(std::slice::from_ref(&report))).await;
            let counts = store.counts().await.unwrap();
            let kept = counts.entries - before;
            // A commit that was sent cannot be called back: then all is there though nobody was told.
            assert!(kept == 40 || (kept == 0 && end.is_none()), "{counts:?} after {steps} steps");
            assert_eq!(counts.entries, counts.articles);
            if let Some(end) = end {
                let recorded = end.unwrap()[0];
                assert!(recorded.lease_lost || recorded.new_entries == 40);
                break;
            }
        }
    }
    assert_eq!(all(&store).await.len(), 200);
}

async fn a_locked_database_is_waited_for(store: TestStore) {
    let id = feed(&store, "paper").await;
    let other = store.another().await;
    let mut holder = other.begin().await.unwrap();
    Statement::new("update feeds set title = 'held' where id = $1").int(id.get()).run(&mut holder).await.unwrap();
    let waiting = tokio::spawn({
        let store = Store::clone(&store);
        async move { store.pause_feed(id, true).await }
    });
    tokio::task::yield_now().await;
    holder.commit().await.unwrap();
    assert!(waiting.await.unwrap().unwrap());
    let feed = store.feed(id).await.unwrap().unwrap();
    assert_eq!((feed.paused, feed.title.as_str()), (true, "held"));
}

#[tokio::test]
async fn a_full_disk_is_told_and_work_resumes_with_space() {
    let store = testing::sqlite().await;
    let report = big_report(&store, "paper").await;
    let pages = Statement::new("select page_count as pages from pragma_page_count");
    let pages = pages.row(&mut store.reader().await.unwrap()).await.unwrap().unwrap().int("pages").unwrap();
    store.write(Statement::new(format!("pragma max_page_count = {}", pages + 3))).await.unwrap();
    for _ in 0..2 {
        let error = store.record_polls(std::slice::from_ref(&report)).await.unwrap_err();
        assert!(matches!(error, Error::Full(_)), "{error:?}");
    }
    assert_eq!(store.counts().await.unwrap().entries, 0, "reading goes on, and nothing half is there");
    store.write(Statement::new("pragma max_page_count = 1000000")).await.unwrap();
    assert_eq!(store.record_polls(&[report]).await.unwrap()[0].new_entries, 40);
}

/// A way to the test server that can be cut: a link to its socket in a folder of ours.
struct Link {
    folder: tempfile::TempDir,
    target: std::path::PathBuf,
}

impl Link {
    fn to(store: &TestStore) -> Self {
        let url = store.url().url();
        let folder = url.query_pairs().find(|(name, _)| name == "host").map(|(_, value)| value.into_owned());
        let folder = folder.expect("the tests' server listens on a socket in a folder, given as `host`");
        let port = url.port().unwrap_or(5432);
        let target = std::path::Path::new(&folder).join(format!(".s.PGSQL.{port}"));
        let link = Self { folder: tempfile::tempdir().unwrap(), target };
        link.mend();
        link
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join(self.target.file_name().unwrap())
    }

    fn cut(&self) {
        std::fs::remove_file(self.path()).unwrap();
    }

    fn mend(&self) {
        std::os::unix::fs::symlink(&self.target, self.path()).unwrap();
    }

    async fn store(&self, store: &TestStore) -> Store {
        let mut url = store.url().url().clone();
        url.set_query(Some(&format!("host={}", self.folder.path().display())));
        Store::open(&url.as_str().parse().unwrap()).await.unwrap()
    }
}

/// Ends every other connection to a database, as a restart of the server does.
async fn end_connections(store: &Store) {
    let text = "select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()";
    script(&mut store.reader().await.unwrap(), text.to_owned()).await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_gone_is_told_and_work_resumes_when_it_is_back() {
    let direct = testing::postgres().await;
    let link = Link::to(&direct);
    let store = link.store(&direct).await;
    let report = big_report(&store, "paper").await;
    link.cut();
    end_connections(&direct).await;
    for _ in 0..2 {
        let error = store.record_polls(std::slice::from_ref(&report)).await.unwrap_err();
        assert!(matches!(error, Error::Unavailable(_)), "{error:?}");
        assert!(matches!(store.counts().await, Err(Error::Unavailable(_))));
    }
    link.mend();
    assert_eq!(store.record_polls(&[report]).await.unwrap()[0].new_entries, 40);
    assert_eq!(store.counts().await.unwrap().entries, 40);
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_middle_is_told() {
    let store = testing::postgres().await;
    let other = store.another().await;
    let mut transaction = store.begin().await.unwrap();
    let insert = || Statement::new("update ids set last = last + 1");
    insert().run(&mut transaction).await.unwrap();
    end_connections(&other).await;
    let error = insert().run(&mut transaction).await.unwrap_err();
    assert!(matches!(error, Error::Unavailable(_)), "{error:?}");
    drop(transaction);
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a")])).await;
    assert_eq!(all(&store).await.len(), 1);
}
