//! Writes the rows of the embedding table with Huffman codes, so that each can be read alone.
//!
//! Values of six bits carry less than three: frequent pieces have wide rows, rare ones narrow rows, and the zero point
//! moves from block to block. So rows are sorted into classes, each with a code of its own: start from where a row's
//! peak lies, then in turn make the codes that fit the classes and move each row to the code that writes it shortest.

#![expect(clippy::indexing_slicing, reason = "symbols, classes and rows are counted here, not read from outside")]

/// Numbers in a row.
pub(super) const WIDTH: usize = 512;

/// A value has six bits.
const SYMBOLS: usize = 64;

/// 32 cost a hundredth more, 256 save half of one.
const CLASSES: usize = 64;

/// So that a reader decodes by one look into a small table.
const LONGEST: usize = 10;

/// By then hardly a row moves.
const ROUNDS: usize = 12;

/// The table as it is kept.
pub(super) struct Packed {
    /// The class of each row.
    pub(super) classes: Vec<u8>,
    /// How many bits each symbol takes in each class; 0 for those that never occur.
    pub(super) code_lengths: Vec<[u8; SYMBOLS]>,
    /// How many bytes each row takes.
    pub(super) row_bytes: Vec<u16>,
    /// The rows, each from a whole byte on.
    pub(super) bits: Vec<u8>,
}

type Counts = [u32; SYMBOLS];

pub(super) fn pack(rows: &[&[u8]]) -> Packed {
    let counts: Vec<Counts> = rows.iter().map(|row| count(row)).collect();
    let classes = classify(&counts);
    let code_lengths: Vec<_> = sums(&counts, &classes).iter().map(lengths).collect();
    let codes: Vec<_> = code_lengths.iter().map(canonical).collect();
    let mut packed = Packed { classes, code_lengths, row_bytes: Vec::new(), bits: Vec::new() };
    for (row, class) in rows.iter().zip(&packed.classes) {
        let class = usize::from(*class);
        let before = packed.bits.len();
        write(&mut packed.bits, row, &codes[class], &packed.code_lengths[class]);
        packed.row_bytes.push(u16::try_from(packed.bits.len() - before).expect("ten bits a value at most"));
    }
    packed
}

fn count(row: &[u8]) -> Counts {
    let mut counts = [0; SYMBOLS];
    for value in row {
        counts[usize::from(*value)] += 1;
    }
    counts
}

fn sums(counts: &[Counts], classes: &[u8]) -> Vec<Counts> {
    let mut sums = vec![[0; SYMBOLS]; CLASSES];
    for (counts, class) in counts.iter().zip(classes) {
        sums[usize::from(*class)].iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    sums
}

#[expect(clippy::cast_possible_truncation, reason = "there are fewer classes than a byte can tell")]
#[expect(clippy::cast_precision_loss, reason = "a row has 512 values")]
fn classify(counts: &[Counts]) -> Vec<u8> {
    let peak = |counts: &Counts| (0..SYMBOLS).map(|symbol| (counts[symbol], symbol)).max().map(|(most, at)| (at, most));
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|row| peak(&counts[*row]));
    let mut classes = vec![0; counts.len()];
    for (place, row) in order.iter().enumerate() {
        classes[*row] = (place * CLASSES / counts.len()) as u8;
    }
    for _ in 0..ROUNDS {
        let costs: Vec<_> = sums(counts, &classes).iter().map(costs).collect();
        for (class, counts) in classes.iter_mut().zip(counts) {
            let price =
                |costs: &[f32; SYMBOLS]| counts.iter().zip(costs).map(|(n, cost)| *n as f32 * cost).sum::<f32>();
            let cheapest = (0..CLASSES).min_by(|a, b| price(&costs[*a]).total_cmp(&price(&costs[*b])));
            *class = cheapest.expect("there are classes") as u8;
        }
    }
    classes
}

/// Bits that an ideal code takes for each symbol; one that a class has not met costs much, not infinitely much.
#[expect(clippy::cast_precision_loss, reason = "the cost of a bit need not be exact")]
fn costs(sum: &Counts) -> [f32; SYMBOLS] {
    let total = sum.iter().sum::<u32>() as f32 + 1.0;
    sum.map(|count| (total / (count as f32 + 0.02)).log2())
}

