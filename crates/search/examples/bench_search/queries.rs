//! Queries as readers might ask them, drawn from the texts.

use crate::articles::Articles;
use crate::random::Random;

/// In most of the articles.
const FREQUENT: [&str; 8] = ["the", "said", "new", "year", "people", "government", "2018", "time"];

/// A query of one of twelve kinds.
pub(crate) fn draw(articles: &Articles, random: &mut Random) -> String {
    let text = random.of(&articles.paragraphs).map_or("", String::as_str);
    let title = random.of(&articles.titles).map_or("", String::as_str);
    let mut word = || one(text, random);
    let (a, b, c) = (word(), word(), word());
    let frequent = random.of(&FREQUENT).copied().unwrap_or_default();
    match random.below(12) {
        0 => a.to_owned(),
        1 => format!("{a} {b}"),
        2 => format!("{a} {b} {c}"),
        3 => format!("\"{}\"", row(text, 2, random)),
        4 => format!("\"{}\"", row(text, 3, random)),
        5 => frequent.to_owned(),
        6 => format!("{frequent} {a}"),
        7 => format!("intitle:{} {frequent}", one(title, random)),
        8 => format!("{a} publisher:{} after:90d", random.below(500) + 1),
        9 => format!("{a} OR {b} -{c}"),
        10 => format!("#tag{} {frequent}", random.below(5000)),
        _ => format!("{} {frequent} before:30d", a.get(..4).map_or(a.to_owned(), |start| format!("{start}*"))),
    }
}

fn one<'a>(text: &'a str, random: &mut Random) -> &'a str {
    row(text, 1, random)
}

/// So many words that follow each other.
fn row<'a>(text: &'a str, length: usize, random: &mut Random) -> &'a str {
    let is_edge = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = text.split(is_edge).filter(|word| word.len() > 2).collect();
    let first = random.below(words.len().saturating_sub(length - 1));
    let (Some(first), Some(last)) = (words.get(first), words.get(first + length - 1)) else { return "word" };
    let start = first.as_ptr() as usize - text.as_ptr() as usize;
    let end = last.as_ptr() as usize - text.as_ptr() as usize + last.len();
    text.get(start..end).unwrap_or("word")
}
