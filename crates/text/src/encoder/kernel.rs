//! Products of matrices: the only place that knows the crate that computes them.
//!
//! Rows run on the calling thread when its rayon pool has one; in a larger pool a product may be shared out.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::{Matrix, NdTensorView};

/// A matrix of bytes, to multiply rows of bytes with. The product is exact on every machine.
pub(super) struct Whole {
    packed: PackedBMatrix<i8>,
    /// The sum of each column, to take off what a shift of the rows adds.
    pub(super) sums: Vec<i32>,
}

impl Whole {
    /// From `rows` rows, one after the other.
    pub(super) fn new(values: &[i8], rows: usize) -> Self {
        let columns = values.len() / rows;
        let packed = bytes().prepack_b(NdTensorView::from_data([rows, columns], values));
        let mut sums = vec![0; columns];
        for row in values.chunks_exact(columns) {
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += i32::from(*value));
        }
        Self { packed, sums }
    }

    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        self.sums.len()
    }

    /// The product with as many rows as `left` holds.
    ///
    /// Processors without dot products of bytes keep the sum of two products in 16 bits, which rows of eight bits can
    /// overflow and rows of seven cannot.
    pub(super) fn multiply(&self, left: &[u8]) -> Vec<i32> {
        if bytes().may_saturate() && left.iter().any(|byte| *byte > 127) {
            self.multiply_in_halves(left)
        } else {
            self.multiply_at_once(left)
        }
    }

    fn multiply_in_halves(&self, left: &[u8]) -> Vec<i32> {
        let one: Vec<u8> = left.iter().map(|byte| byte / 2).collect();
        let rest: Vec<u8> = left.iter().map(|byte| byte % 2).collect();
        let sums = self.multiply_at_once(&one).into_iter().zip(self.multiply_at_once(&rest));
        sums.map(|(one, rest)| 2 * one + rest).collect()
    }

    fn multiply_at_once(&self, left: &[u8]) -> Vec<i32> {
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
        let matrix = Whole::new(&vec![-127; rows * 256], rows);
        for byte in [63, 127, 128, 255] {
            let left = vec![byte; rows * 3];
            assert_eq!(matrix.multiply(&left), vec![-127 * 1280 * i32::from(byte); 3 * 256], "{byte}");
        }
    }

    #[test]
    fn halves_make_the_whole() {
        let matrix = Whole::new(&[1, -2, 3, -4, 5, -6], 2);
        let left = [255, 1, 0, 254, 127, 128];
        assert_eq!(matrix.multiply_in_halves(&left), matrix.multiply_at_once(&left));
    }

    #[test]
    fn rows_and_columns_are_told_apart() {
        let matrix = [1, 2, 3, 4, 5, 6];
        assert_eq!(Whole::new(&matrix, 2).multiply(&[1, 10]), [41, 52, 63]);
        assert_eq!(Whole::new(&matrix, 2).sums, [5, 7, 9]);
        assert_eq!(Floats::new(&matrix.map(f32::from), 2).multiply(&[1.0, 10.0]), [41.0, 52.0, 63.0]);
    }
}
