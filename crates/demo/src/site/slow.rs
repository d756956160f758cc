//! A body that arrives slower than anybody waits.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures::stream;
use tokio::sync::watch;

/// One byte each time: faster than most limits on silence, so that only a limit on the whole catches it.
const DRIP: Duration = Duration::from_secs(2);

/// The text, byte by byte, until its end or the newsroom's.
pub(super) fn drip(text: String, stopping: watch::Receiver<bool>) -> Body {
    let drops = stream::unfold((text.into_bytes().into_iter(), stopping), |(mut bytes, mut stopping)| async move {
        let byte = Bytes::from(vec![bytes.next()?]);
        let stopped = async { drop(stopping.wait_for(|stop| *stop).await) };
        let goes_on = tokio::select! {
            () = tokio::time::sleep(DRIP) => true,
            () = stopped => false,
        };
        goes_on.then(|| (Ok::<_, Infallible>(byte), (bytes, stopping)))
    });
    Body::from_stream(drops)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What arrives of "feed".
    async fn read(stopping: watch::Receiver<bool>) -> Vec<u8> {
        axum::body::to_bytes(drip("feed".to_owned(), stopping), 100).await.unwrap().to_vec()
    }

    #[tokio::test]
    async fn a_stop_ends_the_drip_at_once() {
        let (stop, stopping) = watch::channel(false);
        let reading = tokio::spawn(read(stopping));
        stop.send_replace(true);
        assert_eq!(tokio::time::timeout(DRIP, reading).await.unwrap().unwrap(), b"");
    }

    #[tokio::test]
    async fn a_newsroom_that_was_dropped_counts_as_stopped() {
        let (stop, stopping) = watch::channel(false);
        drop(stop);
        assert_eq!(read(stopping).await, b"");
    }
}
