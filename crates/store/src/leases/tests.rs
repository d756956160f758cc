use std::time::Duration;

use crate::on_both_engines;
use crate::samples::MINUTE;
use crate::testing::TestStore;

on_both_engines!(one_holds_a_lease_at_a_time, a_lease_that_ran_out_is_for_the_next);

async fn one_holds_a_lease_at_a_time(store: TestStore) {
    let other = store.another().await;
    let lease = store.take_lease("work", None, MINUTE).await.unwrap().unwrap();
    assert_eq!(other.take_lease("work", None, MINUTE).await.unwrap(), None);
    assert_eq!(store.take_lease("work", Some(lease), MINUTE).await.unwrap(), Some(lease), "it is prolonged");
    assert!(other.take_lease("other work", None, MINUTE).await.unwrap().is_some());
    store.give_back_lease("work", lease).await.unwrap();
    let next = other.take_lease("work", None, MINUTE).await.unwrap().unwrap();
    store.give_back_lease("work", lease).await.unwrap();
    assert_eq!(store.take_lease("work", Some(lease), MINUTE).await.unwrap(), None, "what was given back is gone");
    assert_eq!(other.take_lease("work", Some(next), MINUTE).await.unwrap(), Some(next));
}

async fn a_lease_that_ran_out_is_for_the_next(store: TestStore) {
    let first = store.take_lease("work", None, Duration::ZERO).await.unwrap().unwrap();
    let second = store.take_lease("work", None, MINUTE).await.unwrap().unwrap();
    assert_ne!(first, second);
    assert_eq!(store.take_lease("work", Some(first), MINUTE).await.unwrap(), None);
}
