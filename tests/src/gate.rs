//! A gate that holds an answer back until the test opens it: delays without sleeping.

use std::sync::Arc;

use tokio::sync::Semaphore;

/// Holds back whoever passes until it is opened. Clones are the same gate.
#[derive(Debug, Clone)]
pub struct Gate(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    arrived: Semaphore,
    opened: Semaphore,
}

impl Gate {
    /// A closed gate.
    pub fn closed() -> Self {
        Self(Arc::new(Inner { arrived: Semaphore::new(0), opened: Semaphore::new(0) }))
    }

    /// Waits until somebody stands before it; each call waits for one more.
    pub async fn arrived(&self) {
        if let Ok(one) = self.0.arrived.acquire().await {
            one.forget();
        }
    }

    /// Lets everybody through from here on.
    pub fn open(&self) {
        self.0.opened.close();
    }

    pub(crate) async fn pass(&self) {
        self.0.arrived.add_permits(1);
        // Nobody is ever given a permit: the end of the semaphore is the opening of the gate.
        let _ = self.0.opened.acquire().await;
    }
}
