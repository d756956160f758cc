//! Average linkage: a few articles are joined, the likeliest groups first, as long as they are like each other on average.

/// Articles with their likeness, and groups that stay together and apart.
#[derive(Debug, Default)]
pub(super) struct Linkage {
    /// Likeness by row and column; only pairs with row < column are read.
    likeness: Vec<Vec<f32>>,
    /// Articles with the same label start together; groups of different labels never meet.
    labels: Vec<Option<usize>>,
}

/// A group being formed.
#[derive(Debug, Clone)]
struct Group {
    members: Vec<usize>,
    label: Option<usize>,
}

impl Linkage {
    /// Of `labels.len()` articles, asking the likeness of each pair once.
    pub(super) fn new(labels: Vec<Option<usize>>, likeness: impl Fn(usize, usize) -> f32) -> Self {
        let count = labels.len();
        let likeness = (0..count)
            .map(|row| (0..count).map(|column| if row < column { likeness(row, column) } else { 0.0 }).collect())
            .collect();
        Self { likeness, labels }
    }

    /// Groups of articles whose mean likeness to each other is at least `threshold` when they meet, each ascending, by
    /// their first article.
    pub(super) fn groups(&self, threshold: f32) -> Vec<Vec<usize>> {
        let mut forming = Forming::new(self.start(), |one, other| self.sum(one, other));
        while let Some((one, other)) = forming.closest(threshold) {
            forming.join(one, other);
        }
        let mut formed: Vec<Vec<usize>> = forming.groups.into_iter().flatten().map(|group| group.members).collect();
        for members in &mut formed {
            members.sort_unstable();
        }
        formed.sort_unstable();
        formed
    }

    fn start(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for (at, &label) in self.labels.iter().enumerate() {
            match groups.iter_mut().find(|group| label.is_some() && group.label == label) {
                Some(group) => group.members.push(at),
                None => groups.push(Group { members: vec![at], label }),
            }
        }
        groups
    }

    fn sum(&self, one: &Group, other: &Group) -> f32 {
        let pairs = one.members.iter().flat_map(|&a| other.members.iter().map(move |&b| (a.min(b), a.max(b))));
        pairs.filter_map(|(row, column)| self.likeness.get(row)?.get(column)).sum()
    }
}

/// Groups as they are joined. A group that was joined to another leaves its place empty.
struct Forming {
    groups: Vec<Option<Group>>,
    /// Sums of likeness between groups: means come by dividing, and joining is adding.
    sums: Vec<Vec<f32>>,
    /// The group that each is most like, and how like: joining two changes few of these.
    nearest: Vec<Option<(f32, usize)>>,
}

impl Forming {
    fn new(groups: Vec<Group>, sum: impl Fn(&Group, &Group) -> f32) -> Self {
        let sums = groups.iter().map(|one| groups.iter().map(|other| sum(one, other)).collect()).collect();
        let mut forming =
            Self { nearest: vec![None; groups.len()], groups: groups.into_iter().map(Some).collect(), sums };
        for at in 0..forming.groups.len() {
            forming.look(at);
        }
        forming
    }

    /// The two groups most like each other, if they are enough; the first such pair when several are.
    fn closest(&self, threshold: f32) -> Option<(usize, usize)> {
        let mut best: Option<(f32, usize, usize)> = None;
        for (at, nearest) in self.nearest.iter().enumerate() {
            if let Some((mean, other)) = nearest
                && *mean >= best.map_or(threshold, |(most, ..)| most)
                && best.is_none_or(|(most, ..)| *mean > most)
            {
                best = Some((*mean, at, *other));
            }
        }
        best.map(|(_, one, other)| (one.min(other), one.max(other)))
    }

    /// Joins `other` into `one`.
    fn join(&mut self, one: usize, other: usize) {
        let Some(joining) = self.groups.get_mut(other).and_then(Option::take) else { return };
        if let Some(Some(group)) = self.groups.get_mut(one) {
            group.members.extend(joining.members);
            group.label = group.label.or(joining.label);
        }
        let joining = self.sums.get_mut(other).map(std::mem::take).unwrap_or_default();
        for (row, sum) in self.sums.iter_mut().zip(&joining) {
            if let Some(place) = row.get_mut(one) {
                *place += sum;
            }
        }
        if let Some(row) = self.sums.get_mut(one) {
            row.iter_mut().zip(&joining).for_each(|(place, sum)| *place += sum);
        }
        for at in 0..self.groups.len() {
            let stale = self.nearest.get(at).copied().flatten().is_some_and(|(_, near)| near == one || near == other);
            if stale || at == one || at == other {
                self.look(at);
            } else {
                self.compare(at, one);
            }
        }
    }

    /// Looks for the group that one is most like.
    fn look(&mut self, at: usize) {
        if let Some(nearest) = self.nearest.get_mut(at) {
            *nearest = None;
        }
        for other in 0..self.groups.len() {
            self.compare(at, other);
        }
    }

    /// Takes `other` for the nearest of a group if it is.
    fn compare(&mut self, at: usize, other: usize) {
        let Some(mean) = self.mean(at, other) else { return };
        if let Some(nearest) = self.nearest.get_mut(at)
            && nearest.is_none_or(|(most, _)| mean > most)
        {
            *nearest = Some((mean, other));
        }
    }

    /// The mean likeness of two groups that may be joined.
    fn mean(&self, one: usize, other: usize) -> Option<f32> {
        let (a, b) = (self.groups.get(one)?.as_ref()?, self.groups.get(other)?.as_ref()?);
        let may = one != other && (a.label.is_none() || b.label.is_none());
        #[expect(clippy::cast_precision_loss, reason = "groups are small")]
        let pairs = (a.members.len() * b.members.len()) as f32;
        may.then_some(self.sums.get(one)?.get(other)? / pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(labels: &[Option<usize>], alike: &[(usize, usize, f32)], expect: &[&[usize]]) {
        let likeness = |row, column| {
            alike.iter().find(|(a, b, _)| (*a, *b) == (row, column)).map_or(0.0, |(_, _, likeness)| *likeness)
        };
        assert_eq!(Linkage::new(labels.to_vec(), likeness).groups(0.5), expect);
    }

    #[test]
    fn what_is_alike_is_joined() {
        check(&[None; 4], &[(0, 2, 0.9), (1, 3, 0.6)], &[&[0, 2], &[1, 3]]);
    }

    #[test]
    fn a_chain_does_not_glue_what_is_unlike_on_average() {
        check(&[None; 4], &[(0, 1, 0.9), (1, 2, 0.8), (2, 3, 0.9)], &[&[0, 1], &[2, 3]]);
    }

    #[test]
    fn the_mean_counts_pairs_and_not_groups() {
        // 3 is like two of three: 2 * 0.8 / 3 > 0.5.
        check(&[None; 4], &[(0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.9), (0, 3, 0.8), (1, 3, 0.8)], &[&[0, 1, 2, 3]]);
    }

    #[test]
    fn labels_hold_together_and_apart() {
        check(&[Some(7), Some(7), None], &[], &[&[0, 1], &[2]]);
        check(&[Some(7), Some(8), None], &[(0, 1, 1.0), (0, 2, 0.9)], &[&[0, 2], &[1]]);
    }

    #[test]
    fn nothing_makes_nothing() {
        check(&[], &[], &[]);
    }
}
