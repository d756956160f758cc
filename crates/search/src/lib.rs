//! Search: a full-text index and a vector index, both derived from the store and always rebuildable.
