//! Waiting for another process or a running loop: looking again and again, with an end.

use std::time::Duration;

/// Between two looks.
const LOOK: Duration = Duration::from_millis(10);

/// After this the awaited is taken to never come; far above what a loaded machine needs.
const PATIENCE: Duration = Duration::from_mins(1);

/// Looks until there is something, and fails with `what` when that does not happen.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let looking = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(LOOK).await;
        }
    };
    let found = tokio::time::timeout(PATIENCE, looking).await;
    found.unwrap_or_else(|_| panic!("in {PATIENCE:?} it did not come true: {what}"))
}
