//! Keyphrases: the phrases that say what a text is about.
