//! Words: the terms of a text, the same for search, stories and hashtags.
