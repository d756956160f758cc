//! The multilingual sentence encoder: a sentence becomes a direction in space.
