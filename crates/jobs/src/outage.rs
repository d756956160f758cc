//! What to do while the store cannot be reached: say it once, wait, try again.

use std::future::Future;
use std::time::Duration;

use store::Error;
use tokio_util::sync::CancellationToken;

/// The first wait, doubled up to the last.
const FIRST: Duration = Duration::from_millis(250);
const LAST: Duration = Duration::from_secs(15);

/// Whether the same call may succeed once somebody has mended the cause.
pub(crate) fn may_pass(error: &Error) -> bool {
    matches!(error, Error::Unavailable(_) | Error::Full(_) | Error::Locked(_))
}

/// Calls the store until it answers. `None` when the work is to stop first; any other error is handed on.
pub(crate) async fn ride_out<T, F>(stop: &CancellationToken, mut call: impl FnMut() -> F) -> Result<Option<T>, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    let mut wait = FIRST;
    loop {
        match call().await {
            Ok(value) => {
                if wait > FIRST {
                    tracing::info!("the store is back, work goes on");
                }
                return Ok(Some(value));
            }
            Err(error) if may_pass(&error) => {
                if wait == FIRST {
                    tracing::error!(error = &error as &dyn std::error::Error, "work waits for the store");
                }
            }
            Err(error) => return Err(error),
        }
        tokio::select! {
            () = stop.cancelled() => return Ok(None),
            () = tokio::time::sleep(wait) => {}
        }
        wait = (wait * 2).min(LAST);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn damaged() -> Error {
        Error::Damaged("row".to_owned())
    }

    #[tokio::test]
    async fn an_error_that_waiting_does_not_mend_is_handed_on_at_once() {
        let calls = Cell::new(0);
        let outcome: Result<Option<()>, Error> = ride_out(&CancellationToken::new(), || {
            calls.set(calls.get() + 1);
            async { Err(damaged()) }
        })
        .await;
        assert!(outcome.is_err());
        assert_eq!(calls.get(), 1);
    }
}
