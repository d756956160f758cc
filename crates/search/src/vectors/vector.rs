//! One vector.

/// Numbers of a vector; what the sentence encoder makes.
pub const DIMENSIONS: usize = 512;

/// What a text says, as a direction. Its length means nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Vector(Box<[i8; DIMENSIONS]>);

impl Vector {
    /// From the encoder's numbers, the largest of them becoming 127.
    pub fn of(numbers: &[f32; DIMENSIONS]) -> Self {
        let largest = numbers.iter().fold(0.0_f32, |largest, number| largest.max(number.abs()));
        let scale = if largest > 0.0 && largest.is_finite() { 127.0 / largest } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, reason = "a cast from float to integer ends at the bounds")]
        let small = numbers.map(|number| (number * scale).round() as i8);
        Self(Box::new(small))
    }

    /// Its numbers.
    pub fn numbers(&self) -> &[i8; DIMENSIONS] {
        &self.0
    }

    pub(crate) fn to_bytes(&self) -> [u8; DIMENSIONS] {
        self.0.map(i8::cast_unsigned)
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; DIMENSIONS] = bytes.try_into().ok()?;
        Some(Self(Box::new(bytes.map(u8::cast_signed))))
    }
}

impl From<[i8; DIMENSIONS]> for Vector {
    fn from(numbers: [i8; DIMENSIONS]) -> Self {
        Self(Box::new(numbers))
    }
}

impl std::fmt::Debug for Vector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vector(..)")
    }
}
