//! Hashtags: the people, places, bodies and themes that a piece names.
