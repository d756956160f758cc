//! Why a story stands where it stands, in words.

use story::{Parts, Reason};

use crate::words::Words;

/// What a place on a page rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Why {
    /// The one thing to say.
    pub(crate) reason: String,
    /// All parts of the score.
    pub(crate) parts: String,
}

impl Why {
    pub(crate) fn of(parts: &Parts, words: &Words) -> Self {
        let reason = match parts.reason() {
            Reason::Pinned => words.why_pinned(),
            Reason::Growing => words.why_growing(),
            Reason::ManyVoices => words.why_many_voices(),
            Reason::Recent => words.why_recent(),
            Reason::Remaining => words.why_remaining(),
        };
        let percent = |share: f64| (share * 100.0).round();
        let parts = words.why_parts(
            tenths(parts.importance),
            percent(parts.freshness),
            percent(parts.diversity),
            tenths(parts.velocity),
        );
        Self { reason, parts }
    }
}

/// One digit behind the point; more would only look exact.
fn tenths(figure: f64) -> f64 {
    (figure * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_its_reason_and_its_figures() {
        let words = Words::english();
        let parts =
            Parts { importance: 3.24, freshness: 0.9, velocity: 0.0, diversity: 0.7, pinned: false, told: true };
        let check = |parts: Parts, reason: &str| {
            let why = Why::of(&parts, &words);
            assert_eq!(why.reason, reason);
            assert!(!why.parts.contains('$') && why.parts.ends_with('.'), "{}", why.parts);
        };
        check(Parts { pinned: true, ..parts }, "An editor holds it here.");
        check(Parts { velocity: 2.0, ..parts }, "More publishers tell it by the hour.");
        check(Parts { importance: 9.0, ..parts }, "Many independent voices tell it.");
        check(Parts { importance: 1.0, ..parts }, "It has just happened.");
        check(
            Parts { importance: 1.0, freshness: 0.1, ..parts },
            "Nothing fresher or weightier is left for this place.",
        );
        let said = Why::of(&parts, &words).parts.replace(['\u{2068}', '\u{2069}'], "");
        assert!(said.contains("weighs 3.2,") && said.contains(" 90 %") && said.contains(" 70 %"), "{said}");
    }
}
