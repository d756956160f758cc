use super::*;
use crate::assign::hashing::spread;

/// Directions around `kinds` centres, the same in every run.
fn direction(number: u32, kinds: u32) -> Direction {
    let part = |seed: u64, place: u64| {
        #[expect(clippy::cast_precision_loss, reason = "any number will do")]
        let part = (spread(seed << 16 | place) >> 40) as f32 / (1_u64 << 23) as f32 - 1.0;
        part
    };
    let components: Vec<f32> = (0..64)
        .map(|place| part(u64::from(number % kinds), place) + 0.5 * part(u64::from(number) + 10_000, place))
        .collect();
    Direction::from_components(&components)
}

fn filled(count: u32, kinds: u32) -> Cells {
    let mut cells = Cells::default();
    for number in 0..count {
        cells.insert(Slot::new(number), direction(number, kinds));
    }
    cells
}

#[test]
fn the_nearest_is_itself_and_then_its_kind() {
    let cells = filled(6_000, 40);
    for number in [0, 77, 5_999] {
        let near = cells.nearest(&direction(number, 40), 20);
        assert_eq!(near.first().map(|(slot, _)| slot.number()), Some(number));
        assert!(near.iter().all(|(slot, _)| slot.number() % 40 == number % 40), "{near:?}");
    }
}

#[test]
fn cells_stay_small_even_when_all_directions_are_one() {
    let mut cells = Cells::default();
    for number in 0..3_000 {
        cells.insert(Slot::new(number), direction(1, 1));
    }
    assert!(cells.cells.iter().all(|cell| cell.members.len() <= FULL));
    assert_eq!(cells.cells.iter().map(|cell| cell.members.len()).sum::<usize>(), 3_000);
}

#[test]
fn what_is_removed_is_not_found() {
    let mut cells = filled(1_000, 7);
    cells.remove(Slot::new(500));
    assert!(cells.nearest(&direction(500, 7), 1_000).iter().all(|(slot, _)| slot.number() != 500));
    assert!(cells.direction(Slot::new(500)).is_none());
}

#[test]
fn an_unknown_direction_finds_nothing_and_is_not_found() {
    let mut cells = filled(10, 2);
    cells.insert(Slot::new(11), Direction::default());
    assert!(cells.nearest(&Direction::default(), 5).is_empty());
    assert!(cells.direction(Slot::new(11)).is_none());
}