/// Code lengths of at most [`LONGEST`] bits by package-merge (Larmore and Hirschberg 1990).
fn lengths(sum: &Counts) -> [u8; SYMBOLS] {
    let mut leaves: Vec<(u64, Vec<usize>)> =
        (0..SYMBOLS).filter(|symbol| sum[*symbol] > 0).map(|symbol| (sum[symbol].into(), vec![symbol])).collect();
    leaves.sort();
    let mut lengths = [0; SYMBOLS];
    if let [(_, only)] = leaves.as_slice() {
        lengths[only[0]] = 1;
        return lengths;
    }
    let mut packages: Vec<(u64, Vec<usize>)> = Vec::new();
    for _ in 0..LONGEST {
        packages =
            packages.chunks_exact(2).map(|two| (two[0].0 + two[1].0, [&*two[0].1, &*two[1].1].concat())).collect();
        packages.extend(leaves.iter().cloned());
        packages.sort();
    }
    let chosen = (leaves.len() * 2).saturating_sub(2);
    packages.iter().take(chosen).flat_map(|(_, symbols)| symbols).for_each(|symbol| lengths[*symbol] += 1);
    lengths
}

/// The canonical code of these lengths: shorter first, then by symbol.
fn canonical(lengths: &[u8; SYMBOLS]) -> [u32; SYMBOLS] {
    let mut codes = [0; SYMBOLS];
    let mut next = 0;
    for length in 1..=LONGEST {
        next <<= 1;
        for symbol in (0..SYMBOLS).filter(|symbol| usize::from(lengths[*symbol]) == length) {
            codes[symbol] = next;
            next += 1;
        }
    }
    codes
}

/// Highest bit first.
fn write(out: &mut Vec<u8>, row: &[u8], codes: &[u32; SYMBOLS], lengths: &[u8; SYMBOLS]) {
    let (mut waiting, mut held) = (0_u64, 0);
    for value in row {
        let symbol = usize::from(*value);
        waiting = waiting << lengths[symbol] | u64::from(codes[symbol]);
        held += lengths[symbol];
        while held >= 8 {
            held -= 8;
            out.push((waiting >> held).to_le_bytes()[0]);
        }
    }
    if held > 0 {
        out.push((waiting << (8 - held)).to_le_bytes()[0]);
    }
}

#[cfg(test)]
mod tests {
    use super::{SYMBOLS, WIDTH, canonical, lengths, pack};

    #[test]
    fn code_lengths_fill_the_code_space_and_stay_short() {
        let mut sum = [0; SYMBOLS];
        (0..30).for_each(|symbol| sum[symbol] = 1 << symbol.min(28));
        let lengths = lengths(&sum);
        let space: f64 =
            lengths.iter().filter(|length| **length > 0).map(|length| 0.5_f64.powi((*length).into())).sum();
        assert!((space - 1.0).abs() < 1e-9, "a hole in the code, or an overlap: {space}");
        assert!(lengths.iter().all(|length| *length <= 10));
    }

    #[test]
    fn no_code_begins_another() {
        let mut sum = [0; SYMBOLS];
        (0..20).for_each(|symbol| sum[symbol] = 1 + 3 * u32::try_from(symbol).expect("small"));
        let lengths = lengths(&sum);
        let codes = canonical(&lengths);
        let used: Vec<usize> = (0..SYMBOLS).filter(|symbol| lengths[*symbol] > 0).collect();
        for (a, b) in used.iter().flat_map(|a| used.iter().map(move |b| (*a, *b))) {
            let begins = lengths[a] <= lengths[b] && codes[b] >> (lengths[b] - lengths[a]) == codes[a];
            assert_eq!(begins, a == b, "{a} and {b}");
        }
    }

    #[test]
    fn a_row_of_one_value_takes_a_bit_each() {
        let row = [7_u8; WIDTH];
        let packed = pack(&[&row, &row]);
        assert_eq!(packed.row_bytes, [64, 64]);
    }
}
