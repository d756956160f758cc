//! Names the language of each text in a JSONL file: `language_eval IN.jsonl PRED.tsv [WORDS]`, WORDS = only the first so many.
#![expect(clippy::print_stdout, reason = "a command line tool talks to its user")]

use std::fmt::Write as _;
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, from, out, rest @ ..] = args.as_slice() else {
        println!("usage: language_eval IN.jsonl PRED.tsv [WORDS]");
        return;
    };
    let words = rest.first().and_then(|words| words.parse().ok()).unwrap_or(usize::MAX);
    let rows = std::fs::read_to_string(from).expect("IN can be read");
    let texts: Vec<String> = rows.lines().map(|row| text_of(row, words)).collect();
    text::language::detect("the table is unpacked on first use");
    let start = Instant::now();
    let guesses: Vec<_> = texts.iter().map(|text| text::language::detect(text)).collect();
    let each = start.elapsed() / u32::try_from(texts.len().max(1)).unwrap_or(u32::MAX);
    let mut lines = String::new();
    for (line, guess) in guesses.iter().enumerate() {
        let code = guess.map_or_else(|| "und".to_owned(), |guess| guess.language.to_string());
        let confidence = guess.map_or(0.0, |guess| guess.confidence);
        writeln!(lines, "{line}\t{code}\t{confidence:.4}").expect("a string takes all");
    }
    std::fs::write(out, lines).expect("PRED can be written");
    println!("{} texts, {each:?} each", texts.len());
}

fn text_of(row: &str, words: usize) -> String {
    let row: serde_json::Value = serde_json::from_str(row).expect("a line is JSON");
    let text = row.get("text").and_then(serde_json::Value::as_str).unwrap_or_default();
    text.split_whitespace().take(words).collect::<Vec<_>>().join(" ")
}
