//! Products of matrices: the only place that knows the crate that computes them.
//!
//! Rows run on the calling thread when its rayon pool has one; in a larger pool a product may be shared out.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::{Matrix, NdTensorView};

/// A matrix of bytes, to multiply rows of bytes with. Exact whatever the machine: rows hold at most 127, so that sums of
/// two products fit the 16 bits in which processors without dot products of bytes keep them.
pub(super) struct Whole {
    packed: PackedBMatrix<i8>,
    /// The sum of each column, to take off what a shift of the rows adds.
    pub(super) sums: Vec<f32>,
}

impl Whole {
    /// From `rows` rows, one after the other.
    #[expect(clippy::cast_precision_loss, reason = "at most 1,280 bytes are summed")]
    pub(super) fn new(values: &[i8], rows: usize) -> Self {
        let columns = values.len() / rows;
        let packed = bytes().prepack_b(NdTensorView::from_data([rows, columns], values));
        let mut sums = vec![0; columns];
        for row in values.chunks_exact(columns) {
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += i32::from(*value));
        }
        Self { packed, sums: sums.into_iter().map(|sum| sum as f32).collect() }
    }

    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        self.sums.len()
    }

    /// The product with as many rows as `left` holds.
    pub(super) fn multiply(&self, left: &[u8]) -> Vec<i32> {
        let rows = left.len() / self.packed.rows();
        let left: Matrix<'_, u8> = NdTensorView::from_data([rows, self.packed.rows()], left);
        let mut out = vec![0; rows * self.columns()];
        bytes()
            .gemm(&mut out, GemmInputA::Unpacked(left), GemmInputB::Packed(&self.packed), GemmOptions::default())
            .expect("shapes fit: the rows are counted from the matrix");
        out
    }
}

/// A matrix of floats.
pub(super) struct Floats {
    packed: PackedBMatrix<f32>,
}

impl Floats {
    /// From `rows` rows, one after the other.
    pub(super) fn new(values: &[f32], rows: usize) -> Self {
        let packed = floats().prepack_b(NdTensorView::from_data([rows, values.len() / rows], values));
        Self { packed }
    }

    /// The product with as many rows as `left` holds.
    pub(super) fn multiply(&self, left: &[f32]) -> Vec<f32> {
        let rows = left.len() / self.packed.rows();
        let left: Matrix<'_, f32> = NdTensorView::from_data([rows, self.packed.rows()], left);
        let mut out = vec![0.0; rows * self.packed.cols()];
        floats()
            .gemm(&mut out, GemmInputA::Unpacked(left), GemmInputB::Packed(&self.packed), GemmOptions::default())
            .expect("shapes fit: the rows are counted from the matrix");
        out
    }
}

/// The kernels for this machine; choosing them costs a few nanoseconds, and they cannot be kept between threads.
fn bytes() -> GemmExecutor<u8, i8, i32> {
    GemmExecutor::new()
}

fn floats() -> GemmExecutor<f32> {
    GemmExecutor::new()
}

#[cfg(test)]
mod tests {
    use super::{Floats, Whole};

    #[test]
    fn extreme_bytes_are_summed_exactly() {
        let rows = 1280;
        let product = Whole::new(&vec![-127; rows * 256], rows).multiply(&vec![127; rows * 3]);
        assert_eq!(product, vec![-127 * 127 * 1280; 3 * 256]);
    }

    #[test]
    fn rows_and_columns_are_told_apart() {
        let matrix = [1, 2, 3, 4, 5, 6];
        assert_eq!(Whole::new(&matrix, 2).multiply(&[1, 10]), [41, 52, 63]);
        assert_eq!(Whole::new(&matrix, 2).sums, [5.0, 7.0, 9.0]);
        assert_eq!(Floats::new(&matrix.map(f32::from), 2).multiply(&[1.0, 10.0]), [41.0, 52.0, 63.0]);
    }
}
