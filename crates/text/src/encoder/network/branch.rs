//! One branch: windows of a few neighbours over the pieces of a sentence, and again over what they gave.
//!
//! Values become whole numbers of eight bits with a step of each window's own: rare pieces have values far larger than
//! their neighbours', and with seven bits and one step for a sentence the cosine with the exact result fell to .996.

use super::super::data::{Malformed, Reader};
use super::super::kernel::Whole;
use super::{Batch, steps};

/// Numbers a branch keeps for each piece.
pub(super) const CHANNELS: usize = 256;

/// The branches: how many pieces a window has, and how many of them stand before the piece it is for.
pub(super) const ORDERS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];

/// What stands for zero; others lie within 127 of it.
const ZERO: u8 = 128;

pub(super) struct Branch {
    /// Which columns of the projection are its own.
    place: usize,
    layers: [Layer; 2],
}

impl Branch {
    pub(super) fn read_all(reader: &mut Reader<'_>) -> Result<Vec<Self>, Malformed> {
        let first = Layer::read_all(reader)?;
        let second = Layer::read_all(reader)?;
        let branches = first.into_iter().zip(second).enumerate();
        Ok(branches.map(|(place, (first, second))| Self { place, layers: [first, second] }).collect())
    }

    /// From the projections of all branches, side by side, to what this one makes of its own.
    pub(super) fn run(&self, batch: &Batch, projected: &[f32]) -> Vec<f32> {
        let rows = projected.as_chunks::<CHANNELS>().0.iter();
        let own: Vec<f32> = rows.skip(self.place).step_by(ORDERS.len()).flatten().copied().collect();
        self.layers.iter().fold(own, |values, layer| layer.run(batch, values))
    }
}

/// One pass of windows; what went in is added to what comes out.
struct Layer {
    order: usize,
    before: usize,
    weights: Whole,
    step: f32,
    bias: Vec<f32>,
}

impl Layer {
    fn read_all(reader: &mut Reader<'_>) -> Result<Vec<Self>, Malformed> {
        let mut layers = Vec::new();
        for (order, before) in ORDERS {
            let (step, whole) = steps(reader, order * CHANNELS * CHANNELS)?;
            let weights = Whole::new(&whole, order * CHANNELS);
            layers.push(Self { order, before, weights, step, bias: Vec::new() });
        }
        for layer in &mut layers {
            layer.bias = reader.floats(CHANNELS)?;
        }
        Ok(layers)
    }

    #[expect(clippy::cast_precision_loss, reason = "off by one where sums of 1,280 products pass 2^24")]
    fn run(&self, batch: &Batch, mut values: Vec<f32>) -> Vec<f32> {
        let (windows, steps) = self.windows(batch, &values);
        let product = self.weights.multiply(&windows);
        let rows = values.chunks_exact_mut(CHANNELS).zip(product.chunks_exact(CHANNELS));
        for ((row, product), step) in rows.zip(steps) {
            let step = step * self.step;
            let columns = self.weights.sums.iter().zip(&self.bias);
            for ((value, product), (sum, bias)) in row.iter_mut().zip(product).zip(columns) {
                *value += (step * (product - i32::from(ZERO) * sum) as f32 + bias).max(0.0);
            }
        }
        values
    }

    /// The windows of all pieces, and each one's step. Beyond the ends of a sentence lie zeros.
    fn windows(&self, batch: &Batch, values: &[f32]) -> (Vec<u8>, Vec<f32>) {
        let mut windows = Vec::with_capacity(values.len() * self.order);
        let mut steps = Vec::with_capacity(batch.len());
        let (mut padded, mut peaks) = (Vec::new(), Vec::new());
        for sentence in batch.sentences(values, CHANNELS) {
            padded.clear();
            padded.resize(self.before * CHANNELS, 0.0);
            padded.extend(sentence);
            padded.resize(padded.len() + (self.order - 1 - self.before) * CHANNELS, 0.0);
            peaks.clear();
            peaks.extend(padded.chunks_exact(CHANNELS).map(largest));
            let spans = padded.windows(self.order * CHANNELS).step_by(CHANNELS);
            for (span, peaks) in spans.zip(peaks.windows(self.order)) {
                let step = peaks.iter().copied().fold(0.0, f32::max) / f32::from(ZERO - 1);
                let inverse = step.recip();
                windows.extend(span.iter().map(|value| byte(*value, inverse)));
                steps.push(step);
            }
        }
        (windows, steps)
    }
}

/// Adding 2^23 leaves the nearest whole number in the lowest bits, which is quicker than a checked conversion.
fn byte(value: f32, inverse: f32) -> u8 {
    const WHOLE: f32 = 8_388_608.0;
    (value * inverse + (f32::from(ZERO) + WHOLE)).to_bits().to_le_bytes()[0]
}

/// The largest distance from zero, or a little when there is none.
fn largest(values: &[f32]) -> f32 {
    let mut lanes = [f32::MIN_POSITIVE * 1e6; 8];
    for values in values.as_chunks::<8>().0 {
        lanes.iter_mut().zip(values).for_each(|(lane, value)| *lane = lane.max(value.abs()));
    }
    lanes.into_iter().fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::{ZERO, byte, largest};

    #[test]
    fn values_become_the_nearest_byte() {
        for (value, expect) in
            [(0.0, ZERO), (1.0, 255), (-1.0, 1), (0.4 / 127.0, 128), (0.6 / 127.0, 129), (-0.6 / 127.0, 127)]
        {
            assert_eq!(byte(value, 127.0), expect, "{value}");
        }
    }

    #[test]
    fn a_silent_window_does_not_divide_by_zero() {
        assert!((largest(&[0.0; 16]) / 127.0).recip().is_finite());
        assert_eq!(largest(&[0.0, -2.5, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]).to_bits(), 2.5_f32.to_bits());
    }
}
