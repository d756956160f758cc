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
