//! How the cost of assigning an article grows with the open set: `cargo run --release -p story --example growth -- 10000 100000 300000`.
//!
//! Articles are invented: events with words of their own, told by a handful of articles each in one of eight languages,
//! over a background of words as common as words are (the n-th word one n-th as often as the first).

use std::time::Duration;

use model::{ArticleId, Genre, Gist, Language, PublisherId, StoryId, Term};
use story::{Assigner, Background, Incoming, Model};

const LANGUAGES: [&str; 8] = ["en", "es", "de", "fr", "pt", "ru", "ar", "zh"];
/// Articles that tell an event, on average.
const EACH: u64 = 5;
/// Articles timed before each size is reached; making them up is a tenth of it.
const TIMED: usize = 2_000;

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let largest = sizes.iter().copied().max().unwrap_or(10_000);
    let mut assigner = Assigner::new(Model::shipped(), &Background::default());
    let mut stories = 0;
    let mut start = Duration::ZERO;
    for number in 1..=largest {
        let article = invent(number as u64, largest as u64);
        if sizes.contains(&(number + TIMED - 1)) {
            start = busy();
        }
        assigner.assign(&article, &mut || {
            stories += 1;
            StoryId::new(stories)
        });
        if sizes.contains(&number) {
            report(number, busy().saturating_sub(start), stories);
        }
    }
}

#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn report(open: usize, took: Duration, stories: i64) {
    let mean = took / u32::try_from(TIMED).unwrap_or(1);
    println!("{open} open in {stories} stories: {mean:?} of processor time an article, {} MB resident", resident());
}

/// Processor time of this process, where the system tells: time on the wall says little on a busy machine.
fn busy() -> Duration {
    let spent = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    Duration::from_nanos(spent.split_whitespace().next().and_then(|nanos| nanos.parse().ok()).unwrap_or_default())
}

/// Megabytes of this process in memory, where the system tells.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or_default() / 1024
}

/// A fixed permutation of 64-bit numbers.
fn spread(key: u64) -> u64 {
    let key = key.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let key = (key ^ (key >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let key = (key ^ (key >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    key ^ (key >> 31)
}

fn invent(number: u64, of: u64) -> Incoming {
    let event = spread(number) % (of / EACH).max(1);
    let language = spread(event ^ (spread(number) % 3)) % 8;
    // One word in three is the event's, the rest are as common as words are.
    let word = |place: u64| {
        let random = spread(number << 8 | place);
        let id = if place.is_multiple_of(3) { spread(event << 8 | place) } else { common(random) };
        u32::try_from(spread(id ^ language << 60) >> 32).unwrap_or_default()
    };
    let terms = |count: u64| {
        let mut terms: Vec<Term> = (0..count).map(|place| Term { hash: word(place), count: 1 }).collect();
        terms.sort_unstable();
        terms.dedup_by_key(|term| term.hash);
        terms
    };
    let component = |place: u64| {
        let own = spread(number << 10 | place) % 64;
        let shared = spread(event << 10 | 1 << 50 | place) % 128;
        i8::try_from(i64::try_from(own + shared).unwrap_or(0) - 96).unwrap_or_default()
    };
    Incoming {
        article: ArticleId::new(i64::try_from(number).unwrap_or(1)),
        publisher: PublisherId::new(i64::try_from(number % 500 + 1).unwrap_or(1)),
        language: LANGUAGES.get(usize::try_from(language).unwrap_or(0)).and_then(|code| code.parse::<Language>().ok()),
        time: jiff::Timestamp::from_second(
            1_700_000_000 + i64::try_from(spread(event) % 400_000 + number % 90_000).unwrap_or(0),
        )
        .ok(),
        genre: Genre::News,
        gist: Gist {
            vector: (0..512).map(component).collect(),
            headline: terms(10),
            text: terms(96),
            names: terms(24).into_iter().map(|term| term.hash ^ 1).collect(),
            numbers: terms(8).into_iter().map(|term| term.hash ^ 2).collect(),
        },
    }
}

/// A word by its rank, the n-th one n-th as often as the first.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a rank")]
fn common(random: u64) -> u64 {
    let unit = (random >> 11) as f64 / (1_u64 << 53) as f64;
    100_000_f64.powf(unit) as u64
}
