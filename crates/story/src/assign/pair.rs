//! What two articles have in common, in numbers.

use crate::assign::open::Member;
use crate::assign::vector::Direction;

/// How many numbers describe a pair.
pub const FEATURES: usize = 7;

/// What two articles have in common: directions' cosine, shared words of headlines and of texts, names, numbers, whether they
/// are of one language, days between them. NaN stands for what is unknown of either.
pub type Features = [f32; FEATURES];

/// An article with its centred direction.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) member: &'a Member,
    pub(super) direction: Option<&'a Direction>,
}

/// Describes a pair; either order gives the same.
pub(super) fn features(one: Side<'_>, other: Side<'_>) -> Features {
    let (a, b) = (one.member, other.member);
    let texts = a.has_text() && b.has_text();
    let direction = match (one.direction, other.direction) {
        (Some(one), Some(other)) => one.cosine(other),
        _ => f32::NAN,
    };
    [
        direction,
        a.headline.cosine(&b.headline),
        if texts { a.text.cosine(&b.text) } else { f32::NAN },
        a.names.cosine(&b.names),
        if texts { a.numbers.cosine(&b.numbers) } else { f32::NAN },
        if a.language == b.language { 1.0 } else { 0.0 },
        days_between(a.minute, b.minute),
    ]
}

/// Days between two times, NaN when either is unknown.
fn days_between(one: Option<i32>, other: Option<i32>) -> f32 {
    let (Some(one), Some(other)) = (one, other) else { return f32::NAN };
    #[expect(clippy::cast_precision_loss, reason = "minutes do not matter over years")]
    let minutes = one.abs_diff(other) as f32;
    minutes / (24.0 * 60.0)
}
