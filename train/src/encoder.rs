//! Packs the sentence encoder: weights as numpy keeps them and a SentencePiece model in, the file of
//! `crates/text/data/encoder` out. Nothing is trained and nothing is lost: every number can be had back exactly.
//!
//! The order of what is written is the order in which `text::encoder` reads; `crates/text/data/encoder/README.md`
//! says where the two inputs come from.

#![expect(clippy::print_stdout, reason = "a command line tool talks to its user")]
#![expect(clippy::indexing_slicing, reason = "pieces and rows are counted before they are asked for")]

pub(crate) mod mean;
mod npz;
mod pieces;
mod rows;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, ensure};

use npz::Arrays;
use pieces::Pieces;

/// What the file begins with.
const MAGIC: &[u8; 8] = b"OCTENC01";

/// The table comes in blocks, each with its own scale; a piece's block is its number modulo this.
const BLOCKS: usize = 17;

/// How far the windows of the three branches reach, in tokens.
const ORDERS: [usize; 3] = [2, 3, 5];

/// Where the inputs are and where the file goes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// `weights.npz` of the package.
    #[arg(long)]
    weights: PathBuf,
    /// `sp.model` of the package.
    #[arg(long)]
    pieces: PathBuf,
    /// The file to write.
    #[arg(long, default_value = "crates/text/data/encoder/weights.bin")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let read = |path: &PathBuf| fs::read(path).with_context(|| format!("could not read {}", path.display()));
    let arrays = npz::read(&read(&args.weights)?)?;
    let pieces = pieces::read(&read(&args.pieces)?)?;

    let table = rows::pack(&table(&arrays, pieces.len())?);
    let mut head = Vec::new();
    write_pieces(&mut head, &pieces);
    write_network(&mut head, &arrays)?;
    head.extend(&table.classes);
    head.extend(table.code_lengths.concat());
    head.extend(table.row_bytes.iter().flat_map(|bytes| bytes.to_le_bytes()));
    let packed = zstd::encode_all(head.as_slice(), 22)?;

    let mut file = MAGIC.to_vec();
    file.extend(u32::try_from(packed.len())?.to_le_bytes());
    file.extend(&packed);
    file.extend(&table.bits);
    println!("{} bytes: {} of rows, {} of all else", file.len(), table.bits.len(), packed.len());
    fs::write(&args.out, file).with_context(|| format!("could not write {}", args.out.display()))
}

/// The rows of all pieces, in the order of their numbers.
fn table(arrays: &Arrays, pieces: usize) -> anyhow::Result<Vec<&[u8]>> {
    let blocks = (1..=BLOCKS).map(|at| arrays.bytes(&format!("q{at}"))).collect::<anyhow::Result<Vec<_>>>()?;
    let rows: Vec<Vec<&[u8]>> = blocks.iter().map(|block| block.chunks_exact(rows::WIDTH).collect()).collect();
    ensure!(rows.iter().all(|block| block.len() >= pieces.div_ceil(BLOCKS)), "the table has fewer rows than pieces");
    Ok((0..pieces).map(|piece| rows[piece % BLOCKS][piece / BLOCKS]).collect())
}

fn write_pieces(out: &mut Vec<u8>, pieces: &Pieces) {
    let count = |length: usize| u32::try_from(length).expect("a model of a few megabytes").to_le_bytes();
    out.extend(count(pieces.len()));
    let mut sorted: Vec<usize> = (0..pieces.len()).collect();
    sorted.sort_by_key(|piece| &pieces.texts[*piece]);
    for piece in &sorted {
        out.push(u8::try_from(pieces.texts[*piece].len()).expect("pieces are short"));
    }
    for piece in &sorted {
        out.extend(pieces.texts[*piece].as_bytes());
    }
    out.extend(sorted.iter().flat_map(|piece| count(*piece)));
    out.extend(pieces.scores.iter().flat_map(|score| score.to_le_bytes()));
    out.extend(count(pieces.charsmap.len()));
    out.extend(&pieces.charsmap);
}

fn write_network(out: &mut Vec<u8>, arrays: &Arrays) -> anyhow::Result<()> {
    for name in ["scale", "lo"] {
        write_floats(out, arrays, name)?;
    }
    for part in ["proj", "proj_b", "ln_g", "ln_b", "w1_", "b1_", "w2_", "b2_"] {
        for order in ORDERS {
            write_array(out, arrays, &format!("{part}{order}"))?;
        }
    }
    for name in ["ln_g", "ln_b", "cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3"] {
        write_array(out, arrays, name)?;
    }
    Ok(())
}

/// A vector goes out as it is, a matrix as a scale and whole numbers.
fn write_array(out: &mut Vec<u8>, arrays: &Arrays, name: &str) -> anyhow::Result<()> {
    if arrays.is_vector(name)? {
        return write_floats(out, arrays, name);
    }
    let (scale, steps) = steps(&arrays.floats(name)?).with_context(|| format!("{name} is not quantized to a byte"))?;
    out.extend(scale.to_le_bytes());
    out.extend(steps.iter().map(|step| step.to_le_bytes()[0]));
    Ok(())
}

fn write_floats(out: &mut Vec<u8>, arrays: &Arrays, name: &str) -> anyhow::Result<()> {
    out.extend(arrays.floats(name)?.iter().flat_map(|value| value.to_le_bytes()));
    Ok(())
}

/// The matrices are multiples of one number each, though kept as floats; this finds it.
#[expect(clippy::cast_possible_truncation, reason = "checked to be whole and within a byte")]
fn steps(values: &[f32]) -> Option<(f32, Vec<i8>)> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f32::total_cmp);
    let smallest = sorted.windows(2).map(|pair| pair[1] - pair[0]).filter(|gap| *gap > 1e-7).reduce(f32::min)?;
    let mut scale = f64::from(smallest);
    for _ in 0..4 {
        let (over, under) = values.iter().fold((0.0, 0.0), |(over, under), value| {
            let step = (f64::from(*value) / scale).round();
            (over + f64::from(*value) * step, under + step * step)
        });
        scale = over / under;
    }
    let step = |value: &f32| {
        let exact = f64::from(*value) / scale;
        ((exact - exact.round()).abs() < 1e-3 && exact.round().abs() <= 127.0).then(|| exact.round() as i8)
    };
    Some((scale as f32, values.iter().map(step).collect::<Option<Vec<_>>>()?))
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn the_step_of_a_quantized_matrix_is_found() {
        let values: Vec<f32> = [-3_i8, 0, 4, 5, 127].iter().map(|step| f32::from(*step) * 0.0107).collect();
        let (scale, found) = steps(&values).expect("multiples of one number");
        assert!((scale - 0.0107).abs() < 1e-6);
        assert_eq!(found, [-3, 0, 4, 5, 127]);
    }

    #[test]
    fn a_matrix_of_any_numbers_is_refused() {
        assert!(steps(&[0.1, 0.237, 0.9, 1.713]).is_none());
    }
}
