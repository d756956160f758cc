//! What a sentence becomes, and its short form for storing.

/// The mean of many headlines' vectors, made by `train encoder-mean`.
const MEAN: &[u8; DIMENSIONS * size_of::<f32>()] = include_bytes!("../../data/encoder/mean.bin");

/// Numbers in a vector.
pub const DIMENSIONS: usize = 512;

/// The meaning of a text: a direction in space, of unit length, or zero for a text that says nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector(Box<[f32; DIMENSIONS]>);

impl Vector {
    /// The vector of a text that says nothing; its cosine with any other is zero.
    pub fn zero() -> Self {
        Self(Box::new([0.0; DIMENSIONS]))
    }

    /// The direction of these values. All zero, or not numbers at all: the zero vector.
    pub fn pointing(values: [f32; DIMENSIONS]) -> Self {
        let length = dot(&values, &values).sqrt();
        if length.is_finite() && length > f32::MIN_POSITIVE {
            Self(Box::new(values.map(|value| value / length)))
        } else {
            Self::zero()
        }
    }

    /// Whether the text said nothing.
    pub fn is_zero(&self) -> bool {
        self.0.iter().all(|value| *value == 0.0)
    }

    /// The values.
    pub fn values(&self) -> &[f32; DIMENSIONS] {
        &self.0
    }

    /// The cosine of the angle between the two, from -1 to 1: vectors have unit length, so it is their product.
    pub fn cosine(&self, other: &Self) -> f32 {
        dot(&self.0, &other.0)
    }

    /// Where headlines point on average. Not a direction: the more they differ, the shorter it is.
    pub fn mean() -> [f32; DIMENSIONS] {
        let mut mean = [0.0; DIMENSIONS];
        for (value, bytes) in mean.iter_mut().zip(MEAN.as_chunks().0) {
            *value = f32::from_le_bytes(*bytes);
        }
        mean
    }

    /// The direction seen from where headlines point on average. Two centred vectors are compared with each other: what
    /// all news have in common is gone from their cosine.
    #[must_use]
    pub fn centred(&self) -> Self {
        if self.is_zero() {
            return Self::zero();
        }
        let mut values = *self.0;
        for (value, mean) in values.iter_mut().zip(Self::mean()) {
            *value -= mean;
        }
        Self::pointing(values)
    }

    /// The short form.
    #[expect(clippy::cast_possible_truncation, reason = "within 127 by the choice of the step")]
    pub fn quantized(&self) -> Quantized {
        let step = self.0.iter().fold(0.0_f32, |most, value| most.max(value.abs())) / 127.0;
        let inverse = if step > 0.0 { step.recip() } else { 0.0 };
        Quantized { step, values: Box::new(self.0.map(|value| (value * inverse).round_ties_even() as i8)) }
    }
}

/// A [`Vector`] in one byte a number; cosines come out within .005 of the exact ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantized {
    step: f32,
    values: Box<[i8; DIMENSIONS]>,
}

impl Quantized {
    /// Length of [`Self::to_bytes`]: the values, then their step.
    pub const BYTES: usize = DIMENSIONS + size_of::<f32>();

    /// The bytes to store.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.values.iter().flat_map(|value| value.to_le_bytes()).chain(self.step.to_le_bytes()).collect()
    }

    /// Reads what [`Self::to_bytes`] wrote; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (values, step) = bytes.split_last_chunk()?;
        let values: &[u8; DIMENSIONS] = values.try_into().ok()?;
        let step = f32::from_le_bytes(*step);
        let sane = step.is_finite() && step >= 0.0;
        sane.then(|| Self { step, values: Box::new(values.map(|byte| i8::from_le_bytes([byte]))) })
    }

    /// The cosine of the angle between the two, nearly.
    pub fn cosine(&self, other: &Self) -> f32 {
        let product: i32 =
            self.values.iter().zip(other.values.iter()).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        #[expect(clippy::cast_precision_loss, reason = "512 products of two bytes stay below 2^23")]
        let product = product as f32;
        product * self.step * other.step
    }

    /// The long form.
    pub fn vector(&self) -> Vector {
        Vector::pointing(self.values.map(|value| f32::from(value) * self.step))
    }
}

/// In eight lanes, so that the compiler may add them side by side.
fn dot(a: &[f32; DIMENSIONS], b: &[f32; DIMENSIONS]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    lanes.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::{DIMENSIONS, Quantized, Vector};

    fn vector(seed: f32) -> Vector {
        let mut angle = 0.0;
        Vector::pointing([(); DIMENSIONS].map(|()| {
            angle += seed;
            f32::sin(angle)
        }))
    }

    #[test]
    fn the_short_form_keeps_the_direction() {
        let (a, b) = (vector(0.7), vector(1.3));
        assert!(a.quantized().vector().cosine(&a) > 0.9999);
        assert!((a.quantized().cosine(&b.quantized()) - a.cosine(&b)).abs() < 0.005);
    }

    #[test]
    fn what_is_stored_comes_back() {
        let short = vector(0.3).quantized();
        let bytes = short.to_bytes();
        assert_eq!(bytes.len(), Quantized::BYTES);
        assert_eq!(Quantized::from_bytes(&bytes), Some(short));
        assert_eq!(Quantized::from_bytes(&bytes[1..]), None);
        assert_eq!(Quantized::from_bytes(&[0xff; Quantized::BYTES]), None, "a step that is no number");
    }

    #[test]
    fn nothing_points_nowhere() {
        assert!(Vector::pointing([0.0; DIMENSIONS]).is_zero());
        assert!(Vector::pointing([f32::NAN; DIMENSIONS]).is_zero());
        assert!(Vector::zero().centred().is_zero());
        assert!(Vector::zero().quantized().vector().is_zero());
        assert!(Vector::zero().cosine(&vector(0.7)).abs() < f32::EPSILON);
    }
}
