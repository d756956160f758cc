//! Reading a body that may be endless, a bomb, or a drip.
//!
//! Sizes count what comes out of decompression, as it comes out: a `Content-Length` is never believed, so nothing is
//! set aside by it, and a bomb is dropped at the limit.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt};
use tokio::time::{Instant, timeout_at};

use crate::{Error, Limits};

/// What to do with a body beyond its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overflow {
    /// Half of it is of no use.
    Refuse,
    /// Its beginning is enough.
    Cut,
}

/// Reads all of a body, or as much of it as `overflow` says.
pub(crate) async fn collect(
    chunks: impl Stream<Item = Result<Bytes, Error>>,
    bytes_max: usize,
    overflow: Overflow,
    deadline: Instant,
    limits: &Limits,
) -> Result<Bytes, Error> {
    let mut chunks = std::pin::pin!(chunks);
    let started = Instant::now();
    let mut body = BytesMut::new();
    loop {
        let (by, slow) = next_chunk_by(started, body.len(), deadline, limits);
        let Some(chunk) = timeout_at(by, chunks.next()).await.map_err(|_| Error::Timeout(slow))? else {
            return Ok(without_slack(body));
        };
        let chunk = chunk?;
        let room = bytes_max - body.len();
        if chunk.len() > room {
            if overflow == Overflow::Refuse {
                return Err(Error::TooLarge { bytes_max });
            }
            body.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
            return Ok(body.freeze());
        }
        body.extend_from_slice(&chunk);
    }
}

/// A body may wait for its parser among hundreds of others; what growing left unused should not wait with it.
fn without_slack(body: BytesMut) -> Bytes {
    if body.capacity() - body.len() > body.len() / 4 { Bytes::copy_from_slice(&body) } else { body.freeze() }
}

/// When to stop waiting for the next piece, and what to call it then.
fn next_chunk_by(started: Instant, bytes: usize, deadline: Instant, limits: &Limits) -> (Instant, &'static str) {
    let rate = limits.bytes_per_second_min.max(1);
    let earned = Duration::from_millis(u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(1000) / rate);
    let drip = (started + earned.max(limits.drip_grace), "it drips too slowly");
    let silence = (Instant::now() + limits.first_byte_timeout, "it fell silent");
    drip.min(silence).min((deadline, "it took too long in all"))
}

#[cfg(test)]
mod tests {
    use futures::stream;

    use super::*;

    fn limits() -> Limits {
        Limits {
            bytes_per_second_min: 100,
            drip_grace: Duration::from_secs(5),
            first_byte_timeout: Duration::from_secs(4),
            ..Limits::default()
        }
    }

    /// A body in `count` pieces of `bytes`, one every `every`.
    fn pieces(count: usize, bytes: usize, every: Duration) -> impl Stream<Item = Result<Bytes, Error>> {
        stream::iter(0..count).then(move |_| async move {
            tokio::time::sleep(every).await;
            Ok(Bytes::from(vec![b'x'; bytes]))
        })
    }

    async fn check(chunks: impl Stream<Item = Result<Bytes, Error>>, expect: Result<usize, Error>) {
        let deadline = Instant::now() + Duration::from_mins(1);
        let read = collect(chunks, 10_000, Overflow::Refuse, deadline, &limits()).await;
        assert_eq!(read.map(|body| body.len()), expect);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_up_to_the_limit_is_read_whole() {
        check(pieces(0, 0, Duration::ZERO), Ok(0)).await;
        check(pieces(10, 1000, Duration::from_secs(1)), Ok(10_000)).await;
        check(pieces(11, 1000, Duration::ZERO), Err(Error::TooLarge { bytes_max: 10_000 })).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_drip_is_given_up_though_it_never_falls_silent() {
        check(pieces(1000, 50, Duration::from_secs(1)), Err(Error::Timeout("it drips too slowly"))).await;
        check(pieces(20, 150, Duration::from_secs(1)), Ok(3000)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn silence_and_the_total_time_have_an_end() {
        check(pieces(3, 5000, Duration::from_secs(8)), Err(Error::Timeout("it fell silent"))).await;
        check(pieces(70, 130, Duration::from_secs(1)), Err(Error::Timeout("it took too long in all"))).await;
    }

    #[tokio::test]
    async fn a_body_may_be_cut_where_its_beginning_is_enough() {
        let deadline = Instant::now() + Duration::from_mins(1);
        let body = collect(pieces(9, 7, Duration::ZERO), 20, Overflow::Cut, deadline, &limits()).await;
        assert_eq!(body.unwrap().len(), 20);
    }
}
