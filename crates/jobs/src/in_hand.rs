//! What this process is at work on, and under which lease.
//!
//! A claim takes every row whose lease ran out, those that this very process still works on too. Begun anew each time,
//! work that outlasts its lease would never end: each result would come with a lease that the next claim has replaced.
//! So a second claim of what is in hand only brings the work already under way its new lease.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use store::Lease;

type Leases<Id> = HashMap<Id, Lease>;

/// All that is in hand. Clones are the same.
#[derive(Debug, Clone)]
pub(crate) struct InHand<Id>(Arc<Mutex<Leases<Id>>>);

/// One thing in hand, until this is dropped.
#[derive(Debug)]
pub(crate) struct Held<Id: Copy + Eq + Hash> {
    id: Id,
    claimed_with: Lease,
    all: InHand<Id>,
}

impl<Id: Copy + Eq + Hash> InHand<Id> {
    /// Nothing yet.
    pub(crate) fn empty() -> Self {
        Self(Arc::new(Mutex::new(HashMap::new())))
    }

    /// Takes up what was claimed; nothing when it is under way already, whose lease is then this one.
    pub(crate) fn take(&self, id: Id, lease: Lease) -> Option<Held<Id>> {
        let known = self.leases().insert(id, lease);
        known.is_none().then(|| Held { id, claimed_with: lease, all: self.clone() })
    }

    fn leases(&self) -> MutexGuard<'_, Leases<Id>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<Id: Copy + Eq + Hash> Held<Id> {
    /// The lease to report with: that of the latest claim.
    pub(crate) fn lease(&self) -> Lease {
        self.all.leases().get(&self.id).copied().unwrap_or(self.claimed_with)
    }
}

impl<Id: Copy + Eq + Hash> Drop for Held<Id> {
    fn drop(&mut self) {
        self.all.leases().remove(&self.id);
    }
}
