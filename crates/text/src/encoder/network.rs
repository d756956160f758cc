//! From pieces to vectors: a projection, three branches of windows, an average, four dense layers.
//!
//! The pieces of many sentences lie one after the other, so that each matrix is read once for all of them; what belongs
//! to which sentence is only asked where neighbours meet (`branch`) and where sums are taken.

mod branch;

use super::data::{Malformed, Reader};
use super::kernel::{Floats, Whole};
use super::table::{self, Table};
use super::vector::{DIMENSIONS, Vector};
use branch::{Branch, CHANNELS};

/// Blocks of the table, each with its own scale; a piece's block is its number modulo this.
const BLOCKS: usize = 17;

/// Numbers a piece has when the branches are done: its own and those of each branch.
const FEATURES: usize = table::WIDTH + branch::ORDERS.len() * CHANNELS;

/// Numbers between the first dense layers.
const HIDDEN: usize = 320;

/// Added to a variance, or the least square of a length, before its root is divided by.
const EPSILON: f32 = 1e-12;

/// Sentences as numbers of pieces, one after the other.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pieces: Vec<u32>,
    lengths: Vec<usize>,
}

impl Batch {
    pub(super) fn push(&mut self, pieces: &[u32]) {
        self.pieces.extend(pieces);
        self.lengths.push(pieces.len());
    }

    /// How many pieces all sentences have.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    pub(super) fn clear(&mut self) {
        self.pieces.clear();
        self.lengths.clear();
    }

    /// Goes over the sentences' shares of `rows`, which has `width` numbers for each piece.
    fn sentences<'a, T>(&'a self, mut rows: &'a [T], width: usize) -> impl Iterator<Item = &'a [T]> {
        self.lengths.iter().map(move |length| {
            let (sentence, rest) = rows.split_at(length * width);
            rows = rest;
            sentence
        })
    }
}

/// All weights but the table.
pub(super) struct Network {
    scales: Vec<f32>,
    lows: Vec<f32>,
    projection: Whole,
    projection_steps: Vec<f32>,
    projection_bias: Vec<f32>,
    projection_norm: Norm,
    branches: Vec<Branch>,
    norm: Norm,
    average: Floats,
    average_bias: Vec<f32>,
    /// The four layers, and the two that pass by one of them.
    dense: [Floats; 4],
    bypass: [Floats; 2],
}

impl Network {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let scales = reader.floats(BLOCKS)?;
        let lows = reader.floats(BLOCKS)?;
        let (projection, projection_steps) = read_projection(reader)?;
        let side_by_side = branch::ORDERS.len() * CHANNELS;
        let projection_bias = reader.floats(side_by_side)?;
        let projection_norm = Norm::read(reader, side_by_side)?;
        let branches = Branch::read_all(reader)?;
        let norm = Norm::read(reader, FEATURES)?;
        let average = floats(reader, FEATURES, DIMENSIONS)?;
        let average_bias = reader.floats(DIMENSIONS)?;
        let dense = [
            floats(reader, DIMENSIONS, HIDDEN)?,
            floats(reader, HIDDEN, HIDDEN)?,
            floats(reader, HIDDEN, DIMENSIONS)?,
            floats(reader, DIMENSIONS, DIMENSIONS)?,
        ];
        let bypass = [floats(reader, DIMENSIONS, HIDDEN)?, floats(reader, HIDDEN, DIMENSIONS)?];
        Ok(Self {
            scales,
            lows,
            projection,
            projection_steps,
            projection_bias,
            projection_norm,
            branches,
            norm,
            average,
            average_bias,
            dense,
            bypass,
        })
    }

    /// A vector for each sentence of the batch.
    pub(super) fn run(&self, batch: &Batch, table: &Table<'_>) -> Vec<Vector> {
        if batch.pieces.is_empty() {
            return Vec::new();
        }
        let mut rows = vec![0; batch.len() * table::WIDTH];
        for (piece, row) in batch.pieces.iter().zip(rows.as_chunks_mut().0) {
            table.row(*piece, row);
        }
        let projected = self.project(batch, &rows);
        let branches: Vec<Vec<f32>> = self.branches.iter().map(|branch| branch.run(batch, &projected)).collect();
        self.finish(batch, &self.sums(batch, &rows, &branches))
    }

    /// Rows are whole numbers as they stand in the table, so this product is exact; scale and shift come behind it.
    #[expect(clippy::cast_precision_loss, reason = "512 products of 6 and 8 bits stay below 2^24")]
    fn project(&self, batch: &Batch, rows: &[u8]) -> Vec<f32> {
        let product = self.projection.multiply(rows);
        let mut projected = vec![0.0; product.len()];
        let width = self.projection.columns();
        let rows = projected.chunks_exact_mut(width).zip(product.chunks_exact(width));
        for (piece, (out, row)) in batch.pieces.iter().zip(rows) {
            let (scale, low) = self.block(*piece);
            let columns = self.projection_steps.iter().zip(&self.projection.sums).zip(&self.projection_bias);
            for ((value, product), ((step, sum), bias)) in out.iter_mut().zip(row).zip(columns) {
                *value = step * (scale * *product as f32 + low * *sum as f32) + bias;
            }
            center(out);
            self.projection_norm.stretch(out);
        }
        projected
    }

    /// The sum of each sentence's features, each piece's normed.
    fn sums(&self, batch: &Batch, rows: &[u8], branches: &[Vec<f32>]) -> Vec<f32> {
        let mut sums = vec![0.0; batch.lengths.len() * FEATURES];
        let mut rows = rows.as_chunks::<{ table::WIDTH }>().0.iter();
        let mut branches: Vec<_> = branches.iter().map(|rows| rows.as_chunks::<CHANNELS>().0.iter()).collect();
        let mut pieces = batch.pieces.iter();
        let mut features = [0.0; FEATURES];
        for (length, sums) in batch.lengths.iter().zip(sums.chunks_exact_mut(FEATURES)) {
            for (piece, row) in pieces.by_ref().zip(rows.by_ref()).take(*length) {
                let (scale, low) = self.block(*piece);
                let (own, others) = features.split_at_mut(table::WIDTH);
                own.iter_mut().zip(row).for_each(|(value, step)| *value = scale * f32::from(*step) + low);
                for (out, branch) in others.chunks_exact_mut(CHANNELS).zip(&mut branches) {
                    branch.next().into_iter().for_each(|row| out.copy_from_slice(row));
                }
                center(&mut features);
                sums.iter_mut().zip(&features).for_each(|(sum, value)| *sum += value);
            }
            self.norm.stretch_sum(sums, *length);
        }
        sums
    }

    /// The average projected, the dense layers, and unit length. The average divides by the root of the length, as the
    /// model was trained.
    #[expect(clippy::cast_precision_loss, reason = "sentences have at most some 500 pieces")]
    fn finish(&self, batch: &Batch, sums: &[f32]) -> Vec<Vector> {
        let mut mean = self.average.multiply(sums);
        for (length, row) in batch.lengths.iter().zip(mean.chunks_exact_mut(DIMENSIONS)) {
            let length = *length as f32;
            let scale = length.sqrt().recip();
            row.iter_mut().zip(&self.average_bias).for_each(|(value, bias)| *value = scale * (*value + length * bias));
        }
        let [first, second, third, fourth] = &self.dense;
        let [past_first, past_third] = &self.bypass;
        let one = relu(first.multiply(&mean));
        let two = relu(add(past_first.multiply(&mean), &second.multiply(&one)));
        let three = relu(third.multiply(&two));
        let four = add(past_third.multiply(&two), &fourth.multiply(&three));
        four.as_chunks().0.iter().map(|values| Vector::pointing(values.map(f32::tanh))).collect()
    }

    fn block(&self, piece: u32) -> (f32, f32) {
        let block = piece as usize % BLOCKS;
        (self.scales.get(block).copied().unwrap_or_default(), self.lows.get(block).copied().unwrap_or_default())
    }
}

