//! Directions: int8 vectors of unit length, and their one-bit codes.

/// A direction, its largest component scaled to 127.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Direction {
    components: Box<[i8]>,
    /// What its length is divided by.
    scale: f32,
}

/// The signs of a direction's components. Directions that are close have most signs in common.
pub(super) type Code = [u64; 8];

impl Direction {
    pub(super) fn of(components: &[i8]) -> Self {
        let length = product(components, components);
        Self { components: components.into(), scale: if length > 0.0 { length.sqrt().recip() } else { 0.0 } }
    }

    /// The nearest direction to `components` of any length.
    pub(super) fn from_components(components: &[f32]) -> Self {
        let largest = components.iter().fold(0.0_f32, |most, component| most.max(component.abs()));
        if largest <= f32::EPSILON {
            return Self::default();
        }
        #[expect(clippy::cast_possible_truncation, reason = "between -127 and 127")]
        let small: Vec<i8> = components.iter().map(|component| (component / largest * 127.0).round() as i8).collect();
        Self::of(&small)
    }

    pub(super) fn is_known(&self) -> bool {
        self.scale > 0.0
    }

    /// How many components it has.
    pub(super) fn len(&self) -> usize {
        self.components.len()
    }

    /// Components of the unit vector.
    pub(super) fn unit(&self) -> impl Iterator<Item = f32> {
        self.components.iter().map(|&component| f32::from(component) * self.scale)
    }

    pub(super) fn cosine(&self, other: &Self) -> f32 {
        product(&self.components, &other.components) * self.scale * other.scale
    }

    pub(super) fn code(&self) -> Code {
        let mut code = Code::default();
        for (word, components) in code.iter_mut().zip(self.components.chunks(64)) {
            for (bit, component) in components.iter().enumerate() {
                *word |= u64::from(*component > 0) << bit;
            }
        }
        code
    }
}

/// How many signs differ.
pub(super) fn differing(one: &Code, other: &Code) -> u32 {
    one.iter().zip(other).map(|(a, b)| (a ^ b).count_ones()).sum()
}

fn product(one: &[i8], other: &[i8]) -> f32 {
    let sum: i32 = one.iter().zip(other).map(|(&a, &b)| i32::from(i16::from(a) * i16::from(b))).sum();
    #[expect(clippy::cast_precision_loss, reason = "a ratio is wanted")]
    let sum = sum as f32;
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_does_not_depend_on_length() {
        let direction = |components: &[f32]| Direction::from_components(components);
        for (one, other, expect) in [
            ([1.0, 0.0], [9.0, 0.0], 1.0),
            ([1.0, 0.0], [0.0, 2.0], 0.0),
            ([1.0, 1.0], [1.0, 0.0], 0.707),
            ([1.0, 1.0], [-3.0, -3.0], -1.0),
            ([0.0, 0.0], [1.0, 1.0], 0.0),
        ] {
            let cosine = direction(&one).cosine(&direction(&other));
            assert!((cosine - expect).abs() < 0.01, "{one:?} and {other:?}: {cosine}");
        }
    }

    #[test]
    fn the_smallest_component_does_not_overflow() {
        let direction = Direction::of(&[i8::MIN; 512]);
        assert!((direction.cosine(&direction) - 1.0).abs() < 1e-3);
    }

    #[test]
    fn codes_differ_where_signs_do() {
        let one = Direction::from_components(&[1.0, -1.0, 1.0]).code();
        let other = Direction::from_components(&[1.0, 1.0, -1.0]).code();
        assert_eq!(differing(&one, &other), 2);
        assert_eq!(differing(&one, &one), 0);
    }
}
