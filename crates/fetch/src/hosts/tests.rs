use super::*;

const WAIT_MAX: Duration = Duration::from_secs(30);
const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn host(hosts: &Hosts, url: &str) -> Arc<Host> {
    hosts.host(&Url::parse(url).unwrap())
}

/// How long a turn with that spacing is waited for, in milliseconds of the paused clock.
async fn waited(host: &Host, spacing_ms: u64) -> Result<u128, Error> {
    let start = Instant::now();
    host.turn(Duration::from_millis(spacing_ms), WAIT_MAX, NOW).await?;
    Ok(start.elapsed().as_millis())
}

#[tokio::test(start_paused = true)]
async fn spaced_requests_keep_their_distance_and_others_do_not_wait() {
    let hosts = Hosts::new(2);
    let page = host(&hosts, "https://paper.example/a");
    assert_eq!(waited(&page, 1000).await, Ok(0));
    assert_eq!(waited(&page, 1000).await, Ok(1000));
    assert_eq!(waited(&host(&hosts, "https://paper.example./b"), 1000).await, Ok(1000));
    assert_eq!(waited(&page, 0).await, Ok(0));
    assert_eq!(waited(&host(&hosts, "https://other.example/a"), 1000).await, Ok(0));
    assert_eq!(waited(&host(&hosts, "https://paper.example:80/a"), 1000).await, Ok(0));
}

#[tokio::test(start_paused = true)]
async fn a_queue_longer_than_we_wait_sends_back_at_once() {
    let page = host(&Hosts::new(2), "https://paper.example/a");
    assert_eq!(waited(&page, 100_000).await, Ok(0));
    assert_eq!(waited(&page, 100_000).await, Err(Error::Resting { wait: Duration::from_secs(100) }));
}

#[tokio::test(start_paused = true)]
async fn a_third_request_waits_for_one_of_two_connections() {
    let feed = host(&Hosts::new(2), "https://paper.example/a");
    let turn = || feed.turn(Duration::ZERO, WAIT_MAX, NOW);
    let (first, _second) = (turn().await.unwrap(), turn().await.unwrap());
    assert_eq!(turn().await.unwrap_err(), Error::Resting { wait: WAIT_MAX });
    drop(first);
    turn().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_resting_host_is_left_alone_until_its_time() {
    let feed = host(&Hosts::new(2), "https://paper.example/a");
    let until = NOW + Duration::from_secs(90);
    feed.rest(until);
    feed.rest(NOW + Duration::from_secs(5));
    assert_eq!(waited(&feed, 0).await, Err(Error::Resting { wait: Duration::from_secs(90) }));
    feed.turn(Duration::ZERO, WAIT_MAX, until).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn who_waited_while_the_host_asked_for_rest_is_sent_back() {
    let feed = host(&Hosts::new(1), "https://paper.example/a");
    let first = feed.turn(Duration::ZERO, WAIT_MAX, NOW).await.unwrap();
    let told_to_rest = async {
        tokio::time::advance(Duration::from_secs(1)).await;
        feed.rest(NOW + Duration::from_secs(90));
        drop(first);
    };
    let (waited, ()) = tokio::join!(waited(&feed, 0), told_to_rest);
    assert_eq!(waited, Err(Error::Resting { wait: Duration::from_secs(90) }));
}

#[tokio::test(start_paused = true)]
async fn the_table_is_bounded_and_forgets_the_longest_unused() {
    let hosts = Hosts::new(2);
    let held = host(&hosts, "https://held.example/");
    for n in 0..2 * HOSTS_MAX {
        tokio::time::advance(Duration::from_millis(1)).await;
        host(&hosts, &format!("https://n{n}.example/"));
    }
    let known = locked(&hosts.known);
    assert!(known.len() <= HOSTS_MAX);
    assert!(known.contains_key(&(format!("n{}.example", 2 * HOSTS_MAX - 1), 443)));
    assert!(Arc::ptr_eq(&known[&("held.example".to_owned(), 443)], &held));
}