/// What a layer norm does to a centred row: a gain and an offset for each place.
struct Norm {
    gain: Vec<f32>,
    offset: Vec<f32>,
}

impl Norm {
    fn read(reader: &mut Reader<'_>, width: usize) -> Result<Self, Malformed> {
        Ok(Self { gain: reader.floats(width)?, offset: reader.floats(width)? })
    }

    fn stretch(&self, row: &mut [f32]) {
        let places = self.gain.iter().zip(&self.offset);
        row.iter_mut().zip(places).for_each(|(value, (gain, offset))| *value = *value * gain + offset);
    }

    /// The same for the sum of `count` rows.
    #[expect(clippy::cast_precision_loss, reason = "sentences have at most some 500 pieces")]
    fn stretch_sum(&self, sum: &mut [f32], count: usize) {
        let places = self.gain.iter().zip(&self.offset);
        sum.iter_mut().zip(places).for_each(|(value, (gain, offset))| *value = *value * gain + count as f32 * offset);
    }
}

/// Mean 0 and variance 1 over a row.
#[expect(clippy::cast_precision_loss, reason = "rows are 1,280 long at most")]
fn center(row: &mut [f32]) {
    let width = row.len() as f32;
    let mean = sum(row, |value| value) / width;
    for value in row.iter_mut() {
        *value -= mean;
    }
    let scale = (sum(row, |value| value * value) / width + EPSILON).sqrt().recip();
    for value in row {
        *value *= scale;
    }
}

/// In eight lanes, so that the compiler may add them side by side. Rows are multiples of eight long.
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for values in row.as_chunks::<8>().0 {
        lanes.iter_mut().zip(values).for_each(|(lane, value)| *lane += of(*value));
    }
    lanes.iter().sum()
}

fn relu(mut values: Vec<f32>) -> Vec<f32> {
    for value in &mut values {
        *value = value.max(0.0);
    }
    values
}

fn add(mut values: Vec<f32>, others: &[f32]) -> Vec<f32> {
    values.iter_mut().zip(others).for_each(|(value, other)| *value += other);
    values
}

/// A matrix as it is kept: the step, then whole numbers of a byte.
fn steps(reader: &mut Reader<'_>, size: usize) -> Result<(f32, Vec<i8>), Malformed> {
    let step = reader.floats(1)?.first().copied().ok_or(Malformed)?;
    Ok((step, reader.take(size)?.iter().map(|byte| i8::from_le_bytes([*byte])).collect()))
}

fn floats(reader: &mut Reader<'_>, rows: usize, columns: usize) -> Result<Floats, Malformed> {
    let (step, whole) = steps(reader, rows * columns)?;
    let values: Vec<f32> = whole.iter().map(|value| step * f32::from(*value)).collect();
    Ok(Floats::new(&values, rows))
}

/// The projections for the branches, side by side in one matrix, and each column's step.
fn read_projection(reader: &mut Reader<'_>) -> Result<(Whole, Vec<f32>), Malformed> {
    let parts = branch::ORDERS.map(|_| steps(reader, table::WIDTH * CHANNELS));
    let mut rows = vec![Vec::new(); table::WIDTH];
    let mut column_steps = Vec::new();
    for part in parts {
        let (step, whole) = part?;
        rows.iter_mut().zip(whole.chunks_exact(CHANNELS)).for_each(|(row, values)| row.extend(values));
        column_steps.resize(column_steps.len() + CHANNELS, step);
    }
    Ok((Whole::new(&rows.concat(), table::WIDTH), column_steps))
}
