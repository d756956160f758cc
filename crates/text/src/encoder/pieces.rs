//! Cuts a text into the pieces of the vocabulary whose scores add up to the most (SentencePiece's unigram model).

use std::collections::VecDeque;

use super::data::{Malformed, Reader};

/// The piece for a character that no piece begins with.
const UNKNOWN: u32 = 0;

/// How much less likely than the least likely piece an unknown character is.
const UNKNOWN_PENALTY: f32 = 10.0;

/// A node of the tree of all beginnings of pieces. Its children stand side by side, in the order of their characters.
#[derive(Debug, Clone, Copy)]
struct Node {
    character: char,
    children: u32,
    first_child: u32,
    /// The piece that ends here.
    piece: Option<u32>,
}

pub(super) struct Pieces {
    nodes: Vec<Node>,
    scores: Vec<f32>,
    unknown_score: f32,
}

impl Pieces {
    /// Pieces come sorted by their text.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let count = reader.count()?;
        let lengths = reader.take(count)?;
        let mut texts = Vec::with_capacity(count);
        for bytes in lengths {
            texts.push(str::from_utf8(reader.take(usize::from(*bytes))?).map_err(|_| Malformed)?);
        }
        let numbers = reader.u32s(count)?;
        let scores = reader.floats(count)?;
        let least = scores.iter().copied().reduce(f32::min).ok_or(Malformed)?;
        Ok(Self {
            nodes: tree(texts.into_iter().zip(numbers).collect()),
            scores,
            unknown_score: least - UNKNOWN_PENALTY,
        })
    }

    /// How many pieces there are.
    pub(super) fn len(&self) -> usize {
        self.scores.len()
    }

    /// The numbers of the best pieces. At each place only the best way there is kept, the one that began earliest when
    /// two are equal; pieces are short, so the work is linear.
    pub(super) fn cut(&self, text: &str) -> Vec<u32> {
        let characters: Vec<char> = text.chars().collect();
        let mut ways = vec![Way { score: f64::NEG_INFINITY, start: 0, piece: UNKNOWN }; characters.len() + 1];
        if let Some(first) = ways.first_mut() {
            first.score = 0.0;
        }
        for start in 0..characters.len() {
            let (Some(way), Some(rest)) = (ways.get(start), characters.get(start..)) else { break };
            self.leave(way.score, start, rest, ways.get_mut(start + 1..).unwrap_or_default());
        }
        back(&ways)
    }

    /// Tries each piece that begins here; `ways` are those to the places behind.
    fn leave(&self, score: f64, start: usize, characters: &[char], ways: &mut [Way]) {
        let mut at_start = true;
        let improve = |way: &mut Way, piece, gain: f32| {
            let score = score + f64::from(gain);
            if score > way.score {
                *way = Way { score, start, piece };
            }
        };
        let mut known = false;
        let mut node = self.nodes.first();
        for (character, way) in characters.iter().zip(ways.iter_mut()) {
            node = node.and_then(|node| self.child(*node, *character));
            let Some(node) = node else { break };
            if let Some(piece) = node.piece {
                known |= at_start;
                improve(way, piece, self.scores.get(piece as usize).copied().unwrap_or(self.unknown_score));
            }
            at_start = false;
        }
        if let (false, Some(way)) = (known, ways.first_mut()) {
            improve(way, UNKNOWN, self.unknown_score);
        }
    }

    fn child(&self, node: Node, character: char) -> Option<&Node> {
        let first = node.first_child as usize;
        let children = self.nodes.get(first..first + node.children as usize)?;
        children.get(children.binary_search_by_key(&character, |child| child.character).ok()?)
    }
}

/// The best way to a place found so far: the last piece on it and where that begins.
#[derive(Debug, Clone, Copy)]
struct Way {
    score: f64,
    start: usize,
    piece: u32,
}

fn back(ways: &[Way]) -> Vec<u32> {
    let mut pieces = Vec::new();
    let mut place = ways.len() - 1;
    while let (true, Some(way)) = (place > 0, ways.get(place)) {
        pieces.push(way.piece);
        place = way.start;
    }
    pieces.reverse();
    pieces
}

/// Builds the tree level by level, so that siblings come to stand together.
fn tree(mut pieces: Vec<(&str, u32)>) -> Vec<Node> {
    let mut nodes = vec![Node { character: '\0', children: 0, first_child: 0, piece: None }];
    let mut open = VecDeque::from([(0, 0..pieces.len())]);
    while let Some((node, range)) = open.pop_front() {
        let first_child = nodes.len();
        let (mut piece, mut last) = (None, None);
        for at in range {
            let Some((rest, number)) = pieces.get_mut(at) else { break };
            let mut characters = rest.chars();
            let Some(character) = characters.next() else {
                piece = Some(*number);
                continue;
            };
            *rest = characters.as_str();
            if last == Some(character) {
                if let Some((_, range)) = open.back_mut() {
                    range.end = at + 1;
                }
            } else {
                last = Some(character);
                open.push_back((nodes.len(), at..at + 1));
                nodes.push(Node { character, children: 0, first_child: 0, piece: None });
            }
        }
        let children = nodes.len() - first_child;
        if let Some(node) = nodes.get_mut(node) {
            node.piece = piece;
            node.children = u32::try_from(children).expect("fewer than there are characters");
            node.first_child = u32::try_from(first_child).expect("a vocabulary of a few megabytes");
        }
    }
    nodes.shrink_to_fit();
    nodes
}
