//! Near-copies: whether two texts are one text, but for a few words.
