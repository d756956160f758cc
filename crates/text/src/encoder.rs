//! The multilingual sentence encoder: a sentence becomes a direction in space, so that sentences of like meaning point
//! alike, whatever language they are in.
//!
//! The model is the convolutional one of Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic
//! Retrieval" (version 3), with the weights of its quantized release; `data/encoder/README.md` tells where they come
//! from and under which licence. A sentence goes this way:
//!
//! 1. `normalizer` folds the forms of a character, `pieces` cuts the text into the likeliest of 128,010 pieces;
//! 2. `table` gives each piece its 512 numbers, packed to under three bits each and read straight from the binary;
//! 3. `network` lays windows of 2, 3 and 5 pieces over them, twice, averages, and passes four dense layers.
//!
//! It was trained on Arabic, Chinese, Dutch, English, French, German, Italian, Japanese, Korean, Polish, Portuguese,
//! Russian, Spanish, Thai and Turkish, and knows Indonesian, Ukrainian and Swedish nearly as well from their kin. Czech
//! and Romanian are fair; Greek, Persian, Vietnamese, Hebrew, Hindi and Bengali are weak: their vectors say little, and
//! who compares such texts must lean on words and names.
//!
//! A vector depends on the text alone, not on what it is encoded with. The large products are of whole numbers of a
//! byte, which every machine computes exactly; with sums of floats in their place the cosine stays above .999.

mod data;
mod kernel;
mod network;
mod normalizer;
mod pieces;
mod table;
#[cfg(test)]
mod tests;
mod vector;

use std::sync::OnceLock;

use data::Malformed;
use network::Network;
use normalizer::Normalizer;
use pieces::Pieces;
use table::Table;

pub use vector::{DIMENSIONS, Quantized, Vector};

/// Characters of a text that are read; more would only blur the average.
const MAX_CHARACTERS: usize = 4096;

/// Pieces of a text that are read.
const MAX_PIECES: usize = 512;

/// Pieces that pass the network together, unless one text has more: enough to spread the reading of the weights, few
/// enough for what is between the layers to stay in the cache.
const BATCH_PIECES: usize = 384;

/// What the model puts before and after each sentence.
const START: u32 = 1;
const END: u32 = 2;

/// Vocabulary and weights, ready for use from any number of threads.
pub struct Encoder {
    normalizer: Normalizer,
    pieces: Pieces,
    table: Table<'static>,
    network: Network,
}

impl Encoder {
    /// The encoder of this process, made ready by the first call.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Encoder> = OnceLock::new();
        SHARED.get_or_init(|| Self::read(data::FILE).expect("the data file is part of this build and has a test"))
    }

    fn read(file: &'static [u8]) -> Result<Self, Malformed> {
        let (head, bits) = data::open(file)?;
        let mut head = data::Reader::new(&head);
        let pieces = Pieces::read(&mut head)?;
        let normalizer = Normalizer::read(&mut head)?;
        let network = Network::read(&mut head)?;
        let table = Table::read(&mut head, bits, pieces.len())?;
        Ok(Self { normalizer, pieces, table, network })
    }

    /// The meaning of each text, in their order. A text without a single character to read is the zero vector.
    ///
    /// Runs on the calling thread's rayon pool. Only the beginning of a long text is read, some 500 pieces.
    pub fn encode(&self, texts: &[&str]) -> Vec<Vector> {
        let mut vectors = vec![Vector::zero(); texts.len()];
        let mut batch = network::Batch::default();
        let mut places = Vec::new();
        for (place, text) in texts.iter().enumerate() {
            let pieces = self.pieces(text);
            if pieces.is_empty() {
                continue;
            }
            if batch.len() + pieces.len() > BATCH_PIECES {
                self.flush(&mut batch, &mut places, &mut vectors);
            }
            batch.push(&pieces);
            places.push(place);
        }
        self.flush(&mut batch, &mut places, &mut vectors);
        vectors
    }

    /// Numbers of the pieces with start and end, or nothing when there is nothing to read.
    fn pieces(&self, text: &str) -> Vec<u32> {
        let normal = self.normalizer.normalize(text, MAX_CHARACTERS);
        if normal.is_empty() {
            return Vec::new();
        }
        let mut pieces = vec![START];
        pieces.extend(self.pieces.cut(&normal).into_iter().take(MAX_PIECES));
        pieces.push(END);
        pieces
    }

    fn flush(&self, batch: &mut network::Batch, places: &mut Vec<usize>, vectors: &mut [Vector]) {
        for (place, values) in places.drain(..).zip(self.network.run(batch, &self.table)) {
            if let Some(vector) = vectors.get_mut(place) {
                *vector = values;
            }
        }
        batch.clear();
    }
}
