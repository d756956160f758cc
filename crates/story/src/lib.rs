//! Stories: articles on one event are told once. Similarity, streaming assignment, voices, related, ranking. Pure.
