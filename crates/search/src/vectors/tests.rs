use super::*;

/// Pseudo-random directions, the same in every run: xorshift, whose sums of bytes are near enough to a bell.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn numbers(&mut self) -> [f32; DIMENSIONS] {
        std::array::from_fn(|_| {
            let sum: u64 = self.next().to_le_bytes().iter().map(|byte| u64::from(*byte)).sum();
            f32::from(u16::try_from(sum).unwrap()) - 1020.0
        })
    }

    /// So near to another direction, from 0 for any to 1 for the same.
    fn near(&mut self, to: &[f32; DIMENSIONS], share: f32) -> [f32; DIMENSIONS] {
        let mut noise = self.numbers();
        noise.iter_mut().zip(to).for_each(|(noise, to)| *noise = to * share + *noise * (1.0 - share));
        noise
    }
}

fn at(day: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + day * 86_400).unwrap()
}

fn article(id: i64) -> ArticleId {
    ArticleId::new(id)
}

fn publisher(id: i64) -> PublisherId {
    PublisherId::new(id)
}

/// 2,000 articles about 100 matters, a day apart each 100.
fn filled(capacity: usize) -> (Vectors, Vec<Vector>) {
    let mut random = Random(42);
    let matters: Vec<_> = (0..100).map(|_| random.numbers()).collect();
    let mut vectors = Vectors::new(capacity);
    let made: Vec<Vector> = (0..2000).map(|id| Vector::of(&random.near(&matters[id % 100], 0.5))).collect();
    for (id, vector) in (0..).zip(&made) {
        vectors.put(article(id), publisher(id % 3), at(id / 100), vector);
    }
    (vectors, made)
}

fn exact(made: &[Vector], to: &Vector, count: usize) -> Vec<ArticleId> {
    let cosine = |other: &Vector| {
        let dot = |a: &Vector, b: &Vector| -> f64 {
            a.numbers().iter().zip(b.numbers()).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
        };
        dot(to, other) / (dot(to, to) * dot(other, other)).sqrt()
    };
    let mut all: Vec<_> = (0..).map(article).zip(made.iter().map(cosine)).collect();
    all.sort_by(|(_, x), (_, y)| y.total_cmp(x));
    all.into_iter().take(count).map(|(id, _)| id).collect()
}

#[test]
fn the_nearest_are_those_that_comparing_all_would_find() {
    let (vectors, made) = filled(10_000);
    let mut hits = 0;
    for query in made.iter().step_by(50) {
        let near = vectors.nearest(query, &Near { count: 10, ..Near::default() });
        assert!((near[0].1 - 1.0).abs() < 1e-3, "an article is nearest to itself");
        assert!(near.is_sorted_by(|a, b| a.1 >= b.1));
        let expect = exact(&made, query, 10);
        hits += near.iter().filter(|(id, _)| expect.contains(id)).count();
    }
    assert!(hits >= 396, "{hits} of 400");
}

#[test]
fn what_is_hidden_excepted_or_of_another_time_is_not_near() {
    let (vectors, made) = filled(10_000);
    let near = Near {
        count: 1000,
        since: Some(at(3)),
        until: Some(at(7)),
        hidden: &[publisher(1)],
        except: &[article(300), article(699)],
    };
    let found: Vec<i64> = vectors.nearest(&made[0], &near).iter().map(|(id, _)| id.get()).collect();
    let mut expect: Vec<i64> = (300..700).filter(|id| id % 3 != 1 && ![300, 699].contains(id)).collect();
    assert_eq!(found.len(), expect.len());
    expect.retain(|id| !found.contains(id));
    assert_eq!(expect, [0_i64; 0]);
}

#[test]
fn an_article_has_one_vector_and_none_after_its_removal() {
    let (mut vectors, made) = filled(10_000);
    vectors.put(article(5), publisher(1), at(0), &made[77]);
    assert_eq!((vectors.len(), vectors.get(article(5))), (2000, Some(made[77].clone())));
    vectors.remove(article(5));
    vectors.remove(article(5));
    assert_eq!((vectors.len(), vectors.get(article(5))), (1999, None));
    let near = vectors.nearest(&made[5], &Near { count: 1000, ..Near::default() });
    assert!(near.iter().all(|(id, _)| *id != article(5)));
    (0..2000).for_each(|id| vectors.remove(article(id)));
    assert!(vectors.is_empty() && vectors.nearest(&made[0], &Near { count: 3, ..Near::default() }).is_empty());
}

#[test]
fn the_oldest_go_when_memory_ends() {
    let mut random = Random(7);
    let mut vectors = Vectors::new(10_000);
    // The newest come first, as they may after a start.
    for id in (0..30_000).rev() {
        vectors.put(article(id), publisher(1), at(id), &Vector::of(&random.numbers()));
    }
    assert!((10_000..=10_000 + 2 * BLOCK).contains(&vectors.len()), "{}", vectors.len());
    let oldest = (0..30_000).rev().take(3000).all(|id| vectors.get(article(id)).is_some());
    assert!(oldest, "the first 3,000 are the newest and stay");
}

#[test]
fn a_vector_without_direction_is_near_to_nothing_and_breaks_nothing() {
    let mut vectors = Vectors::new(100);
    let none = Vector::of(&[0.0; DIMENSIONS]);
    let odd = Vector::of(&[f32::NAN; DIMENSIONS]);
    vectors.put(article(1), publisher(1), at(0), &none);
    vectors.put(article(2), publisher(1), at(0), &odd);
    let near = vectors.nearest(&none, &Near { count: 5, ..Near::default() });
    assert_eq!(near, [(article(2), 0.0), (article(1), 0.0)]);
}

#[test]
fn a_vector_keeps_its_direction_as_bytes() {
    let numbers = Random(3).numbers();
    let vector = Vector::of(&numbers);
    assert_eq!(Vector::from_bytes(&vector.to_bytes()), Some(vector.clone()));
    assert_eq!(Vector::from_bytes(&[0; 511]), None);
    assert_eq!(vector.numbers().iter().map(|n| n.unsigned_abs()).max(), Some(127));
}
