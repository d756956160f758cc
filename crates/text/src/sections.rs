//! The section a piece belongs to.
