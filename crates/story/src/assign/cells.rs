//! Nearest directions without looking at all of them.
//!
//! Directions lie in cells around means; a cell that grows beyond [`FULL`] becomes two. A search ranks the cells, reads
//! the one-bit codes in the nearest, and compares the best of these in full. Its cost grows with the number of cells, some
//! two-hundredth of the articles; up to [`READ`] articles it sees all of them.

#[cfg(test)]
mod tests;

use crate::assign::open::Slot;
use crate::assign::vector::{Code, Direction, differing};

/// Articles a cell holds at most.
const FULL: usize = 384;
/// Articles whose codes are read for one search.
const READ: usize = 4_096;
/// Articles compared in full for one search.
const COMPARED: usize = 128;
/// Rounds in which the halves of a cell settle.
const ROUNDS: usize = 3;

/// Directions by neighbourhood.
#[derive(Debug, Default)]
pub(super) struct Cells {
    cells: Vec<Cell>,
    /// The direction of each slot, and the cell it lies in.
    directions: Vec<Option<(Direction, usize)>>,
}

#[derive(Debug, Default, Clone)]
struct Cell {
    mean: Direction,
    members: Vec<(Slot, Code)>,
}

impl Cells {
    /// The direction of a slot.
    pub(super) fn direction(&self, slot: Slot) -> Option<&Direction> {
        self.directions.get(slot.place())?.as_ref().map(|(direction, _)| direction)
    }

    /// Keeps a direction; one that is unknown is never found.
    pub(super) fn insert(&mut self, slot: Slot, direction: Direction) {
        if !direction.is_known() {
            return;
        }
        let home = self.nearest_cell(&direction);
        let Some(cell) = self.cells.get_mut(home) else { return };
        cell.members.push((slot, direction.code()));
        if self.directions.len() <= slot.place() {
            self.directions.resize(slot.place() + 1, None);
        }
        let full = cell.members.len() > FULL;
        if let Some(place) = self.directions.get_mut(slot.place()) {
            *place = Some((direction, home));
        }
        if full {
            self.split(home);
        }
    }

    /// Forgets a direction.
    pub(super) fn remove(&mut self, slot: Slot) {
        let Some((_, home)) = self.directions.get_mut(slot.place()).and_then(Option::take) else { return };
        if let Some(cell) = self.cells.get_mut(home) {
            cell.members.retain(|(member, _)| *member != slot);
        }
    }

    /// The `most` nearest and how near, nearest first.
    pub(super) fn nearest(&self, direction: &Direction, most: usize) -> Vec<(Slot, f32)> {
        if !direction.is_known() {
            return Vec::new();
        }
        let code = direction.code();
        let mut read: Vec<(u32, Slot)> = Vec::new();
        for (_, cell) in self.ranked(direction) {
            read.extend(cell.members.iter().map(|(slot, other)| (differing(&code, other), *slot)));
            if read.len() >= READ {
                break;
            }
        }
        if read.len() > COMPARED {
            read.select_nth_unstable(COMPARED);
            read.truncate(COMPARED);
        }
        let mut near: Vec<(Slot, f32)> =
            read.iter().filter_map(|&(_, slot)| Some((slot, self.direction(slot)?.cosine(direction)))).collect();
        near.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(most);
        near
    }

    /// Cells by the nearness of their means.
    fn ranked(&self, direction: &Direction) -> Vec<(f32, &Cell)> {
        let mut ranked: Vec<_> = self.cells.iter().map(|cell| (cell.mean.cosine(direction), cell)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked
    }

    fn nearest_cell(&mut self, direction: &Direction) -> usize {
        if self.cells.is_empty() {
            self.cells.push(Cell { mean: direction.clone(), members: Vec::new() });
        }
        let nearness = self.cells.iter().map(|cell| cell.mean.cosine(direction));
        nearness.enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map_or(0, |(at, _)| at)
    }

    /// Makes two cells of one: around its first member and the member farthest from it.
    fn split(&mut self, home: usize) {
        let Some(cell) = self.cells.get_mut(home) else { return };
        let members = std::mem::take(&mut cell.members);
        let Some(mut first) = members.first().and_then(|(slot, _)| self.direction(*slot)).cloned() else { return };
        let farthest = members
            .iter()
            .filter_map(|(slot, _)| self.direction(*slot))
            .min_by(|a, b| a.cosine(&first).total_cmp(&b.cosine(&first)));
        let Some(mut second) = farthest.cloned() else { return };
        let mut halves = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            halves = members.iter().partition(|(slot, _)| {
                self.direction(*slot).is_some_and(|direction| direction.cosine(&first) >= direction.cosine(&second))
            });
            // Copies of one text lie in one place, and no cut through them means anything.
            if halves.0.len() < FULL / 16 || halves.1.len() < FULL / 16 {
                halves = members.iter().enumerate().fold((Vec::new(), Vec::new()), |mut halves, (at, member)| {
                    let half = if at % 2 == 0 { &mut halves.0 } else { &mut halves.1 };
                    half.push(*member);
                    halves
                });
            }
            first = self.mean(&halves.0);
            second = self.mean(&halves.1);
        }
        let fresh = self.cells.len();
        for (slot, _) in &halves.1 {
            if let Some(Some((_, home))) = self.directions.get_mut(slot.place()) {
                *home = fresh;
            }
        }
        if let Some(cell) = self.cells.get_mut(home) {
            *cell = Cell { mean: first, members: halves.0 };
        }
        self.cells.push(Cell { mean: second, members: halves.1 });
    }

    fn mean(&self, members: &[(Slot, Code)]) -> Direction {
        let mut sum: Vec<f32> = Vec::new();
        for direction in members.iter().filter_map(|(slot, _)| self.direction(*slot)) {
            sum.resize(direction.len().max(sum.len()), 0.0);
            sum.iter_mut().zip(direction.unit()).for_each(|(sum, component)| *sum += component);
        }
        Direction::from_components(&sum)
    }
}
